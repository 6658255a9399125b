/**
 * A live station for the real application: station.json in a temporary folder, real ports of this machine, three poles and
 * five units around the middle of the demo district. Ports are fixed at the start, as at a site: poles know where to call.
 */
import { createSocket } from 'node:dgram';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dc09Sender, type SendOutcome } from '#main/core/links/protocols/dc09/sender.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';

export const ADMIN = 'admin-token-of-the-e2e-tests';
export const SECOND_SEAT = 'second-seat-of-the-e2e-tests';
export const PHONE = 'phone-token-of-the-e2e-tests';

/** Contact ID: what a pressed hold-up button, a broken door and leaking gas say. */
export const HOLD_UP = '120';
export const INTRUSION = '130';
export const GAS_LEAK = '151';

export type PoleAccount = '70A1' | '70A2' | '70A3';

/** Far enough from each other that no alarm is taken for a neighbour's. */
const POLES: readonly (readonly [PoleAccount, string, number, number])[] = [
  ['70A1', '东溪社区 1 号报警杆', 0, 0],
  ['70A2', '东溪小学 一键报警', 450, 400],
  ['70A3', '车站广场 2 号报警杆', -500, 350],
];

type Pole = readonly [account: string, name: string, eastM: number, northM: number];

/** Poles besides the usual three, in rows four hundred metres apart: each alarm of theirs is an incident of its own. */
function manyPoles(count: number): Pole[] {
  return Array.from({ length: count }, (_, index) => [
    (0x7200 + index).toString(16).toUpperCase(),
    `${index + 1} 号报警杆`,
    -1_500 + (index % 8) * 420,
    1_000 + Math.floor(index / 8) * 420,
  ]);
}

/** All but the ambulance are suited to what the poles report. */
const UNITS: readonly (readonly [string, string, string, string, number, number])[] = [
  ['u-001', '网格员 林晓', 'gridWorker', 'ebike', 160, 40],
  ['u-002', '巡防一组', 'patrol', 'ebike', -260, 120],
  ['u-003', '民警 周岩', 'police', 'police', 420, -380],
  ['u-004', '急救一车', 'medical', 'ambulance', 60, 90],
  ['u-005', '保安 吴静', 'security', 'foot', 300, 260],
];

/** A patrol besides the usual five, metres from the middle of the district. It never reports: it stands at its post. */
export interface ExtraUnit {
  readonly id: string;
  readonly name: string;
  readonly eastM: number;
  readonly northM: number;
}

export interface LiveStation extends AsyncDisposable {
  readonly configFile: string;
  readonly dataFolder: string;
  readonly httpPort: number;
  /** Presses a pole: a real DC-09 message to the real port, repeated until it is answered. `qualifier` 3: it is over. */
  press(account: string, code: string, qualifier?: 1 | 3): Promise<SendOutcome>;
  /** Accounts of its poles, the usual three first. */
  readonly accounts: readonly string[];
}

export async function makeLiveStation(extraUnits: readonly ExtraUnit[] = [], extraPoles = 0): Promise<LiveStation> {
  const standing: readonly Pole[] = [...POLES, ...manyPoles(extraPoles)];
  const folder = await mkdtemp(join(tmpdir(), 'pingan-station-'));
  const [httpPort, polePort] = [await freeTcpPort(), await freeUdpPort()];
  const configFile = join(folder, 'station.json');
  await writeFile(configFile, JSON.stringify(stationOn(httpPort, polePort, standing, extraUnits), null, 2));
  const poles = new Map(
    standing.map(([account]) => [
      account,
      new Dc09Sender({ host: '127.0.0.1', port: polePort, account, line: '0', giveUpAfterMs: 90_000 }),
    ]),
  );
  return {
    configFile,
    dataFolder: join(folder, 'data'),
    httpPort,
    accounts: standing.map(([account]) => account),
    press: (account, code, qualifier = 1) =>
      poles.get(account)!.send({ contactId: { qualifier, code, partition: '01', zone: '003' } }),
    async [Symbol.asyncDispose]() {
      for (const pole of poles.values()) pole.dispose();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function stationOn(httpPort: number, polePort: number, poles: readonly Pole[], extraUnits: readonly ExtraUnit[]) {
  const extra = extraUnits.map(({ id, name, eastM, northM }) => [id, name, 'patrol', 'foot', eastM, northM] as const);
  return {
    station: { id: 'e2e', name: '示范街道综治中心', jurisdiction: '990101001' },
    realm: 'live',
    http: { host: '127.0.0.1', port: httpPort },
    scene: 'builtin:demo',
    profile: 'fujian-a',
    links: [{ id: 'poles', protocol: 'dc09', transport: { kind: 'udp', host: '127.0.0.1', port: polePort } }],
    devices: poles.map(([account, name, eastM, northM], index) => {
      const [lon, lat] = pointAt(eastM, northM);
      return {
        id: `990101001${String(index + 1).padStart(11, '0')}`,
        kind: 'alarmPole',
        name,
        lon,
        lat,
        link: 'poles',
        account,
      };
    }),
    units: [...UNITS, ...extra].map(([id, name, kind, mode, eastM, northM]) => {
      const [lon, lat] = pointAt(eastM, northM);
      return { id, name, kind, mode, lon, lat };
    }),
    tokens: [
      { token: ADMIN, role: 'admin', name: '管理员' },
      { token: SECOND_SEAT, role: 'duty', name: '二号席位' },
      { token: PHONE, role: 'worker', name: '手机' },
    ],
  };
}

async function freeTcpPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  const { port } = socket.address();
  await new Promise<void>((done) => socket.close(done));
  return port;
}
