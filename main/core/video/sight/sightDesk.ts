/**
 * Questions about what cameras see. The scene's buildings and ground are read once, behind the start of the station, and the index of the
 * cameras is made again when any of them is another than before.
 */
import type { Channel } from '#shared/domain/channel.ts';
import type { HeightGrid } from '#shared/geo/terrain/heightGrid.ts';
import type { BuildingFeature } from '#shared/wire/packFeatures.ts';
import type { SeenArea } from '#shared/wire/video.ts';
import type { ChannelRegistry } from '../registry/registry.ts';
import { type Ground, openGround, type SightGround, sightGround } from './ground.ts';
import { eyeOf, type Ranked, SightRanker } from './ranker.ts';
import { seenRing } from './seenArea.ts';

export interface SightDeskParts {
  readonly registry: ChannelRegistry;
  /** Middle of the scene, degrees. */
  readonly origin: readonly [lon: number, lat: number];
  loadBuildings(): Promise<readonly BuildingFeature[]>;
  /** Of the ground around the origin; null: flat, as far as the scene says. */
  loadHeights(): Promise<HeightGrid | null>;
  /** 1: it can be played as far as is known; less: it counts less. */
  handicap(channel: Channel): number;
}

interface Opened {
  readonly plain: SightGround;
  readonly ground: Ground;
}

export class SightDesk {
  readonly #parts: SightDeskParts;
  #opened: Promise<Opened> | null = null;
  #ranker: { readonly version: number; readonly ranker: SightRanker } | null = null;

  constructor(parts: SightDeskParts) {
    this.#parts = parts;
  }

  async nearest(lon: number, lat: number, limit: number): Promise<readonly Ranked[]> {
    const { ground } = await this.#open();
    return this.#rankerOver(ground).rank(lon, lat, limit, this.#parts.handicap);
  }

  async seenArea(channel: Channel): Promise<SeenArea> {
    const { ground } = await this.#open();
    const ring = seenRing(ground, eyeOf(ground, channel)).map(([x, y]) => ground.frame.toLonLat(x, y));
    const isAssumed = channel.heading === null || channel.fov === null || channel.rangeM === null;
    return { channelId: channel.id, ring, isAssumed };
  }

  /** As plain data, for a thread of its own. */
  async plainGround(): Promise<SightGround> {
    return (await this.#open()).plain;
  }

  /** Made before somebody needs it: the first alarm must not wait for it. */
  async prepare(): Promise<void> {
    const { ground } = await this.#open();
    this.#rankerOver(ground);
  }

  #rankerOver(ground: Ground): SightRanker {
    const { registry } = this.#parts;
    if (this.#ranker?.version !== registry.version)
      this.#ranker = { version: registry.version, ranker: new SightRanker(ground, registry.listed()) };
    return this.#ranker.ranker;
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#read().catch((error: unknown) => {
      // The next question tries again: a pack on a share may be back by then.
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  async #read(): Promise<Opened> {
    const { origin, loadBuildings, loadHeights } = this.#parts;
    const plain = sightGround(origin, await loadBuildings(), await loadHeights());
    return { plain, ground: openGround(plain) };
  }
}
