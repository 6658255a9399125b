/** A whole station for a test: real journal in a temporary folder, real UDP and HTTP on free loopback ports. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseStation, type Station } from '#main/core/config.ts';
import { type Core, type CoreOptions, startCore } from '#main/core/index.ts';
import { Dc09Sender } from '#main/core/links/protocols/dc09/sender.ts';

import type { MediaHost } from '#main/core/video/media/contract.ts';
import { pointAt, writeTinyPack } from '#tests/fixtures/tinyPack.ts';
import { absentMedia } from './absentMedia.ts';

export const ADMIN = 'admin-token-of-the-tests';
export const DUTY = 'duty-token-of-the-tests-1';
export const SECOND_DUTY = 'duty-token-of-the-tests-2';
export const WORKER = 'worker-token-of-the-tests';
export const WALL = 'wall-token-of-the-tests-1';
export const POLE_KEY = '00112233445566778899AABBCCDDEEFF';

const [poleLon, poleLat] = pointAt(0, 0);

/** Two poles (one with a key), four units at growing distance, one token of each role that matters. */
export const STATION = {
  station: { id: 'shifan', name: '示范街道综治中心', jurisdiction: '990101001' },
  realm: 'live',
  http: { host: '127.0.0.1', port: 0 },
  links: [{ id: 'poles', protocol: 'dc09', transport: { kind: 'udp', host: '127.0.0.1', port: 0 } }],
  devices: [
    {
      id: '99010100100000000001',
      kind: 'alarmPole',
      name: '东溪社区 1 号报警杆',
      lon: poleLon,
      lat: poleLat,
      link: 'poles',
      account: '70A1',
      key: { encoding: 'hex', value: POLE_KEY },
      supervisionSeconds: 90,
    },
    {
      id: '99010100100000000002',
      kind: 'oneKeyButton',
      name: '东溪小学 一键报警',
      lon: pointAt(400, 400)[0],
      lat: pointAt(400, 400)[1],
      link: 'poles',
      account: '70A2',
    },
  ],
  units: [
    unit('u-001', 'gridWorker', 100, 0),
    unit('u-002', 'gridWorker', 300, 0),
    unit('u-003', 'police', -400, 0),
    unit('u-004', 'medical', 50, 0),
  ],
  tokens: [
    { token: ADMIN, role: 'admin', name: '管理员' },
    { token: DUTY, role: 'duty', name: '值班员 甲' },
    { token: SECOND_DUTY, role: 'duty', name: '值班员 乙' },
    { token: WORKER, role: 'worker', name: '手机', units: ['u-001', 'u-002', 'u-003', 'u-004'] },
    { token: WALL, role: 'wall', name: '大屏' },
  ],
};

function unit(id: string, kind: string, eastM: number, northM: number) {
  const [lon, lat] = pointAt(eastM, northM);
  return { id, name: `${id} 号`, kind, mode: 'ebike', skills: [], lon, lat };
}

export interface TestStation extends AsyncDisposable {
  readonly core: Core;
  readonly folder: string;
  readonly dataDirectory: string;
  readonly polePort: number;
  /** GET, parsed. Throws on anything but 2xx. */
  get<Body>(path: string, token?: string): Promise<Body>;
  /** POST /api/commands with a new commandId unless one is given. */
  command(
    kind: string,
    body: object,
    token?: string,
    commandId?: string,
  ): Promise<{ ok: boolean; [field: string]: unknown }>;
  /** A position over the real ingest endpoint. */
  position(unitId: string, eastM: number, northM: number, at?: number): Promise<number>;
}

export interface StationOptions {
  readonly overrides?: object;
  /** Reuse the folder of an earlier station: a restart. */
  readonly folder?: string;
  readonly clock?: () => number;
  /** Tokens that are not of station.json: `{isOwnSeat: true}` is what a shell gets. */
  readonly tokens?: CoreOptions['tokens'];
  /** Where pictures come from; no test but those of video wants any. */
  readonly media?: MediaHost | CoreOptions['openMedia'];
  /** Rules that are broken on purpose, lines of the log, and what a core says that ends: the last is an error unless told. */
  readonly faults?: Partial<Pick<CoreOptions, 'rules' | 'complain' | 'onFatal'>>;
}

export async function openStation(options: StationOptions = {}): Promise<TestStation> {
  const { overrides, folder, clock, tokens, media, faults } = options;
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'pingan-flow-')));
  const packDirectory = await writeTinyPack(join(home, 'pack'));
  const station = parseStation({ ...STATION, ...overrides }, home);
  if (!station.ok) throw new Error(station.failure.message);
  const dataDirectory = join(home, 'data');
  const started = await startCore({
    dataDirectory,
    station: station.value satisfies Station,
    packDirectory,
    ...(clock && { clock }),
    ...(tokens && { tokens }),
    openMedia: typeof media === 'function' ? media : () => media ?? absentMedia(),
    onFatal(error) {
      throw error;
    },
    ...faults,
  });
  if (!started.ok) throw new Error(`${started.failure.code}: ${started.failure.message}`);
  const core = started.value;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  return {
    core,
    folder: home,
    dataDirectory,
    polePort: core.links.poles?.port ?? 0,
    async get(path, token = ADMIN) {
      const response = await fetch(`${core.url}${path}`, { headers: bearer(token) });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
      return response.json() as never;
    },
    async command(kind, body, token = DUTY, commandId = crypto.randomUUID()) {
      const response = await fetch(`${core.url}/api/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bearer(token) },
        body: JSON.stringify({ commandId, kind, body }),
      });
      return response.json() as never;
    },
    async position(unitId, eastM, northM, at) {
      const [lon, lat] = pointAt(eastM, northM);
      const time = at === undefined ? '' : `&timestamp=${at}`;
      const response = await fetch(`${core.url}/ingest/osmand?id=${unitId}&lat=${lat}&lon=${lon}${time}`);
      return response.status;
    },
    async [Symbol.asyncDispose]() {
      await core.close();
      if (!folder) await rm(home, { recursive: true, force: true });
    },
  };
}

/** Asks again until it is so; fails naming what it waited for. For facts that arrive, never for timing. */
export async function eventually<Value>(
  what: string,
  ask: () => Promise<Value | undefined> | Value | undefined,
): Promise<Value> {
  const deadline = Date.now() + 45_000;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A real DC-09 device calling the station's real port; account 70A1 unless told otherwise. */
export function openPole(
  station: TestStation,
  options: Partial<ConstructorParameters<typeof Dc09Sender>[0]> = {},
): Dc09Sender & Disposable {
  const sender = new Dc09Sender({ host: '127.0.0.1', port: station.polePort, account: '70A1', line: '0', ...options });
  return Object.assign(sender, { [Symbol.dispose]: () => sender.dispose() });
}
