/** Which cameras see a place best. 25,000 of them stand in an index; only those that could be of use are looked at closely. */
import Flatbush from 'flatbush';
import type { Channel } from '#shared/domain/channel.ts';
import type { Ground } from './ground.ts';
import { type Eye, rangeOf, type Sight, sightOf, targetAt, worthOf } from './sight.ts';

/** Looked at closely at all, though most are beyond their range long before. */
const REACH_M = 800;
/** Looked at closely, the nearest first: more stand around no place that has four good ones. */
const CLOSELY = 96;
/** Cameras on towers and slopes, asked for apart: the nearest hundred may be none of them. */
const FAR_RANGE_M = 250;
const FAR_CLOSELY = 32;

export interface Ranked {
  readonly channel: Channel;
  readonly sight: Sight;
  readonly worth: number;
}

export class SightRanker {
  readonly #ground: Ground;
  readonly #channels: readonly Channel[];
  readonly #eyes: readonly Eye[];
  readonly #all: Flatbush | null;
  readonly #far: { readonly index: Flatbush; readonly places: readonly number[]; readonly reachM: number } | null;

  constructor(ground: Ground, channels: readonly Channel[]) {
    this.#ground = ground;
    this.#channels = channels;
    this.#eyes = channels.map((channel) => eyeOf(ground, channel));
    this.#all = indexOf(this.#eyes);
    const places = this.#eyes.flatMap((eye, place) => (rangeOf(eye) >= FAR_RANGE_M ? [place] : []));
    const farEyes = places.map((place) => this.#eyes[place]!);
    const index = indexOf(farEyes);
    this.#far = index && { index, places, reachM: farEyes.reduce((most, eye) => Math.max(most, rangeOf(eye)), 0) };
  }

  /** The best first. `handicap` lowers what a camera is worth: one that cannot be played shows nothing. */
  rank(lon: number, lat: number, limit: number, handicap: (channel: Channel) => number = () => 1): readonly Ranked[] {
    const [x, y] = this.#ground.frame.toMetres([lon, lat]);
    const target = targetAt(this.#ground, x, y);
    const ranked = this.#near(x, y).map((place): Ranked => {
      const eye = this.#eyes[place]!;
      const channel = this.#channels[place]!;
      const sight = sightOf(this.#ground, eye, target);
      return { channel, sight, worth: worthOf(eye, sight) * handicap(channel) };
    });
    ranked.sort(
      (one, other) =>
        other.worth - one.worth ||
        one.sight.distanceM - other.sight.distanceM ||
        (one.channel.id < other.channel.id ? -1 : 1),
    );
    return ranked.slice(0, limit);
  }

  #near(x: number, y: number): readonly number[] {
    const near = this.#all?.neighbors(x, y, CLOSELY, REACH_M) ?? [];
    if (!this.#far) return near;
    const { index, places, reachM } = this.#far;
    const far = index.neighbors(x, y, FAR_CLOSELY, reachM, (at) => {
      const eye = this.#eyes[places[at]!]!;
      return Math.hypot(eye.x - x, eye.y - y) <= rangeOf(eye);
    });
    return [...new Set([...near, ...far.map((at) => places[at]!)])];
  }
}

export function eyeOf({ frame }: Pick<Ground, 'frame'>, channel: Channel): Eye {
  const [x, y] = frame.toMetres([channel.lon, channel.lat]);
  const { heading, fov, rangeM, heightM, hasPtz } = channel;
  return { x, y, heading, fov, rangeM, heightM, hasPtz };
}

function indexOf(eyes: readonly Eye[]): Flatbush | null {
  if (eyes.length === 0) return null;
  const index = new Flatbush(eyes.length);
  for (const { x, y } of eyes) index.add(x, y, x, y);
  index.finish();
  return index;
}
