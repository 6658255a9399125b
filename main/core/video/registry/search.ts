/** Finds channels by id, name, pinyin initials, grid and place, with the ranking of the desk's one box. Made with the first question. */
import type { Channel } from '#shared/domain/channel.ts';
import type { LonLat } from '#shared/geo/earth.ts';
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

/** Of the channels as they were listed at that version of the registry. */
interface Made {
  readonly version: number;
  readonly channels: readonly Channel[];
  readonly index: SearchIndex;
}

export class ChannelSearch {
  readonly #parts: ChannelSearchParts;
  #made: { readonly version: number; readonly made: Promise<Made> } | null = null;
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
    const { version, channels, index } = await this.#index();
    // A moment older, perhaps, than a consent that was withdrawn.
    const isCurrent = version === registry.version;
    const grades = index.grade(words);
    const found: Channel[] = [];
    const foundGrades: number[] = [];
    for (let at = 0; at < grades.length; at++) {
      if (grades[at] === 0) continue;
      const channel = isCurrent ? channels[at] : registry.get(channels[at]!.id);
      if (!channel || !registry.isListed(channel)) continue;
      found.push(channel);
      foundGrades.push(grades[at]!);
    }
    return inOrder(found, foundGrades, near);
  }

  #index(): Promise<Made> {
    const { version } = this.#parts.registry;
    if (this.#made?.version !== version) {
      const made = this.#make(version);
      this.#made = { version, made };
      made.catch(() => {
        this.#made = null;
      });
    }
    return this.#made!.made;
  }

  async #make(version: number): Promise<Made> {
    const { registry, loadReadings } = this.#parts;
    const channels = registry.listed();
    const readingsOf = await loadReadings();
    const items: Findable[] = [];
    for (const [at, channel] of channels.entries()) {
      if (at % SLICE === 0) await stepAside();
      items.push(this.#findable(channel));
    }
    return { version, channels, index: await SearchIndex.makeInPieces(items, readingsOf, stepAside) };
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

export const byDistance = (channels: readonly Channel[], near: LonLat): readonly Channel[] =>
  inOrder(channels, null, near);

/**
 * The better grade first, of equals the nearer, else as they stand. Thousands answer to a common word: grade, distance and place in
 * the list are packed into one number each, and numbers sort ten times faster than what has to be compared.
 */
function inOrder(
  channels: readonly Channel[],
  grades: readonly number[] | null,
  near: LonLat | null,
): readonly Channel[] {
  if (grades === null && near === null) return channels;
  const perDegreeLon = near === null ? 0 : DECIMETRES_A_DEGREE * Math.cos((near[1] * Math.PI) / 180);
  const keys = new Float64Array(channels.length);
  for (let at = 0; at < keys.length; at++) {
    const { lon, lat } = channels[at]!;
    const [east, north] =
      near === null ? HERE : [(lon - near[0]) * perDegreeLon, (lat - near[1]) * DECIMETRES_A_DEGREE];
    const away = Math.min(FARTHEST - 1, Math.floor(Math.sqrt(east * east + north * north)));
    keys[at] = ((MOST_GRADE - (grades?.[at] ?? 0)) * FARTHEST + away) * MOST_CHANNELS + at;
  }
  keys.sort();
  const sorted: Channel[] = [];
  for (const key of keys) sorted.push(channels[key % MOST_CHANNELS]!);
  return sorted;
}

const HERE = [0, 0] as const;
const DECIMETRES_A_DEGREE = 1_113_200;
/** The three parts of a key: together less than the 53 bits of a number. */
const MOST_GRADE = 15;
const FARTHEST = 2 ** 25;
const MOST_CHANNELS = 2 ** 24;
const stepAside = () => new Promise<void>((resolve) => setImmediate(resolve));
