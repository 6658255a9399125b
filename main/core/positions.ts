/** Positions of a station, wired: one way in for every source, the latest of each unit, and the history. */
import { join } from 'node:path';
import { isUnitOnShift } from '#shared/domain/unit.ts';
import type { World } from '#shared/domain/world.ts';
import type { Datum } from '#shared/geo/datum.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import type { Signal } from '#shared/wire/signal.ts';
import type { Station } from './config.ts';
import type { IncomingFix } from './tracks/fix.ts';
import { History } from './tracks/history/index.ts';
import { PositionIngest } from './tracks/ingest.ts';
import { LatestPositions } from './tracks/latest.ts';

const SAVE_MS = 5_000;

export interface PositionsOptions {
  readonly directory: string;
  readonly station: Pick<Station, 'positions' | 'tracks'>;
  readonly world: World;
  readonly now: number;
}

export class Positions {
  readonly latest: LatestPositions;
  readonly history: History;
  readonly ingest: PositionIngest;
  readonly #timer: NodeJS.Timeout;
  #saveFault: string | null = null;
  #closed: Promise<void> | undefined;
  #onMoved: (unitId: string) => void = () => undefined;

  constructor({ directory, station, world, now }: PositionsOptions) {
    this.latest = new LatestPositions(directory);
    this.history = new History({ directory: join(directory, 'tracks'), keepDays: station.tracks.keepDays, now });
    this.ingest = new PositionIngest({
      latest: this.latest,
      keep: (fix, isLate) => this.history.append(fix, isLate),
      modeOf: (unitId) => world.units.get(unitId)?.mode,
      isOnShift: (unitId) => isUnitOnShift(world, unitId),
      onMoved: (unitId) => this.#onMoved(unitId),
      datumOf: (door) => ownDatum(world.links.get(door)?.record) ?? station.positions.sources[door]?.datum,
    });
    this.#timer = setInterval(() => void this.#save(), SAVE_MS);
    this.#timer.unref();
  }

  /** Why the latest positions could not be saved the last time; null when they were. */
  get saveFault(): string | null {
    return this.#saveFault;
  }

  onMoved(listener: (unitId: string) => void): void {
    this.#onMoved = listener;
  }

  accept(fix: IncomingFix): void {
    this.ingest.accept(fix);
  }

  /** Where a signal says it happened, in WGS-84, for links that speak another datum. */
  placed(signal: Signal): Signal {
    return signal.position ? { ...signal, position: this.ingest.toWgs84(signal.linkId, signal.position) } : signal;
  }

  /** Resolves when everything is on disk; asked again, the same. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer);
    this.latest.saveNow();
    await this.history.close();
  }

  /** Telemetry: that it cannot be saved is shown, and stops nothing. */
  async #save(): Promise<void> {
    try {
      await this.latest.save();
      this.#saveFault = null;
    } catch (error) {
      this.#saveFault = error instanceof Error ? error.message : String(error);
    }
  }
}

/** What a link states itself, as it is now. A vehicle link converts by itself: its calls for help are read there as well. */
function ownDatum(record: LinkRecord | undefined): Datum | undefined {
  return record && record.protocol !== 'jt808' && 'datum' in record ? record.datum : undefined;
}
