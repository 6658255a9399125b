/**
 * A phone or radio with TAK on the real wire: positions, emergencies, pings, as XML or TAK protocol v1, over UDP (one event a
 * datagram) or over one TCP connection. What the station says comes back as decoded events.
 */
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import {
  encodeTak,
  encodeXml,
  type OutgoingEvent,
  withMeshHeader,
  withStreamHeader,
} from '#main/core/links/protocols/cot/encode.ts';
import type { CotEvent } from '#main/core/links/protocols/cot/event.ts';
import { CotStream } from '#main/core/links/protocols/cot/stream.ts';

export interface TakTerminalOptions {
  readonly host?: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp';
  readonly form?: 'xml' | 'tak';
  readonly uid: string;
  readonly callsign?: string;
  /** The terminal's clock. */
  readonly clock?: () => number;
}

export interface TakPoint {
  readonly lat: number;
  readonly lon: number;
  readonly ceM?: number;
}

const STALE_MS = 120_000;

export class TakTerminal {
  readonly #options: Required<Omit<TakTerminalOptions, 'callsign'>> & { callsign: string };
  readonly #wire: Wire;

  private constructor(options: TakTerminalOptions, wire: Wire) {
    const { uid } = options;
    this.#options = { host: '127.0.0.1', form: 'xml', clock: Date.now, callsign: uid, ...options };
    this.#wire = wire;
  }

  static async open(options: TakTerminalOptions): Promise<TakTerminal> {
    const { host = '127.0.0.1', port, transport } = options;
    const wire = transport === 'udp' ? await openDatagrams(host, port) : await openStream(host, port);
    return new TakTerminal(options, wire);
  }

  /** Events the station has sent, oldest first. */
  get received(): readonly CotEvent[] {
    return this.#wire.received;
  }

  /** Who and where it is: `a-f-G-U-C`. */
  encodeReport(point: TakPoint | undefined, more: Partial<OutgoingEvent> = {}): Buffer {
    const { uid, callsign } = this.#options;
    return this.encode({ uid, type: 'a-f-G-U-C', how: 'm-g', callsign, ...(point && { point }), ...more });
  }

  /** As ATAK sends it: its own uid behind the terminal's, the terminal as link. */
  encodeCall(point: TakPoint | undefined, more: Partial<OutgoingEvent> = {}): Buffer {
    const { uid, callsign } = this.#options;
    const emergency = { kind: '911 Alert', text: callsign };
    const event = { uid: `${uid}-9-1-1`, type: 'b-a-o-tbl', how: 'h-e', callsign, parentUid: uid, emergency };
    return this.encode({ ...event, ...(point && { point }), ...more });
  }

  report(point: TakPoint | undefined, more: Partial<OutgoingEvent> = {}): Promise<void> {
    return this.sendBytes(this.encodeReport(point, more));
  }

  callForHelp(point: TakPoint | undefined, more: Partial<OutgoingEvent> = {}): Promise<void> {
    return this.sendBytes(this.encodeCall(point, more));
  }

  cancelCall(point: TakPoint | undefined): Promise<void> {
    const emergency = { text: this.#options.callsign, isCancel: true };
    return this.callForHelp(point, { type: 'b-a-o-can', emergency });
  }

  ping(): Promise<void> {
    const { uid } = this.#options;
    return this.sendBytes(this.encode({ uid: `${uid}-ping`, type: 't-x-c-t', how: 'm-g' }));
  }

  /** Any bytes, as they are. */
  sendBytes(bytes: Uint8Array): Promise<void> {
    return this.#wire.send(bytes);
  }

  /** The bytes that an event of this terminal is on its wire. */
  encode(event: Omit<OutgoingEvent, 'at' | 'staleAt'> & Partial<OutgoingEvent>): Buffer {
    const { form, transport, clock } = this.#options;
    const at = event.at ?? clock();
    const whole = { ...event, at, staleAt: event.staleAt ?? at + STALE_MS };
    if (form === 'xml') return encodeXml(whole);
    return transport === 'udp' ? withMeshHeader(encodeTak(whole)) : withStreamHeader(encodeTak(whole));
  }

  dispose(): void {
    this.#wire.close();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

interface Wire {
  readonly received: CotEvent[];
  send(bytes: Uint8Array): Promise<void>;
  close(): void;
}

async function openDatagrams(host: string, port: number): Promise<Wire> {
  const socket = createSocket('udp4');
  const received: CotEvent[] = [];
  socket.on('message', (datagram) => received.push(...eventsOf(new CotStream(), datagram)));
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, host, resolve);
  });
  return {
    received,
    send: (bytes) =>
      new Promise((resolve, reject) => socket.send(bytes, (error) => (error ? reject(error) : resolve()))),
    close: () => socket.close(),
  };
}

async function openStream(host: string, port: number): Promise<Wire> {
  const socket = connect({ host, port, noDelay: true });
  const received: CotEvent[] = [];
  const stream = new CotStream();
  socket.on('data', (chunk) => received.push(...eventsOf(stream, chunk)));
  // A station that hangs up is something the caller sees by what no longer comes back.
  socket.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    received,
    send: (bytes) =>
      new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve()))),
    close: () => socket.destroy(),
  };
}

function eventsOf(stream: CotStream, bytes: Buffer): CotEvent[] {
  return [...stream.receive(bytes)].flatMap(({ decoded }) => (decoded.ok ? [decoded.event] : []));
}
