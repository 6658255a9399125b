/** Things that move so that the last picture leads to the first again. */
export const LOOP_S = 12;
export const FRAMES_A_SECOND = 15;

/** Where each of `count` walkers of one path is, 0 to 1 along it: they follow each other at equal distances, one lap is `count` loops. */
export const walkers = (timeS: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => ((timeS / LOOP_S + index) / count) % 1);

/** Something that comes once in a loop, `startS` into it, and takes `tookS`: 0 to 1, null while it is away. */
export function passing(timeS: number, startS: number, tookS: number): number | null {
  const since = (((timeS - startS) % LOOP_S) + LOOP_S) % LOOP_S;
  return since < tookS ? since / tookS : null;
}

/** Swings `times` a loop. */
export const swinging = (timeS: number, times: number, phase = 0): number =>
  Math.sin((timeS / LOOP_S) * times * 2 * Math.PI + phase);

export const between = (from: number, to: number, share: number): number => from + (to - from) * share;
