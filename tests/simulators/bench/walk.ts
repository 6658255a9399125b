import type { SimulatorOptions } from './options.ts';

const STEPS_A_ROUND = 60;
const RADIUS_M = 80;
const M_PER_DEGREE = 111_320;

/** The next place of somebody who walks in a circle, and whether he calls for help there. */
export function stepOf({ at, sos, skew }: SimulatorOptions, index: number) {
  const angle = (2 * Math.PI * index) / STEPS_A_ROUND;
  const lat = at.lat + (RADIUS_M * Math.cos(angle)) / M_PER_DEGREE;
  const lon = at.lon + (RADIUS_M * Math.sin(angle)) / (M_PER_DEGREE * Math.cos((at.lat * Math.PI) / 180));
  return {
    lat,
    lon,
    at: Date.now() + skew * 1_000,
    courseDegrees: Math.round((angle * 180) / Math.PI + 90) % 360,
    callsForHelp: sos > 0 && (index + 1) % sos === 0,
  };
}
