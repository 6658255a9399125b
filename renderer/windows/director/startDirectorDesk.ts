import type { CommandContext, MapControls } from '../../commands/context.ts';
import { DeskView } from '../../commands/deskView.ts';
import { BlindFeed } from '../../live/blindFeed.ts';
import { askPlaces, ChannelPlacesFeed } from '../../live/channelPlaces.ts';
import { CoverageRoadsFeed } from '../../live/coverageRoads.ts';
import { DrillFeed } from '../../live/drillFeed.ts';
import { GridValueBoard } from '../../live/gridValues/board.ts';
import type { Machine } from '../../live/machine.ts';
import { OpenEyes } from '../../live/openEyes.ts';
import { Recommendations } from '../../live/recommendations.ts';
import { Directory } from '../../live/search/directory.ts';
import { makeSearchWorker } from '../../live/search/makeWorker.ts';
import { SeatClient } from '../../live/seatClient.ts';
import { SignIn } from '../../live/signIn.ts';
import type { Desk } from '../../panels/desk.tsx';
import type { Director } from '../../panels/director/director.tsx';
import { DirectorView } from '../../panels/director/directorView.ts';
import { Ticker } from '../../ui/ticker.ts';
import { packUrl } from '../duty/packUrl.ts';
import { LiveSceneStore } from '../duty/sceneStore.ts';
import { listenForDirectorKeys } from './listenForDirectorKeys.ts';

export interface DirectorDesk extends Desk {
  readonly director: Director;
  readonly sceneStore: LiveSceneStore;
  setMap(map: MapControls | null): void;
}

const WATCH_EVERY_MS = 250;

/** A desk that works on no incident: it follows the drill and sends what leads it. It lives as long as its window. */
export function startDirectorDesk(machine: Machine): DirectorDesk {
  const { start } = machine;
  let map: MapControls | null = null;
  const client = new SeatClient({
    token: start.session?.token ?? start.token,
    clock: Date.now,
    randomBytes: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
  });
  const directory = new Directory(makeSearchWorker);
  const view = new DeskView(start.language, null);
  const signIn = new SignIn(client, machine);
  const commands: CommandContext = {
    ...{ client, machine, view, signIn },
    recommendations: new Recommendations(client),
    replay: null,
    map: () => map,
    focusField: (id) => document.getElementById(id)?.focus(),
  };
  const places = new ChannelPlacesFeed((revision) => askPlaces(client, revision), client.localNow);
  const director: Director = { feed: new DrillFeed(client), view: new DirectorView(), places };
  machine.onCore((core) => client.pointAt(core));
  client.pointAt(start.core);
  client.changes.subscribe(() => signIn.watch());
  view.changes.subscribe(() => client.focus(view.state.incidentId));
  // The shell asks what becomes of it (pageWindow.ts).
  addEventListener('beforeunload', (event) => {
    if (director.view.state.editing && director.view.hasUnsaved) event.preventDefault();
  });
  // Two a second, so that a clock at ten times the pace is seen to run and not to jump.
  const ticker = new Ticker(client.now, 2 * WATCH_EVERY_MS);
  setInterval(() => {
    client.watch();
    director.feed.watch();
    if (client.live.station) places.watch();
  }, WATCH_EVERY_MS);
  ticker.subscribe(() => {
    const packId = client.live.station?.packId;
    if (packId !== undefined) directory.open(packUrl(packId));
    directory.follow(client.live.world);
  });
  listenForDirectorKeys(window, { ...director, commands });
  const gridValues = new GridValueBoard(
    (deviceId) => directory.gridOfDevice(deviceId),
    () => null,
  );
  const eyes = new OpenEyes(() => Promise.resolve(null));
  return {
    ...{ commands, director, directory, eyes, ticker, gridValues },
    blind: new BlindFeed(() => Promise.resolve(null), client.localNow),
    sceneStore: new LiveSceneStore(commands, new CoverageRoadsFeed(client), gridValues, eyes, places),
    setMap: (next) => {
      map = next;
    },
  };
}
