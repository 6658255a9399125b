import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import type { DeskView } from '../../commands/deskView.ts';
import { Observable } from '../../live/observable.ts';
import type { ReplaySession } from '../../live/replay/replaySession.ts';
import type { ReplaySource } from '../../live/replay/replaySource.ts';
import type { LivePosition, SceneState, SceneStore } from '../../scene/contract.ts';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { kept } from './sceneStore.ts';

/** What a window lays over the past beside what was in the journal. */
export interface PastExtras {
  readonly changes: readonly Pick<Observable, 'subscribe'>[];
  read(): Pick<SceneState, 'tracks' | 'channels'>;
}

/**
 * A moment of the past in the scene's contract. What is worked out for now (proposals, coverage) is not drawn over it. After a
 * jump units are taken off and put back where they are now: nobody is drawn travelling from one time to another.
 */
export class ReplaySceneStore implements SceneStore, Disposable {
  readonly #source: ReplaySource;
  readonly #view: DeskView;
  readonly #extras: PastExtras | null;
  readonly #changes = new Observable();
  readonly #disposables = new DisposableStore();
  #generation: number;
  #state: SceneState = {
    ...{ incidents: [], devices: [], units: [], selection: null, candidates: null },
    ...{ isCameraLocked: true, coverage: null, prisms: null },
  };

  constructor(source: ReplaySource, view: DeskView, extras: PastExtras | null = null) {
    this.#source = source;
    this.#view = view;
    this.#extras = extras;
    this.#generation = source.generation;
    for (const { subscribe } of [source.changes, view.changes, ...(extras?.changes ?? [])]) {
      this.#disposables.add(toDisposable(subscribe(() => this.#refresh())));
    }
  }

  get positions(): ReadonlyMap<string, LivePosition> {
    return this.#source.live.positions;
  }

  readonly getState = (): SceneState => this.#state;
  readonly subscribe = this.#changes.subscribe;
  readonly serverNow = (): number => this.#source.now();

  onPositions(listener: (unitIds: readonly string[]) => void): () => void {
    return this.#source.onPositions(listener);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #refresh(): void {
    const { world } = this.#source.live;
    const before = this.#state;
    const next: SceneState = {
      ...before,
      ...this.#extras?.read(),
      incidents: kept(before.incidents, [...world.incidents.values()]),
      devices: kept(before.devices, [...world.devices.values()]),
      units: kept(before.units, [...world.units.values()]),
      selection: this.#view.selection,
      isCameraLocked: this.#view.state.isCameraLocked,
    };
    const hasJumped = this.#source.generation !== this.#generation;
    if (!hasJumped && isShallowEqual(before, next)) return;
    this.#generation = this.#source.generation;
    if (hasJumped) this.#say({ ...next, units: [] });
    this.#say(next);
  }

  #say(state: SceneState): void {
    this.#state = state;
    this.#changes.changed();
  }
}

/** One scene for both: shows what is live, or the past while that is on the screen. */
export class SwitchedSceneStore implements SceneStore, Disposable {
  readonly positions: ReadonlyMap<string, LivePosition>;
  readonly #live: SceneStore;
  readonly #past: SceneStore;
  readonly #replay: ReplaySession;
  readonly #changes = new Observable();
  readonly #positionListeners = new Set<(unitIds: readonly string[]) => void>();
  readonly #disposables = new DisposableStore();
  #shown: SceneStore;
  #state: SceneState;

  constructor(live: SceneStore, past: SceneStore, replay: ReplaySession) {
    this.#live = live;
    this.#past = past;
    this.#replay = replay;
    this.#shown = live;
    this.#state = live.getState();
    this.positions = new Switched(() => this.#shown.positions);
    for (const store of [live, past]) {
      this.#disposables.add(toDisposable(store.subscribe(() => this.#refresh())));
      const pass = (unitIds: readonly string[]) => {
        if (store === this.#shown) for (const listener of this.#positionListeners) listener(unitIds);
      };
      this.#disposables.add(toDisposable(store.onPositions(pass)));
    }
    this.#disposables.add(toDisposable(replay.changes.subscribe(() => this.#refresh())));
  }

  readonly getState = (): SceneState => this.#state;
  readonly subscribe = this.#changes.subscribe;
  readonly serverNow = (): number => this.#shown.serverNow();

  onPositions(listener: (unitIds: readonly string[]) => void): () => void {
    this.#positionListeners.add(listener);
    return () => this.#positionListeners.delete(listener);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #refresh(): void {
    const shown = this.#replay.isOnScreen ? this.#past : this.#live;
    const isAnother = shown !== this.#shown;
    const next = shown.getState();
    if (!isAnother && next === this.#state) return;
    this.#shown = shown;
    // As after a jump of the past itself.
    if (isAnother) this.#say({ ...next, units: [] });
    this.#say(next);
  }

  #say(state: SceneState): void {
    this.#state = state;
    this.#changes.changed();
  }
}

/** A map that is always the one `of` names, so that whoever holds it follows the switch. */
class Switched<Value> implements ReadonlyMap<string, Value> {
  readonly #of: () => ReadonlyMap<string, Value>;

  constructor(of: () => ReadonlyMap<string, Value>) {
    this.#of = of;
  }

  get size(): number {
    return this.#of().size;
  }

  get(key: string): Value | undefined {
    return this.#of().get(key);
  }

  has(key: string): boolean {
    return this.#of().has(key);
  }

  forEach(run: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [key, value] of this.#of()) run(value, key, this);
  }

  entries() {
    return this.#of().entries();
  }

  keys() {
    return this.#of().keys();
  }

  values() {
    return this.#of().values();
  }

  [Symbol.iterator]() {
    return this.entries();
  }
}
