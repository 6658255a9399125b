import type { CoverageState } from '#shared/domain/coverage.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import { emptyWorld, evolveWorld, unpackWorld, type World } from '#shared/domain/world.ts';
import type { CoverageNews } from '#shared/wire/coverage.ts';
import type {
  PositionTuple,
  SeatHello,
  SeatPresence,
  SeatPulse,
  SeatWelcome,
  StationFacts,
} from '#shared/wire/seat.ts';
import type { SignInState } from '#shared/wire/session.ts';
import type { WallReport } from '#shared/wire/wall.ts';

/** One unit's last position. Times are the core's, epoch ms. */
export interface Position {
  readonly lon: number;
  readonly lat: number;
  readonly courseDegrees: number | null;
  readonly speedMps: number | null;
  readonly accuracyM: number | null;
  readonly fixAt: number;
  readonly receivedAt: number;
  readonly batteryPercent: number | null;
  /** When it stops holding by its sender's word. */
  readonly staleAt?: number | null;
}

/** `gap`: events are missing between what we hold and what came; only a whole world mends that. */
export type Folded = 'folded' | 'gap';

/**
 * What this window knows: the folded world, the positions and the last pulse. No sockets, no timers, no clock: the seat
 * client feeds it and views read it.
 */
export class LiveState {
  world: World = emptyWorld();
  /** Hash of the last event folded; with `world.seq` it is what a reconnecting seat resumes from. */
  hash = '';
  station: StationFacts | null = null;
  seat: SeatWelcome['seat'] | null = null;
  /** Whether people sign in here; null before the first welcome. */
  signIn: SignInState | null = null;
  pulse: SeatPulse | null = null;
  /** Every seat there is now, this one among them. */
  presence: readonly SeatPresence[] = [];
  /** Every display of the wall that was heard of since the core started. */
  walls: readonly WallReport[] = [];
  /** The last coverage heard of; null before the first. */
  coverage: CoverageState | null = null;
  readonly positions = new Map<string, Position>();

  /** Takes a whole world, or the events since the last one we hold. */
  welcome(message: SeatWelcome): Folded {
    const isSameJournal = this.station?.id === message.station.id && this.station.realm === message.station.realm;
    this.station = message.station;
    this.seat = message.seat;
    this.signIn = message.signIn;
    if (message.world) {
      this.world = unpackWorld(message.world);
      this.hash = message.world.seq === message.head.seq ? message.head.hash : '';
    }
    if (this.fold(message.missed) === 'gap') return 'gap';
    const joins = message.world !== null || (isSameJournal && this.world.seq === message.head.seq);
    if (!joins) return 'gap';
    this.positions.clear();
    this.place(message.positions);
    return 'folded';
  }

  fold(events: readonly StoredEvent[]): Folded {
    for (const event of events) {
      if (event.seq <= this.world.seq) continue;
      if (event.seq !== this.world.seq + 1) return 'gap';
      evolveWorld(this.world, event);
      this.hash = event.hash;
    }
    return 'folded';
  }

  place(batch: readonly PositionTuple[]): void {
    for (const tuple of batch) {
      const [unitId, lon, lat, courseDegrees, speedMps, accuracyM, fixAt, receivedAt, batteryPercent, staleAt] = tuple;
      this.positions.set(unitId, {
        lon,
        lat,
        courseDegrees,
        speedMps,
        accuracyM,
        fixAt,
        receivedAt,
        batteryPercent,
        staleAt,
      });
    }
  }

  /** News that nothing changed makes the same report younger. */
  hearCoverage(news: CoverageNews): void {
    if (news.kind === 'state') this.coverage = news.state;
    else if (this.coverage?.state === 'ready') {
      const { report } = this.coverage;
      const { computedAt, tookMs, oldestFixAt } = news;
      const inputs = { ...report.inputs, oldestFixAt };
      this.coverage = { state: 'ready', report: { ...report, computedAt, tookMs, inputs } };
    }
  }

  /** Undefined when there is nothing to resume from: the core then sends a whole world. */
  resume(): SeatHello['resume'] {
    if (!this.station || this.world.seq === 0 || !this.hash) return undefined;
    return { station: this.station.id, realm: this.station.realm, seq: this.world.seq, hash: this.hash };
  }

  /** Gives up the chain we hold but keeps showing it until a whole world replaces it. */
  forgetChain(): void {
    this.hash = '';
  }
}
