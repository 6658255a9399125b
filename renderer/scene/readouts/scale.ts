/** The longest round length that fits, for the scale bar. */
export interface ScaleBar {
  readonly lengthM: number;
  readonly widthPx: number;
  readonly text: string;
}

export function scaleBar(metresPerPixel: number, longestPx: number): ScaleBar {
  const longestM = metresPerPixel * longestPx;
  const decade = 10 ** Math.floor(Math.log10(longestM));
  const lengthM = [5, 2, 1].map((step) => step * decade).find((length) => length <= longestM) ?? decade;
  const text = lengthM >= 1_000 ? `${lengthM / 1_000} km` : `${Number(lengthM.toPrecision(1))} m`;
  return { lengthM, widthPx: lengthM / metresPerPixel, text };
}

/** Degrees to five decimals (about a metre), north and east by letter. */
export function coordinateText(lon: number, lat: number): string {
  return `${Math.abs(lat).toFixed(5)}°${lat < 0 ? 'S' : 'N'}  ${Math.abs(lon).toFixed(5)}°${lon < 0 ? 'W' : 'E'}`;
}
