import type { PlacedChannel } from '#shared/domain/channel.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { type ChannelPlaces, channelPlacesSchema } from '#shared/wire/video.ts';
import { askCore, orNull } from './askCore.ts';
import type { DeskSource } from './deskSource.ts';
import { Observable } from './observable.ts';

/** Half of the minute within which a camera whose owner withdraws is gone. */
const ASK_AGAIN_MS = 20_000;
const FAILED_AGAIN_MS = 5_000;

export function askPlaces({ door }: Pick<DeskSource, 'door'>, revision: string | null): Promise<ChannelPlaces | null> {
  const asked = revision === null ? '' : `?${new URLSearchParams({ revision })}`;
  const read = async (response: Response) => channelPlacesSchema.parse(await response.json());
  return askCore(door, `/api/video/places${asked}`, read).then(orNull);
}

/** Every camera there is, for the map; null until the core has answered. Call `watch` now and then; it owns no timer. */
export class ChannelPlacesFeed implements Disposable {
  readonly changes = new Observable();
  readonly #ask: (revision: string | null) => Promise<ChannelPlaces | null>;
  readonly #localNow: () => number;
  #channels: readonly PlacedChannel[] | null = null;
  #revision: string | null = null;
  #isAsking = false;
  #isGone = false;
  #askAt = Number.NEGATIVE_INFINITY;

  /** `localNow`: a clock that only goes forward, ms. */
  constructor(ask: (revision: string | null) => Promise<ChannelPlaces | null>, localNow: () => number) {
    this.#ask = ask;
    this.#localNow = localNow;
  }

  /** The same list until something changed. */
  get channels(): readonly PlacedChannel[] | null {
    return this.#channels;
  }

  watch(): void {
    if (!this.#isAsking && this.#localNow() >= this.#askAt) void this.#look();
  }

  dispose(): void {
    this.#isGone = true;
  }

  async #look(): Promise<void> {
    this.#isAsking = true;
    const answer = await this.#ask(this.#revision);
    this.#isAsking = false;
    this.#askAt = this.#localNow() + (answer ? ASK_AGAIN_MS : FAILED_AGAIN_MS);
    if (!answer || this.#isGone) return;
    this.#revision = answer.revision;
    if (answer.places === null) return;
    this.#channels = answer.places.map(([id, name, lon, lat, heading, fov, rangeM, hasFailed]) => ({
      ...{ id, name, lon, lat, heading, fov, rangeM, hasFailed },
    }));
    this.changes.changed();
  }
}
