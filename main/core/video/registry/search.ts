/** Finds channels by id, name, pinyin initials, grid and place, with the ranking of the desk's one box. Made with the first question. */
import type { Channel } from '#shared/domain/channel.ts';
import { distanceM, type LonLat } from '#shared/geo/earth.ts';
import type { Findable } from '#shared/search/findable.ts';
import { type ReadingsOf, SearchIndex, wordsOf } from '#shared/search/searchIndex.ts';
import type { ChannelRegistry } from './registry.ts';

/** Grid and address of a place, as words to be found by: `第一网格 990101001001001 东溪路`. */
export type PlaceWords = (lon: number, lat: number) => string;

export interface ChannelSearchParts {
  readonly registry: ChannelRegistry;
  readonly placeWords: PlaceWords;
  loadReadings(): Promise<ReadingsOf>;
}

/** Places are looked up in slices of so many, with the loop between them: alarms share this thread. */
const SLICE = 500;

export class ChannelSearch {
  readonly #parts: ChannelSearchParts;
  #made: { readonly version: number; readonly index: Promise<SearchIndex> } | null = null;
  /** By place: a channel that is stated again at the same place is not looked up again. */
  readonly #words = new Map<string, string>();

  constructor(parts: ChannelSearchParts) {
    this.#parts = parts;
  }

  /** Of equal answers the nearer to `near` first, then by id. */
  async find(query: string, near: LonLat | null): Promise<readonly Channel[]> {
    const words = wordsOf(query);
    const { registry } = this.#parts;
    if (words.length === 0) return near ? byDistance(registry.listed(), near) : registry.listed();
    const index = await this.#index();
    const grades = index.grade(words);
    const found: { channel: Channel; grade: number; away: number }[] = [];
    for (let at = 0; at < grades.length; at++) {
      const grade = grades[at]!;
      const channel = grade > 0 ? registry.get(index.items[at]!.id) : undefined;
      // The index may be a moment older than a consent that was withdrawn.
      if (!channel || !registry.isListed(channel)) continue;
      found.push({ channel, grade, away: near ? distanceM(near, [channel.lon, channel.lat]) : 0 });
    }
    found.sort((one, other) => other.grade - one.grade || one.away - other.away || order(one.channel, other.channel));
    return found.map(({ channel }) => channel);
  }

  #index(): Promise<SearchIndex> {
    const { version } = this.#parts.registry;
    if (this.#made?.version !== version) {
      const index = this.#make();
      this.#made = { version, index };
      index.catch(() => {
        this.#made = null;
      });
    }
    return this.#made!.index;
  }

  async #make(): Promise<SearchIndex> {
    const { registry, loadReadings } = this.#parts;
    const readingsOf = await loadReadings();
    const items: Findable[] = [];
    for (const [at, channel] of registry.listed().entries()) {
      if (at % SLICE === 0) await stepAside();
      items.push(this.#findable(channel));
    }
    return SearchIndex.makeInPieces(items, readingsOf, stepAside);
  }

  #findable({ id, name, lon, lat, owner }: Channel): Findable {
    const key = `${lon},${lat}`;
    let words = this.#words.get(key);
    if (words === undefined) {
      words = this.#parts.placeWords(lon, lat);
      this.#words.set(key, words);
    }
    return { kind: 'camera', id, name, code: id, detail: owner === null ? words : `${words} ${owner}`, lon, lat };
  }
}

export function byDistance(channels: readonly Channel[], near: LonLat): readonly Channel[] {
  return channels
    .map((channel) => ({ channel, away: distanceM(near, [channel.lon, channel.lat]) }))
    .sort((one, other) => one.away - other.away || order(one.channel, other.channel))
    .map(({ channel }) => channel);
}

const order = (one: Channel, other: Channel) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
const stepAside = () => new Promise<void>((resolve) => setImmediate(resolve));
