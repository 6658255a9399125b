/** The opening view over a box: from the south, high enough to see the middle half of the place, and never out in space. */
export function homeOver([west, south, east, north]: readonly [number, number, number, number]) {
  const height = Math.min(2_000_000, Math.max(800, ((north - south) * 111_000) / 5));
  return {
    lon: (west + east) / 2,
    lat: Math.max(-89, (south + north) / 2 - (height * 1.5) / 111_000),
    height,
    heading: 0,
    pitch: -34,
  };
}
