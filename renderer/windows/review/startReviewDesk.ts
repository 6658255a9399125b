import { DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import type { ReviewWish } from '#shared/wire/reviewWindow.ts';
import type { CommandContext, MapControls } from '../../commands/context.ts';
import { DeskView } from '../../commands/deskView.ts';
import { BlindFeed } from '../../live/blindFeed.ts';
import { askPlaces, ChannelPlacesFeed } from '../../live/channelPlaces.ts';
import { GridValueBoard } from '../../live/gridValues/board.ts';
import type { Machine } from '../../live/machine.ts';
import { OpenEyes } from '../../live/openEyes.ts';
import { orderQueue } from '../../live/queueOrder.ts';
import { Recommendations } from '../../live/recommendations.ts';
import { ReplaySession } from '../../live/replay/replaySession.ts';
import { FilmSession } from '../../live/review/filmSession.ts';
import { subjectOf } from '../../live/review/subjectOf.ts';
import { Directory } from '../../live/search/directory.ts';
import { SeatClient } from '../../live/seatClient.ts';
import { SignIn } from '../../live/signIn.ts';
import type { Desk } from '../../panels/desk.tsx';
import { Ticker } from '../../ui/ticker.ts';
import { ReplayCamera } from '../duty/replayCamera.ts';
import { ReplaySceneStore } from '../duty/replaySceneStore.ts';

export interface ReviewDesk extends Desk {
  readonly film: FilmSession;
  readonly sceneStore: ReplaySceneStore;
  setMap(map: MapControls | null): void;
}

const WATCH_EVERY_MS = 500;
const REPLAY_EVERY_MS = 100;

/** A desk with nothing live on it but the ear for new alarms: its map and panels show one film. It lives as long as its window. */
export function startReviewDesk(machine: Machine, wish: ReviewWish | null): ReviewDesk {
  const disposables = new DisposableStore();
  const { start } = machine;
  let map: MapControls | null = null;
  const client = new SeatClient({
    token: start.session?.token ?? start.token,
    clock: Date.now,
    randomBytes: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
  });
  const directory = new Directory(() => {
    throw new Error('Nothing is searched for in a film');
  });
  const view = new DeskView(start.language, null);
  // The camera goes where it is led, never to an alarm of yesterday.
  view.change({ isCameraLocked: true });
  const replay = new ReplaySession(client, { isInterruptible: false });
  const film = new FilmSession(client, replay);
  const commands: CommandContext = {
    client,
    machine,
    view,
    recommendations: new Recommendations(client),
    signIn: new SignIn(client, machine),
    replay,
    map: () => map,
    focusField: (id) => document.getElementById(id)?.focus(),
  };
  const places = new ChannelPlacesFeed((revision) => askPlaces(client, revision), client.localNow);
  const camera = new ReplayCamera(replay, () => map);
  const follow = (stop: () => void) => disposables.add(toDisposable(stop));
  follow(machine.onCore((core) => client.pointAt(core)));
  client.pointAt(start.core);
  const watch = setInterval(() => {
    client.watch();
    if (client.live.station) places.watch();
  }, WATCH_EVERY_MS);
  follow(() => clearInterval(watch));
  const play = setInterval(() => {
    replay.advance();
    camera.keepInSight();
    if (replay.state.isPlaying) film.keepInSight();
  }, REPLAY_EVERY_MS);
  follow(() => clearInterval(play));
  follow(client.changes.subscribe(pausesForAlarms(client, replay)));
  follow(
    film.changes.subscribe(() => view.state.incidentId !== film.state.focusId && lookAt(view, film.state.focusId)),
  );
  const subject = subjectOf(wish);
  if (subject !== null) film.open(subject);
  return {
    commands,
    directory,
    film,
    // Nothing is drawn of these here: neither is ever asked.
    eyes: new OpenEyes(() => Promise.resolve(null)),
    blind: new BlindFeed(() => Promise.resolve(null), client.localNow),
    ticker: new Ticker(client.now, 1_000),
    gridValues: new GridValueBoard(
      () => null,
      () => null,
    ),
    sceneStore: new ReplaySceneStore(replay.source, view, {
      changes: [film.tracksChanges, places.changes],
      read: () => ({ tracks: film.tracks, channels: places.channels }),
    }),
    setMap: (next) => {
      map = next;
    },
  };
}

function lookAt(view: DeskView, incidentId: string | null): void {
  view.change({ incidentId, beside: null });
}

/** Whoever reviews must hear what is real: a film is never louder than a new alarm. */
function pausesForAlarms(client: SeatClient, replay: ReplaySession): () => void {
  let known: ReadonlySet<string> | null = null;
  return () => {
    if (client.connection.state !== 'live') return;
    const { unanswered } = orderQueue(client.live.world, 0, client.now());
    const now = new Set(unanswered.map(({ id }) => id));
    const hasNew = known !== null && unanswered.some(({ id }) => !known!.has(id));
    known = now;
    if (hasNew && replay.state.isPlaying) replay.play(false);
  };
}
