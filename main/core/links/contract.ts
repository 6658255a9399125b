/**
 * The seams of links: what a station gives (devices, clock, desk functions) and what a protocol folder must be.
 * A protocol judges frames and says what is due; the link (link.ts) carries it out, so that "store first, answer after",
 * order of answers, duplicates and rate limits are written once for all protocols.
 */

import type { DeviceKind } from '#shared/domain/device.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { FrameOutcome } from '#shared/wire/link.ts';
import type { LinkRecord, LinkRecordOf } from '#shared/wire/links/index.ts';
import type { LinkFix, LinkNews, RemoteAddress, Signal } from '#shared/wire/signal.ts';
import type { OutputPermit } from './outputPermit.ts';
import type { LinkTimer } from './timer.ts';

/** What links must know of an enrolled device. */
export interface LinkedDevice {
  readonly id: string;
  readonly name: string;
  readonly kind: DeviceKind;
  /** Id of the link it reports over. */
  readonly link: string;
  readonly account: string;
  readonly key?: { readonly encoding: 'hex' | 'ascii'; readonly value: string } | undefined;
  readonly requireEncryption: boolean;
  /** Silence after which contact is lost; absent: not supervised. */
  readonly supervisionSeconds?: number | undefined;
}

export interface LinkedDevices {
  /** `account` as sent; how accounts compare (case, leading zeros) is the station's business. */
  findByAccount(linkId: string, account: string): LinkedDevice | undefined;
  /** Every device that reports over a link, for supervision. */
  list(): Iterable<LinkedDevice>;
}

/** A frame as the journal may hold it. */
export interface StoredFrame {
  readonly deviceId: string;
  /** Lower case hex, whole. */
  readonly raw: string;
  readonly fromAt: number;
  readonly toAt: number;
}

/** The desk as links see it. */
export interface LinkDesk {
  /** Resolves only when the signal is durable: the device is answered then and not before. Rejects: no answer. */
  deliver(signal: Signal): Promise<void>;
  /** Must not throw; nothing waits for it. */
  report(news: LinkNews): void;
  /** Whether the journal holds an alarm of this device with this very frame, received between these times, epoch ms. */
  hasStored?(frame: StoredFrame): boolean;
  /** Whether the clock of this device was found wrong and nobody has told that it is right again. */
  isClockDoubted?(deviceId: string): boolean;
  /** A bug closed this link; told once for a row of them. Must not throw. */
  broke?(linkId: string, fault: Bilingual): void;
  /** Positions of devices and terminals; telemetry, so nothing waits for it. Must not throw. */
  locate?(fix: LinkFix): void;
}

/** What only terminals with a screen and a button of their own need of the station. Answers from the world as it is now. */
export interface TerminalDesk {
  /** Codes issued to terminals derive from it, so that a restarted core still knows them. */
  readonly secret: Buffer;
  /** The unit a terminal belongs to, by what the terminal calls itself. */
  findUnit(unitKey: string): string | undefined;
  /** What became of the last emergency a device or unit called in: `confirmed` once an officer has taken it up. */
  alarmStateOf(sourceId: string): 'none' | 'waiting' | 'confirmed';
  /** The order a unit is under at this moment. */
  orderFor(unitId: string): TerminalNotice | undefined;
}

/** Text for a terminal. With a `dispatchId` the desk wants to know whether it was shown. */
export interface TerminalNotice {
  readonly text: string;
  readonly isUrgent: boolean;
  readonly dispatchId?: string;
}

/** What sites change. Every default is a decision of PROTOCOLS §1.6 or §1.8. */
export interface LinkSettings {
  /** How far a device's clock may run ahead of or behind ours, whole seconds, limits included. */
  readonly aheadSeconds: number;
  readonly behindSeconds: number;
  /** Answer unknown accounts and undecodable messages with NAK instead of silence. */
  readonly nakStrangers: boolean;
  /** Answer what is no frame, or has a wrong CRC or length, with NAK instead of silence. */
  readonly nakNoise: boolean;
  /** Added to a device's supervision time before contact counts as lost. */
  readonly supervisionGraceSeconds: number;
}

export const DEFAULT_SETTINGS: LinkSettings = {
  aheadSeconds: 20,
  behindSeconds: 40,
  nakStrangers: false,
  nakNoise: false,
  supervisionGraceSeconds: 0,
};

/** What a protocol session may ask while judging. */
export interface JudgeContext {
  readonly linkId: string;
  readonly settings: LinkSettings;
  findDevice(account: string): LinkedDevice | undefined;
  /**
   * What this link does later. Protocols have no timers of their own: what one of these throws breaks this link and no other. It
   * ends with the link.
   */
  timer(run: () => void): LinkTimer;
  /** True when a message with this key is stored or being stored. */
  isDuplicate(duplicateKey: string): boolean;
  /** See LinkDesk; absent where nothing is kept. */
  hasStored?(frame: StoredFrame): boolean;
  isClockDoubted?(deviceId: string): boolean;
  readonly terminals?: TerminalDesk;
  /** Absent in a drill: then there is nothing that could write. */
  readonly outputs?: OutputPermit;
}

export type AnswerKind = 'ack' | 'nak' | 'duh';

export interface Answer {
  readonly kind: AnswerKind;
  /**
   * Called when the answer is due, because some answers carry our time. May hold several frames; none where what follows
   * waits for its turn on a bus.
   */
  write(now: number): Buffer;
}

/** One frame judged. Everything that is present is due; the link does it in the order of these fields. */
export interface Verdict {
  readonly raw: Buffer;
  readonly outcome: FrameOutcome;
  /**
   * Named for refused and dropped frames: `crc`, `length`, `format`, `decrypt`, `time`, `clear` …
   * `oversize` three times in a row closes a connection.
   */
  readonly reason?: string;
  /** The frame as plain JSON for a person; called only when somebody looks. */
  describe(): object;
  /** This device has given a believable sign of life. */
  readonly heard?: LinkedDevice;
  /** We asked this device and it does not answer any more. */
  readonly lost?: LinkedDevice;
  /** Positions this frame carried, oldest first. */
  readonly fixes?: readonly LinkFix[];
  /** To be stored before the answer. Without a device it is rate limited per account and `reason`. */
  readonly signal?: Signal;
  /** The answer waits until the original with this key is durable. */
  readonly duplicateOf?: string;
  /** Told once per `key` and interval; `tell` gets how many were withheld since. */
  readonly news?: { readonly key: string; readonly everyMs: number; tell(suppressed: number): LinkNews };
  readonly answer?: Answer;
  /** Instead of `answer` when storing failed: for protocols whose answers are matched to frames by order alone. */
  readonly answerIfNotStored?: Answer;
  /** The connection ends once the answer has left. Means nothing over datagrams. */
  readonly isLast?: boolean;
}

/** A protocol over datagrams. One instance per link. */
export interface DatagramSession {
  /**
   * Everything in one datagram, in order. Lazy: each verdict is carried out before the next frame is judged, so a
   * duplicate inside the same datagram is seen.
   */
  judgeDatagram(datagram: Buffer, remote: RemoteAddress, receivedAt: number): Iterable<Verdict>;
}

/** One connection as its protocol may use it: a TCP connection, or a serial port from opening to unplugging. */
export interface Line {
  readonly remote: RemoteAddress;
  /** Bytes nobody asked for (a downlink). False when the line is gone or its queue is full: nothing was sent then. */
  send(bytes: Buffer): boolean;
  /** Ends the connection now; a line that we opened ourselves is opened afresh. */
  close(): void;
}

/** The state of one connection: unfinished bytes, who called, what was promised. Lazy like `judgeDatagram`. */
export interface Connection {
  /** A run of bytes, cut anywhere. Must bound what it keeps. */
  receive(chunk: Buffer, receivedAt: number): Iterable<Verdict>;
  /** Called every second, and `quietMs` after the last bytes. */
  tick?(now: number): Iterable<Verdict>;
  readonly quietMs?: number;
  /** The connection is over; yields what was never finished. Its answers go nowhere. */
  close(now: number): Iterable<Verdict>;
}

/** A protocol over connections. One instance per link; what connections share (who is called what) lives here. */
export interface StreamSession {
  openConnection(line: Line): Connection;
}

/** A protocol says what it can run over; the link record's schema lets no other transport through. */
export interface LinkSession extends Partial<DatagramSession>, Partial<StreamSession> {
  /** What is wrong though the transport is well, as the link's health shows it: heartbeats missing … */
  fault?(now: number): Bilingual | null;
  /** For the screen or speaker of a terminal. False when it is not connected or cannot show any. */
  notify?(account: string, notice: TerminalNotice): boolean;
  /** An officer has taken up the terminal's alarm: it may stop calling. False when none stands or it is not connected. */
  confirmAlarm?(account: string): boolean;
  /** Switches a siren. Wanted again, it sounds its full time anew. False when this link drives none by that name. */
  output?(account: string, isOn: boolean): boolean;
}

export interface LinkProtocol {
  readonly name: LinkRecord['protocol'];
  /** Throws for the record of another protocol. */
  openSession(context: JudgeContext, record: LinkRecord): LinkSession;
}

/** Gives a protocol its own record, typed. */
export function defineProtocol<Name extends LinkRecord['protocol']>(
  name: Name,
  open: (context: JudgeContext, record: LinkRecordOf<Name>) => LinkSession,
): LinkProtocol {
  const isOwn = (record: LinkRecord): record is LinkRecordOf<Name> => record.protocol === name;
  return {
    name,
    openSession(context, record) {
      if (!isOwn(record)) throw new TypeError(`a record of ${record.protocol} for ${name}`);
      return open(context, record);
    },
  };
}
