import { incidentInSight, whatStands } from '#shared/domain/wallStands.ts';
import { isWithinArea } from '#shared/geo/areaCode.ts';
import type { WallPageBeat } from '#shared/wire/wall.ts';
import type { CommandContext } from '../../commands/context.ts';
import { DeskView } from '../../commands/deskView.ts';
import { BlindFeed } from '../../live/blindFeed.ts';
import { askPlaces, ChannelPlacesFeed } from '../../live/channelPlaces.ts';
import { CoverageRoadsFeed } from '../../live/coverageRoads.ts';
import { GridTour } from '../../live/gridTour.ts';
import { GridValueBoard } from '../../live/gridValues/board.ts';
import type { Machine } from '../../live/machine.ts';
import { OpenEyes } from '../../live/openEyes.ts';
import { Recommendations } from '../../live/recommendations.ts';
import { Directory } from '../../live/search/directory.ts';
import { makeSearchWorker } from '../../live/search/makeWorker.ts';
import { SeatClient } from '../../live/seatClient.ts';
import { SignIn } from '../../live/signIn.ts';
import type { Desk } from '../../panels/desk.tsx';
import { Ticker } from '../../ui/ticker.ts';
import { packUrl } from '../duty/packUrl.ts';
import { LiveSceneStore } from '../duty/sceneStore.ts';
import { PicturePulse } from './picturePulse.ts';

export interface WallDesk extends Desk {
  readonly sceneStore: LiveSceneStore;
  readonly tour: GridTour;
  readonly pulse: PicturePulse;
  /** To the shell beside it, and to every seat; silent while a picture of the window is not drawn. */
  tellPainted(count: number, page: Pick<WallPageBeat, 'displayId' | 'label' | 'presetId'>): void;
}

const WATCH_EVERY_MS = 500;

/** A desk that only looks: it follows the station, works on what the wall is about and sends no command. It lives as long as its window. */
export function startWallDesk(machine: Machine, displayId: string): WallDesk {
  const { start } = machine;
  const client = new SeatClient({
    // Never an officer's session: whoever signs in beside the wall does not sign the wall in.
    token: start.token,
    clock: Date.now,
    randomBytes: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
  });
  const directory = new Directory(makeSearchWorker);
  const view = new DeskView(start.language, null);
  // Where the wall looks is said by the wall (WallMap.tsx).
  view.change({ isCameraLocked: true });
  const recommendations = new Recommendations(client);
  const commands: CommandContext = {
    client,
    machine,
    view,
    recommendations,
    signIn: new SignIn(client, machine),
    replay: null,
    map: () => null,
    focusField: () => undefined,
  };
  machine.onCore((core) => client.pointAt(core));
  client.pointAt(start.core);
  setInterval(() => {
    client.watch();
    recommendations.watch();
  }, WATCH_EVERY_MS);
  const ticker = new Ticker(client.now, 1_000);
  const tour = new GridTour();
  const takeGrids = async () => {
    const all = await directory.gridCodes();
    const own = all.filter((code) => isWithinArea(code, client.live.station?.jurisdiction ?? ''));
    tour.take(own.length > 0 ? own : all);
  };
  let isToured = false;
  directory.changes.subscribe(() => {
    const isReady = directory.state === 'ready';
    if (isReady && !isToured) void takeGrids();
    isToured = isReady;
  });
  const follow = () => {
    const { incidents, wall } = client.live.world;
    const now = client.now();
    // Whichever form the canvas has, the same incidents brought it up.
    const { incidentIds } = whatStands(wall, incidents, { displayId, isWide: false }, now);
    const incident = incidentInSight(incidents, incidentIds, now);
    if (view.state.incidentId !== (incident?.id ?? null))
      view.change({ incidentId: incident?.id ?? null, isChosen: false });
    recommendations.follow(view.state.incidentId);
    tour.look(now, incident === null && client.connection.state === 'live');
  };
  const places = new ChannelPlacesFeed((revision) => askPlaces(client, revision), client.localNow);
  client.changes.subscribe(follow);
  ticker.subscribe(() => {
    const packId = client.live.station?.packId;
    if (packId !== undefined) {
      directory.open(packUrl(packId));
      places.watch();
    }
    directory.follow(client.live.world);
    follow();
  });
  const gridValues = new GridValueBoard(
    (deviceId) => directory.gridOfDevice(deviceId),
    () => null,
  );
  const eyes = new OpenEyes(() => Promise.resolve(null));
  // What the shell finds in the picture goes before what the page believes of itself: the station is not told that it is painted.
  let frozen: ReadonlySet<string> = new Set();
  machine.walls?.onWalls(({ windows }) => {
    frozen = new Set(windows.filter(({ state }) => state === 'frozen').map(({ identity }) => identity));
  });
  const pulse = new PicturePulse();
  return {
    commands,
    directory,
    eyes,
    blind: new BlindFeed(() => Promise.resolve(null), client.localNow),
    ticker,
    gridValues,
    places,
    tour,
    pulse,
    tellPainted(count, page) {
      if (!pulse.take()) return;
      machine.wallPainted(count);
      if (frozen.has(page.displayId)) return;
      client.tellWall({ ...page, width: window.innerWidth, height: window.innerHeight });
    },
    sceneStore: new LiveSceneStore(commands, new CoverageRoadsFeed(client), gridValues, eyes, places),
  };
}
