/** The shell's side of the LAN, without Electron: compare, join, hear the pulse, copy the pack, lose the host and find it again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPack } from '#main/pack/index.ts';
import { joinHost, lookAtHost } from '#main/shell/join/joinHost.ts';
import { PackCopy } from '#main/shell/join/packCopy.ts';
import { PinnedHost } from '#main/shell/join/pinnedHost.ts';
import { type HostPulse, RemoteCore } from '#main/shell/join/remoteCore.ts';
import { remotePack } from '#main/shell/join/remotePack.ts';
import type { CoreWhereabouts } from '#shared/wire/bridge.ts';
import { invite, type LanHost, openLan } from './kit/lan.ts';
import { ADMIN, eventually, openPole, openStation, type TestStation } from './kit/station.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(joinPath(tmpdir(), 'pingan-seat-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Looks, compares with what the host shows its administrator, and joins. */
async function joinAs(station: TestStation, lan: LanHost) {
  const look = await lookAtHost(`${lan.host}:${lan.port}`);
  if (!look.ok) throw new Error(look.reason.en);
  expect(look.value.fingerprint).toBe(station.core.lan.fingerprint);
  const joined = await joinHost({ ...look.value, code: await invite(station) }, 'desk-2', 1);
  if (!joined.ok) throw new Error(joined.reason.en);
  const { record, token } = joined.value;
  return { record, token, host: () => new PinnedHost({ host: lan.host, port: lan.port }, record.fingerprint) };
}

function follow(host: PinnedHost, token: string) {
  const states: CoreWhereabouts[] = [];
  const pulses: HostPulse[] = [];
  const core = new RemoteCore({
    host,
    token,
    now: () => performance.now(),
    onWhereabouts: (where) => states.push(where),
    onPulse: (pulse) => pulses.push(pulse),
    onReached: () => undefined,
  });
  core.start();
  const until = (state: CoreWhereabouts['state']) =>
    eventually(`the host is ${state}`, () => (states.at(-1)?.state === state ? states.at(-1) : undefined));
  return { states, pulses, until, [Symbol.dispose]: () => core.stop() };
}

test('the code goes only to the host that was compared; the wrong code, address and host are said in both languages', async () => {
  await using station = await openStation();
  const lan = await openLan(station);
  const { value: look } = (await lookAtHost(`${lan.host}:${lan.port}`)) as {
    value: { address: string; fingerprint: string };
  };
  const code = await invite(station);
  const other = await joinHost({ ...look, code, fingerprint: '00'.repeat(32) }, 'desk-2', 1);
  const wrong = await joinHost({ ...look, code: 'AAAAAAAA' }, 'desk-2', 1);
  const nobody = await lookAtHost('127.0.0.1:1');
  const none = await lookAtHost('https://127.0.0.1');
  expect([other, wrong, nobody, none].map((result) => !result.ok && result.code)).toEqual([
    'hostChanged',
    'joinCodeWrong',
    'noAnswer',
    'badAddress',
  ]);
  // The code was not spent on whoever was not the host.
  expect(await joinHost({ ...look, code }, 'desk-2', 1)).toMatchObject({
    ok: true,
    value: { record: { role: 'duty' } },
  });
});

test('a joined machine hears each unanswered alarm at once, and that it was taken, without any window', async () => {
  await using station = await openStation();
  const { token, host } = await joinAs(station, await openLan(station));
  using seat = follow(host(), token);
  await seat.until('running');
  using pole = openPole(station, { account: '70A2' });
  await pole.send({ contactId: { qualifier: 1, code: '130', partition: '01', zone: '003' } });
  const sounding = await eventually('the alarm is heard', () =>
    seat.pulses.find(({ unanswered }) => unanswered.length > 0),
  );
  const [alarm] = sounding.unanswered;
  await station.command('incident.acknowledge', { incidentId: alarm!.incidentId });
  await eventually('it is quiet again', () => (seat.pulses.at(-1)?.unanswered.length === 0 ? true : undefined));
});

test('a host that goes is said to be gone, and found again; one with another certificate is refused in words', async () => {
  const first = await openStation();
  const lan = await openLan(first);
  const { token, host } = await joinAs(first, lan);
  using seat = follow(host(), token);
  await seat.until('running');
  await first.core.close();
  expect(await seat.until('restarting')).toMatchObject({ reason: { zh: expect.stringContaining('没有应答') } });
  await using again = await openStation({ folder: first.folder });
  await seat.until('running');
  expect(await again.command('lan.renewCertificate', {}, ADMIN)).toMatchObject({ ok: true });
  expect(await seat.until('failed')).toMatchObject({
    url: `https://127.0.0.1:${lan.port}`,
    reason: { zh: expect.stringContaining('主机身份已改变'), en: expect.stringContaining('Nothing is sent to it') },
  });
});

test('a silent line is noticed though nothing was closed', async () => {
  await using station = await openStation();
  const lan = await openLan(station);
  const { token, record } = await joinAs(station, lan);
  await using cable = await openCable(lan.port);
  using seat = follow(new PinnedHost({ host: '127.0.0.1', port: cable.port }, record.fingerprint), token);
  await seat.until('running');
  cable.cut();
  await seat.until('restarting');
  cable.mend();
  await seat.until('running');
});

test('a revoked machine says so', async () => {
  await using station = await openStation();
  const { token, host, record } = await joinAs(station, await openLan(station));
  using seat = follow(host(), token);
  await seat.until('running');
  await station.command('machine.revoke', { machineId: record.machineId, reason: '撤除' }, ADMIN);
  expect(await seat.until('failed')).toMatchObject({ reason: { zh: expect.stringContaining('撤销') } });
});

test('the pack is copied with every sum checked, goes on after a break, and draws without the host', async () => {
  const station = await openStation();
  const { token, host } = await joinAs(station, await openLan(station));
  const { manifest } = station.core.scene.pack;
  const tiles = remotePack(host(), token, manifest.id);
  expect(await tiles.resolveFile('/manifest.json')).toMatchObject({ ok: true, value: { status: 200 } });
  expect(await tiles.resolveFile('/manifest.json', 'bytes=0-3')).toMatchObject({
    ok: true,
    value: { status: 206, contentLength: 4 },
  });
  expect(await tiles.resolveFile('/../data/tls-key.pem')).toMatchObject({ ok: false });

  const copy = new PackCopy(joinPath(folder, 'packs'), host(), token);
  const listing = await copy.look();
  expect(copy.find(listing)).toBe(null);
  const stop = (done: number) => {
    if (done === 2) throw new Error('the line broke');
  };
  await expect(copy.make(listing, stop)).rejects.toThrow('the line broke');
  const [spoilt] = Object.keys(manifest.files) as [string];
  const part = joinPath(folder, 'packs', listing.id, `${listing.version}.part`);
  writeFileSync(joinPath(part, spoilt), 'spoilt meanwhile');
  const made = await copy.make(listing, () => undefined);
  expect(copy.find(listing)).toBe(made);
  await station[Symbol.asyncDispose]();

  const opened = await openPack(made);
  if (!opened.ok) throw new Error(opened.failure.message);
  expect(await opened.value.verifyFiles()).toEqual([]);
  expect(readFileSync(joinPath(made, spoilt))).not.toEqual(Buffer.from('spoilt meanwhile'));
  await opened.value.close();
});

test('a host that sends other bytes than it stated leaves no copy', async () => {
  await using station = await openStation();
  const { token, host } = await joinAs(station, await openLan(station));
  const { pack } = station.core.scene;
  const copy = new PackCopy(joinPath(folder, 'packs'), host(), token);
  const listing = await copy.look();
  const [path] = Object.keys(pack.manifest.files) as [string];
  writeFileSync(joinPath(pack.dir, path), 'other bytes');
  await expect(copy.make(listing, () => undefined)).rejects.toThrow(/is not what|longer than/);
  expect(copy.find(listing)).toBe(null);
});

/** A cable between seat and host that can be cut without either end being told. */
async function openCable(port: number) {
  const sockets = new Set<Socket>();
  let isCut = false;
  const { connect } = await import('node:net');
  const server: Server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    near.on('data', (piece) => isCut || far.write(piece));
    far.on('data', (piece) => isCut || near.write(piece));
    near.on('close', () => far.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port: own } = server.address() as { port: number };
  return {
    port: own,
    cut: () => {
      isCut = true;
    },
    mend: () => {
      for (const socket of sockets) socket.destroy();
      isCut = false;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
