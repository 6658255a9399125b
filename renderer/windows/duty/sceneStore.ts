import type { Candidate } from '#shared/domain/incident.ts';
import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { type CommandContext, currentCandidates, openIncident } from '../../commands/context.ts';
import type { DeskViewState } from '../../commands/deskView.ts';
import type { ChannelPlacesFeed } from '../../live/channelPlaces.ts';
import type { CoverageRoadsFeed } from '../../live/coverageRoads.ts';
import type { GridValueBoard } from '../../live/gridValues/board.ts';
import { gridPrisms } from '../../live/gridValues/prisms.ts';
import { Observable } from '../../live/observable.ts';
import type { OpenEyes } from '../../live/openEyes.ts';
import type { LivePosition, SceneState, SceneStore } from '../../scene/contract.ts';
import { isShallowEqual } from '../../ui/useFollow.ts';

/** Shows the scene what the desk knows, in the scene's own contract; unchanged lists keep their identity. */
const NOBODY: readonly Candidate[] = [];

export class LiveSceneStore implements SceneStore, Disposable {
  readonly #context: CommandContext;
  readonly #coverage: CoverageRoadsFeed;
  readonly #gridValues: GridValueBoard;
  readonly #eyes: OpenEyes;
  readonly #places: ChannelPlacesFeed;
  readonly #changes = new Observable();
  readonly #disposables = new DisposableStore();
  #state: SceneState = {
    incidents: [],
    devices: [],
    units: [],
    selection: null,
    work: null,
    candidates: null,
    isCameraLocked: false,
    coverage: null,
    prisms: null,
    trail: null,
    eyes: [],
    channels: null,
  };

  constructor(
    context: CommandContext,
    coverage: CoverageRoadsFeed,
    gridValues: GridValueBoard,
    eyes: OpenEyes,
    places: ChannelPlacesFeed,
  ) {
    this.#context = context;
    this.#coverage = coverage;
    this.#gridValues = gridValues;
    this.#eyes = eyes;
    this.#places = places;
    const { client, view, recommendations } = context;
    for (const { subscribe } of [
      client.changes,
      view.changes,
      recommendations.changes,
      coverage.changes,
      gridValues.changes,
      eyes.changes,
      places.changes,
    ]) {
      this.#disposables.add(toDisposable(subscribe(() => this.#refresh())));
    }
    this.#refresh();
  }

  get positions(): ReadonlyMap<string, LivePosition> {
    return this.#context.client.live.positions;
  }

  readonly getState = (): SceneState => this.#state;
  readonly subscribe = this.#changes.subscribe;
  readonly serverNow = (): number => this.#context.client.now();

  onPositions(listener: (unitIds: readonly string[]) => void): () => void {
    return this.#context.client.onPositions(listener);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #refresh(): void {
    const { client, view } = this.#context;
    const { world } = client.live;
    const candidates = currentCandidates(this.#context);
    const selection = view.selection;
    const before = this.#state;
    const next: SceneState = {
      incidents: kept(before.incidents, [...world.incidents.values()]),
      devices: kept(before.devices, [...world.devices.values()]),
      units: kept(before.units, [...world.units.values()]),
      selection: isSame(before.selection, selection) ? before.selection : selection,
      work: keptWork(before.work ?? null, view.state),
      // Until advice has come an open incident shows what was recommended when it opened; a closed one proposes nobody.
      candidates: candidates.length > 0 ? candidates : openIncident(this.#context) ? null : NOBODY,
      isCameraLocked: view.state.isCameraLocked,
      coverage: this.#coverage.drawing,
      prisms: gridPrisms(this.#gridValues.values),
      trail: view.state.trail,
      eyes: this.#eyes.eyes,
      channels: this.#places.channels,
    };
    if (isShallowEqual(before, next)) return;
    this.#state = next;
    this.#changes.changed();
  }
}

export function kept<Item>(before: readonly Item[], now: readonly Item[]): readonly Item[] {
  const isUnchanged = before.length === now.length && now.every((item, index) => item === before[index]);
  return isUnchanged ? before : now;
}

function keptWork(
  before: NonNullable<SceneState['work']> | null,
  { incidentId, isChosen }: DeskViewState,
): NonNullable<SceneState['work']> | null {
  if (incidentId === null) return null;
  return before?.incidentId === incidentId && before.isChosen === isChosen ? before : { incidentId, isChosen };
}

const isSame = (left: SceneState['selection'], right: SceneState['selection']) =>
  left?.kind === right?.kind && left?.id === right?.id;
