/** The process that takes in positions and is killed, as a test sees it: started, killed at a moment of its own clock, and what it had said. */
import { spawn } from 'node:child_process';
import type { IncomingFix } from '#main/core/tracks/fix.ts';

export const WRITER_UNITS = 40;
const PROGRAM = new URL('./trackWriterChild.ts', import.meta.url).pathname;
const METRES_PER_DEGREE = 111_320;

/** The `number`th fix of units that take turns; each goes one metre north a fix, so that its number can be read back. */
export function fixNumbered(number: number, receivedAt: number): IncomingFix {
  return {
    unitId: `u-${number % WRITER_UNITS}`,
    source: 'osmand',
    door: 'osmand',
    lon: 117.01,
    lat: 25 + Math.floor(number / WRITER_UNITS) / METRES_PER_DEGREE,
    courseDegrees: 0,
    speedMps: 1,
    accuracyM: 5,
    batteryPercent: 80,
    deviceAt: null,
    receivedAt,
  };
}

/** Which fix that was. */
export const numberOfFix = ({ unitId, lat }: { readonly unitId: string; readonly lat: number }): number =>
  Math.round((lat - 25) * METRES_PER_DEGREE) * WRITER_UNITS + Number(unitId.slice(2));

export interface SaidFix {
  readonly number: number;
  readonly receivedAt: number;
}

export interface WriterRun {
  readonly directory: string;
  readonly fromAt: number;
  readonly first: number;
  readonly seed: number;
  /** Of its own clock: it is killed when it says that so much has gone by, and goes on writing until the kill arrives. */
  readonly killAfterMs: number;
  readonly flushMs?: number;
}

/** @returns every fix that it said it had taken in, to the last whole line in the pipe */
export async function writeAndKill({ directory, fromAt, first, seed, killAfterMs, flushMs }: WriterRun) {
  const words = [directory, fromAt, first, seed, ...(flushMs === undefined ? [] : [flushMs])].map(String);
  const child = spawn(process.execPath, [PROGRAM, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<NodeJS.Signals | null>((done) => child.once('exit', (_code, signal) => done(signal)));
  const said: SaidFix[] = [];
  let rest = '';
  for await (const chunk of child.stdout) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const [receivedAt, number] = line.split(' ').map(Number);
      said.push({ receivedAt: receivedAt!, number: number! });
    }
    const last = said.at(-1);
    if (last && last.receivedAt - fromAt >= killAfterMs) child.kill('SIGKILL');
  }
  return { said, signal: await ended };
}
