/**
 * A JT/T 808 vehicle terminal: a real TCP connection that registers, authenticates, reports where it is, sounds its SOS and
 * shows what it is sent. It believes nothing but bytes: frames are read with the codec, conversations are its own.
 */
import { connect, type Socket } from 'node:net';
import { Deframer, writeFrame } from '#main/core/links/protocols/jt808/frame.ts';
import {
  type Message,
  readHeader,
  terminalHexOf,
  terminalKey,
  type Version,
  writeMessage,
} from '#main/core/links/protocols/jt808/header.ts';
import { type OutgoingLocation, writeBatch, writeLocation } from '#main/core/links/protocols/jt808/location.ts';
import {
  DOWNLINK,
  readTextMessage,
  type TextMessage,
  UPLINK,
  writeAuthentication,
  writeRegistration,
  writeReply,
} from '#main/core/links/protocols/jt808/messages.ts';
import type { Disposable } from '#shared/kit/disposable.ts';

export interface TerminalOptions {
  readonly host?: string;
  readonly port: number;
  /** Phone number, or hex of a packed id. */
  readonly id: string;
  readonly version?: Version;
  readonly plate?: string;
  /** Kept from an earlier life: a terminal that knows its code does not register again. */
  readonly code?: string;
  /** Sees every frame before it leaves; what it returns goes out instead: nothing, twice, in pieces, with noise around it. */
  readonly spoil?: (frame: Buffer) => readonly Buffer[];
  /** A frame that is not answered for so long is sent again (T), until it has been sent N times (parameters 0x0002, 0x0003). */
  readonly resend?: { readonly afterMs: number; readonly times: number };
}

/** What a terminal knows of a report; the rest is that of a car standing at a fix. */
export type Report = Partial<OutgoingLocation> & Pick<OutgoingLocation, 'lon' | 'lat' | 'at'>;

/** The platform's general reply. */
export interface Reply {
  readonly messageId: number;
  readonly result: number;
}

const STATUS_ON_WITH_FIX = 3;
const SOS_BIT = 1;

export class Terminal808 implements Disposable {
  readonly #options: TerminalOptions;
  readonly #version: Version;
  readonly #deframer = new Deframer();
  #socket: Socket | null = null;
  #serial = 0;
  #waiting: { readonly serial: number; resolve(message: Message): void; reject(error: Error): void }[] = [];
  #isSosSet = false;
  /** Everything received, in order. */
  readonly received: Message[] = [];
  /** Wire form of everything received, in order. */
  readonly receivedHex: string[] = [];
  /** What its screen has shown. */
  readonly shown: TextMessage[] = [];
  code: string | null;
  isConnected = false;
  /** Without one it answers every text with "not supported". */
  hasScreen = true;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.#version = options.version ?? 2013;
    this.code = options.code ?? null;
  }

  /** The SOS bit as it stands: set by a press, cleared by the platform's confirmation. */
  get isSosSet(): boolean {
    return this.#isSosSet;
  }

  async connect(): Promise<void> {
    const socket = connect(this.#options.port, this.#options.host ?? '127.0.0.1');
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#socket === socket) this.isConnected = false;
      for (const { reject } of this.#waiting.splice(0)) reject(new Error('the connection is closed'));
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    this.isConnected = true;
  }

  /** Connects, registers unless a code is known, authenticates. */
  async goOnline(): Promise<Reply> {
    await this.connect();
    if (this.code === null) await this.register();
    return this.authenticate();
  }

  /** Result of 0x8100; the code is kept. */
  async register(): Promise<number> {
    const registration = {
      province: 99,
      city: 101,
      maker: 'PA001',
      model: 'PA-T1',
      terminalId: 'T00120',
      plateColour: 2,
      plate: this.#options.plate ?? '京A·示范8',
    };
    const { body } = await this.ask(UPLINK.register, writeRegistration(registration, this.#version));
    if (body[2] === 0) this.code = body.toString('latin1', 3);
    return body[2]!;
  }

  authenticate(code = this.code ?? ''): Promise<Reply> {
    const body = writeAuthentication({ code, imei: '867453012345678', softwareVersion: 'SIM' }, this.#version);
    return this.#askReply(UPLINK.authenticate, body);
  }

  heartbeat(): Promise<Reply> {
    return this.#askReply(UPLINK.heartbeat, Buffer.alloc(0));
  }

  logout(): Promise<Reply> {
    return this.#askReply(UPLINK.logout, Buffer.alloc(0));
  }

  /** One location, with the SOS bit as it stands. */
  report(report: Report): Promise<Reply> {
    return this.#askReply(UPLINK.location, this.#locationOf(report));
  }

  /** Presses the SOS button and reports. */
  pressSos(report: Report): Promise<Reply> {
    this.#isSosSet = true;
    return this.report(report);
  }

  /** What was kept while there was no network. `isSos` of a point is what the bit was then. */
  catchUp(reports: readonly (Report & { readonly isSos?: boolean })[]): Promise<Reply> {
    const bodies = reports.map(({ isSos = false, ...report }) =>
      this.#locationOf({ ...report, alarmBits: isSos ? SOS_BIT : 0 }),
    );
    return this.#askReply(UPLINK.batch, writeBatch(true, bodies));
  }

  /** A body in parts of at most `bytes`; resolves with the reply to the last. */
  async askInParts(messageId: number, body: Buffer, bytes: number): Promise<Reply> {
    const total = Math.ceil(body.length / bytes);
    let reply: Reply = { messageId, result: -1 };
    for (let index = 1; index <= total; index++) {
      const part = body.subarray((index - 1) * bytes, index * bytes);
      reply = toReply(await this.ask(messageId, part, { total, index }));
    }
    return reply;
  }

  /** Sends, and resolves with what answers this very message. Rejects when the connection ends instead. */
  ask(messageId: number, body: Buffer, part: Message['header']['part'] = null): Promise<Message> {
    const { frame, serial } = this.frame(messageId, body, part);
    const { resend } = this.#options;
    return new Promise((resolve, reject) => {
      let sent = 1;
      const timer = resend
        ? setInterval(() => {
            if (sent++ < resend.times) return this.send(frame);
            this.#waiting = this.#waiting.filter((waiting) => waiting.serial !== serial);
            clearInterval(timer);
            reject(new Error('nobody answers'));
          }, resend.afterMs)
        : undefined;
      const settled =
        <Value>(settle: (value: Value) => void) =>
        (value: Value) => {
          clearInterval(timer);
          settle(value);
        };
      this.#waiting.push({ serial, resolve: settled(resolve), reject: settled(reject) });
      this.send(frame);
    });
  }

  /** The next frame of this terminal, not sent. */
  frame(messageId: number, body: Buffer, part: Message['header']['part'] = null): { frame: Buffer; serial: number } {
    const serial = this.#serial;
    this.#serial = (serial + 1) & 0xffff;
    const terminalHex = terminalHexOf(this.#options.id, this.#version);
    const header = {
      messageId,
      version: this.#version,
      protocolVersion: this.#version === 2019 ? 1 : null,
      terminalHex,
      terminal: terminalKey(terminalHex),
      serial,
      encryption: 0,
      part,
    } as const;
    return { frame: writeFrame(writeMessage({ header, body })), serial };
  }

  /** Bytes as they are, unless the terminal spoils them. */
  send(bytes: Buffer): void {
    for (const piece of this.#options.spoil?.(bytes) ?? [bytes]) this.#socket?.write(piece);
  }

  /** The network is gone. */
  disconnect(): void {
    this.#socket?.destroy();
    this.isConnected = false;
  }

  dispose(): void {
    this.disconnect();
  }

  async #askReply(messageId: number, body: Buffer): Promise<Reply> {
    return toReply(await this.ask(messageId, body));
  }

  #locationOf(report: Report): Buffer {
    return writeLocation({
      alarmBits: this.#isSosSet ? SOS_BIT : 0,
      statusBits: STATUS_ON_WITH_FIX,
      altitudeM: 20,
      speedMps: 0,
      courseDegrees: 0,
      ...report,
    });
  }

  #read(chunk: Buffer): void {
    for (const frame of this.#deframer.push(chunk)) {
      const read = frame.ok ? readHeader(frame.content) : null;
      if (!frame.ok || !read?.ok) continue;
      this.receivedHex.push(frame.raw.toString('hex'));
      const { header, body } = read;
      this.received.push({ header, body });
      this.#take({ header, body });
    }
  }

  #take(message: Message): void {
    const { messageId, serial } = message.header;
    if (messageId === DOWNLINK.generalReply || messageId === DOWNLINK.registerReply) {
      const answered = message.body.readUInt16BE(0);
      const index = this.#waiting.findIndex((waiting) => waiting.serial === answered);
      const [waiting] = index < 0 ? [] : this.#waiting.splice(index, 1);
      if (messageId === DOWNLINK.generalReply && message.body[4] === 4) this.#isSosSet = false;
      waiting?.resolve(message);
      return;
    }
    if (messageId === DOWNLINK.confirmAlarm) this.#isSosSet = false;
    const text = messageId === DOWNLINK.text ? readTextMessage(message.body, this.#version) : null;
    if (text && this.hasScreen) this.shown.push(text);
    const result = text && !this.hasScreen ? UNSUPPORTED : DONE;
    this.send(this.frame(UPLINK.terminalReply, writeReply(serial, messageId, result)).frame);
  }
}

/** Results of a terminal's general reply. */
const DONE = 0;
const UNSUPPORTED = 3;

function toReply({ body }: Message): Reply {
  return { messageId: body.readUInt16BE(2), result: body[4]! };
}
