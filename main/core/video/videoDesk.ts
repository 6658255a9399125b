import type { Channel } from '#shared/domain/channel.ts';
import { isWithinArea } from '#shared/geo/areaCode.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import type {
  BlindAnswer,
  ChannelList,
  ChannelPlaces,
  ChannelView,
  SeenArea,
  SightedChannel,
  VideoSources,
} from '#shared/wire/video.ts';
import type { Consents } from './consent/consents.ts';
import type { ChannelImports } from './imports/channelImports.ts';
import type { Streams } from './open/streams.ts';
import type { Plans } from './patrols/plans.ts';
import type { ChannelConditions } from './probe/conditions.ts';
import type { Turning } from './ptz/turning.ts';
import type { PlacesBoard } from './registry/places.ts';
import type { ChannelRegistry } from './registry/registry.ts';
import { byDistance, type ChannelSearch } from './registry/search.ts';
import { channelView } from './registry/view.ts';
import type { MediaServers } from './servers/mediaServers.ts';
import type { BlindDesk } from './sight/blindDesk.ts';
import type { SightDesk } from './sight/sightDesk.ts';
import type { Snapshots } from './snapshots/snapshots.ts';

export interface VideoDeskParts {
  readonly registry: ChannelRegistry;
  readonly conditions: ChannelConditions;
  readonly search: ChannelSearch;
  readonly streams: Streams;
  readonly consents: Consents;
  readonly sight: SightDesk;
  readonly blind: Pick<BlindDesk, 'ask'>;
  readonly places: PlacesBoard;
  readonly imports: ChannelImports;
  readonly snapshots: Snapshots;
  readonly turning: Turning;
  readonly plans: Plans;
  readonly servers: Pick<MediaServers, 'reports'>;
  gridAt(lon: number, lat: number): string | null;
}

const UNPLACED_NAMED = 50;

export interface ChannelQuery {
  readonly q?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  /** Area code: those that stand in it. */
  readonly area?: string | undefined;
  readonly near?: LonLat | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** What the gateway may ask about cameras. */
export class VideoDesk {
  readonly #parts: VideoDeskParts;

  constructor(parts: VideoDeskParts) {
    this.#parts = parts;
  }

  get streams(): Streams {
    return this.#parts.streams;
  }

  get snapshots(): Snapshots {
    return this.#parts.snapshots;
  }

  get turning(): Turning {
    return this.#parts.turning;
  }

  get plans(): Plans {
    return this.#parts.plans;
  }

  get imports(): ChannelImports {
    return this.#parts.imports;
  }

  get consents(): Consents {
    return this.#parts.consents;
  }

  async list({ q, ids, area, near, limit, offset }: ChannelQuery): Promise<ChannelList> {
    const all = ids ? this.#named(ids, near) : await this.#parts.search.find(q ?? '', near ?? null);
    const found = area === undefined ? all : all.filter((channel) => this.#isIn(channel, area));
    return {
      total: found.length,
      channels: found.slice(offset, offset + limit).map((channel) => this.view(channel)),
    };
  }

  blind(): BlindAnswer {
    return this.#parts.blind.ask();
  }

  /** For whoever draws a map; `known`: the revision it has. */
  places(known?: string): ChannelPlaces {
    return this.#parts.places.ask(known);
  }

  sources(): VideoSources {
    const { registry, conditions, imports, servers } = this.#parts;
    const counts = { playable: 0, failed: 0, unknown: 0 };
    for (const channel of registry.listed()) counts[conditions.of(channel).state] += 1;
    const unplaced = registry.unplaced();
    const channels = registry.listed().length;
    return {
      ...{ channels, withoutConsent: [...registry.all()].length - channels, conditions: counts },
      unplaced: { total: unplaced.length, named: unplaced.slice(0, UNPLACED_NAMED) },
      imported: imports.state,
      servers: servers.reports,
    };
  }

  /** Cameras for a place, the best first; distances to the decimetre. */
  async nearest(lon: number, lat: number, limit: number): Promise<SightedChannel[]> {
    const ranked = await this.#parts.sight.nearest(lon, lat, limit);
    return ranked.map(({ channel, sight: { distanceM, clearShare, offAxisDeg, blockedBy, isBeyondRange } }) => ({
      channel: this.view(channel),
      distanceM: tenth(distanceM),
      clearShare: Math.round(clearShare * 100) / 100,
      offAxisDeg: offAxisDeg === null ? null : tenth(offAxisDeg),
      blockedBy,
      isBeyondRange,
    }));
  }

  /** Undefined for one that is not listed. */
  async seenArea(channelId: string): Promise<SeenArea | undefined> {
    const { registry, sight } = this.#parts;
    const channel = registry.get(channelId);
    return channel && registry.isListed(channel) ? sight.seenArea(channel) : undefined;
  }

  view(channel: Channel): ChannelView {
    const { gridAt, conditions } = this.#parts;
    return channelView(channel, gridAt(channel.lon, channel.lat), conditions.of(channel));
  }

  #isIn({ lon, lat }: Channel, area: string): boolean {
    const grid = this.#parts.gridAt(lon, lat);
    return grid !== null && isWithinArea(grid, area);
  }

  /** In the order asked for, unless a place is given. */
  #named(ids: readonly string[], near: LonLat | undefined): readonly Channel[] {
    const { registry } = this.#parts;
    const found = [...new Set(ids)].flatMap((id) => {
      const channel = registry.get(id);
      return channel && registry.isListed(channel) ? [channel] : [];
    });
    return near ? byDistance(found, near) : found;
  }
}

const tenth = (value: number) => Math.round(value * 10) / 10;
