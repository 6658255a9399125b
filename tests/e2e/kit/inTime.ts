import { availableParallelism, loadavg } from 'node:os';

/**
 * A limit of the design, ms, on a machine that has the time: where others run beside the test, as much longer as its processors are
 * wanted.
 */
export const inTime = (limitMs: number): number => limitMs * Math.max(1, loadavg()[0]! / availableParallelism());
