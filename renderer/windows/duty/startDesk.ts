import { DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import type { CommandContext, MapControls } from '../../commands/context.ts';
import { DeskView, type DeskViewState } from '../../commands/deskView.ts';
import { ReplayView } from '../../commands/replayView.ts';
import { BlindFeed } from '../../live/blindFeed.ts';
import { askPlaces, ChannelPlacesFeed } from '../../live/channelPlaces.ts';
import { CoverageRoadsFeed } from '../../live/coverageRoads.ts';
import { GridValueBoard } from '../../live/gridValues/board.ts';
import type { Machine } from '../../live/machine.ts';
import { OpenEyes } from '../../live/openEyes.ts';
import { orderQueue } from '../../live/queueOrder.ts';
import { Recommendations } from '../../live/recommendations.ts';
import { ReplaySession } from '../../live/replay/replaySession.ts';
import { Directory } from '../../live/search/directory.ts';
import { makeSearchWorker } from '../../live/search/makeWorker.ts';
import { SeatClient } from '../../live/seatClient.ts';
import { blindSpots, seenAreaOf } from '../../live/sightAnswers.ts';
import { SignIn } from '../../live/signIn.ts';
import type { Desk } from '../../panels/desk.tsx';
import { Ticker } from '../../ui/ticker.ts';
import { listenForKeys } from './listenForKeys.ts';
import { keptPackId, packUrl } from './packUrl.ts';
import { ReplayCamera } from './replayCamera.ts';
import { ReplaySceneStore, SwitchedSceneStore } from './replaySceneStore.ts';
import { LiveSceneStore } from './sceneStore.ts';

export interface DutyDesk extends Desk {
  readonly sceneStore: SwitchedSceneStore;
  /** The same desk in the past: what panels follow while it is on the screen. */
  readonly past: Desk;
  setMap(map: MapControls | null): void;
  dispose(): void;
}

/** How often silence is looked for: SEAT_SILENCE_MS and this together stay under the five seconds of the promise. */
const WATCH_EVERY_MS = 500;
/** How often a replay goes on, and its clocks turn over. */
const REPLAY_EVERY_MS = 100;
const REPLAY_CLOCKS_MS = 250;

export function startDesk(machine: Machine): DutyDesk {
  const disposables = new DisposableStore();
  const { start } = machine;
  let map: MapControls | null = null;
  const client = disposables.add(
    new SeatClient({
      token: start.session?.token ?? start.token,
      clock: Date.now,
      randomBytes: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
    }),
  );
  const view = new DeskView(start.language, start.sound, start.reportTone);
  const signIn = new SignIn(client, machine);
  // The page is loaded anew on another scene: who switched it sees how that went.
  if (new URLSearchParams(window.location.search).get('sheet') === 'scenes')
    view.change({ sheet: { id: 'scenes', focus: null } });
  // A machine that is to become a seat has nothing to show before it has joined.
  if (start.join?.wanted) view.change({ sheet: { id: 'join', focus: null } });
  const recommendations = disposables.add(new Recommendations(client));
  const coverageRoads = disposables.add(new CoverageRoadsFeed(client));
  const replay = disposables.add(new ReplaySession(client));
  const commands: CommandContext = {
    client,
    replay,
    recommendations,
    view,
    machine,
    signIn,
    map: () => map,
    focusField: (id) => document.getElementById(id)?.focus(),
  };
  const ticker = disposables.add(new Ticker(client.now, 1_000));
  const follow = (stop: () => void) => disposables.add(toDisposable(stop));

  follow(machine.onCore((core) => client.pointAt(core)));
  follow(machine.onSound((sound) => view.change({ sound })));
  follow(view.changes.subscribe(() => recommendations.follow(view.state.incidentId)));
  follow(view.changes.subscribe(() => client.focus(view.state.incidentId)));
  follow(view.changes.subscribe(() => coverageRoads.show(view.state.showsCoverage)));
  follow(client.changes.subscribe(takesUpWork(client, view)));
  follow(client.changes.subscribe(() => signIn.watch()));
  follow(notesActivity(window, () => signIn.noteActivity(client.localNow())));
  const blind = disposables.add(new BlindFeed(() => blindSpots(client.door), client.localNow));
  const looksAtBlind = ({ sheet, gridMeasure }: DeskViewState) => sheet?.id === 'blindSpots' || gridMeasure === 'seen';
  follow(view.changes.subscribe(() => blind.want(looksAtBlind(view.state))));
  const places = disposables.add(new ChannelPlacesFeed((revision) => askPlaces(client, revision), client.localNow));
  const watch = setInterval(() => {
    client.watch();
    if (client.live.station) places.watch();
    recommendations.watch();
    blind.watch();
  }, WATCH_EVERY_MS);
  follow(() => clearInterval(watch));
  client.pointAt(start.core);
  const directory = disposables.add(new Directory(makeSearchWorker));
  const gridValues = new GridValueBoard(
    (deviceId) => directory.gridOfDevice(deviceId),
    () => blind.view.report,
  );
  const eyes = new OpenEyes((channelId) => seenAreaOf(client.door, channelId));
  const lookAtGrids = () => gridValues.look(view.state.gridMeasure, client.live.world, client.now());
  follow(view.changes.subscribe(lookAtGrids));
  follow(directory.changes.subscribe(lookAtGrids));
  follow(blind.changes.subscribe(lookAtGrids));
  follow(
    ticker.subscribe(() => {
      const packId = client.live.station?.packId ?? keptPackId(machine);
      if (packId) directory.open(packUrl(packId));
      directory.follow(client.live.world);
      lookAtGrids();
    }),
  );
  const past = startPast(commands, replay);
  follow(listenForKeys(window, commands, past.commands));
  const sceneStore = disposables.add(new LiveSceneStore(commands, coverageRoads, gridValues, eyes, places));
  const pastStore = disposables.add(new ReplaySceneStore(replay.source, past.commands.view));
  const camera = new ReplayCamera(replay, () => map);
  const play = setInterval(() => {
    replay.advance();
    camera.keepInSight();
  }, REPLAY_EVERY_MS);
  follow(() => clearInterval(play));
  // Whoever picks something in the live queue wants to work on it.
  follow(view.changes.subscribe(returnsOnChoice(view, replay)));
  disposables.add(past);
  return {
    commands,
    past: { ...past, directory, gridValues, eyes, blind, places },
    ticker,
    directory,
    gridValues,
    eyes,
    blind,
    places,
    sceneStore: disposables.add(new SwitchedSceneStore(sceneStore, pastStore, replay)),
    setMap: (next) => {
      map = next;
    },
    dispose: () => disposables.dispose(),
  };
}

/** Hands on the mouse and keys: whoever uses them is there. Returns its own disposer. */
function notesActivity(target: Window, note: () => void): () => void {
  const kinds = ['pointerdown', 'keydown', 'wheel'] as const;
  for (const kind of kinds) target.addEventListener(kind, note, { passive: true });
  return () => {
    for (const kind of kinds) target.removeEventListener(kind, note);
  };
}

/** The desk as it is handed to panels that show the past. It looks where the live one looked when the past comes up. */
function startPast(live: CommandContext, replay: ReplaySession) {
  const disposables = new DisposableStore();
  const view = disposables.add(new ReplayView(live.view));
  const ticker = disposables.add(new Ticker(replay.source.now, REPLAY_CLOCKS_MS));
  const recommendations = disposables.add(new Recommendations(replay.source));
  const commands: CommandContext = { ...live, client: replay.source, recommendations, view };
  let span = replay.state.span;
  disposables.add(
    toDisposable(
      replay.changes.subscribe(() => {
        ticker.tick();
        if (replay.state.span === span) return;
        span = replay.state.span;
        view.change({ incidentId: live.view.state.incidentId, beside: null, dispatchId: null });
      }),
    ),
  );
  return { commands, ticker, dispose: () => disposables.dispose() };
}

/** The screen goes back to what is live when another live incident is chosen. */
function returnsOnChoice(view: DeskView, replay: ReplaySession): () => void {
  let chosen = view.state.incidentId;
  return () => {
    if (view.state.incidentId === chosen) return;
    chosen = view.state.incidentId;
    if (replay.isOnScreen) replay.suspend();
  };
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
    if (isFree && first) view.takeUp(first.id);
  };
}
