/**
 * Links: alarms in over wires, answers out. Opens what the station configures, also while others run; hands signals to the
 * desk through injected functions and answers devices when the desk says "durable". Imports neither desk nor journal.
 */
import type { Clock } from '#shared/kit/clock.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { LinkReport, RecentFrame, UnknownCaller } from '#shared/wire/link.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import { CallerBook } from './callers.ts';
import { type ContactState, Contacts } from './contacts.ts';
import {
  DEFAULT_SETTINGS,
  type LinkDesk,
  type LinkedDevices,
  type LinkProtocol,
  type LinkSettings,
  type TerminalDesk,
  type TerminalNotice,
} from './contract.ts';
import { Counters } from './counters.ts';
import { DuplicateBook, type RecentKey } from './duplicates.ts';
import type { LinkSurroundings } from './link.ts';
import { LINK_BUG } from './linkBug.ts';
import type { OutputPermit } from './outputPermit.ts';
import { findProtocol } from './protocols/index.ts';
import { LinkSlot, PATIENCE, type Patience } from './slot.ts';

export type { LinkedDevice, LinkedDevices, TerminalDesk, TerminalNotice } from './contract.ts';
export type { RecentKey } from './duplicates.ts';
export { OutputPermit } from './outputPermit.ts';
export { probeTransport } from './transports/probe.ts';

export interface LinksOptions extends LinkDesk {
  /** What must open: otherwise nothing runs. */
  readonly links: readonly LinkRecord[];
  readonly devices: LinkedDevices;
  readonly clock: Clock;
  /** Keys of signals stored in the last ten minutes, oldest first: a restart must not turn retransmissions into alarms. */
  readonly recentKeys?: Iterable<RecentKey>;
  readonly settings?: Partial<LinkSettings>;
  readonly terminals?: TerminalDesk;
  /** Without it nothing in the street is ever switched. */
  readonly outputs?: OutputPermit;
  /** How often silence is checked; 0 leaves it to the caller of `supervise`. */
  readonly superviseEveryMs?: number;
  /** When given (`performance.now`), a step of the wall clock does not make every device look lost. */
  readonly monotonic?: Clock;
  /** Those of protocols/ unless given. */
  readonly findProtocol?: (name: string) => LinkProtocol | undefined;
  readonly patience?: Patience;
}

/** What a link listens on, as the ready line prints it. */
export interface LinkPort {
  readonly protocol: string;
  readonly transport: string;
  readonly port: number;
}

export interface Links extends Disposable {
  /** Of those that are open now, by id. */
  readonly ports: Readonly<Record<string, LinkPort>>;
  /** Those that should run, open or not. */
  health(): LinkReport[];
  /** The last frames of a link, newest last; empty for an unknown link. */
  frames(linkId: string): RecentFrame[];
  contacts(): ContactState[];
  /** Callers nobody has enrolled, heard last first. */
  unknownCallers(): UnknownCaller[];
  /** How many of them were heard within the last day. */
  countUnknownCallers(): number;
  /** Opens one more while the others run. Refused as its transport says; then it is not there. */
  open(record: LinkRecord): Promise<Result<LinkPort>>;
  /** The same for one that must not stop the station: down with its fault until it can be opened, tried again and again. */
  openPatiently(record: LinkRecord): Promise<void>;
  /**
   * The link of this id under another record: what came in is answered, its port closed, the new one opened. Refused, the one
   * before runs again. Its counters go on, and its devices keep their contact.
   */
  replace(record: LinkRecord): Promise<Result<LinkPort>>;
  /** What came in is answered, then the port is closed. Nothing is written to a bus: sirens end by their own watchdogs. */
  close(linkId: string): Promise<void>;
  /** Text to a device's own screen or speaker; false when it is not connected or can show none. */
  notify(linkId: string, account: string, notice: TerminalNotice): boolean;
  /** An officer has taken up a terminal's alarm: it may stop calling. False when it cannot be told now. */
  confirmAlarm(linkId: string, account: string): boolean;
  /** Switches a siren. False when that link drives none by that name, and always without a permit. */
  output(linkId: string, account: string, isOn: boolean): boolean;
  /** Says who fell silent by `now`, and what the rate limits withheld. */
  supervise(now: number): void;
  /** Takes nothing more in; resolves when everything taken in has been answered. Then dispose. */
  drain(): Promise<void>;
}

const SUPERVISE_EVERY_MS = 1_000;
/** Less is the scheduler, more is somebody setting the clock. */
const CLOCK_STEP_MS = 2_000;

/** Refused when a link cannot be opened; those already open are closed again. */
export async function startLinks(options: LinksOptions): Promise<Result<Links>> {
  const links = new OpenLinks(options);
  for (const record of options.links) {
    const opened = await links.open(record);
    if (opened.ok) continue;
    // A port that is taken is for people to mend before the start; a bug in one protocol must not keep the others from running.
    if (opened.failure.code === LINK_BUG) {
      await links.openPatiently(record);
      continue;
    }
    links.dispose();
    return opened;
  }
  links.watch();
  return ok(links);
}

class OpenLinks implements Links {
  readonly #options: LinksOptions;
  readonly #around: LinkSurroundings;
  readonly #slots = new Map<string, LinkSlot>();
  /** Counts and last frames outlive a stop: somebody will ask what was heard last. */
  readonly #counters = new Map<string, Counters>();
  #timer: NodeJS.Timeout | undefined;
  #isEnded = false;

  constructor(options: LinksOptions) {
    const { devices, clock, terminals, outputs } = options;
    this.#options = options;
    this.#around = {
      devices,
      clock,
      terminals,
      outputs,
      settings: { ...DEFAULT_SETTINGS, ...options.settings },
      contacts: new Contacts(),
      duplicates: new DuplicateBook(options.recentKeys),
      callers: new CallerBook(devices),
      findProtocol: options.findProtocol ?? findProtocol,
      desk: {
        deliver: (signal) => options.deliver(signal),
        report: (news) => options.report(news),
        broke: (linkId, fault) => options.broke?.(linkId, fault),
        locate: (fix) => options.locate?.(fix),
        hasStored: (frame) => options.hasStored?.(frame) ?? false,
        isClockDoubted: (deviceId) => options.isClockDoubted?.(deviceId) ?? false,
      },
    };
  }

  get ports(): Readonly<Record<string, LinkPort>> {
    const open = [...this.#slots.values()].flatMap(({ link }) =>
      link ? [[link.config.id, portOf(link)] as const] : [],
    );
    return Object.fromEntries(open);
  }

  health(): LinkReport[] {
    const now = this.#around.clock();
    return [...this.#slots.values()].map((slot) => slot.health(now));
  }

  frames(linkId: string): RecentFrame[] {
    return this.#counters.get(linkId)?.frames() ?? [];
  }

  contacts(): ContactState[] {
    return this.#around.contacts.list();
  }

  unknownCallers(): UnknownCaller[] {
    return this.#around.callers.list();
  }

  countUnknownCallers(): number {
    return this.#around.callers.count(this.#around.clock());
  }

  async open(record: LinkRecord): Promise<Result<LinkPort>> {
    if (this.#slots.has(record.id)) throw new Error(`link ${record.id} is open already`);
    const opened = await this.#slotFor(record).open();
    if (!opened.ok) return opened;
    this.#slots.set(record.id, opened.value);
    return ok(portOf(opened.value.link!));
  }

  async openPatiently(record: LinkRecord): Promise<void> {
    if (this.#slots.has(record.id)) throw new Error(`link ${record.id} is open already`);
    const slot = this.#slotFor(record);
    this.#slots.set(record.id, slot);
    await slot.openPatiently();
  }

  async replace(record: LinkRecord): Promise<Result<LinkPort>> {
    const before = this.#slots.get(record.id);
    if (!before) return this.open(record);
    await end(before);
    const slot = this.#slotFor(record);
    const opened = await slot.open();
    if (opened.ok) {
      this.#slots.set(record.id, slot);
      return ok(portOf(slot.link!));
    }
    const again = this.#slotFor(before.record, before.port);
    this.#slots.set(record.id, again);
    await again.openPatiently();
    return opened;
  }

  async close(linkId: string): Promise<void> {
    const slot = this.#slots.get(linkId);
    if (!slot) return;
    await end(slot);
    this.#slots.delete(linkId);
    this.#around.callers.forgetLink(linkId);
  }

  notify(linkId: string, account: string, notice: TerminalNotice): boolean {
    return this.#slots.get(linkId)?.link?.notify(account, notice) ?? false;
  }

  confirmAlarm(linkId: string, account: string): boolean {
    return this.#slots.get(linkId)?.link?.confirmAlarm(account) ?? false;
  }

  output(linkId: string, account: string, isOn: boolean): boolean {
    return this.#slots.get(linkId)?.link?.output(account, isOn) ?? false;
  }

  supervise(now: number): void {
    const { contacts, devices, settings, desk } = this.#around;
    for (const news of contacts.supervise(devices.list(), settings.supervisionGraceSeconds, now)) desk.report(news);
    for (const { link } of this.#slots.values()) void link?.checkUp(now);
  }

  /** Counts silences from now on. */
  watch(): void {
    const { clock, monotonic, superviseEveryMs = SUPERVISE_EVERY_MS } = this.#options;
    this.supervise(clock());
    let elapsedBefore = monotonic ? monotonic() - clock() : 0;
    const tick = () => {
      const elapsed = monotonic ? monotonic() - clock() : 0;
      if (Math.abs(elapsed - elapsedBefore) > CLOCK_STEP_MS) this.#around.contacts.shift(elapsedBefore - elapsed);
      elapsedBefore = elapsed;
      this.supervise(clock());
    };
    if (superviseEveryMs > 0) this.#timer = setInterval(tick, superviseEveryMs);
  }

  async drain(): Promise<void> {
    this.#isEnded = true;
    await Promise.all([...this.#slots.values()].map((slot) => slot.drain()));
  }

  dispose(): void {
    this.#isEnded = true;
    clearInterval(this.#timer);
    for (const slot of this.#slots.values()) slot.dispose();
  }

  #slotFor(record: LinkRecord, port = 0): LinkSlot {
    const counters = this.#counters.get(record.id) ?? new Counters();
    this.#counters.set(record.id, counters);
    const slot = new LinkSlot({
      record,
      port,
      counters,
      around: this.#around,
      patience: this.#options.patience ?? PATIENCE,
    });
    // A change that was under way while the station closes opens nothing that nobody would close.
    if (this.#isEnded) slot.dispose();
    return slot;
  }
}

/** The answers have been handed to the system by the turn after the last of them. */
async function end(slot: LinkSlot): Promise<void> {
  await slot.drain();
  await new Promise((resolve) => setImmediate(resolve));
  slot.dispose();
}

const portOf = ({ config: { protocol, transport }, port }: { config: LinkRecord; port: number }): LinkPort => ({
  protocol,
  transport: transport.kind,
  port,
});
