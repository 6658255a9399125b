/**
 * A station's folder as a site would have it (station.json, scene pack, data) on fixed free ports, so that a core that is
 * killed comes back where its devices and seats look for it.
 */
import { createSocket } from 'node:dgram';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SenderOptions } from '#main/core/links/protocols/dc09/sender.ts';
import { pointAt, writeTinyPack } from '#tests/fixtures/tinyPack.ts';

export const ADMIN_TOKEN = 'admin-token-of-the-fault-tests';
export const DUTY_TOKENS = ['duty-token-of-the-fault-tests-1', 'duty-token-of-the-fault-tests-2'] as const;

export interface FaultDevice {
  readonly account: string;
  readonly key?: { readonly encoding: 'hex' | 'ascii'; readonly value: string };
  readonly eastM: number;
  readonly northM: number;
  /** Calls over a TCP connection instead of by datagram. */
  readonly overTcp?: boolean;
}

export interface FaultStation {
  readonly home: string;
  readonly dataDirectory: string;
  readonly configFile: string;
  readonly devices: readonly FaultDevice[];
  readonly udpPort: number;
  /** Where devices with `overTcp` call. */
  readonly tcpPort: number;
  readonly url: string;
  /** What a sender needs to be this device, at this port or at one in front of it. */
  senderOf(device: FaultDevice, port?: number): SenderOptions;
  remove(): void;
}

const KEYS = [
  undefined,
  { encoding: 'hex', value: '00112233445566778899AABBCCDDEEFF' },
  undefined,
  { encoding: 'ascii', value: 'thirty-two bytes of pole secrets' },
  { encoding: 'hex', value: '00112233445566778899AABBCCDDEEFF0011223344556677' },
] as const;

const COLUMNS = 8;
/** More than two devices may be apart and still be taken for one incident. */
const APART_M = 165;

/** Clear and encrypted with every key size; the first 64 too far apart to share incidents, the next beside those. */
export function spreadDevices(count: number): FaultDevice[] {
  const middle = ((COLUMNS - 1) / 2) * APART_M;
  return Array.from({ length: count }, (_, index) => {
    const key = KEYS[index % KEYS.length];
    const lap = Math.floor(index / COLUMNS ** 2);
    return {
      account: (0x7000 + index).toString(16).toUpperCase(),
      eastM: (index % COLUMNS) * APART_M - middle + lap * 7,
      northM: (Math.floor(index / COLUMNS) % COLUMNS) * APART_M - middle + lap * 5,
      ...(key && { key }),
    };
  });
}

/** Helpers are of a kind that no alarm of these tests calls by itself: they belong to the racing seats. */
const UNITS = [
  ...Array.from({ length: 6 }, (_, index) => unit(`worker-${index}`, 'gridWorker', index * 150 - 400, -200)),
  ...Array.from({ length: 3 }, (_, index) => unit(`helper-${index}`, 'medical', index * 100, 200)),
];

function unit(id: string, kind: string, eastM: number, northM: number) {
  const [lon, lat] = pointAt(eastM, northM);
  return { id, name: id, kind, mode: 'ebike', skills: [], lon, lat };
}

/** `dataDirectory` puts the data elsewhere, on a disk that can be cut off. */
export async function faultStation(
  devices: readonly FaultDevice[],
  { dataDirectory }: { dataDirectory?: string } = {},
): Promise<FaultStation> {
  const home = mkdtempSync(join(tmpdir(), 'pingan-fault-'));
  const pack = await writeTinyPack(join(home, 'pack'));
  const data = dataDirectory ?? join(home, 'data');
  mkdirSync(data, { recursive: true });
  const udpPort = await freeUdpPort();
  const tcpPort = await freeTcpPort();
  const httpPort = await freeTcpPort();
  const station = {
    station: { id: 'shifan', name: '示范街道综治中心', jurisdiction: '990101001' },
    realm: 'live',
    scene: pack,
    http: { host: '127.0.0.1', port: httpPort },
    links: [
      { id: 'poles', protocol: 'dc09', transport: { kind: 'udp', host: '127.0.0.1', port: udpPort } },
      ...(devices.some(({ overTcp }) => overTcp)
        ? [{ id: 'callers', protocol: 'dc09', transport: { kind: 'tcp', host: '127.0.0.1', port: tcpPort } }]
        : []),
    ],
    devices: devices.map(({ account, key, eastM, northM, overTcp }) => {
      const [lon, lat] = pointAt(eastM, northM);
      return {
        id: `pole-${account}`,
        kind: 'alarmPole',
        name: `报警杆 ${account}`,
        lon,
        lat,
        link: overTcp ? 'callers' : 'poles',
        account,
        key,
      };
    }),
    units: UNITS,
    tokens: [
      { token: ADMIN_TOKEN, role: 'admin', name: '管理员' },
      { token: DUTY_TOKENS[0], role: 'duty', name: '值班员 甲' },
      { token: DUTY_TOKENS[1], role: 'duty', name: '值班员 乙' },
    ],
  };
  const configFile = join(home, 'station.json');
  writeFileSync(configFile, JSON.stringify(station));
  return {
    home,
    dataDirectory: data,
    configFile,
    devices,
    udpPort,
    tcpPort,
    url: `http://127.0.0.1:${httpPort}`,
    senderOf: ({ account, key }, port = udpPort) => ({
      host: '127.0.0.1',
      port,
      account,
      line: '0',
      ...(key && { key }),
    }),
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }),
  };
}

export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}

export async function freeTcpPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<unknown>((resolve) => server.close(resolve));
  return port;
}
