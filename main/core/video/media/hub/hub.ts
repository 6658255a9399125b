/** Every stream of the process by its id, and who may play which. */
import type { Disposable } from '#shared/kit/disposable.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { StreamHealth, StreamOrder } from '../contract.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import type { Past } from '../gop/preRoll.ts';
import type { OpenSource } from '../source.ts';
import type { HubLimits } from './limits.ts';
import { MediaStream } from './mediaStream.ts';

export interface HubOptions {
  /** Null: a source that is handed through and never pulled here. */
  readonly openerOf: (order: StreamOrder) => OpenSource | null;
  readonly preRollS?: number;
  readonly limits?: Partial<HubLimits>;
  readonly now?: () => number;
  readonly log?: (line: string) => void;
}

interface Admission {
  readonly order: StreamOrder;
  readonly expiresAt: number;
  /** What the ticket plays now. */
  readonly plays: Set<Disposable>;
  /** The seconds before it was admitted, for as long as they are offered. */
  past: Past | null;
}

const MOST_TICKETS = 4_096;
const SWEEP_MS = 5_000;
/** A past is fetched at once or not at all: pictures are not kept for tickets that last a shift. */
const PAST_MS = 60_000;
const MOST_PASTS = 16;

export class Hub implements Disposable {
  readonly #options: HubOptions;
  readonly #now: () => number;
  readonly #streams = new Map<string, { readonly key: string; readonly stream: MediaStream }>();
  readonly #admissions = new Map<string, Admission>();
  readonly #sweep: NodeJS.Timeout;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#sweep = setInterval(() => this.#endExpired(), SWEEP_MS);
  }

  admit(ticket: string, order: StreamOrder, expiresAt: number): void {
    this.end(ticket);
    // The oldest goes: whoever holds it asks for another.
    if (this.#admissions.size >= MOST_TICKETS) this.end(this.#admissions.keys().next().value!);
    const past = this.#streams.get(order.streamId)?.stream.past() ?? null;
    this.#admissions.set(ticket, { order, expiresAt, plays: new Set(), past });
    if (past) this.#keepFewPasts(ticket);
  }

  orderOf(ticket: string): Result<StreamOrder, MediaFault> {
    const admission = this.#admissions.get(ticket);
    if (admission === undefined || admission.expiresAt <= this.#now()) {
      return mediaFault('notAllowed', 'no such ticket, or it has expired');
    }
    return ok(admission.order);
  }

  /** The stream of an order; null when its source is only handed through. A changed source replaces the running one. */
  streamOf(order: StreamOrder): MediaStream | null {
    const key = JSON.stringify([order.source, order.login, order.offsetS]);
    const known = this.#streams.get(order.streamId);
    if (known?.key === key) return known.stream;
    const open = this.#options.openerOf(order);
    if (open === null) return null;
    known?.stream.dispose();
    const { preRollS, limits, now, log } = this.#options;
    const stream = new MediaStream({
      ...{ streamId: order.streamId, open },
      ...(preRollS !== undefined && { preRollS }),
      ...(limits && { limits }),
      ...(now && { now }),
      ...(log && { log }),
    });
    this.#streams.set(order.streamId, { key, stream });
    return stream;
  }

  /** The seconds before a ticket was admitted; null: nothing was kept, or it is too long ago. */
  pastOf(ticket: string): Past | null {
    return this.#admissions.get(ticket)?.past ?? null;
  }

  /** Exactly these are pulled whether anybody watches or not. */
  hold(orders: readonly StreamOrder[]): void {
    const wanted = new Set(orders.map((order) => this.streamOf(order)));
    for (const { stream } of this.#streams.values()) stream.hold(wanted.has(stream));
  }

  /** Registers what a ticket plays: it ends with the ticket. Disposing of the answer only forgets it. */
  play(ticket: string, play: Disposable): Disposable {
    const plays = this.#admissions.get(ticket)?.plays;
    if (plays === undefined) play.dispose();
    else plays.add(play);
    return { dispose: () => void plays?.delete(play) };
  }

  end(ticket: string): void {
    const admission = this.#admissions.get(ticket);
    this.#admissions.delete(ticket);
    for (const play of [...(admission?.plays ?? [])]) play.dispose();
  }

  health(): StreamHealth[] {
    return [...this.#streams.values()].map(({ stream }) => stream.health());
  }

  dispose(): void {
    clearInterval(this.#sweep);
    for (const ticket of [...this.#admissions.keys()]) this.end(ticket);
    for (const { stream } of this.#streams.values()) stream.dispose();
    this.#streams.clear();
  }

  #keepFewPasts(ticket: string): void {
    const [oldest, ...others] = [...this.#admissions].filter(([, { past }]) => past !== null);
    if (oldest && others.length >= MOST_PASTS) oldest[1].past = null;
    const forget = setTimeout(() => {
      const admission = this.#admissions.get(ticket);
      if (admission) admission.past = null;
    }, PAST_MS);
    forget.unref();
  }

  #endExpired(): void {
    const now = this.#now();
    for (const [ticket, { expiresAt }] of [...this.#admissions]) if (expiresAt <= now) this.end(ticket);
    for (const [id, { stream }] of [...this.#streams]) {
      const { state, viewers, lastFrameAt } = stream.health();
      // What nobody has watched for a minute need not be reported for ever: a site has 25,000.
      if (state === 'idle' && viewers === 0 && now - (lastFrameAt ?? 0) > 60_000) this.#streams.delete(id);
    }
  }
}
