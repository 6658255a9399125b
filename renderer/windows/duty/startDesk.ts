import { DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import type { CommandContext, MapControls } from '../../commands/context.ts';
import { DeskView } from '../../commands/deskView.ts';
import { CoverageRoadsFeed } from '../../live/coverageRoads.ts';
import { GridValueBoard } from '../../live/gridValues/board.ts';
import type { Machine } from '../../live/machine.ts';
import { orderQueue } from '../../live/queueOrder.ts';
import { Recommendations } from '../../live/recommendations.ts';
import { Directory, type SearchWorker } from '../../live/search/directory.ts';
import { SeatClient } from '../../live/seatClient.ts';
import type { Desk } from '../../panels/desk.tsx';
import { Ticker } from '../../ui/ticker.ts';
import { listenForKeys } from './listenForKeys.ts';
import { packUrl } from './packUrl.ts';
import { LiveSceneStore } from './sceneStore.ts';

export interface DutyDesk extends Desk {
  readonly sceneStore: LiveSceneStore;
  setMap(map: MapControls | null): void;
  dispose(): void;
}

/** How often silence is looked for: SEAT_SILENCE_MS and this together stay under the five seconds of the promise. */
const WATCH_EVERY_MS = 500;

export function startDesk(machine: Machine): DutyDesk {
  const disposables = new DisposableStore();
  const { start } = machine;
  let map: MapControls | null = null;
  const client = disposables.add(
    new SeatClient({
      token: start.token,
      clock: Date.now,
      randomBytes: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
    }),
  );
  const view = new DeskView(start.language, start.sound);
  const recommendations = disposables.add(new Recommendations(client));
  const coverageRoads = disposables.add(new CoverageRoadsFeed(client));
  const commands: CommandContext = {
    client,
    recommendations,
    view,
    machine,
    map: () => map,
    focusField: (id) => document.getElementById(id)?.focus(),
  };
  const ticker = disposables.add(new Ticker(client.now, 1_000));
  const follow = (stop: () => void) => disposables.add(toDisposable(stop));

  follow(machine.onCore((core) => client.pointAt(core)));
  follow(machine.onSound((sound) => view.change({ sound })));
  follow(view.changes.subscribe(() => recommendations.follow(view.state.incidentId)));
  follow(view.changes.subscribe(() => coverageRoads.show(view.state.showsCoverage)));
  follow(client.changes.subscribe(takesUpWork(client, view)));
  follow(listenForKeys(window, commands));
  const watch = setInterval(() => {
    client.watch();
    recommendations.watch();
  }, WATCH_EVERY_MS);
  follow(() => clearInterval(watch));
  client.pointAt(start.core);
  const directory = disposables.add(new Directory(makeSearchWorker));
  const gridValues = new GridValueBoard((deviceId) => directory.gridOfDevice(deviceId));
  const lookAtGrids = () => gridValues.look(view.state.gridMeasure, client.live.world, client.now());
  follow(view.changes.subscribe(lookAtGrids));
  follow(directory.changes.subscribe(lookAtGrids));
  follow(
    ticker.subscribe(() => {
      const { packId } = client.live.station ?? {};
      if (packId) directory.open(packUrl(packId));
      directory.follow(client.live.world);
      lookAtGrids();
    }),
  );
  const sceneStore = disposables.add(new LiveSceneStore(commands, coverageRoads, gridValues));
  return {
    commands,
    ticker,
    directory,
    gridValues,
    sceneStore,
    setMap: (next) => {
      map = next;
    },
    dispose: () => disposables.dispose(),
  };
}

function makeSearchWorker(): SearchWorker {
  return new Worker(new URL('../../live/search/worker.ts', import.meta.url), { type: 'module' }) as SearchWorker;
}

/**
 * Takes up the most urgent unanswered incident when the desk has nothing to work on: it is empty, its incident has just been
 * closed, or a new alarm comes while a closed one is being read. An open incident is never taken away from the officer.
 */
function takesUpWork(client: SeatClient, view: DeskView): () => void {
  let wasOpen = false;
  let seen = new Set<string>();
  return () => {
    const { incidents } = client.live.world;
    const current = incidents.get(view.state.incidentId ?? '');
    const isOpen = current !== undefined && current.closedAt === null;
    const { unanswered } = orderQueue(client.live.world, 0, client.now());
    const hasNew = unanswered.some(({ id }) => !seen.has(id));
    const isFree = current === undefined || (!isOpen && (wasOpen || hasNew));
    seen = new Set(unanswered.map(({ id }) => id));
    wasOpen = isOpen;
    const [first] = unanswered;
    if (isFree && first) view.select({ kind: 'incident', id: first.id });
  };
}
