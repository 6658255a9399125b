/**
 * Twenty poles on a bad wire, as many frames as wanted: presses in bursts, each repeated until it is answered, among
 * doubles, frames with a byte turned, garbage and heartbeats; over UDP, and over TCP cut anywhere. Seeded.
 */
import type { AlarmFacts } from '#shared/domain/alarm.ts';
import { type FaultDevice, type FaultStation, spreadDevices } from './faultStation.ts';
import { walkHistory } from './history.ts';
import { MessageBook } from './messageBook.ts';
import { NoisyPole, type PoleCounts } from './noisyPole.ts';

export interface YardReport extends PoleCounts {
  /** All that went out, whole frames and noise. */
  readonly frames: number;
  readonly book: MessageBook;
}

/** Twenty poles, clear and encrypted, every other one over TCP. */
export function yardDevices(): FaultDevice[] {
  return spreadDevices(20).map((device, index) => ({ ...device, overTcp: index % 2 === 1 }));
}

/** Every alarm of a closed journal as the frame it came in, in order, and whether the chain is whole. */
export async function framesOfAlarms(directory: string) {
  const frames: string[] = [];
  const { verification } = await walkHistory(directory, ({ kind, body }) => {
    if (kind === 'alarm.received') frames.push((body as AlarmFacts).raw);
  });
  return { frames, verification };
}

/** Sends at least `frames` frames, then repeats what is still unanswered until it is answered or `patienceMs` pass without an answer. */
export async function runYard(
  station: FaultStation,
  { frames, seed, patienceMs = 30_000, onProgress }: YardOptions,
): Promise<YardReport> {
  const book = new MessageBook();
  let left = frames;
  const counts: PoleCounts = { alarms: 0, repeats: 0, doubles: 0, spoilt: 0, noise: 0, heartbeats: 0, hangUps: 0 };
  const isLeft = () => left > 0;
  const count = (what: keyof PoleCounts) => {
    counts[what] += 1;
    if (what === 'hangUps') return;
    left -= 1;
    if (onProgress && (frames - left) % 50_000 === 0) onProgress(frames - left);
  };
  const poles = station.devices.map((device, index) => {
    return new NoisyPole({ station, device, seed: seed + index, book, count, patienceMs });
  });
  await Promise.all(poles.map((pole) => pole.run(isLeft)));
  return { ...counts, frames: frames - left, book };
}

export interface YardOptions {
  readonly frames: number;
  readonly seed: number;
  readonly patienceMs?: number;
  onProgress?(sent: number): void;
}
