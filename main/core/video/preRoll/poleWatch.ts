/**
 * Which cameras are pulled with nobody watching, so that a tile can show the seconds before an alarm: the best few of each standing
 * alarm pole. Thought over every minute and whenever channels change; a camera that may be seen no more is let go at once.
 */
import type { Clock } from '#shared/kit/clock.ts';
import type { MediaHost, StreamOrder } from '../media/contract.ts';
import { MOST_HELD } from '../media/host/messages.ts';
import { hasPreRoll } from '../media/ways.ts';
import { ordersOf } from '../open/orders.ts';
import type { ChannelRegistry } from '../registry/registry.ts';
import type { SightDesk } from '../sight/sightDesk.ts';

const EVERY_MS = 60_000;

export interface PoleWatchParts {
  readonly registry: ChannelRegistry;
  readonly sight: Pick<SightDesk, 'nearest'>;
  readonly media: Pick<MediaHost, 'hold'>;
  readonly clock: Clock;
  readonly camerasPerPole: number;
  /** Where the station's alarm poles stand. */
  poles(): readonly { readonly lon: number; readonly lat: number }[];
}

export class PoleWatch {
  readonly #parts: PoleWatchParts;
  #held = '[]';
  #lookedAt = Number.NEGATIVE_INFINITY;
  #version = -1;

  constructor(parts: PoleWatchParts) {
    this.#parts = parts;
  }

  async tick(): Promise<void> {
    const { registry, clock, camerasPerPole } = this.#parts;
    const now = clock();
    if (camerasPerPole === 0) return;
    if (Math.abs(now - this.#lookedAt) < EVERY_MS && this.#version === registry.version) return;
    this.#lookedAt = now;
    this.#version = registry.version;
    const orders = await this.#wanted();
    // Another look has begun meanwhile: it knows better.
    if (this.#version !== registry.version) return;
    const held = JSON.stringify(orders.map(({ streamId, source }) => [streamId, source]));
    if (held === this.#held) return;
    this.#held = held;
    this.#parts.media.hold(orders);
  }

  /** The poles in turn get their best, then their second best: a station with more than can be held leaves none without any. */
  async #wanted(): Promise<readonly StreamOrder[]> {
    const { sight, camerasPerPole, poles } = this.#parts;
    const ofPoles: StreamOrder[][] = [];
    for (const { lon, lat } of poles()) {
      const best = await sight.nearest(lon, lat, camerasPerPole);
      ofPoles.push(
        best.flatMap(({ channel, sight: { isBeyondRange, clearShare } }) => {
          const [order] = isBeyondRange || clearShare === 0 ? [] : ordersOf(channel, 'sub');
          return order && hasPreRoll(order.source.protocol) ? [order] : [];
        }),
      );
    }
    const inTurn = Array.from({ length: camerasPerPole }, (_, rank) => ofPoles.flatMap((orders) => orders[rank] ?? []));
    const byId = new Map(inTurn.flat().map((order) => [order.streamId, order]));
    return [...byId.values()].slice(0, MOST_HELD);
  }
}
