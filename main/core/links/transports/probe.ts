/**
 * What can be known of a line before it is opened: a serial port or a host that is called is opened again and again once it
 * is configured, so a spelling mistake would otherwise only show as a fault that never ends.
 */
import { lookup } from 'node:dns/promises';
import { access, constants, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Refusal, refuse } from '#shared/kit/result.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';

/** A name server that does not answer must not hold up whoever saves a form. */
const HOST_LIMIT_MS = 5_000;

/** Null: nothing speaks against it. `noSuchSerialPort` (with those there are), `serialNotAllowed`, `noSuchHost`. */
export async function probeTransport(transport: LinkRecord['transport']): Promise<Refusal | null> {
  if (transport.kind === 'serial') return probeSerial(transport.path);
  if (transport.kind === 'tcpClient') return probeHost(transport.host);
  return null;
}

async function probeHost(host: string): Promise<Refusal | null> {
  try {
    const isFound = await Promise.race([lookup(host).then(() => true), delay(HOST_LIMIT_MS, false, { ref: false })]);
    if (isFound) return null;
    const zh = `${HOST_LIMIT_MS / 1_000} 秒内查不到主机 ${host}`;
    const en = `the name of ${host} could not be looked up within ${HOST_LIMIT_MS / 1_000} s`;
    return refuse('noSuchHost', zh, [{ path: 'transport.host', zh, en }]).failure;
  } catch {
    const zh = `找不到主机 ${host}`;
    return refuse('noSuchHost', zh, [{ path: 'transport.host', zh, en: `there is no host ${host}` }]).failure;
  }
}

async function probeSerial(path: string): Promise<Refusal | null> {
  if (!path.startsWith('/')) return probeNamedPort(path);
  try {
    await access(path, constants.R_OK | constants.W_OK);
    return (await stat(path)).isCharacterDevice() ? null : noPort(path, await serialPorts());
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES'
      ? notAllowed(path)
      : noSuchPort(path, await serialPorts());
  }
}

/** Windows: ports have names, not paths. */
async function probeNamedPort(name: string): Promise<Refusal | null> {
  const ports = await serialPorts();
  return ports.some((port) => port.toUpperCase() === name.toUpperCase()) ? null : noSuchPort(name, ports);
}

function notAllowed(path: string): Refusal {
  const zh = `不允许使用串口 ${path}；运行本软件的用户需要加入 dialout 组`;
  const en = `the serial port ${path} may not be used; the user this runs as has to be in the group dialout`;
  return refuse('serialNotAllowed', zh, [{ path: 'transport.path', zh, en }]).failure;
}

function noSuchPort(path: string, ports: readonly string[]): Refusal {
  const zh = `没有串口 ${path}；现有串口：${ports.join('、') || '无'}`;
  const en = `there is no serial port ${path}; there are: ${ports.join(', ') || 'none'}`;
  return refuse('noSuchSerialPort', zh, [{ path: 'transport.path', zh, en }]).failure;
}

/** A file or a folder, which would be tried again for ever. */
function noPort(path: string, ports: readonly string[]): Refusal {
  const zh = `${path} 不是串口；现有串口：${ports.join('、') || '无'}`;
  const en = `${path} is no serial port; there are: ${ports.join(', ') || 'none'}`;
  return refuse('noSuchSerialPort', zh, [{ path: 'transport.path', zh, en }]).failure;
}

const BY_ID = '/dev/serial/by-id';

/** By-id names first: the others change when something is plugged in again. */
async function serialPorts(): Promise<string[]> {
  if (process.platform !== 'linux') {
    const { SerialPort } = await import('serialport');
    return (await SerialPort.list().catch(() => [])).map(({ path }) => path);
  }
  const byId = await readdir(BY_ID).catch(() => []);
  const plain = (await readdir('/dev').catch(() => [])).filter((name) => /^tty(USB|ACM|AMA)\d+$/.test(name));
  return [...byId.map((name) => join(BY_ID, name)), ...plain.map((name) => `/dev/${name}`)];
}
