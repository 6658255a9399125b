/** A seat on the real wire that does not give up, for storms of them. */
import type { StoredEvent } from '#shared/domain/event.ts';
import { emptyWorld, evolveWorld, unpackWorld, type World } from '#shared/domain/world.ts';
import type { CommandAnswer } from '#shared/wire/seat.ts';
import { type TestSeat, takeSeat } from '#tests/flows/kit/seat.ts';
import type { FaultStation } from './faultStation.ts';

export interface Asked {
  readonly commandId: string;
  readonly kind: string;
  readonly body: object;
  readonly answer: CommandAnswer;
}

/** A window that keeps its world when it loses its core, asks for what it missed, and repeats what was not answered. */
export class StubbornSeat {
  readonly asked: Asked[] = [];
  returns = 0;
  world: World = emptyWorld();
  readonly #station: FaultStation;
  readonly #token: string;
  #seat: TestSeat | null = null;
  #head = { seq: 0, hash: '' };

  constructor(station: FaultStation, token: string) {
    this.#station = station;
    this.#token = token;
  }

  /** Sits down again as often as it takes. */
  async sit(): Promise<TestSeat> {
    for (;;) {
      if (this.#seat?.socket.connected) return this.#seat;
      this.#seat?.[Symbol.dispose]();
      const { seq, hash } = this.#head;
      const resume = seq > 0 ? { resume: { station: 'shifan', realm: 'live' as const, seq, hash } } : {};
      const seat = await takeSeat(this.#station.url, this.#token, resume).catch(() => null);
      if (!seat) {
        await new Promise((done) => setTimeout(done, 30));
        continue;
      }
      this.returns += 1;
      if (seat.welcome.world) this.world = unpackWorld(seat.welcome.world);
      this.#fold(seat.welcome.missed);
      this.#head = { ...seat.welcome.head };
      seat.socket.on('events', (events) => this.#fold(events));
      this.#seat = seat;
    }
  }

  #fold(events: readonly StoredEvent[]): void {
    for (const event of events) {
      evolveWorld(this.world, event);
      this.#head = { seq: event.seq, hash: event.hash };
    }
  }

  async command(kind: string, body: object, commandId: string = crypto.randomUUID()): Promise<CommandAnswer> {
    for (;;) {
      const seat = await this.sit();
      const answer = await seat.command(kind, body, commandId).catch(() => null);
      if (!answer || (!answer.ok && answer.code === 'overRate')) continue;
      this.asked.push({ commandId, kind, body, answer });
      return answer;
    }
  }

  /** As when the cable is pulled: nothing is said. */
  tear(): void {
    this.#seat?.socket.io.engine.close();
  }

  leave(): void {
    this.#seat?.[Symbol.dispose]();
  }
}
