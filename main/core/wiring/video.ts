/** Cameras: which there are, who may look, what each sees. The pictures come from a process of their own. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecuteContext } from '#main/core/desk/command.ts';
import { PACK_MEDIA_FOLDER } from '#main/core/drill/demoChannels.ts';
import { consentsOf, lastChannelImport, videoPlansOf } from '#main/core/journal/index.ts';
import { writeFileAtomically } from '#main/core/tracks/atomicFile.ts';
import { Consents } from '#main/core/video/consent/consents.ts';
import { ChannelImports } from '#main/core/video/imports/channelImports.ts';
import { VideoDesk } from '#main/core/video/index.ts';
import { AddressRules, reachableFrom } from '#main/core/video/media/address/addressRules.ts';
import type { MediaHostOptions } from '#main/core/video/media/contract.ts';
import { startMediaHost } from '#main/core/video/media/host/startMediaHost.ts';
import { Streams } from '#main/core/video/open/streams.ts';
import { Plans } from '#main/core/video/patrols/plans.ts';
import { PoleWatch } from '#main/core/video/preRoll/poleWatch.ts';
import { ChannelConditions } from '#main/core/video/probe/conditions.ts';
import { Prober } from '#main/core/video/probe/prober.ts';
import { Turning } from '#main/core/video/ptz/turning.ts';
import { packStatements } from '#main/core/video/registry/packCameras.ts';
import { PlacesBoard } from '#main/core/video/registry/places.ts';
import { ChannelRegistry } from '#main/core/video/registry/registry.ts';
import { ChannelSearch } from '#main/core/video/registry/search.ts';
import { askOverHttp, MediaServers } from '#main/core/video/servers/mediaServers.ts';
import { BlindDesk } from '#main/core/video/sight/blindDesk.ts';
import { SightDesk } from '#main/core/video/sight/sightDesk.ts';
import { markStewards } from '#main/core/video/snapshots/marks.ts';
import { Snapshots } from '#main/core/video/snapshots/snapshots.ts';
import { featuresOf, terrainOf } from '#main/pack/index.ts';
import type { Channel } from '#shared/domain/channel.ts';
import { toDisposable } from '#shared/kit/disposable.ts';
import type { Records } from './records.ts';
import type { Root } from './root.ts';

export interface Video {
  readonly desk: VideoDesk;
  readonly stewards: ExecuteContext['stewards'];
  readonly channelAt: ExecuteContext['channelAt'];
  /** Those that may be shown. */
  readonly channels: () => readonly Channel[];
}

const SAVE_EVERY_MS = 60_000;
/** A camera that could not be played is proposed after those that can. */
const FAILED_COUNTS = 0.1;

export async function wireVideo(root: Root, { evidence }: Records): Promise<Video> {
  const { options, station, directory, clock, wall, outages, permit, journal, scene, desk, store, everyTick } = root;
  const folder = join(directory, 'video');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const registry = new ChannelRegistry();
  registry.state(
    { origin: 'pack', name: scene.pack.manifest.id },
    packStatements(await featuresOf(scene.pack, 'cameras')),
  );
  registry.state({ origin: 'station', name: 'station.json' }, station.video.channels);
  const imports = new ChannelImports({
    ...{ folder, registry, clock },
    newId: () => desk.newId(),
    write: (path, content) => writeFileAtomically(path, content, 0o600),
  });
  const counting = lastChannelImport(journal.query());
  if (counting) imports.open(counting.hash);
  const consents = new Consents(registry, consentsOf(journal.query()));
  store.add(desk.onEvents((events) => consents.onEvents(events)));
  const plans = new Plans({
    stated: {
      presets: station.video.presets.map((preset) => ({ ...preset, source: 'station' })),
      patrols: station.video.patrols.map((patrol) => ({ ...patrol, source: 'station' })),
    },
    kept: videoPlansOf(journal.query()),
    newId: () => desk.newId(),
  });
  store.add(desk.onEvents((events) => plans.onEvents(events)));
  const conditions = new ChannelConditions(join(folder, 'conditions.json'), clock);
  const save = () => conditions.save(writeFileAtomically);
  store.add(toDisposable(save));
  const media = store.add((options.openMedia ?? startMediaHost)(mediaOptions(root)));
  const hasIncident = (id: string) => desk.world.incidents.has(id);
  const gridAt = (lon: number, lat: number) => scene.locator.gridAt(lon, lat);
  const turning = store.add(
    new Turning({
      ...{ registry, clock, gridAt, rules: new AddressRules(reachableFrom(permit, station.video.allow)) },
      record: (drafts, actor) => desk.record(drafts, actor).durable,
    }),
  );
  everyTick(() => turning.tick());
  const streams = store.add(
    new Streams({
      ...{ registry, conditions, media, clock: wall, journalClock: clock, outages },
      mediaHost: isEveryAddress(station.http.host) ? '127.0.0.1' : station.http.host,
      hasIncident,
      keepsPast: station.video.preRoll.seconds > 0,
      record: (drafts, actor) => desk.record(drafts, actor).durable,
    }),
  );
  everyTick(() => streams.tick());
  const prober = new Prober({ registry, conditions, media, clock, pace: station.video.probe });
  everyTick(() => void prober.tick().catch(options.onFatal));
  const servers = new MediaServers({
    servers: permit ? station.video.mediaServers : [],
    registry,
    clock,
    ask: askOverHttp,
  });
  everyTick(() => void servers.tick().catch(options.onFatal));
  everyTick(seldom(SAVE_EVERY_MS, clock, save));
  const search = new ChannelSearch({
    registry,
    placeWords(lon, lat) {
      const { gridCode, gridName, communityName, address } = scene.locator.locate(lon, lat);
      return [gridName, gridCode, communityName, address].filter(Boolean).join(' ');
    },
    loadReadings: async () => (await import('#main/core/scene/readings.ts')).readingsOf,
  });
  const origin = [scene.pack.manifest.home.lon, scene.pack.manifest.home.lat] as const;
  const sight = new SightDesk({
    ...{ registry, origin },
    loadBuildings: () => featuresOf(scene.pack, 'buildings'),
    async loadHeights() {
      const heights = await terrainOf(scene.pack, origin);
      // A ground that cannot be read hides nothing; the pack's own report says why.
      return heights.ok ? heights.value : null;
    },
    handicap: (channel) => (conditions.of(channel).state === 'failed' ? FAILED_COUNTS : 1),
  });
  const poleWatch = new PoleWatch({
    ...{ registry, sight, media, clock, camerasPerPole: station.video.preRoll.camerasPerPole },
    poles: () => [...desk.world.devices.values()].filter(({ kind }) => kind === 'alarmPole'),
  });
  // A scene that cannot be read is asked again in a minute, and says why to whoever asks what cameras see.
  everyTick(() => void poleWatch.tick().catch(() => undefined));
  // Behind the start: whoever asks before it is done waits for it and sees what was wrong.
  void sight.prepare().catch(() => undefined);
  const snapshots = new Snapshots({
    ...{ registry, store: evidence, clock },
    hasIncident,
    held: (subject) => desk.world.field.evidence.get(subject) ?? [],
    async record(drafts, actor) {
      const { events, published } = desk.record(drafts, actor);
      await published;
      return events.at(-1)?.seq ?? 0;
    },
  });
  const blind = store.add(
    new BlindDesk({
      ...{ registry, sight },
      grids: scene.grids.map(({ geometry, properties: { code, name } }) => ({ code, name, geometry })),
      places: scene.places.map(
        ({ geometry: { coordinates }, properties: { placeCode, name, placeClass, gridCode } }) => ({
          ...{ id: placeCode, name, what: placeClass, lon: coordinates[0], lat: coordinates[1], gridCode },
        }),
      ),
    }),
  );
  return {
    desk: new VideoDesk({
      registry,
      conditions,
      search,
      streams,
      consents,
      sight,
      blind,
      imports,
      servers,
      places: new PlacesBoard(registry, conditions, randomUUID().slice(0, 8)),
      snapshots,
      turning,
      plans,
      gridAt,
    }),
    stewards: {
      ...consents.stewards,
      ...imports.stewards,
      ...plans.stewards,
      ...markStewards({ registry, clock, hasIncident }),
    },
    channelAt: (channelId) => registry.get(channelId),
    channels: () => registry.listed(),
  };
}

function mediaOptions({ station, directory, scene, permit }: Root): MediaHostOptions {
  const { http, video } = station;
  return {
    // Never on the LAN: windows of other machines are handed the same over TLS (gateway/mediaHandOn.ts).
    listen: { host: http.host, port: video.port },
    mediaFolders: [video.mediaFolder ?? join(directory, 'media'), join(scene.pack.dir, PACK_MEDIA_FOLDER)],
    allowedAddresses: reachableFrom(permit, video.allow),
    allowedOrigins: ['app://pingan'],
    preRollS: video.preRoll.seconds,
  };
}

const isEveryAddress = (host: string) => host === '0.0.0.0' || host === '::';

/** Runs at most so often, however often it is called. */
function seldom(everyMs: number, clock: () => number, run: () => void): () => void {
  let ranAt = clock();
  return () => {
    const now = clock();
    if (Math.abs(now - ranAt) < everyMs) return;
    ranAt = now;
    run();
  };
}
