import type { SimulatorOptions } from './options.ts';

/** One device of `npm run sim`. Add one: a file here and its line in registry.ts. */
export interface Simulator {
  readonly name: string;
  /** One English line for the list. */
  readonly about: string;
  /** Its wire can be encrypted: `--key` of any other makes no sense. */
  readonly mayEncrypt?: true;
  /** Runs until `count` is reached or `stop` is aborted; every line is printed as JSON. Rejects when the wire cannot be had. */
  run(options: SimulatorOptions, say: (line: object) => void, stop: AbortSignal): Promise<void>;
}

/** Calls `speak` `rate` times a second, each when the one before is done, and `live` between them every `heartbeat` seconds. */
export async function paced(
  { count, rate, heartbeat, accounts }: SimulatorOptions,
  stop: AbortSignal,
  speak: (account: string, index: number) => Promise<void>,
  live: (() => Promise<void>) | null,
): Promise<void> {
  const startedAt = performance.now();
  let livedAt = Number.NEGATIVE_INFINITY;
  for (let index = 0; (count === 0 || index < count) && !stop.aborted; index++) {
    const dueAt = startedAt + (index * 1_000) / rate;
    while (!stop.aborted) {
      if (live && heartbeat > 0 && performance.now() - livedAt >= heartbeat * 1_000) {
        livedAt = performance.now();
        await live();
      }
      const waitMs = dueAt - performance.now();
      if (waitMs <= 0) break;
      await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, 250)));
    }
    if (!stop.aborted) await speak(accounts[index % accounts.length]!, index);
  }
}
