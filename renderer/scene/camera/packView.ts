import type { LoadedPack } from '../pack/load.ts';
import { clampView, type View, type ViewLimits, viewFromEye } from './view.ts';

/** The opening view of a pack. */
export function homeOf(pack: LoadedPack): View {
  const { manifest, frame } = pack;
  const { lon, lat, height, heading, pitch } = manifest.home;
  const eye = new Float64Array(3);
  frame.place(lon, lat, eye);
  return clampView(viewFromEye([eye[0]!, eye[1]!], height, heading, pitch), limitsOf(pack));
}

/** How near, how far and where a pack may be looked at. */
export function limitsOf({ manifest, frame }: LoadedPack): ViewLimits {
  const [west, south, east, north] = manifest.bbox;
  const corners = new Float64Array(6);
  frame.place(west, south, corners);
  frame.place(east, north, corners, 3);
  const sizeM = Math.max(corners[3]! - corners[0]!, corners[4]! - corners[1]!);
  return {
    minDistanceM: 90,
    maxDistanceM: Math.max(3_000, sizeM * 3),
    bounds: [corners[0]!, corners[1]!, corners[3]!, corners[4]!],
  };
}
