/**
 * One TCP connection of a vehicle terminal: whose it is, whether it has proved that, and what each message calls for
 * (PROTOCOLS §4.4). Judges; the link stores and answers. The first frame binds the connection to its terminal.
 */
import type { LinkRecordOf } from '#shared/wire/links/index.ts';
import type { LinkFix, SignalReason } from '#shared/wire/signal.ts';
import type { Answer, Connection, JudgeContext, Line, TerminalNotice, Verdict } from '../../contract.ts';
import { authCodeOf, isSameCode } from './authCode.ts';
import { describe, describeFault } from './describe.ts';
import { Downlink, type Follower } from './downlink.ts';
import { Deframer } from './frame.ts';
import { type Header, type Message, readHeader } from './header.ts';
import { type Batch, type Location, readBatch, readLocation } from './location.ts';
import {
  DOWNLINK,
  REGISTER_RESULT,
  RESULT,
  type ReplyResult,
  readAuthentication,
  readRegistration,
  readTerminalReply,
  UPLINK,
} from './messages.ts';
import { Reassembly } from './reassembly.ts';
import { type Arrival, positionOf, sosKey, toFix, toSosSignal, toStrangerSignal } from './signals.ts';
import { type SosDue, weighSos } from './sos.ts';
import type { Terminal, TerminalBook } from './terminals.ts';

/** How far ahead of ours a terminal's clock may run and still say what is newer. */
const AHEAD_MS = 10 * 60_000;
/** Whoever has not authenticated by then gives the connection back: they are limited in number. */
const AUTHENTICATE_MS = 60_000;
/** A terminal that answers the same text again says nothing new. */
const REPEATED_ANSWER_MS = 60_000;
const MAY_BE_DIVIDED: ReadonlySet<number> = new Set([UPLINK.location, UPLINK.batch]);

export interface LinkOf808 {
  readonly context: JudgeContext;
  readonly record: LinkRecordOf<'jt808'>;
  readonly book: TerminalBook;
  readonly secret: Buffer;
}

/** A message with whom it is from. */
interface Case {
  readonly arrival: Arrival;
  readonly message: Message;
  readonly terminal: Terminal;
}

export class Connection808 implements Connection {
  readonly #link: LinkOf808;
  readonly #line: Line;
  readonly #deframer = new Deframer();
  readonly #downlink = new Downlink();
  readonly #parts: Reassembly;
  /** Of the first frame. */
  #bound: Header | null = null;
  #isAuthenticated = false;
  #doubtedSince: number | null = null;

  constructor(link: LinkOf808, line: Line) {
    this.#link = link;
    this.#line = line;
    this.#parts = new Reassembly(link.record.reassemblySeconds * 1_000);
  }

  *receive(chunk: Buffer, receivedAt: number): Generator<Verdict> {
    for (const frame of this.#deframer.push(chunk)) {
      if (!frame.ok) {
        yield dropped(frame.raw, frame.reason);
        continue;
      }
      const read = readHeader(frame.content, this.#link.record.lenientLength);
      if (!read.ok) yield dropped(frame.raw, read.reason);
      else yield this.#judge(read, frame.raw, receivedAt);
    }
  }

  *tick(now: number): Generator<Verdict> {
    for (let left = this.#parts.expire(now); left > 0; left--) yield dropped(Buffer.alloc(0), 'timeout');
    this.#doubtedSince = this.#isDoubted() ? (this.#doubtedSince ?? now) : null;
    if (this.#doubtedSince !== null && now - this.#doubtedSince > AUTHENTICATE_MS) this.#line.close();
  }

  *close(): Generator<Verdict> {
    this.#release();
    if (this.#deframer.pendingBytes > 0) yield dropped(Buffer.alloc(0), 'cut');
  }

  /** Another connection has authenticated as the same terminal. */
  replace(): void {
    this.#isAuthenticated = false;
    this.#line.close();
  }

  /** 0x8300. False when the line is gone. */
  sendText(notice: TerminalNotice): boolean {
    if (!this.#bound || !this.#isAuthenticated) return false;
    return this.#line.send(this.#downlink.text(this.#bound, notice));
  }

  /** 0x8203 for every standing SOS of the terminal: it clears the bit. */
  confirmSos(): boolean {
    if (!this.#bound || !this.#isAuthenticated) return false;
    return this.#line.send(this.#downlink.confirmSos(this.#bound));
  }

  #judge(message: Message, raw: Buffer, receivedAt: number): Verdict {
    const { header } = message;
    const { context, book } = this.#link;
    this.#bound ??= header;
    if (this.#bound.terminalHex !== header.terminalHex) {
      return { raw, outcome: 'refused', reason: 'otherTerminal', describe: () => describe(message) };
    }
    const arrival = { linkId: context.linkId, remote: this.#line.remote, receivedAt, raw, header };
    const terminal = book.find(header);
    if (!terminal) return this.#judgeStranger(arrival, message);
    const facts = { arrival, message, terminal };
    if (header.encryption > 0) return this.#unread(facts, 'encrypted', RESULT.unsupported);
    if (header.part && MAY_BE_DIVIDED.has(header.messageId)) return this.#judgePart(facts);
    return this.#judgeWhole(facts);
  }

  #judgePart(facts: Case): Verdict {
    if (this.#isDoubted()) return this.#refuse(facts, 'unauthenticated');
    const added = this.#parts.add(facts.message, facts.arrival.receivedAt);
    if (added.kind === 'whole') return this.#judgeWhole({ ...facts, message: added.message });
    if (added.kind === 'refused') return this.#refuse(facts, 'parts');
    return this.#accept(facts, 'accepted', this.#downlink.reply(facts.message.header, RESULT.ok));
  }

  #judgeWhole(facts: Case): Verdict {
    const { header } = facts.message;
    if (header.messageId === UPLINK.register) return this.#judgeRegistration(facts);
    if (header.messageId === UPLINK.authenticate) return this.#judgeAuthentication(facts);
    if (this.#isDoubted()) return this.#judgeDoubted(facts);
    const greeting = this.#isAuthenticated ? [] : this.#welcome(facts);
    switch (header.messageId) {
      case UPLINK.location:
        return this.#judgeLocation(facts, greeting);
      case UPLINK.batch:
        return this.#judgeBatch(facts, greeting);
      case UPLINK.heartbeat:
        return this.#accept(facts, 'heartbeat', this.#downlink.reply(header, RESULT.ok, greeting));
      case UPLINK.logout:
        this.#release();
        return this.#accept(facts, 'accepted', this.#downlink.reply(header, RESULT.ok));
      case UPLINK.terminalReply:
        return this.#judgeTerminalReply(facts);
      default:
        // Photos, driver cards, transparent data: nothing of ours, and the terminal is told so that it stops resending.
        return this.#accept(facts, 'accepted', this.#downlink.reply(header, RESULT.unsupported, greeting));
    }
  }

  /** Whether an order was shown is news; other answers only prove that the terminal is there. */
  #judgeTerminalReply(facts: Case): Verdict {
    const { arrival, message } = facts;
    const reply = readTerminalReply(message.body);
    if (!reply) return this.#unread(facts, 'body', null);
    const accepted = this.#accept(facts, 'accepted', null);
    const dispatchId =
      reply.replyMessageId === DOWNLINK.text ? this.#downlink.dispatchTold(reply.replySerial) : undefined;
    if (dispatchId === undefined) return accepted;
    const isTaken = reply.result === RESULT.ok;
    const { linkId, receivedAt: at } = arrival;
    const tell = () => ({ kind: 'noticeAnswered', linkId, dispatchId, at, isTaken }) as const;
    return { ...accepted, news: { key: `notice:${dispatchId}:${isTaken}`, everyMs: REPEATED_ANSWER_MS, tell } };
  }

  #judgeRegistration(facts: Case): Verdict {
    const { header, body } = facts.message;
    if (!readRegistration(body, header.version)) return this.#unread(facts, 'body', RESULT.bad);
    return this.#accept(
      facts,
      'accepted',
      this.#downlink.registerReply(header, REGISTER_RESULT.ok, this.#codeOf(facts.terminal)),
    );
  }

  #judgeAuthentication(facts: Case): Verdict {
    const { header, body } = facts.message;
    const presented = readAuthentication(body, header.version);
    if (!presented) return this.#unread(facts, 'body', RESULT.bad);
    if (!isSameCode(this.#codeOf(facts.terminal), presented.code))
      return { ...this.#refuse(facts, 'code'), isLast: true };
    return this.#accept(facts, 'accepted', this.#downlink.reply(header, RESULT.ok, this.#welcome(facts)));
  }

  #judgeLocation(facts: Case, greeting: Follower[]): Verdict {
    const location = readLocation(facts.message.body);
    if (!location) return this.#unread(facts, 'body', RESULT.bad);
    return this.#judgeReports(facts, { isCatchUp: false, locations: [location], missing: 0 }, greeting);
  }

  #judgeBatch(facts: Case, greeting: Follower[]): Verdict {
    const batch = readBatch(facts.message.body);
    if (!batch || (batch.locations.length === 0 && batch.missing > 0)) return this.#unread(facts, 'body', RESULT.bad);
    return this.#judgeReports(facts, batch, greeting);
  }

  #judgeReports(facts: Case, { isCatchUp, locations }: Batch, greeting: Follower[]): Verdict {
    const { arrival, terminal, message } = facts;
    const { context, record } = this.#link;
    let raised: { location: Location; due: SosDue } | null = null;
    for (const location of locations) {
      const key = sosKey(arrival, location);
      const due = weighSos(terminal, { location, isCatchUp, receivedAt: arrival.receivedAt, key }, context);
      // Built from the press itself, before later points of a batch move the last known position on.
      if (due.kind !== 'nothing') raised ??= { location, due };
      this.#remember(terminal, location, arrival.receivedAt);
    }
    const unitKey = terminal.owner.id;
    const fixes = locations
      .map((location) => toFix(arrival, location, record.datum, unitKey))
      .filter((fix): fix is LinkFix => fix !== null)
      .sort((left, right) => left.fixAt - right.fixAt);
    const { settings } = context;
    const sosFacts = (duplicateKey: string, location: Location) =>
      ({ terminal, location, datum: record.datum, duplicateKey, settings }) as const;
    return {
      ...this.#accept(facts, raised?.due.kind === 'repeat' ? 'duplicate' : 'accepted', null),
      ...(fixes.length > 0 && { fixes }),
      ...(raised?.due.kind === 'raise' && {
        signal: toSosSignal(arrival, sosFacts(raised.due.key, raised.location)),
      }),
      ...(raised?.due.kind === 'repeat' && { duplicateOf: raised.due.key }),
      answer: this.#downlink.reply(
        message.header,
        () => {
          const hasSos = locations.some(({ alarms }) => alarms.includes('sos'));
          const isConfirmed = hasSos && context.terminals?.alarmStateOf(terminal.owner.id) === 'confirmed';
          return isConfirmed ? RESULT.alarmConfirmed : RESULT.ok;
        },
        greeting,
      ),
    };
  }

  /** A time that has not come yet is a clock gone wrong: it must not make everything after it look late. */
  #remember(terminal: Terminal, location: Location, receivedAt: number): void {
    const position = positionOf(location, this.#link.record.datum);
    if (location.at === null || location.at > receivedAt + AHEAD_MS) return;
    if (terminal.newestAt !== null && location.at < terminal.newestAt) return;
    terminal.newestAt = location.at;
    if (position) terminal.lastPosition = { ...position, at: location.at };
  }

  /** Of a terminal nobody has configured: shown, so that it can be enrolled; not believed. */
  #judgeStranger(arrival: Arrival, message: Message): Verdict {
    const { header } = message;
    const { messageId } = header;
    const answer =
      messageId === UPLINK.register
        ? this.#downlink.registerReply(header, REGISTER_RESULT.noSuchTerminal, '')
        : messageId === UPLINK.terminalReply
          ? null
          : this.#downlink.reply(header, RESULT.failed);
    return {
      ...this.#doubt(arrival, message, 'unknownAccount'),
      ...(answer && { answer }),
      ...(messageId === UPLINK.authenticate && { isLast: true }),
    };
  }

  /** A configured terminal that has not authenticated: an SOS is shown whoever sends it, everything else is refused. */
  #judgeDoubted(facts: Case): Verdict {
    const { arrival, message } = facts;
    if (message.header.messageId === UPLINK.terminalReply) return { ...this.#refuse(facts, 'unauthenticated', null) };
    const refused = this.#refuse(facts, 'unauthenticated');
    const { signal } = this.#doubt(arrival, message, 'unknownAccount');
    return signal?.events.some(({ code }) => code === 'SOS') ? { ...refused, signal } : refused;
  }

  #doubt(arrival: Arrival, message: Message, reason: SignalReason): Verdict {
    return {
      raw: arrival.raw,
      outcome: 'stranger',
      reason,
      describe: () => describe(message),
      signal: toStrangerSignal(arrival, reason, findSos(message), this.#link.record.datum),
    };
  }

  /** A known terminal's message that says nothing to us might be an alarm: it is shown, and the answer says why not more. */
  #unread(facts: Case, reason: string, result: ReplyResult | null): Verdict {
    const { arrival, message } = facts;
    return {
      ...this.#doubt(arrival, message, 'undecodable'),
      outcome: 'unreadable',
      reason,
      ...(result !== null && { answer: this.#downlink.reply(message.header, result) }),
    };
  }

  #refuse({ arrival, message }: Case, reason: string, result: ReplyResult | null = RESULT.failed): Verdict {
    return {
      raw: arrival.raw,
      outcome: 'refused',
      reason,
      describe: () => describe(message),
      ...(result !== null && { answer: this.#downlink.reply(message.header, result, [], 'nak') }),
    };
  }

  #accept({ arrival, message, terminal }: Case, outcome: Verdict['outcome'], answer: Answer | null): Verdict {
    const { owner } = terminal;
    return {
      raw: arrival.raw,
      outcome,
      describe: () => describe(message),
      ...(owner.kind === 'device' && { heard: owner.device }),
      ...(answer && { answer }),
    };
  }

  #isDoubted(): boolean {
    return this.#link.record.requireAuthentication && !this.#isAuthenticated;
  }

  /** From now on this is the terminal's connection; what stands for it follows the answer. */
  #welcome({ terminal, message }: Case): Follower[] {
    const earlier = terminal.connection;
    this.#isAuthenticated = true;
    terminal.connection = this;
    if (earlier && earlier !== this) earlier.replace();
    const { owner } = terminal;
    return [
      () => {
        const order = owner.kind === 'unit' ? this.#link.context.terminals?.orderFor(owner.id) : undefined;
        return order ? this.#downlink.text(message.header, order) : null;
      },
    ];
  }

  #release(): void {
    this.#isAuthenticated = false;
    const terminal = this.#bound && this.#link.book.get(this.#bound.terminal);
    if (terminal?.connection === this) terminal.connection = null;
  }

  #codeOf({ key }: Terminal): string {
    return authCodeOf(this.#link.secret, this.#link.context.linkId, key);
  }
}

/** The first location of a message that carries an SOS, or else its first. */
function findSos({ header, body }: Message): Location | null {
  if (header.part || header.encryption > 0) return null;
  if (header.messageId === UPLINK.location) return readLocation(body);
  if (header.messageId !== UPLINK.batch) return null;
  const locations = readBatch(body)?.locations ?? [];
  return locations.find(({ alarms }) => alarms.includes('sos')) ?? locations[0] ?? null;
}

type DropReason = Parameters<typeof describeFault>[0];

function dropped(raw: Buffer, reason: DropReason): Verdict {
  return { raw, outcome: 'dropped', reason, describe: () => describeFault(reason) };
}
