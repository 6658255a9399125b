/** First limit to last; more bands than this share the last. A line is the thicker the sooner somebody is there. */
export const COVERAGE_LOOKS = [
  { colour: '#4cd3a5', widthPx: 5 },
  { colour: '#5aa6f7', widthPx: 3.5 },
  { colour: '#b58cf0', widthPx: 2.2 },
] as const;

export const coverageLook = (band: number) => COVERAGE_LOOKS[Math.min(band, COVERAGE_LOOKS.length - 1)]!;
