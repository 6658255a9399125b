/** A station with one of every wire, as a folder that a core can be started on. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN_TOKEN, DUTY_TOKENS, freeTcpPort, freeUdpPort } from '#tests/faults/kit/faultStation.ts';
import { pointAt, writeTinyPack } from '#tests/fixtures/tinyPack.ts';

export const SOURCE_TOKEN = 'source-token-of-the-bench';
export const PHONE = 'u-phone';
export const TAK_UID = 'ANDROID-352413144ea7fd67';
export const BUS = '13800138000';

/** Accounts by wire; each device stands too far from the others to share their incidents. */
export const ACCOUNTS = { udp: '7001', tcp: '7002', serial: '7003', receiver: '7004', box: 'BOX7' } as const;

export interface LinksStation {
  readonly dataDirectory: string;
  readonly configFile: string;
  readonly url: string;
  readonly ports: Readonly<Record<'udp' | 'tcp' | 'receiver' | 'bus' | 'tak', number>>;
  remove(): void;
}

/** `boxPort`: where the button box listens; `serialPath`: the port of the alarm receiver, where there is one. */
export async function linksStation(options: {
  readonly boxPort: number;
  readonly serialPath: string | null;
  /** Terminals besides the one that is timed. */
  readonly terminals: readonly string[];
}): Promise<LinksStation> {
  const { boxPort, serialPath, terminals } = options;
  const home = mkdtempSync(join(tmpdir(), 'bench-links-'));
  const dataDirectory = join(home, 'data');
  mkdirSync(dataDirectory);
  const ports = {
    udp: await freeUdpPort(),
    tcp: await freeTcpPort(),
    receiver: await freeTcpPort(),
    bus: await freeTcpPort(),
    tak: await freeUdpPort(),
  };
  const httpPort = await freeTcpPort();
  const listen = (kind: 'udp' | 'tcp', port: number) => ({ kind, host: '127.0.0.1', port });
  const boxes = [{ account: ACCOUNTS.box, unit: 7, buttons: [{ input: 0, code: '120', acknowledgeCoil: 8 }] }];
  const links = [
    { id: 'poles', protocol: 'dc09', transport: listen('udp', ports.udp) },
    { id: 'callers', protocol: 'dc09', transport: listen('tcp', ports.tcp) },
    ...(serialPath ? [{ id: 'serial', protocol: 'surgard', transport: { kind: 'serial', path: serialPath } }] : []),
    { id: 'receiver', protocol: 'surgard', transport: listen('tcp', ports.receiver) },
    {
      ...{ id: 'bus', protocol: 'modbus', framing: 'tcp', answerMs: 300, boxes },
      transport: { kind: 'tcpClient', host: '127.0.0.1', port: boxPort },
    },
    { id: 'vehicles', protocol: 'jt808', transport: { ...listen('tcp', ports.bus), idleSeconds: 600 } },
    { id: 'tak', protocol: 'cot', transport: listen('udp', ports.tak) },
  ];
  let index = 0;
  const device = (link: string, account: string) => {
    const [lon, lat] = pointAt((index % 40) * 200 - 4_000, Math.floor(index++ / 40) * 200 - 4_000);
    return { id: `device-${account}`, kind: 'oneKeyButton', name: `设备 ${account}`, lon, lat, link, account };
  };
  const [lon, lat] = pointAt(0, 0);
  const unit = (id: string) => ({ id, name: id, kind: 'gridWorker', mode: 'ebike', skills: [], lon, lat });
  const station = {
    station: { id: 'shifan', name: '示范街道综治中心', jurisdiction: '990101001' },
    realm: 'live',
    scene: await writeTinyPack(join(home, 'pack')),
    http: { host: '127.0.0.1', port: httpPort },
    links,
    devices: [
      device('poles', ACCOUNTS.udp),
      device('callers', ACCOUNTS.tcp),
      ...(serialPath ? [device('serial', ACCOUNTS.serial)] : []),
      device('receiver', ACCOUNTS.receiver),
      device('bus', ACCOUNTS.box),
      ...[BUS, ...terminals].map((account) => device('vehicles', account)),
    ],
    units: [unit(PHONE), { ...unit('u-tak'), terminal: TAK_UID }],
    tokens: [
      { token: ADMIN_TOKEN, role: 'admin', name: '管理员' },
      { token: DUTY_TOKENS[0], role: 'duty', name: '值班员' },
      { token: SOURCE_TOKEN, role: 'source', name: '门禁平台' },
    ],
  };
  const configFile = join(home, 'station.json');
  writeFileSync(configFile, JSON.stringify(station));
  return {
    dataDirectory,
    configFile,
    url: `http://127.0.0.1:${httpPort}`,
    ports,
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }),
  };
}
