/** What every bench shares: the row it reports, figures over samples, and the name of the machine they belong to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { arch, cpus, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

/** One line of the table that `npm run bench` prints. Peers are measured in the same run, or left null. */
export interface BenchRow {
  what: string;
  /** The figure of DESIGN §8, as a sentence. */
  aim: string;
  /** In `unit`. */
  ours: number;
  /** In `unit`; what it is stands in `note`. */
  peer: number | null;
  /** Latencies in ms where they mean something. */
  p50: number | null;
  p99: number | null;
  max: number | null;
  unit: string;
  note: string;
}

/** A figure this machine cannot measure, and what it lacks for it. */
export interface MissingRow extends Pick<BenchRow, 'what' | 'aim' | 'unit'> {
  readonly notMeasured: string;
}

export interface Spread {
  p50: number;
  p99: number;
  max: number;
}

/** Nearest-rank percentiles. Needs at least one sample. */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = Float64Array.from(samples).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** What an alarm took, in milliseconds from its datagram: the p99 is the figure. */
export function alarmRow(what: string, aim: string, samples: readonly number[], note: string): BenchRow {
  const spread = spreadOf(samples);
  return {
    what,
    aim,
    ours: spread.p99,
    peer: null,
    ...spread,
    unit: 'ms',
    note: `p99 of ${samples.length} alarms, ${note}`,
  };
}

/** "Intel Xeon … × 2, 7.8 GiB, linux 6.1 x64, Node v24.21.0": a figure without its machine says nothing. */
export function machineName(): string {
  const processors = cpus();
  const gibibytes = (totalmem() / 2 ** 30).toFixed(1);
  const model = processors[0]?.model.trim() || 'unknown processor';
  return `${model} × ${processors.length}, ${gibibytes} GiB, ${platform()} ${release()} ${arch()}, Node ${process.version}`;
}

/** Runs `work` in a folder of its own and removes it. */
export async function inTemporaryFolder<Value>(work: (directory: string) => Promise<Value>): Promise<Value> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
