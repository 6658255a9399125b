/**
 * One open link: carries out what its protocol session judged. The order is the contract (DESIGN §5): sign of life, news,
 * store, and only when that is durable the answer.
 */
import type { Clock } from '#shared/kit/clock.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { LinkHealth } from '#shared/wire/link.ts';
import type { RemoteAddress, Signal } from '#shared/wire/signal.ts';
import { AnswerOrder } from './answerOrder.ts';
import type { Contacts } from './contacts.ts';
import type { LinkDesk, LinkedDevices, LinkSession, LinkSettings, Verdict } from './contract.ts';
import { Counters, type Counts, type RecentFrame } from './counters.ts';
import type { DuplicateBook } from './duplicates.ts';
import { findProtocol } from './protocols/index.ts';
import { OVERFLOW_KEY, RateLimit } from './rateLimit.ts';
import { readKernelDrops } from './transports/kernelDrops.ts';
import { openUdp, type UdpSocket } from './transports/udp.ts';

/** A configured wire (shared/wire/config.ts). */
export interface LinkConfig {
  readonly id: string;
  readonly protocol: string;
  readonly transport: { readonly kind: 'udp'; readonly host: string; readonly port: number };
}

/** What all links of a station share. */
export interface LinkSurroundings {
  readonly devices: LinkedDevices;
  readonly desk: LinkDesk;
  readonly clock: Clock;
  readonly settings: LinkSettings;
  readonly duplicates: DuplicateBook;
  readonly contacts: Contacts;
}

/** More than the windows' health line: for the link panel and metrics. */
export interface LinkReport extends LinkHealth, Counts {
  readonly receiveBufferBytes: number;
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

export async function openLink(config: LinkConfig, surroundings: LinkSurroundings): Promise<Result<Link>> {
  const protocol = findProtocol(config.protocol);
  if (!protocol) return refuse('unknownProtocol', `链路 ${config.id}：没有协议 ${config.protocol}`);
  const link = new Link(config, surroundings);
  const opened = await openUdp({
    ...config.transport,
    onDatagram: (datagram, remote) => link.receive(datagram, remote),
    onFault: (error) => link.noteFault(error),
  });
  if (!opened.ok) return refuse(opened.failure.code, `链路 ${config.id}：${opened.failure.message}`);
  const { devices, settings, clock, duplicates } = surroundings;
  const session = protocol.openSession({
    linkId: config.id,
    settings,
    findDevice: (account) => devices.findByAccount(config.id, account),
    isDuplicate: (key) => duplicates.find(key, clock()) !== null,
  });
  link.attach(opened.value, session);
  return ok(link);
}

export class Link implements Disposable {
  readonly config: LinkConfig;
  readonly #around: LinkSurroundings;
  readonly #counters = new Counters();
  readonly #answers = new AnswerOrder();
  readonly #strangers = new RateLimit();
  readonly #newsLimit = new RateLimit();
  #socket: UdpSocket | null = null;
  #session: LinkSession | null = null;
  #isAccepting = true;
  #inFlight = 0;
  #storeFault: string | null = null;
  #socketFault: { readonly at: number; readonly text: string } | null = null;
  #kernelDrops: number | null = null;
  #overloadedAt: number | null = null;

  constructor(config: LinkConfig, surroundings: LinkSurroundings) {
    this.config = config;
    this.#around = surroundings;
  }

  attach(socket: UdpSocket, session: LinkSession): void {
    this.#socket = socket;
    this.#session = session;
  }

  get port(): number {
    return this.#socket?.port ?? 0;
  }

  receive(datagram: Buffer, remote: RemoteAddress): void {
    if (!this.#session || !this.#isAccepting) return;
    const receivedAt = this.#around.clock();
    if (this.#inFlight >= IN_FLIGHT_LIMIT) {
      this.#overloadedAt = receivedAt;
      this.#counters.refuse('overload');
      return;
    }
    for (const verdict of this.#session.judgeDatagram(datagram, remote, receivedAt)) {
      this.#counters.count(verdict, remote, receivedAt);
      const durable = this.#carryOut(verdict, receivedAt);
      this.#answerWhen(durable, verdict, remote);
    }
  }

  noteFault(error: Error): void {
    this.#socketFault = { at: this.#around.clock(), text: `UDP：${error.message}` };
    this.#counters.refuse('socket');
  }

  /** What the rate limits withheld and nobody has told yet; and whether the kernel is dropping. */
  async checkUp(now: number): Promise<void> {
    for (const { key, suppressed } of this.#strangers.close(now)) {
      const account = key === OVERFLOW_KEY ? OVERFLOW_KEY : key.slice(key.indexOf(':') + 1);
      this.#around.desk.report({ kind: 'unknownCaller', linkId: this.config.id, account, at: now, suppressed });
    }
    this.#newsLimit.close(now);
    if (!this.#socket) return;
    const drops = await readKernelDrops(this.#socket.address, this.#socket.port);
    if (drops !== null && drops > (this.#kernelDrops ?? 0)) this.#overloadedAt = now;
    this.#kernelDrops = drops;
  }

  health(now: number): LinkReport {
    const counts = this.#counters.read();
    const isRecent = (at: number | undefined | null) => at != null && Math.abs(now - at) < FAULT_SHOWN_MS;
    const isOverloaded = isRecent(this.#overloadedAt);
    const socketFault = isRecent(this.#socketFault?.at) ? this.#socketFault?.text : null;
    const overload = isOverloaded
      ? `接收过载，内核已丢弃 ${this.#kernelDrops ?? 0} 个报文 (receiver overloaded)`
      : null;
    return {
      ...counts,
      id: this.config.id,
      protocol: this.config.protocol,
      transport: this.config.transport.kind,
      address: `${this.#socket?.address ?? this.config.transport.host}:${this.port}`,
      isUp: this.#socket !== null && this.#isAccepting,
      fault: this.#storeFault ?? overload ?? socketFault ?? null,
      answered: counts.acked + counts.naked + counts.duh,
      kernelDrops: this.#kernelDrops,
      receiveBufferBytes: this.#socket?.receiveBufferBytes ?? 0,
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
    this.#socket?.dispose();
  }

  /** Everything that is due before the answer. Resolves when the answer may leave; rejects when it may not. */
  #carryOut(verdict: Verdict, now: number): Promise<void> | null {
    const { desk, contacts, duplicates } = this.#around;
    const { heard, news, signal, duplicateOf } = verdict;
    const contactNews = heard ? contacts.heard(heard, now) : null;
    if (contactNews) desk.report(contactNews);
    if (news) {
      const suppressed = this.#newsLimit.admit(news.key, news.everyMs, now);
      if (suppressed !== null) desk.report(news.tell(suppressed));
    }
    if (duplicateOf !== undefined) return duplicates.find(duplicateOf, now);
    if (!signal) return null;
    if (signal.deviceId === null || signal.duplicateKey === null) return this.#deliverStranger(signal, now);
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
      this.#storeFault = `报警无法入库，设备未获应答：${words}`;
      this.#counters.notStored();
      throw error;
    }
  }

  #answerWhen(durable: Promise<void> | null, { answer }: Verdict, remote: RemoteAddress): void {
    if (!durable && !answer) return;
    this.#inFlight += 1;
    const give = () => {
      if (!answer) return;
      this.#counters.answered(answer.kind);
      this.#socket?.send(answer.write(this.#around.clock()), remote);
    };
    const due = Promise.resolve(durable)
      .then(
        () => give,
        () => null,
      )
      .finally(() => {
        this.#inFlight -= 1;
      });
    this.#answers.enqueue(`${remote.address}|${remote.port}`, due);
  }
}
