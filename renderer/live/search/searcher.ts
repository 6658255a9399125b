/** The worker's half of search, apart from its thread: what it holds and how it answers. Tests speak to it directly. */
import { AreaDirectory } from '#shared/search/areaDirectory.ts';
import { type SceneFeatures, sceneFindables } from '#shared/search/collect.ts';
import type { Findable } from '#shared/search/findable.ts';
import { findIn, type ReadingsOf, SearchIndex } from '#shared/search/searchIndex.ts';
import type { FromSearchWorker, SearchAnswer, ToSearchWorker } from './messages.ts';

type Question = Extract<ToSearchWorker, { readonly id: number }>;

export class Searcher {
  readonly #loadScene: (packUrl: string) => Promise<SceneFeatures>;
  readonly #readingsOf: ReadingsOf;
  readonly #say: (message: FromSearchWorker) => void;
  readonly #enrolled = new Map<string, Findable>();
  #isEnrolledNew = false;
  #directory: AreaDirectory | null = null;
  #standing: ReadonlyMap<string, Findable> = new Map();
  #sceneIndex = SearchIndex.empty;
  #enrolledIndex = SearchIndex.empty;
  #incidentIndex = SearchIndex.empty;

  constructor(
    loadScene: (packUrl: string) => Promise<SceneFeatures>,
    readingsOf: ReadingsOf,
    say: (message: FromSearchWorker) => void,
  ) {
    this.#loadScene = loadScene;
    this.#readingsOf = readingsOf;
    this.#say = say;
  }

  async take(message: ToSearchWorker): Promise<void> {
    switch (message.kind) {
      case 'open':
        return this.#open(message.packUrl);
      case 'enrolled':
        return this.#takeEnrolled(message);
      case 'incidents':
        this.#incidentIndex = SearchIndex.make(message.incidents, this.#readingsOf);
        return;
      default:
        this.#say({ kind: 'answer', id: message.id, answer: this.#answer(message) });
    }
  }

  /** Most changes of a unit or a device are of its state: what it is found by is what it was. */
  #takeEnrolled({ changed, gone, isLast }: Extract<ToSearchWorker, { readonly kind: 'enrolled' }>): void {
    for (const key of gone) if (this.#enrolled.delete(key)) this.#isEnrolledNew = true;
    for (const item of changed) {
      const key = keyOf(item);
      const held = this.#enrolled.get(key);
      if (held && JSON.stringify(held) === JSON.stringify(item)) continue;
      this.#enrolled.set(key, item);
      this.#isEnrolledNew = true;
    }
    if (!isLast || !this.#isEnrolledNew) return;
    this.#isEnrolledNew = false;
    this.#enrolledIndex = SearchIndex.make([...this.#enrolled.values()], this.#readingsOf);
    this.#sayGrids();
  }

  async #open(packUrl: string): Promise<void> {
    try {
      const features = await this.#loadScene(packUrl);
      this.#directory = new AreaDirectory(features);
      const items = sceneFindables(features, this.#directory);
      this.#sceneIndex = SearchIndex.make(items, this.#readingsOf);
      const standing = items.filter(({ kind }) => kind === 'place' || kind === 'building');
      this.#standing = new Map(standing.map((item) => [keyOf(item), item]));
      this.#say({ kind: 'opened' });
      this.#sayGrids();
    } catch (error) {
      this.#say({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  #sayGrids(): void {
    const directory = this.#directory;
    if (!directory) return;
    const devices = [...this.#enrolled.values()].filter(isDevice);
    this.#say({
      kind: 'grids',
      gridOfDevice: new Map(devices.map(({ id, lon, lat }) => [id, directory.gridAt(lon, lat)])),
    });
  }

  #answer(question: Question): SearchAnswer {
    switch (question.kind) {
      case 'find': {
        const indices = [this.#incidentIndex, this.#enrolledIndex, this.#sceneIndex];
        return { of: 'find', groups: findIn(indices, question.request) };
      }
      case 'readings': {
        const characters = [...new Set(question.characters)];
        const readings = characters.map((each) => [each.charCodeAt(0), this.#readingsOf(each)] as const);
        return { of: 'readings', readings: new Map(readings) };
      }
      case 'area': {
        const directory = this.#directory;
        const area = directory?.find(question.code) ?? null;
        if (!directory || !area) return { of: 'area', area: null };
        const devices = [...this.#enrolled.values()].filter(isDevice);
        const deviceIds = devices.filter(({ lon, lat }) => directory.holds(area.code, lon, lat)).map(({ id }) => id);
        return { of: 'area', area: { area, deviceIds } };
      }
      case 'gridAt':
        return { of: 'gridAt', code: this.#directory?.gridAt(question.lon, question.lat) ?? null };
      case 'gridCodes':
        return { of: 'gridCodes', codes: this.#directory?.gridCodes() ?? [] };
      case 'standing':
        return { of: 'standing', item: this.#standing.get(keyOf({ kind: question.what, id: question.key })) ?? null };
    }
  }
}

const keyOf = ({ kind, id }: Pick<Findable, 'kind' | 'id'>) => `${kind}:${id}`;

const isDevice = ({ kind }: Findable) => kind === 'device' || kind === 'camera';
