/**
 * The channels of a station, folded from what each origin states: the scene's cameras, station.json, imports, media servers, in
 * that order. Kept in memory only: every origin can be read again. Who may see a private one is asked here and nowhere else.
 */
import {
  CHANNEL_ORIGINS,
  type Channel,
  type ChannelOrigin,
  type ChannelStatement,
  foldChannel,
} from '#shared/domain/channel.ts';
import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';

/** One source of statements: `pack`, `station`, `import`, or a media server by its id. */
export interface Speaker {
  readonly origin: ChannelOrigin;
  readonly name: string;
}

interface Said extends Speaker {
  readonly statements: ReadonlyMap<string, ChannelStatement>;
}

export class ChannelRegistry {
  /** In the order in which they count: the later holds. */
  #speakers: Said[] = [];
  readonly #channels = new Map<string, Channel>();
  readonly #consents = new Set<string>();
  readonly #listeners = new Set<(gone: readonly string[]) => void>();
  #listed: readonly Channel[] | null = null;
  #version = 0;

  /** Raised whenever anything about any listed channel is another than before. */
  get version(): number {
    return this.#version;
  }

  /** Everything this speaker has to say, in place of what he said before. */
  state(speaker: Speaker, statements: readonly ChannelStatement[]): void {
    const before = this.#speakers.find(({ origin, name }) => origin === speaker.origin && name === speaker.name);
    const said: Said = { ...speaker, statements: new Map(statements.map((statement) => [statement.id, statement])) };
    const rank = ({ origin }: Speaker) => CHANNEL_ORIGINS.indexOf(origin);
    this.#speakers = [...this.#speakers.filter((other) => other !== before), said].sort(
      (one, other) => rank(one) - rank(other) || (one.name < other.name ? -1 : 1),
    );
    const touched = new Set([...(before?.statements.keys() ?? []), ...said.statements.keys()]);
    this.#changed(() => {
      for (const id of touched) this.#fold(id);
    });
  }

  /** The owner of a private channel has consented, or has withdrawn it. */
  setConsent(channelId: string, isGiven: boolean): void {
    this.#changed(() => {
      if (isGiven) this.#consents.add(channelId);
      else this.#consents.delete(channelId);
    });
  }

  hasConsent = (channelId: string): boolean => this.#consents.has(channelId);

  /** Listed or not. */
  get(id: string): Channel | undefined {
    return this.#channels.get(id);
  }

  all(): IterableIterator<Channel> {
    return this.#channels.values();
  }

  /** What windows may know of, in the order of their ids: all but private ones without consent. */
  listed(): readonly Channel[] {
    this.#listed ??= [...this.#channels.values()]
      .filter((channel) => this.isListed(channel))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    return this.#listed;
  }

  isListed = ({ id, isPrivate }: Channel): boolean => !isPrivate || this.#consents.has(id);

  /** Ids that somebody states and nobody places. */
  unplaced(): readonly string[] {
    const stated = new Set(this.#speakers.flatMap(({ statements }) => [...statements.keys()]));
    return [...stated].filter((id) => !this.#channels.has(id));
  }

  /** Told after each change, with the ids that are listed no more. */
  onChange(listener: (gone: readonly string[]) => void): Disposable {
    this.#listeners.add(listener);
    return toDisposable(() => this.#listeners.delete(listener));
  }

  #fold(id: string): void {
    const said = this.#speakers.flatMap(({ statements }) => statements.get(id) ?? []);
    const channel = said.length > 0 ? foldChannel(said) : null;
    if (channel) this.#channels.set(id, channel);
    else this.#channels.delete(id);
  }

  #changed(change: () => void): void {
    const before = this.listed();
    change();
    this.#listed = null;
    this.#version += 1;
    const now = new Set(this.listed().map(({ id }) => id));
    const gone = before.flatMap(({ id }) => (now.has(id) ? [] : [id]));
    for (const listener of this.#listeners) listener(gone);
  }
}
