/** The near end of a real wire for simulators: a call over TCP, a port that waits for one, a serial port, or datagrams. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { SerialPort } from 'serialport';

/** Bytes out, bytes in. `closed` resolves when the far end is gone. */
export interface Wire {
  send(bytes: Buffer): void;
  onBytes(listener: (bytes: Buffer) => void): void;
  readonly closed: Promise<void>;
  /** Says that no more will come and still listens, where the wire can. */
  finish(): void;
  close(): void;
}

export function callTcp(host: string, port: number): Promise<Wire> {
  const socket = connect({ host, port, noDelay: true });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(wireOf(socket));
    });
  });
}

export interface ListeningWire {
  readonly port: number;
  /** The next one who calls. */
  next(): Promise<Wire>;
  close(): void;
}

export async function listenTcp(host: string, port: number): Promise<ListeningWire> {
  const server = createServer({ noDelay: true });
  const callers: Socket[] = [];
  const waiting: ((wire: Wire) => void)[] = [];
  server.on('connection', (socket) => {
    const taker = waiting.shift();
    if (taker) taker(wireOf(socket));
    else callers.push(socket);
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    next() {
      const caller = callers.shift();
      return caller ? Promise.resolve(wireOf(caller)) : new Promise((resolve) => waiting.push(resolve));
    },
    close() {
      server.close();
      for (const caller of callers) caller.destroy();
    },
  };
}

export async function openSerial(path: string, baudRate = 9_600): Promise<Wire> {
  const port = new SerialPort({ path, baudRate, autoOpen: false });
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
  port.on('error', () => undefined);
  return {
    send: (bytes) => void (port.isOpen && port.write(bytes)),
    onBytes: (listener) => void port.on('data', listener),
    closed: new Promise((resolve) => port.once('close', () => resolve())),
    finish: () => undefined,
    close: () => void (port.isOpen && port.close(() => undefined)),
  };
}

/** Each `send` is one datagram. */
export async function openDatagrams(host: string, port: number): Promise<Wire> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, host, resolve);
  });
  // Nobody listens there at the moment: a device goes on all the same.
  socket.on('error', () => undefined);
  let isOpen = true;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return {
    send: (bytes) => void (isOpen && socket.send(bytes, () => undefined)),
    onBytes: (listener) => void socket.on('message', listener),
    closed,
    finish: () => undefined,
    close() {
      if (isOpen) socket.close();
      isOpen = false;
    },
  };
}

function wireOf(socket: Socket): Wire {
  // The far end hanging up in the middle is what a simulator expects.
  socket.on('error', () => undefined);
  return {
    send: (bytes) => void (socket.writable && socket.write(bytes)),
    onBytes: (listener) => void socket.on('data', listener),
    closed: new Promise((resolve) => socket.once('close', () => resolve())),
    finish: () => void socket.end(),
    close: () => socket.destroySoon(),
  };
}
