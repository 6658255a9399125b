/**
 * What reaches outside is tried from a live station, from a drill with the same configuration and from a drill room beside it: the live
 * one gets everywhere, so that the test would notice, and the others get nowhere. Everything else that leaves: drillOutlets.test.ts.
 */
import { mkdtemp, readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drillTokens, startDrill } from '#main/core/drill/index.ts';
import type { MediaHostOptions } from '#main/core/video/media/contract.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { absentMedia } from './kit/absentMedia.ts';
import { roomBeside } from './kit/drillStation.ts';
import { ADMIN, eventually, openStation, type TestStation } from './kit/station.ts';

const [lon, lat] = pointAt(0, 0);
const LOOPBACK = '127.0.0.0/8';

/** Takes every connection, answers none, and remembers that there was one. */
async function listener() {
  let calls = 0;
  const server: Server = createServer((socket) => {
    calls += 1;
    socket.on('error', () => undefined).destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { port, calls: () => calls, [Symbol.dispose]: () => void server.close() };
}

async function post(station: TestStation, path: string, body: object) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}` };
  const response = await fetch(`${station.core.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return ((await response.json()) as { code?: string }).code;
}

/** Everything outside that was reached when somebody at the desk does all that reaches outside. */
async function reachedFrom(from: 'live' | 'drill' | 'room') {
  using partner = await listener();
  using camera = await listener();
  using mediaServer = await listener();
  const printFolder = await mkdtemp(join(tmpdir(), 'pingan-slips-'));
  let now = Date.now();
  let media: MediaHostOptions | undefined;
  const member = (id: string, channel: object) => ({ id, name: id, channel });
  const stated = {
    groups: [
      {
        ...{ id: 'g', name: '派出所', kind: 'police', silenceSeconds: 120 },
        members: [
          member('partner', { kind: 'webhook', url: `https://127.0.0.1:${partner.port}/linkage` }),
          member('slip', { kind: 'printer' }),
        ],
      },
    ],
    notices: {
      printFolder,
      webhooks: [{ host: `127.0.0.1:${partner.port}`, secret: 'shared-with-nobody-at-all', networks: [LOOPBACK] }],
    },
    video: {
      allow: [LOOPBACK],
      probe: { everyMinutes: 0 },
      channels: [
        {
          ...{ id: 'dome', name: '球机', lon, lat },
          ptz: { protocol: 'onvif', url: `http://127.0.0.1:${camera.port}/onvif` },
        },
      ],
      mediaServers: [{ id: 'm', kind: 'mediamtx', api: `http://127.0.0.1:${mediaServer.port}` }],
    },
  };
  await using station = await openStation({
    clock: () => now,
    media: (options) => {
      media = options;
      return absentMedia();
    },
    overrides: from === 'room' ? await roomBeside(stated) : { ...stated, realm: from },
  });
  const opened = await station.command('incident.open', { kind: 'holdUp', lon, lat });
  await station.command('incident.link', { incidentId: opened.incidentId, groupIds: ['g'] });
  const turned = await post(station, '/api/video/channels/dome/ptz', { kind: 'move', pan: 1 });
  // The desk has worked through all of it once it says that nobody has answered.
  await eventually('silence is noticed', () => {
    now += 30_000;
    const incident = station.core.desk.world.incidents.get(String(opened.incidentId));
    return incident?.linkage.some(({ silentAt }) => silentAt !== null) ? true : undefined;
  });
  const slips = async () => (await readdir(printFolder)).length;
  if (from === 'live') {
    await eventually('everything outside is reached', async () =>
      partner.calls() > 0 && camera.calls() > 0 && mediaServer.calls() > 0 && (await slips()) > 0 ? true : undefined,
    );
  }
  return {
    partner: partner.calls() > 0,
    camera: camera.calls() > 0,
    mediaServer: mediaServer.calls() > 0,
    slips: (await slips()) > 0,
    turned,
    mediaAddresses: media?.allowedAddresses,
  };
}

test('a live station reaches partner, camera, media server and printer', async () => {
  expect(await reachedFrom('live')).toEqual({
    ...{ partner: true, camera: true, mediaServer: true, slips: true },
    turned: expect.any(String),
    mediaAddresses: [LOOPBACK],
  });
});

test('a drill with the very same configuration reaches none of them', async () => {
  expect(await reachedFrom('drill')).toEqual({
    ...{ partner: false, camera: false, mediaServer: false, slips: false },
    turned: 'notAllowed',
    mediaAddresses: [],
  });
});

test('a drill room beside that station has none of them to reach', async () => {
  expect(await reachedFrom('room')).toEqual({
    ...{ partner: false, camera: false, mediaServer: false, slips: false },
    turned: expect.any(String),
    mediaAddresses: [],
  });
});

test('nothing can be played at a live station: neither by command nor by program', async () => {
  await using station = await openStation();
  const { core } = station;
  expect(() => startDrill(core, undefined as never, drillTokens(), { seed: 1, goesOnByItself: true })).toThrow(
    'only runs on a core of realm drill',
  );
  const codes = ['launch', 'pause', 'resume', 'end'].map(async (what) => {
    const body = what === 'launch' ? { scenarioId: 'pole-hold-up' } : {};
    return (await station.command(`drill.${what}`, body, ADMIN)).code;
  });
  expect(await Promise.all(codes)).toEqual(['liveRealm', 'liveRealm', 'liveRealm', 'liveRealm']);
});
