/**
 * The queue of notices, outside the dispatch path: a command is answered before the first attempt is made. What is to be said is
 * `queued` in the world, born of events; outcomes go back into the journal, all of one tick in one event. The queue itself holds
 * nothing that a restart must not lose: attempts and rests begin anew.
 */

import { isActive } from '#shared/domain/dispatch.ts';
import type { Draft, StoredEvent } from '#shared/domain/event.ts';
import {
  NOTICE_STREAM,
  type Notice,
  type NoticeOutcome,
  type NoticeReason,
  type NoticeStanding,
} from '#shared/domain/notice.ts';
import type { World } from '#shared/domain/world.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { NoticeAdapter, Sending } from './adapter.ts';
import { Breaker } from './breaker.ts';

/** An attempt that has not ended by then has failed. */
const ATTEMPT_MS = 10_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
/** One attempt may meet a moment; what has failed this often is said at the desk while it is still tried. */
const SAID_AFTER_ATTEMPTS = 2;

interface Job {
  readonly notice: Notice;
  readonly lane: string;
  /** No event bore it: its outcome says what it was. */
  readonly isPosted: boolean;
  attempts: number;
  nextAt: number;
  isRunning: boolean;
  /** Why the last attempt did not succeed. */
  reason: NoticeReason | null;
  detail: string | null;
}

export interface NoticeQueueParts {
  readonly world: Pick<World, 'linkage' | 'incidents'>;
  readonly clock: Clock;
  /** None in a drill: then everything is withheld. */
  readonly adapters: readonly NoticeAdapter[];
  record(drafts: readonly Draft[]): void;
}

export class NoticeQueue implements Disposable {
  readonly #parts: NoticeQueueParts;
  readonly #adapters: ReadonlyMap<string, NoticeAdapter>;
  readonly #jobs = new Map<string, Job>();
  readonly #lanes = new Map<string, { running: number; readonly breaker: Breaker }>();
  readonly #running = new Map<string, number>();
  #outcomes: NoticeOutcome[] = [];
  readonly #end = new AbortController();
  #turn: NodeJS.Immediate | undefined;

  constructor(parts: NoticeQueueParts) {
    this.#parts = parts;
    this.#adapters = new Map(parts.adapters.map((adapter) => [adapter.name, adapter]));
    this.#takeUpSoon();
  }

  /** Durable events. Only notes that there may be news: everything else is done in a turn of its own. */
  onEvents(events: readonly StoredEvent[]): void {
    if (events.some(({ stream }) => stream.startsWith('incident:'))) this.#takeUpSoon();
  }

  /** Something that follows from the world and not from one event. Replaces what was posted for the same receiver; tried at once. */
  post(notice: Notice): void {
    const adapter = this.#adapters.get(notice.adapter);
    if (!adapter) return;
    for (const [id, { isPosted, notice: before }] of this.#jobs) {
      if (isPosted && before.adapter === notice.adapter && before.to === notice.to) this.#jobs.delete(id);
    }
    const job = this.#add(notice, adapter, true);
    this.#attempt(job, adapter);
  }

  /** Several times a second: what is due is tried, what is no longer worth saying is dropped, what came of it is recorded. */
  tick(): void {
    const now = this.#parts.clock();
    for (const job of [...this.#jobs.values()]) {
      if (job.isRunning) continue;
      const over = this.#whyOver(job, now);
      if (over === 'settled') this.#jobs.delete(job.notice.id);
      else if (over) this.#settle(job, 'failed', over, job.detail);
      else this.#attemptIfDue(job, now);
    }
    this.#flush();
  }

  dispose(): void {
    clearImmediate(this.#turn);
    this.#end.abort();
    this.#flush();
    this.#jobs.clear();
  }

  #takeUpSoon(): void {
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      this.#takeUp();
    });
  }

  #takeUp(): void {
    for (const notice of this.#parts.world.linkage.notices.values()) {
      if (notice.state !== 'queued' || this.#jobs.has(notice.id) || this.#isSettling(notice.id)) continue;
      const adapter = this.#adapters.get(notice.adapter);
      if (adapter) this.#attemptIfDue(this.#add(notice, adapter, false), this.#parts.clock());
      else this.#outcomes.push({ ...outcomeOf(notice.id, 0), state: 'withheld', reason: 'drill' });
    }
  }

  #isSettling(noticeId: string): boolean {
    return this.#outcomes.some((outcome) => outcome.noticeId === noticeId);
  }

  #add(notice: Notice, adapter: NoticeAdapter, isPosted: boolean): Job {
    const lane = `${adapter.name} ${adapter.laneOf(notice)}`;
    const state = { attempts: 0, nextAt: 0, isRunning: false, reason: null, detail: null };
    const job: Job = { notice, lane, isPosted, ...state };
    this.#jobs.set(notice.id, job);
    return job;
  }

  #attemptIfDue(job: Job, now: number): void {
    const adapter = this.#adapters.get(job.notice.adapter);
    if (!adapter || job.nextAt > now) return;
    const lane = this.#laneOf(job.lane);
    if (!lane.breaker.isClosed(now) || lane.running >= adapter.limits.lane) return;
    if ((this.#running.get(adapter.name) ?? 0) >= adapter.limits.all) return;
    this.#attempt(job, adapter);
  }

  #attempt(job: Job, adapter: NoticeAdapter): void {
    job.attempts += 1;
    job.isRunning = true;
    this.#count(job, adapter, 1);
    const signal = AbortSignal.any([this.#end.signal, AbortSignal.timeout(ATTEMPT_MS)]);
    const sending = guarded(() => adapter.send(job.notice, signal));
    // A siren is one frame into a buffer: it must not wait for a turn.
    if (!(sending instanceof Promise)) this.#onSent(job, adapter, sending);
    else
      void sending.then(
        (sent) => this.#onSent(job, adapter, sent),
        (error: unknown) => this.#onSent(job, adapter, faultOf(error)),
      );
  }

  #onSent(job: Job, adapter: NoticeAdapter, sent: Sending): void {
    job.isRunning = false;
    this.#count(job, adapter, -1);
    if (this.#end.signal.aborted || this.#jobs.get(job.notice.id) !== job) return;
    const now = this.#parts.clock();
    const { breaker } = this.#laneOf(job.lane);
    if (sent.state === 'retry') breaker.noteFailure(now);
    else breaker.noteGood();
    if (sent.state === 'waiting') {
      job.nextAt = Number.POSITIVE_INFINITY;
      return;
    }
    if (sent.state === 'retry') {
      job.reason = sent.reason;
      job.detail = sent.detail ?? null;
      job.nextAt = now + Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (job.attempts - 1));
      this.#sayHeldUp(job, sent.reason);
      return;
    }
    const failed = sent.state === 'failed' ? sent : undefined;
    this.#settle(job, sent.state, failed?.reason ?? null, failed?.detail ?? null);
  }

  /** Once for each reason, so that a way that is dead for minutes is not minutes of events. */
  #sayHeldUp({ notice, attempts, isPosted, detail }: Job, reason: NoticeReason): void {
    const known = this.#parts.world.linkage.notices.get(notice.id);
    if (isPosted || attempts < SAID_AFTER_ATTEMPTS || known?.reason === reason || this.#isSettling(notice.id)) return;
    this.#outcomes.push({ noticeId: notice.id, state: 'queued', attempts, reason, detail });
  }

  #settle(
    job: Job,
    state: Exclude<NoticeStanding, 'queued'>,
    reason: NoticeReason | null,
    detail: string | null,
  ): void {
    const { notice, attempts, isPosted } = job;
    this.#jobs.delete(notice.id);
    this.#outcomes.push({ ...outcomeOf(notice.id, attempts), state, reason, detail, ...(isPosted && { notice }) });
  }

  /** Why it need not be said any more; `settled`: somebody has said what became of it. */
  #whyOver({ notice, isPosted, reason }: Job, now: number): NoticeReason | 'settled' | null {
    const { linkage, incidents } = this.#parts.world;
    if (!isPosted && linkage.notices.get(notice.id)?.state !== 'queued') return 'settled';
    if (now >= notice.expiresAt) return reason ?? 'expired';
    const incident = incidents.get(notice.incidentId);
    if (notice.matter === 'linkage') {
      if (incident?.closedAt !== null) return 'incidentOver';
      const group = incident.linkage.find(({ groupId }) => groupId === notice.groupId);
      return group && group.toldAt > notice.bornAt ? 'superseded' : null;
    }
    if (notice.matter !== 'order') return null;
    const dispatch = incident?.dispatches.find(({ id }) => id === notice.dispatchId);
    return dispatch && isActive(dispatch.state) ? null : 'incidentOver';
  }

  #laneOf(name: string) {
    const lane = this.#lanes.get(name) ?? { running: 0, breaker: new Breaker() };
    this.#lanes.set(name, lane);
    return lane;
  }

  #count(job: Job, { name }: NoticeAdapter, by: 1 | -1): void {
    this.#laneOf(job.lane).running += by;
    this.#running.set(name, (this.#running.get(name) ?? 0) + by);
  }

  #flush(): void {
    if (this.#outcomes.length === 0) return;
    const outcomes = this.#outcomes;
    this.#outcomes = [];
    this.#parts.record([{ stream: NOTICE_STREAM, kind: 'notice.settled', body: { outcomes } }]);
  }
}

const outcomeOf = (noticeId: string, attempts: number) => ({ noticeId, attempts, reason: null, detail: null }) as const;

function guarded(send: () => Sending | Promise<Sending>): Sending | Promise<Sending> {
  try {
    return send();
  } catch (error) {
    return faultOf(error);
  }
}

const faultOf = (error: unknown): Sending => ({
  state: 'failed',
  reason: 'fault',
  detail: error instanceof Error ? error.message.slice(0, 200) : 'unknown',
});
