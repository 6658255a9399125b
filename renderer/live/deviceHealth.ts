import type { DeviceHealth } from '#shared/wire/seat.ts';
import { Observable } from './observable.ts';
import type { SeatClient } from './seatClient.ts';

/**
 * When devices were last heard, for those somebody is looking at: telemetry, so it is asked for and not pushed. Call `look`
 * with the ids in sight, `watch` about once a second: it asks for new ones then, and anew every few seconds.
 */
export class DeviceHealths {
  readonly changes = new Observable();
  readonly #client: Pick<SeatClient, 'ask'>;
  readonly #known = new Map<string, DeviceHealth>();
  #inSight: readonly string[] = [];
  #askedAt = Number.NEGATIVE_INFINITY;
  #isAsking = false;
  #isNew = false;

  constructor(client: Pick<SeatClient, 'ask'>) {
    this.#client = client;
  }

  /** Undefined until it was answered. */
  of(deviceId: string): DeviceHealth | undefined {
    return this.#known.get(deviceId);
  }

  look(deviceIds: readonly string[]): void {
    this.#inSight = deviceIds.slice(0, MOST_ASKED);
    this.#isNew = this.#inSight.some((id) => !this.#known.has(id));
  }

  /** `now`: any clock that goes on. */
  watch(now: number): void {
    const isDue = this.#isNew || now - this.#askedAt >= REFRESH_MS;
    if (!isDue || this.#isAsking || this.#inSight.length === 0) return;
    this.#askedAt = now;
    void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    this.#isNew = false;
    const answer = await this.#client.ask('deviceHealth', { deviceIds: this.#inSight });
    this.#isAsking = false;
    if (!answer?.ok) return;
    for (const health of answer.devices) this.#known.set(health.deviceId, health);
    this.changes.changed();
  }
}

const REFRESH_MS = 3_000;
const MOST_ASKED = 200;
