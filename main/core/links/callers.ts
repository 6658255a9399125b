/**
 * Who calls on the station's links and is not enrolled, or cannot be believed: an installer finds the pole he has just put up
 * here, with one click to enrol it. Bounded, so that invented accounts cannot grow memory; forgotten by a restart.
 */
import type { UnknownCaller } from '#shared/wire/link.ts';
import type { RemoteAddress, Signal } from '#shared/wire/signal.ts';
import type { LinkedDevices } from './contract.ts';

const CALLERS_KEPT = 500;
/** What the pulse counts. */
const DAY_MS = 86_400_000;

export class CallerBook {
  readonly #devices: LinkedDevices;
  /** Heard last at the end. */
  readonly #callers = new Map<string, UnknownCaller>();

  constructor(devices: LinkedDevices) {
    this.#devices = devices;
  }

  note(signal: Signal): void {
    const { linkId, protocol, account, remote, receivedAt, reason, raw, events, position } = signal;
    const key = keyOf(linkId, account, remote);
    const known = this.#callers.get(key);
    this.#callers.delete(key);
    this.#callers.set(key, {
      linkId,
      protocol,
      account,
      remote,
      reason: reason ?? 'unknownAccount',
      firstAt: known?.firstAt ?? receivedAt,
      lastAt: receivedAt,
      count: (known?.count ?? 0) + 1,
      lastRaw: raw,
      events: events.map(({ zh, en }) => ({ zh, en })),
      position: position ?? known?.position ?? null,
    });
    if (this.#callers.size <= CALLERS_KEPT) return;
    for (const oldest of this.#callers.keys()) {
      this.#callers.delete(oldest);
      return;
    }
  }

  /** This one is believed now. */
  forget(linkId: string, account: string, remote: RemoteAddress): void {
    if (this.#callers.size > 0) this.#callers.delete(keyOf(linkId, account, remote));
  }

  /** The link is gone: nobody can be enrolled on it. */
  forgetLink(linkId: string): void {
    for (const [key, caller] of this.#callers) if (caller.linkId === linkId) this.#callers.delete(key);
  }

  /** Heard last first. Whoever has been enrolled meanwhile has left. */
  list(): UnknownCaller[] {
    for (const [key, { reason, linkId, account }] of this.#callers) {
      // Of an account that is enrolled and cannot be deciphered we still want to know.
      if (reason === 'unknownAccount' && this.#devices.findByAccount(linkId, account)) this.#callers.delete(key);
    }
    return [...this.#callers.values()].reverse();
  }

  /** Heard within the last day. */
  count(now: number): number {
    return this.list().filter(({ lastAt }) => now - lastAt < DAY_MS).length;
  }
}

/** Without the port: what calls from behind a router comes from another one each time. */
const keyOf = (linkId: string, account: string, { address }: RemoteAddress) =>
  `${linkId} ${account.toUpperCase()} ${address}`;
