import type { ChannelView, SeenArea } from '#shared/wire/video.ts';
import { Observable } from './observable.ts';

/** A camera whose picture stands beside the map. Degrees (WGS-84, clockwise from north), metres. */
export interface OpenEye {
  readonly channelId: string;
  /** As on its tile, from 1. */
  readonly number: number;
  readonly lon: number;
  readonly lat: number;
  /** Null: nobody states it, and no cone is drawn. */
  readonly headingDegrees: number | null;
  readonly fovDegrees: number | null;
  readonly rangeM: number | null;
  /** The ground it sees between the buildings; null until the core has answered. */
  readonly seen: Pick<SeenArea, 'ring' | 'isAssumed'> | null;
  /** The officer points at its tile. */
  readonly isFocused: boolean;
}

/**
 * The cameras that are open beside the map, in the order of their tiles: the tiles say which, the map draws where they stand and
 * what each sees. Asks for what is seen once for each time a camera is opened.
 */
export class OpenEyes {
  readonly changes = new Observable();
  readonly #seenAreaOf: (channelId: string) => Promise<SeenArea | null>;
  #eyes: readonly OpenEye[] = NONE;

  constructor(seenAreaOf: (channelId: string) => Promise<SeenArea | null>) {
    this.#seenAreaOf = seenAreaOf;
  }

  /** The same objects until something of them changed. */
  get eyes(): readonly OpenEye[] {
    return this.#eyes;
  }

  /** Those that are open now, in place of those before; an empty list when the tiles are taken away. */
  show(channels: readonly ChannelView[]): void {
    if (channels.length === 0 && this.#eyes.length === 0) return;
    const before = new Map(this.#eyes.map((eye) => [eye.channelId, eye]));
    this.#become(channels.map((channel, index) => eyeOf(channel, index + 1, before.get(channel.id)?.seen ?? null)));
    for (const { id } of channels) if (!before.has(id)) void this.#look(id);
  }

  /** Null: the officer points at none. */
  focus(channelId: string | null): void {
    const isChange = this.#eyes.some((eye) => eye.isFocused !== (eye.channelId === channelId));
    if (!isChange) return;
    this.#become(
      this.#eyes.map((eye) => {
        const isFocused = eye.channelId === channelId;
        return eye.isFocused === isFocused ? eye : { ...eye, isFocused };
      }),
    );
  }

  async #look(channelId: string): Promise<void> {
    const seen = await this.#seenAreaOf(channelId);
    if (!seen || !this.#eyes.some((eye) => eye.channelId === channelId)) return;
    const { ring, isAssumed } = seen;
    this.#become(this.#eyes.map((eye) => (eye.channelId === channelId ? { ...eye, seen: { ring, isAssumed } } : eye)));
  }

  #become(eyes: readonly OpenEye[]): void {
    this.#eyes = eyes.length === 0 ? NONE : eyes;
    this.changes.changed();
  }
}

const NONE: readonly OpenEye[] = [];

function eyeOf(channel: ChannelView, number: number, seen: OpenEye['seen']): OpenEye {
  const { id, lon, lat, heading, fov, rangeM } = channel;
  return {
    ...{ channelId: id, number, lon, lat },
    ...{ headingDegrees: heading, fovDegrees: fov, rangeM },
    ...{ seen, isFocused: false },
  };
}
