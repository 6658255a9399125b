/**
 * The window's half of search: keeps the worker told of units, devices and incidents, and asks it. Nothing is started before
 * the scene is known; what was asked meanwhile is answered when it has been read.
 */
import type { World } from '#shared/domain/world.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { deviceFindable, incidentFindable, unitFindable } from '#shared/search/collect.ts';
import type { Findable, FindGroup } from '#shared/search/findable.ts';
import type { FindRequest, Readings } from '#shared/search/searchIndex.ts';
import { Observable } from '../observable.ts';
import type { AreaAnswer, FromSearchWorker, SearchAnswer, ToSearchWorker } from './messages.ts';

/** The part of a Worker that is used. */
export interface SearchWorker {
  postMessage(message: ToSearchWorker): void;
  onmessage: ((event: { readonly data: FromSearchWorker }) => void) | null;
  onerror: ((event: { readonly message: string }) => void) | null;
  terminate(): void;
}

/** `failed`: units, devices and incidents are found; areas, places and roads are not. */
export type DirectoryState = 'waiting' | 'reading' | 'ready' | 'failed';

type Question =
  | { readonly kind: 'find'; readonly request: FindRequest }
  | { readonly kind: 'readings'; readonly characters: string }
  | { readonly kind: 'area'; readonly code: string }
  | { readonly kind: 'gridAt'; readonly lon: number; readonly lat: number }
  | { readonly kind: 'gridCodes' }
  | { readonly kind: 'standing'; readonly what: 'place' | 'building'; readonly key: string };

/** So many units and devices a message: a copy of 2,000 takes about a millisecond. */
const SLICE = 2_000;
const ROOM_MS = 4;

export class Directory implements Disposable {
  /** Its state changed, or devices were put into grids anew. */
  readonly changes = new Observable();
  readonly #makeWorker: () => SearchWorker;
  readonly #later: (work: () => void) => void;
  readonly #waiting = new Map<number, (answer: SearchAnswer | null) => void>();
  /** The entity each key was last told of. */
  readonly #told = new Map<string, object>();
  #worker: SearchWorker | null = null;
  #packUrl: string | null = null;
  #state: DirectoryState = 'waiting';
  #gridOfDevice: ReadonlyMap<string, string | null> = new Map();
  #incidents: readonly object[] = [];
  #questions = 0;
  #isTelling = false;

  /** `later` runs work after the window has had a turn. */
  constructor(makeWorker: () => SearchWorker, later: (work: () => void) => void = (work) => setTimeout(work, ROOM_MS)) {
    this.#makeWorker = makeWorker;
    this.#later = later;
  }

  get state(): DirectoryState {
    return this.#state;
  }

  /** Undefined until it is known, null outside every grid. */
  gridOfDevice(deviceId: string): string | null | undefined {
    return this.#gridOfDevice.get(deviceId);
  }

  open(packUrl: string): void {
    if (packUrl === this.#packUrl) return;
    this.#packUrl = packUrl;
    this.#stop();
    const worker = this.#makeWorker();
    this.#worker = worker;
    worker.onmessage = ({ data }) => worker === this.#worker && this.#take(data);
    worker.onerror = () => worker === this.#worker && this.#become('failed');
    worker.postMessage({ kind: 'open', packUrl });
    this.#become('reading');
  }

  /** Tells the worker what changed since the last time; cheap when nothing did. */
  follow(world: World): void {
    if (!this.#worker || this.#isTelling) return;
    this.#tellIncidents(world);
    const changed: [key: string, entity: object, make: () => Findable][] = [];
    const present = new Set<string>();
    const look = <Entity extends object & { readonly id: string }>(
      entities: Iterable<Entity>,
      make: (entity: Entity) => Findable,
      prefix: string,
    ) => {
      for (const entity of entities) {
        const key = `${prefix}${entity.id}`;
        present.add(key);
        if (this.#told.get(key) !== entity) changed.push([key, entity, () => make(entity)]);
      }
    };
    look(world.units.values(), unitFindable, 'u');
    look(world.devices.values(), deviceFindable, 'd');
    const gone = [...this.#told.keys()].filter((key) => !present.has(key));
    if (changed.length === 0 && gone.length === 0) return;
    const goneKeys = gone.flatMap((key) => {
      this.#told.delete(key);
      const id = key.slice(1);
      return key.startsWith('u') ? [`unit:${id}`] : [`device:${id}`, `camera:${id}`];
    });
    this.#isTelling = true;
    const worker = this.#worker;
    const tell = (from: number) => {
      if (worker !== this.#worker) return;
      const slice = changed.slice(from, from + SLICE);
      const isLast = from + SLICE >= changed.length;
      for (const [key, entity] of slice) this.#told.set(key, entity);
      worker.postMessage({
        kind: 'enrolled',
        changed: slice.map(([, , make]) => make()),
        gone: from === 0 ? goneKeys : [],
        isLast,
      });
      if (isLast) this.#isTelling = false;
      else this.#later(() => tell(from + SLICE));
    };
    tell(0);
  }

  async find(request: FindRequest): Promise<readonly FindGroup[]> {
    const answer = await this.#ask({ kind: 'find', request });
    return answer?.of === 'find' ? answer.groups : [];
  }

  /** How characters are read, by character code; empty while no scene is known. */
  async readingsOf(characters: string): Promise<Readings> {
    const answer = await this.#ask({ kind: 'readings', characters });
    return answer?.of === 'readings' ? answer.readings : new Map();
  }

  /** Null where the scene has no such area. */
  async area(code: string): Promise<AreaAnswer | null> {
    const answer = await this.#ask({ kind: 'area', code });
    return answer?.of === 'area' ? answer.area : null;
  }

  /** Code of the grid at a point, degrees; null outside every grid. */
  async gridAt(lon: number, lat: number): Promise<string | null> {
    const answer = await this.#ask({ kind: 'gridAt', lon, lat });
    return answer?.of === 'gridAt' ? answer.code : null;
  }

  /** Every grid of the scene, in the order of their codes; empty while no scene is known. */
  async gridCodes(): Promise<readonly string[]> {
    const answer = await this.#ask({ kind: 'gridCodes' });
    return answer?.of === 'gridCodes' ? answer.codes : [];
  }

  /** A place or building of the scene; null where it has none of that id. */
  async standing(what: 'place' | 'building', key: string): Promise<Findable | null> {
    const answer = await this.#ask({ kind: 'standing', what, key });
    return answer?.of === 'standing' ? answer.item : null;
  }

  dispose(): void {
    this.#stop();
  }

  #tellIncidents({ incidents }: World): void {
    const now = [...incidents.values()];
    const isSame = now.length === this.#incidents.length && now.every((item, at) => item === this.#incidents[at]);
    if (isSame) return;
    this.#incidents = now;
    this.#worker?.postMessage({ kind: 'incidents', incidents: now.map(incidentFindable) });
  }

  #ask(question: Question): Promise<SearchAnswer | null> {
    const worker = this.#worker;
    if (!worker || this.#state === 'waiting') return Promise.resolve(null);
    const id = ++this.#questions;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      worker.postMessage({ ...question, id });
    });
  }

  #take(message: FromSearchWorker): void {
    if (message.kind === 'opened') this.#become('ready');
    else if (message.kind === 'failed') this.#become('failed');
    else if (message.kind === 'grids') {
      this.#gridOfDevice = message.gridOfDevice;
      this.changes.changed();
    } else {
      this.#waiting.get(message.id)?.(message.answer);
      this.#waiting.delete(message.id);
    }
  }

  #become(state: DirectoryState): void {
    this.#state = state;
    this.changes.changed();
  }

  #stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const resolve of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
    this.#told.clear();
    this.#incidents = [];
    this.#isTelling = false;
  }
}
