/** What speaks against a link's settings beside the others of this station, and what is worth a look though it may be so. */
import { realpath } from 'node:fs/promises';
import type { DeviceState } from '#shared/domain/device.ts';
import type { LinkState } from '#shared/domain/link.ts';
import { type Problem, type Refusal, refuse } from '#shared/kit/result.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import type { LinkPort } from './links/index.ts';

export interface Neighbours {
  /** Every link of the station. */
  readonly links: Iterable<LinkState>;
  readonly ports: Readonly<Record<string, LinkPort>>;
  readonly http: { readonly host: string; readonly port: number };
}

/** `linkPortTaken` or `linkPathTaken`, naming who has it. A stopped link holds nothing. */
export async function findClash(record: LinkRecord, { links, ports, http }: Neighbours): Promise<Refusal | null> {
  const { transport } = record;
  const others = [...links].filter((link) => link.id !== record.id && !link.stopped);
  if (transport.kind === 'serial') {
    for (const { id, record: other } of others) {
      if (other.transport.kind === 'serial' && (await isSamePath(transport.path, other.transport.path))) {
        const zh = `串口 ${transport.path} 已由链路 ${id} 使用`;
        return refusal('linkPathTaken', 'transport.path', zh, `${transport.path} is in use by link ${id}`);
      }
    }
    return null;
  }
  if (transport.kind === 'tcpClient' || transport.port === 0) return null;
  const { kind, host, port } = transport;
  for (const { id, record: other } of others) {
    if (other.transport.kind !== kind) continue;
    const otherPort = ports[id]?.port ?? other.transport.port;
    if (otherPort !== port || !isSameHost(host, other.transport.host)) continue;
    const zh = `${kind.toUpperCase()} 端口 ${port} 已由链路 ${id} 使用`;
    return refusal('linkPortTaken', 'transport.port', zh, `${kind.toUpperCase()} port ${port} is in use by link ${id}`);
  }
  if (kind === 'tcp' && http.port === port && isSameHost(host, http.host)) {
    const zh = `TCP 端口 ${port} 是本站自己的网络接口`;
    return refusal('linkPortTaken', 'transport.port', zh, `TCP port ${port} is this station's own HTTP`);
  }
  return null;
}

const refusal = (code: string, path: string, zh: string, en: string) => refuse(code, zh, [{ path, zh, en }]).failure;

/** By-id names and ttyUSB numbers lead to the same port. */
async function isSamePath(one: string, other: string): Promise<boolean> {
  const [real, otherReal] = await Promise.all([one, other].map((path) => realpath(path).catch(() => path)));
  return real === otherReal;
}

const EVERYWHERE: readonly string[] = ['0.0.0.0', '::'];

function isSameHost(one: string, other: string): boolean {
  const [plain, otherPlain] = [one, other].map((host) => (host === 'localhost' ? '127.0.0.1' : host));
  return plain === otherPlain || EVERYWHERE.includes(one) || EVERYWHERE.includes(other);
}

export function devicesOn(linkId: string, devices: Iterable<DeviceState>): DeviceState[] {
  return [...devices].filter(({ link }) => link === linkId);
}

/** Of settings that are taken all the same. `before`: what the link was. */
export function warningsOf(
  record: LinkRecord,
  before: LinkRecord | undefined,
  devices: readonly DeviceState[],
): Problem[] {
  const warnings: Problem[] = [];
  const { transport } = record;
  if (record.protocol === 'modbus') {
    const accounts = new Set(devices.map(({ account }) => account?.toUpperCase()));
    for (const [index, { account }] of record.boxes.entries()) {
      if (accounts.has(account.toUpperCase())) continue;
      warnings.push({
        path: `boxes.${index}.account`,
        zh: `没有登记账号为 ${account} 的设备：它的报警会按未知设备显示`,
        en: `no device has the account ${account}: its alarms are shown as those of an unknown caller`,
      });
    }
  }
  if ('host' in transport && transport.kind !== 'tcpClient' && EVERYWHERE.includes(transport.host)) {
    warnings.push({
      path: 'transport.host',
      zh: `${transport.host}：凡能连到本机的都能发来报文`,
      en: `${transport.host}: whoever reaches this machine can send`,
    });
  }
  if (!before || devices.length === 0) return warnings;
  const count = devices.length;
  if (before.protocol !== record.protocol) {
    warnings.push({
      path: 'protocol',
      zh: `${count} 台设备仍按 ${before.protocol} 登记在此链路上`,
      en: `${count} devices are enrolled on this link, so far over ${before.protocol}`,
    });
  }
  if (isListening(transport) && isListening(before.transport) && addressOf(transport) !== addressOf(before.transport)) {
    warnings.push({
      path: 'transport.port',
      zh: `${count} 台设备还在向 ${addressOf(before.transport)} 发送，须改到 ${addressOf(transport)}`,
      en: `${count} devices still send to ${addressOf(before.transport)} and have to be set to ${addressOf(transport)}`,
    });
  }
  return warnings;
}

type Listening = Extract<LinkRecord['transport'], { kind: 'udp' | 'tcp' }>;
const isListening = (transport: LinkRecord['transport']): transport is Listening =>
  transport.kind === 'udp' || transport.kind === 'tcp';
const addressOf = ({ kind, host, port }: Listening) => `${kind.toUpperCase()} ${host}:${port}`;

/** What stays behind when a link is stopped. */
export function warningsOfStop(record: LinkRecord, devices: readonly DeviceState[]): Problem[] {
  const warnings: Problem[] = [];
  const sirens = record.protocol === 'modbus' ? record.boxes.filter(({ siren }) => siren) : [];
  for (const { account, siren } of sirens) {
    warnings.push({
      path: 'boxes',
      zh: `警号 ${account} 不再受控：若正在鸣响，由它自己的看门狗在 ${siren!.maxSeconds} 秒内停止`,
      en: `siren ${account} is no longer driven: if it sounds, its own watchdog ends it within ${siren!.maxSeconds} s`,
    });
  }
  if (devices.length > 0) {
    warnings.push({
      path: '',
      zh: `${devices.length} 台设备在此链路上，停用期间收不到它们的报警`,
      en: `${devices.length} devices report over this link: their alarms are not received while it is stopped`,
    });
  }
  return warnings;
}
