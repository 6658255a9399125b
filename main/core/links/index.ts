/**
 * Links: alarms in over wires, answers out. Opens what the station configures, hands signals to the desk through injected
 * functions and answers devices when the desk says "durable". Imports neither desk nor journal.
 */
import type { Clock } from '#shared/kit/clock.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import { type ContactState, Contacts } from './contacts.ts';
import {
  DEFAULT_SETTINGS,
  type LinkDesk,
  type LinkedDevices,
  type LinkSettings,
  type TerminalDesk,
} from './contract.ts';
import type { RecentFrame } from './counters.ts';
import { DuplicateBook, type RecentKey } from './duplicates.ts';
import { type Link, type LinkReport, openLink } from './link.ts';
import type { OutputPermit } from './outputPermit.ts';

export type { LinkedDevice, LinkedDevices, TerminalDesk } from './contract.ts';
export type { RecentKey } from './duplicates.ts';
export { OutputPermit } from './outputPermit.ts';

export interface LinksOptions extends LinkDesk {
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
}

/** What a link listens on, as the ready line prints it. */
export interface LinkPort {
  readonly protocol: string;
  readonly transport: string;
  readonly port: number;
}

export interface Links extends Disposable {
  readonly ports: Readonly<Record<string, LinkPort>>;
  health(): LinkReport[];
  /** The last frames of a link, newest last; empty for an unknown link. */
  frames(linkId: string): RecentFrame[];
  contacts(): ContactState[];
  /** Text to a device's own screen or speaker; false when it is not connected or can show none. */
  notify(linkId: string, account: string, text: string, isUrgent: boolean): boolean;
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
  const { devices, clock, monotonic, terminals, outputs, superviseEveryMs = SUPERVISE_EVERY_MS } = options;
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const contacts = new Contacts();
  const duplicates = new DuplicateBook(options.recentKeys);
  const desk: LinkDesk = {
    deliver: (signal) => options.deliver(signal),
    report: (news) => options.report(news),
    locate: (fix) => options.locate?.(fix),
  };
  const open: Link[] = [];
  for (const config of options.links) {
    const opened = await openLink(config, { devices, desk, clock, settings, duplicates, contacts, terminals, outputs });
    if (!opened.ok) {
      for (const link of open) link.dispose();
      return opened;
    }
    open.push(opened.value);
  }

  const supervise = (now: number) => {
    for (const news of contacts.supervise(devices.list(), settings.supervisionGraceSeconds, now)) desk.report(news);
    for (const link of open) void link.checkUp(now);
  };
  supervise(clock());
  let elapsedBefore = monotonic ? monotonic() - clock() : 0;
  const tick = () => {
    const elapsed = monotonic ? monotonic() - clock() : 0;
    if (Math.abs(elapsed - elapsedBefore) > CLOCK_STEP_MS) contacts.shift(elapsedBefore - elapsed);
    elapsedBefore = elapsed;
    supervise(clock());
  };
  const timer = superviseEveryMs > 0 ? setInterval(tick, superviseEveryMs) : undefined;

  const ports = open.map(({ config: { id, protocol, transport }, port }) => {
    return [id, { protocol, transport: transport.kind, port }] as const;
  });
  return ok({
    ports: Object.fromEntries(ports),
    health: () => open.map((link) => link.health(clock())),
    frames: (linkId) => open.find((link) => link.config.id === linkId)?.frames() ?? [],
    contacts: () => contacts.list(),
    notify: (linkId, account, text, isUrgent) =>
      open.find((link) => link.config.id === linkId)?.notify(account, text, isUrgent) ?? false,
    confirmAlarm: (linkId, account) => open.find((link) => link.config.id === linkId)?.confirmAlarm(account) ?? false,
    output: (linkId, account, isOn) => open.find((link) => link.config.id === linkId)?.output(account, isOn) ?? false,
    supervise,
    async drain() {
      await Promise.all(open.map((link) => link.drain()));
    },
    dispose() {
      clearInterval(timer);
      for (const link of open) link.dispose();
    },
  });
}
