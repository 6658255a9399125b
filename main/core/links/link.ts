/**
 * One open link: carries out what its protocol session judged. The order is the contract (DESIGN §5): sign of life, news,
 * store, and only when that is durable the answer.
 */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { LinkReport, RecentFrame } from '#shared/wire/link.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import type { RemoteAddress } from '#shared/wire/signal.ts';
import { AnswerOrder } from './answerOrder.ts';
import type { CallerBook } from './callers.ts';
import { Carrier } from './carrier.ts';
import type { Contacts } from './contacts.ts';
import type {
  Answer,
  JudgeContext,
  LinkDesk,
  LinkedDevices,
  LinkProtocol,
  LinkSession,
  LinkSettings,
  StreamSession,
  TerminalDesk,
  TerminalNotice,
  Verdict,
} from './contract.ts';
import type { Counters } from './counters.ts';
import type { DuplicateBook } from './duplicates.ts';
import { bugOf } from './linkBug.ts';
import { LinkFaults } from './linkFaults.ts';
import type { OutputPermit } from './outputPermit.ts';
import { type Source, StreamLine } from './streamLine.ts';
import { type LinkTimer, openTimer } from './timer.ts';
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

/** Beyond this many unanswered frames the desk is not keeping up; devices will send again. */
const IN_FLIGHT_LIMIT = 20_000;

export class Link implements Disposable {
  readonly config: LinkRecord;
  readonly #around: LinkSurroundings;
  readonly #session: LinkSession;
  readonly #lines = new Set<StreamLine>();
  readonly #holder: LinkHolder;
  readonly #answers = new AnswerOrder();
  readonly #timers = new Set<LinkTimer>();
  readonly #faults = new LinkFaults();
  readonly #carrier: Carrier;
  #transport: Transport | null = null;
  #linesOpened = 0;
  #isAccepting = true;
  #isDisposed = false;
  #inFlight = 0;

  constructor(
    config: LinkRecord,
    surroundings: LinkSurroundings,
    openSession: (timer: JudgeContext['timer']) => LinkSession,
    holder: LinkHolder,
  ) {
    this.config = config;
    this.#around = surroundings;
    this.#holder = holder;
    const { counters } = holder;
    const isAccepting = () => this.#isAccepting;
    this.#carrier = new Carrier({
      linkId: config.id,
      around: surroundings,
      counters,
      faults: this.#faults,
      isAccepting,
    });
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
    if (this.#faults.broken) transport.dispose();
  }

  get port(): number {
    return this.#transport?.port ?? 0;
  }

  /** One datagram; `send` answers from the port that received it. */
  receive(datagram: Buffer, remote: RemoteAddress, send: (datagram: Buffer) => void): void {
    if (!this.#session.judgeDatagram || !this.#isAccepting) return;
    const receivedAt = this.#around.clock();
    if (this.#inFlight >= IN_FLIGHT_LIMIT) {
      this.#faults.noteOverload(receivedAt);
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
    if (this.#faults.broken) return;
    const broken = bugOf(error);
    this.#faults.broken = broken;
    this.#holder.counters.refuse('bug');
    this.dispose();
    this.#holder.onBroken(broken);
  }

  noteFault(fault: Bilingual): void {
    this.#faults.noteSocket(fault, this.#around.clock());
    this.#holder.counters.refuse('socket');
  }

  /** What the rate limits withheld and nobody has told yet; and whether the kernel is dropping. */
  async checkUp(now: number): Promise<void> {
    this.#carrier.tellSuppressed(now);
    for (const line of [...this.#lines]) this.#guard(() => line.tick(now));
    this.#faults.noteKernelDrops((await this.#transport?.readKernelDrops()) ?? null, now);
  }

  health(now: number): LinkReport {
    const counts = this.#holder.counters.read();
    const transport = this.#transport;
    const ownFault = this.#guard(() => this.#session.fault?.(now));
    return {
      ...counts,
      id: this.config.id,
      protocol: this.config.protocol,
      transport: this.config.transport.kind,
      address: transport?.address ?? '',
      isUp: (transport?.isUp ?? false) && this.#isAccepting,
      ...this.#faults.report(now, transport?.fault, ownFault),
      answered: counts.acked + counts.naked + counts.duh,
      receiveBufferBytes: transport?.receiveBufferBytes ?? 0,
      connections: transport?.connections ?? null,
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
    const durable = this.#carrier.carryOut(verdict, source.remote, receivedAt);
    return this.#answerWhen(durable, verdict, source);
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
