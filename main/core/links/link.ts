/**
 * One open link: carries out what its protocol session judged. The order is the contract (DESIGN §5): sign of life, news,
 * store, and only when that is durable the answer.
 */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { LinkHealth } from '#shared/wire/link.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import type { RemoteAddress, Signal } from '#shared/wire/signal.ts';
import { AnswerOrder } from './answerOrder.ts';
import type { Contacts } from './contacts.ts';
import type {
  Answer,
  LinkDesk,
  LinkedDevices,
  LinkSession,
  LinkSettings,
  StreamSession,
  TerminalDesk,
  Verdict,
} from './contract.ts';
import { Counters, type Counts, type RecentFrame } from './counters.ts';
import type { DuplicateBook } from './duplicates.ts';
import type { OutputPermit } from './outputPermit.ts';
import { findProtocol } from './protocols/index.ts';
import { OVERFLOW_KEY, RateLimit } from './rateLimit.ts';
import { type Source, StreamLine } from './streamLine.ts';
import { openTransport } from './transports/index.ts';
import type { StreamReader, StreamSocket, Transport } from './transports/transport.ts';

/** What all links of a station share. */
export interface LinkSurroundings {
  readonly devices: LinkedDevices;
  readonly desk: LinkDesk;
  readonly clock: Clock;
  readonly settings: LinkSettings;
  readonly duplicates: DuplicateBook;
  readonly contacts: Contacts;
  readonly terminals?: TerminalDesk | undefined;
  readonly outputs?: OutputPermit | undefined;
}

/** More than the windows' health line: for the link panel and metrics. */
export interface LinkReport extends LinkHealth, Counts {
  readonly receiveBufferBytes: number;
  /** Open connections; null over datagrams. */
  readonly connections: number | null;
  /** Datagrams were lost lately because we were too slow. Devices retransmit, so alarms are late rather than gone. */
  readonly isOverloaded: boolean;
  /** Frames received and not answered yet. */
  readonly inFlight: number;
}

const STRANGER_MS = 60_000;
/** A fault of the moment stays in view this long after it last happened. */
const FAULT_SHOWN_MS = 60_000;
/** Beyond this many unanswered frames the desk is not keeping up; devices will send again. */
const IN_FLIGHT_LIMIT = 20_000;

export async function openLink(config: LinkRecord, surroundings: LinkSurroundings): Promise<Result<Link>> {
  const protocol = findProtocol(config.protocol);
  if (!protocol) return refuse('unknownProtocol', `链路 ${config.id}：没有协议 ${config.protocol}`);
  const { devices, settings, clock, duplicates, terminals, outputs } = surroundings;
  const context = {
    linkId: config.id,
    settings,
    findDevice: (account: string) => devices.findByAccount(config.id, account),
    isDuplicate: (key: string) => duplicates.find(key, clock()) !== null,
    ...(terminals && { terminals }),
    ...(outputs && { outputs }),
  };
  const link = new Link(config, surroundings, protocol.openSession(context, config));
  const opened = await openTransport(config.transport, {
    onDatagram: (datagram, remote, send) => link.receive(datagram, remote, send),
    onOpen: (socket) => link.openLine(socket),
    onFault: (fault) => link.noteFault(fault),
  });
  if (!opened.ok) return refuse(opened.failure.code, `链路 ${config.id}：${opened.failure.message}`);
  link.attach(opened.value);
  return ok(link);
}

export class Link implements Disposable {
  readonly config: LinkRecord;
  readonly #around: LinkSurroundings;
  readonly #session: LinkSession;
  readonly #lines = new Set<StreamLine>();
  readonly #counters = new Counters();
  readonly #answers = new AnswerOrder();
  readonly #strangers = new RateLimit();
  readonly #newsLimit = new RateLimit();
  #transport: Transport | null = null;
  #linesOpened = 0;
  #isAccepting = true;
  #inFlight = 0;
  #storeFault: Bilingual | null = null;
  #socketFault: { readonly at: number; readonly fault: Bilingual } | null = null;
  #kernelDrops: number | null = null;
  #overloadedAt: number | null = null;

  constructor(config: LinkRecord, surroundings: LinkSurroundings, session: LinkSession) {
    this.config = config;
    this.#around = surroundings;
    this.#session = session;
  }

  attach(transport: Transport): void {
    this.#transport = transport;
  }

  get port(): number {
    return this.#transport?.port ?? 0;
  }

  /** One datagram; `send` answers from the port that received it. */
  receive(datagram: Buffer, remote: RemoteAddress, send: (datagram: Buffer) => void): void {
    if (!this.#session.judgeDatagram || !this.#isAccepting) return;
    const receivedAt = this.#around.clock();
    if (this.#inFlight >= IN_FLIGHT_LIMIT) {
      this.#overloadedAt = receivedAt;
      this.#counters.refuse('overload');
      return;
    }
    const key = `${remote.address}|${remote.port}`;
    const source: Source = { remote, key, reply: send, hangUp: () => undefined };
    for (const verdict of this.#session.judgeDatagram(datagram, remote, receivedAt)) {
      void this.#take(verdict, source, receivedAt);
    }
  }

  /** One connection. Its peer is made to wait where a datagram would be dropped: see StreamLine. */
  openLine(socket: StreamSocket): StreamReader {
    const { openConnection } = this.#session;
    if (!openConnection) throw new TypeError(`${this.config.protocol} does not run over connections`);
    this.#linesOpened += 1;
    const line = new StreamLine({
      socket,
      session: this.#session as LinkSession & StreamSession,
      clock: this.#around.clock,
      key: `line ${this.#linesOpened}`,
      isAccepting: () => this.#isAccepting,
      carryOut: (verdict, source, receivedAt) => this.#take(verdict, source, receivedAt),
      onClosed: (closed) => this.#lines.delete(closed),
    });
    this.#lines.add(line);
    return line;
  }

  /** Text to a terminal; false when it cannot be shown there. */
  notify(account: string, text: string, isUrgent: boolean): boolean {
    return this.#isAccepting && (this.#session.notify?.(account, text, isUrgent) ?? false);
  }

  /** Tells a terminal that its alarm is taken up; false when it cannot be told. */
  confirmAlarm(account: string): boolean {
    return this.#isAccepting && (this.#session.confirmAlarm?.(account) ?? false);
  }

  /** Switches a siren; false when there is none by that name that may be driven. */
  output(account: string, isOn: boolean): boolean {
    return this.#isAccepting && (this.#session.output?.(account, isOn) ?? false);
  }

  noteFault(fault: Bilingual): void {
    this.#socketFault = { at: this.#around.clock(), fault };
    this.#counters.refuse('socket');
  }

  /** What the rate limits withheld and nobody has told yet; and whether the kernel is dropping. */
  async checkUp(now: number): Promise<void> {
    for (const { key, suppressed } of this.#strangers.close(now)) {
      const account = key === OVERFLOW_KEY ? OVERFLOW_KEY : key.slice(key.indexOf(':') + 1);
      this.#around.desk.report({ kind: 'unknownCaller', linkId: this.config.id, account, at: now, suppressed });
    }
    this.#newsLimit.close(now);
    for (const line of [...this.#lines]) line.tick(now);
    const drops = (await this.#transport?.readKernelDrops()) ?? null;
    if (drops !== null && drops > (this.#kernelDrops ?? 0)) this.#overloadedAt = now;
    this.#kernelDrops = drops;
  }

  health(now: number): LinkReport {
    const counts = this.#counters.read();
    const isRecent = (at: number | undefined | null) => at != null && Math.abs(now - at) < FAULT_SHOWN_MS;
    const isOverloaded = isRecent(this.#overloadedAt);
    const socketFault = isRecent(this.#socketFault?.at) ? this.#socketFault?.fault : null;
    const overload = isOverloaded
      ? {
          zh: `接收过载，内核已丢弃 ${this.#kernelDrops ?? 0} 个报文`,
          en: `the receiver is overloaded; ${this.#kernelDrops ?? 0} datagrams were dropped`,
        }
      : null;
    const transport = this.#transport;
    const lasting = this.#storeFault ?? transport?.fault ?? this.#session.fault?.(now);
    return {
      ...counts,
      id: this.config.id,
      protocol: this.config.protocol,
      transport: this.config.transport.kind,
      address: transport?.address ?? '',
      isUp: (transport?.isUp ?? false) && this.#isAccepting,
      fault: lasting ?? overload ?? socketFault ?? null,
      answered: counts.acked + counts.naked + counts.duh,
      kernelDrops: this.#kernelDrops,
      receiveBufferBytes: transport?.receiveBufferBytes ?? 0,
      connections: transport?.connections ?? null,
      isOverloaded,
      inFlight: this.#inFlight,
    };
  }

  frames(): RecentFrame[] {
    return this.#counters.frames();
  }

  /** Takes nothing more in, and resolves when everything taken in has been answered. */
  async drain(): Promise<void> {
    this.#isAccepting = false;
    await this.#answers.drain();
  }

  dispose(): void {
    this.#isAccepting = false;
    this.#transport?.dispose();
  }

  /** Counts and carries out; resolves when the answer has left or never will. */
  #take(verdict: Verdict, source: Source, receivedAt: number): Promise<void> {
    this.#counters.count(verdict, source.remote, receivedAt);
    const durable = this.#carryOut(verdict, receivedAt);
    return this.#answerWhen(durable, verdict, source);
  }

  /** Everything that is due before the answer. Resolves when the answer may leave; rejects when it may not. */
  #carryOut(verdict: Verdict, now: number): Promise<void> | null {
    const { desk, contacts, duplicates } = this.#around;
    const { heard, lost, fixes, news, signal, duplicateOf } = verdict;
    const contactNews = heard ? contacts.heard(heard, now) : null;
    if (contactNews) desk.report(contactNews);
    // That we hang up ourselves says nothing about a device.
    const lossNews = lost && this.#isAccepting ? contacts.lose(lost, now) : null;
    if (lossNews) desk.report(lossNews);
    for (const fix of fixes ?? []) desk.locate?.(fix);
    if (news) {
      const suppressed = this.#newsLimit.admit(news.key, news.everyMs, now);
      if (suppressed !== null) desk.report(news.tell(suppressed));
    }
    if (duplicateOf !== undefined) return duplicates.find(duplicateOf, now);
    if (!signal) return null;
    const isStranger = signal.deviceId === null && signal.unitId === undefined;
    if (isStranger || signal.duplicateKey === null) return this.#deliverStranger(signal, now);
    const original = duplicates.find(signal.duplicateKey, now);
    if (original) return original;
    const durable = this.#store(signal);
    duplicates.claim(signal.duplicateKey, now, durable);
    return durable;
  }

  /** An alarm of an unknown pole must not hide behind that pole's heartbeats: they are limited apart. */
  #deliverStranger(signal: Signal, now: number): Promise<void> | null {
    const kind = signal.events.every((event) => event.class === 'info') ? 'quiet' : (signal.reason ?? 'alarm');
    const key = `${kind}:${signal.account.toUpperCase()}`;
    const suppressed = this.#strangers.admit(key, STRANGER_MS, now);
    if (suppressed === null) return null;
    return this.#store(suppressed > 0 ? { ...signal, suppressed } : signal);
  }

  async #store(signal: Signal): Promise<void> {
    try {
      await this.#around.desk.deliver(signal);
      this.#storeFault = null;
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      this.#storeFault = {
        zh: `报警无法入库，设备未获应答：${words}`,
        en: `alarms cannot be stored and devices are not answered: ${words}`,
      };
      this.#counters.notStored();
      throw error;
    }
  }

  #answerWhen(durable: Promise<void> | null, verdict: Verdict, source: Source): Promise<void> {
    const { answer, answerIfNotStored, isLast } = verdict;
    if (!durable && !answer && !isLast) return Promise.resolve();
    this.#inFlight += 1;
    const giveWhich = (due: Answer | undefined) => () => {
      if (due) {
        this.#counters.answered(due.kind);
        const bytes = due.write(this.#around.clock());
        if (bytes.length > 0) source.reply(bytes);
      }
      if (isLast) source.hangUp();
    };
    const due = Promise.resolve(durable)
      .then(
        () => giveWhich(answer),
        () => giveWhich(answerIfNotStored),
      )
      .finally(() => {
        this.#inFlight -= 1;
      });
    return this.#answers.enqueue(source.key, due);
  }
}
