/**
 * One open link: carries out what its protocol session judged. The order is the contract (DESIGN §5): sign of life, news,
 * store, and only when that is durable the answer.
 */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { fail, ok, type Result, refuse } from '#shared/kit/result.ts';
import type { LinkReport, RecentFrame } from '#shared/wire/link.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import type { RemoteAddress, Signal } from '#shared/wire/signal.ts';
import { AnswerOrder } from './answerOrder.ts';
import type { CallerBook } from './callers.ts';
import type { Contacts } from './contacts.ts';
import type {
  Answer,
  JudgeContext,
  LinkDesk,
  LinkedDevices,
  LinkProtocol,
  LinkSession,
  LinkSettings,
  StoredFrame,
  StreamSession,
  TerminalDesk,
  TerminalNotice,
  Verdict,
} from './contract.ts';
import type { Counters } from './counters.ts';
import type { DuplicateBook } from './duplicates.ts';
import type { OutputPermit } from './outputPermit.ts';
import { OVERFLOW_KEY, RateLimit } from './rateLimit.ts';
import { type Source, StreamLine } from './streamLine.ts';
import { type LinkTimer, openTimer } from './timer.ts';
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
  readonly callers: CallerBook;
  findProtocol(name: string): LinkProtocol | undefined;
}

/** What a link keeps when it is opened afresh, and whom it tells that it cannot go on. */
export interface LinkHolder {
  readonly counters: Counters;
  /** Told once: the link has closed itself. */
  onBroken(fault: Bilingual): void;
}

const STRANGER_MS = 60_000;
/** A fault of the moment stays in view this long after it last happened. */
const FAULT_SHOWN_MS = 60_000;
/** Beyond this many unanswered frames the desk is not keeping up; devices will send again. */
const IN_FLIGHT_LIMIT = 20_000;

export async function openLink(
  config: LinkRecord,
  surroundings: LinkSurroundings,
  holder: LinkHolder,
): Promise<Result<Link>> {
  const protocol = surroundings.findProtocol(config.protocol);
  if (!protocol) return refuse('unknownProtocol', `链路 ${config.id}：没有协议 ${config.protocol}`);
  const { devices, settings, clock, duplicates, terminals, outputs } = surroundings;
  const context = {
    linkId: config.id,
    settings,
    findDevice: (account: string) => devices.findByAccount(config.id, account),
    isDuplicate: (key: string) => duplicates.find(key, clock()) !== null,
    hasStored: (frame: StoredFrame) => surroundings.desk.hasStored?.(frame) ?? false,
    isClockDoubted: (deviceId: string) => surroundings.desk.isClockDoubted?.(deviceId) ?? false,
    ...(terminals && { terminals }),
    ...(outputs && { outputs }),
  };
  const link = tried(
    () => new Link(config, surroundings, (timer) => protocol.openSession({ ...context, timer }, config), holder),
  );
  if (!link.ok) {
    holder.counters.refuse('bug');
    return link;
  }
  const opened = await openTransport(config.transport, {
    onDatagram: (datagram, remote, send) => link.value.receive(datagram, remote, send),
    onOpen: (socket) => link.value.openLine(socket),
    onFault: (fault) => link.value.noteFault(fault),
  });
  if (!opened.ok) {
    link.value.dispose();
    return fail({ ...opened.failure, message: `链路 ${config.id}：${opened.failure.message}` });
  }
  link.value.attach(opened.value);
  return link;
}

/** A protocol that throws has a bug, and so it may when it is opened: that is a fault of its link. */
function tried<Value>(run: () => Value): Result<Value> {
  try {
    return ok(run());
  } catch (error) {
    const fault = bugOf(error);
    return fail({ code: LINK_BUG, message: fault.zh, problems: [{ path: 'protocol', ...fault }] });
  }
}

/** As `failure.code` of a link whose protocol cannot be opened. */
export const LINK_BUG = 'linkBug';

function bugOf(error: unknown): Bilingual {
  const words = error instanceof Error ? error.message : String(error);
  return {
    zh: `程序错误，链路已关闭并将自动重开：${words}`,
    en: `a bug closed this link, it will be opened afresh: ${words}`,
  };
}

export class Link implements Disposable {
  readonly config: LinkRecord;
  readonly #around: LinkSurroundings;
  readonly #session: LinkSession;
  readonly #lines = new Set<StreamLine>();
  readonly #holder: LinkHolder;
  readonly #answers = new AnswerOrder();
  readonly #timers = new Set<LinkTimer>();
  readonly #strangers = new RateLimit();
  readonly #newsLimit = new RateLimit();
  #transport: Transport | null = null;
  #linesOpened = 0;
  #isAccepting = true;
  #isDisposed = false;
  #inFlight = 0;
  #storeFault: Bilingual | null = null;
  #socketFault: { readonly at: number; readonly fault: Bilingual } | null = null;
  #kernelDrops: number | null = null;
  #overloadedAt: number | null = null;
  #broken: Bilingual | null = null;

  constructor(
    config: LinkRecord,
    surroundings: LinkSurroundings,
    openSession: (timer: JudgeContext['timer']) => LinkSession,
    holder: LinkHolder,
  ) {
    this.config = config;
    this.#around = surroundings;
    this.#holder = holder;
    this.#session = openSession((run) => this.#newTimer(run));
  }

  #newTimer(run: () => void): LinkTimer {
    const timer = openTimer(run, (due) => void this.#guard(due));
    if (this.#isDisposed) timer.dispose();
    else this.#timers.add(timer);
    const dispose = () => {
      timer.dispose();
      this.#timers.delete(timer);
    };
    return { set: timer.set, dispose };
  }

  attach(transport: Transport): void {
    this.#transport = transport;
    if (this.#broken) transport.dispose();
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
      this.#holder.counters.refuse('overload');
      return;
    }
    const key = `${remote.address}|${remote.port}`;
    const source: Source = { remote, key, reply: send, hangUp: () => undefined };
    this.#guard(() => {
      for (const verdict of this.#session.judgeDatagram!(datagram, remote, receivedAt)) {
        void this.#take(verdict, source, receivedAt);
      }
    });
  }

  /** One connection. Its peer is made to wait where a datagram would be dropped: see StreamLine. */
  openLine(socket: StreamSocket): StreamReader {
    const { openConnection } = this.#session;
    if (!openConnection) throw new TypeError(`${this.config.protocol} does not run over connections`);
    this.#linesOpened += 1;
    const line = this.#guard(() => this.#newLine(socket));
    if (!line) {
      socket.close();
      return { receive: () => undefined, ended: () => undefined, closed: () => undefined };
    }
    this.#lines.add(line);
    return {
      receive: (chunk) => this.#guard(() => line.receive(chunk)),
      ended: () => this.#guard(() => line.ended()),
      closed: () => this.#guard(() => line.closed()),
    };
  }

  #newLine(socket: StreamSocket): StreamLine {
    return new StreamLine({
      socket,
      session: this.#session as LinkSession & StreamSession,
      clock: this.#around.clock,
      timer: (run) => this.#newTimer(run),
      key: `line ${this.#linesOpened}`,
      isAccepting: () => this.#isAccepting,
      carryOut: (verdict, source, receivedAt) => this.#take(verdict, source, receivedAt),
      onClosed: (closed) => this.#lines.delete(closed),
    });
  }

  /** Text to a terminal; false when it cannot be shown there. */
  notify(account: string, notice: TerminalNotice): boolean {
    return this.#ask(() => this.#session.notify?.(account, notice));
  }

  /** Tells a terminal that its alarm is taken up; false when it cannot be told. */
  confirmAlarm(account: string): boolean {
    return this.#ask(() => this.#session.confirmAlarm?.(account));
  }

  /** Switches a siren; false when there is none by that name that may be driven. */
  output(account: string, isOn: boolean): boolean {
    return this.#ask(() => this.#session.output?.(account, isOn));
  }

  #ask(run: () => boolean | undefined): boolean {
    return this.#isAccepting && (this.#guard(run) ?? false);
  }

  /**
   * A protocol that throws has a bug: this link closes and says so, the others go on. Whoever opened it opens it afresh, because
   * one frame that nobody foresaw must not silence a row of poles.
   */
  #guard<Value>(run: () => Value): Value | undefined {
    try {
      return run();
    } catch (error) {
      this.#break(error);
      return undefined;
    }
  }

  #break(error: unknown): void {
    if (this.#broken) return;
    this.#broken = bugOf(error);
    this.#holder.counters.refuse('bug');
    this.dispose();
    this.#holder.onBroken(this.#broken);
  }

  noteFault(fault: Bilingual): void {
    this.#socketFault = { at: this.#around.clock(), fault };
    this.#holder.counters.refuse('socket');
  }

  /** What the rate limits withheld and nobody has told yet; and whether the kernel is dropping. */
  async checkUp(now: number): Promise<void> {
    for (const { key, suppressed } of this.#strangers.close(now)) {
      const account = key === OVERFLOW_KEY ? OVERFLOW_KEY : key.slice(key.indexOf(':') + 1);
      this.#around.desk.report({ kind: 'unknownCaller', linkId: this.config.id, account, at: now, suppressed });
    }
    this.#newsLimit.close(now);
    for (const line of [...this.#lines]) this.#guard(() => line.tick(now));
    const drops = (await this.#transport?.readKernelDrops()) ?? null;
    if (drops !== null && drops > (this.#kernelDrops ?? 0)) this.#overloadedAt = now;
    this.#kernelDrops = drops;
  }

  health(now: number): LinkReport {
    const counts = this.#holder.counters.read();
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
    const ownFault = this.#guard(() => this.#session.fault?.(now));
    const lasting = this.#broken ?? this.#storeFault ?? transport?.fault ?? ownFault;
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
    return this.#holder.counters.frames();
  }

  /** Takes nothing more in, and resolves when everything taken in has been answered. */
  async drain(): Promise<void> {
    this.#isAccepting = false;
    await this.#answers.drain();
  }

  dispose(): void {
    this.#isAccepting = false;
    this.#isDisposed = true;
    for (const timer of this.#timers) timer.dispose();
    this.#timers.clear();
    this.#transport?.dispose();
  }

  /** Counts and carries out; resolves when the answer has left or never will. */
  #take(verdict: Verdict, source: Source, receivedAt: number): Promise<void> {
    this.#holder.counters.count(verdict, source.remote, receivedAt);
    const durable = this.#carryOut(verdict, source.remote, receivedAt);
    return this.#answerWhen(durable, verdict, source);
  }

  /** Everything that is due before the answer. Resolves when the answer may leave; rejects when it may not. */
  #carryOut(verdict: Verdict, remote: RemoteAddress, now: number): Promise<void> | null {
    const { desk, contacts, duplicates } = this.#around;
    const { heard, lost, fixes, news, signal, duplicateOf } = verdict;
    this.#noteCaller(verdict, remote);
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

  /** Strangers are kept for the panel, however often they call; who is believed has left. */
  #noteCaller({ heard, signal }: Verdict, remote: RemoteAddress): void {
    const { callers } = this.#around;
    if (signal && signal.deviceId === null && signal.unitId === undefined) callers.note(signal);
    else if (heard) callers.forget(this.config.id, signal?.account ?? heard.account, remote);
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
      this.#holder.counters.notStored();
      throw error;
    }
  }

  #answerWhen(durable: Promise<void> | null, verdict: Verdict, source: Source): Promise<void> {
    const { answer, answerIfNotStored, isLast } = verdict;
    if (!durable && !answer && !isLast) return Promise.resolve();
    this.#inFlight += 1;
    const giveWhich = (due: Answer | undefined) => () => {
      if (due) {
        this.#holder.counters.answered(due.kind);
        const bytes = this.#guard(() => due.write(this.#around.clock()));
        if (bytes && bytes.length > 0) source.reply(bytes);
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
