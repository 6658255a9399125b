import type { Channel } from '#shared/domain/channel.ts';
import type { ChannelPlace, ChannelPlaces } from '#shared/wire/video.ts';
import type { ChannelConditions } from '../probe/conditions.ts';
import type { ChannelRegistry } from './registry.ts';

type Registry = Pick<ChannelRegistry, 'listed' | 'version'>;
type Conditions = Pick<ChannelConditions, 'of' | 'version'>;

/** Every listed camera as a map needs it. Written once for all who ask; whoever has it already gets nothing. */
export class PlacesBoard {
  readonly #registry: Registry;
  readonly #conditions: Conditions;
  /** Revisions of another start are others, whatever they count. */
  readonly #start: string;
  #places: readonly ChannelPlace[] = [];
  #writtenOf = '';
  #text = '';
  #count = 0;

  constructor(registry: Registry, conditions: Conditions, start: string) {
    this.#registry = registry;
    this.#conditions = conditions;
    this.#start = start;
  }

  ask(known: string | undefined): ChannelPlaces {
    const sources = `${this.#registry.version} ${this.#conditions.version}`;
    if (sources !== this.#writtenOf) this.#write(sources);
    const revision = `${this.#start}-${this.#count}`;
    return { revision, places: known === revision ? null : this.#places };
  }

  #write(sources: string): void {
    this.#writtenOf = sources;
    const places = this.#registry.listed().map((channel) => this.#placeOf(channel));
    // A probe that found what it had found before changes nothing on a map.
    const text = JSON.stringify(places);
    if (text === this.#text) return;
    this.#text = text;
    this.#places = places;
    this.#count += 1;
  }

  #placeOf(channel: Channel): ChannelPlace {
    const { id, name, lon, lat, heading, fov, rangeM } = channel;
    const { state, fault } = this.#conditions.of(channel);
    // One without a stream is no broken one: nobody has said how to play it.
    return [id, name, lon, lat, heading, fov, rangeM, state === 'failed' && fault !== 'noSource'];
  }
}
