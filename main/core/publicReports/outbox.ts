/**
 * Carries the queued replies out, beside the dispatch path: nobody waits for it, and a dead network shows as 待发送 and costs
 * nothing else. What is queued is in the journal; how often it was tried is not, so a restart tries again from the first pause.
 */
import type { Desk } from '#main/core/desk/desk.ts';
import type { PeopleVault } from '#main/core/people/index.ts';
import type { Actor } from '#shared/domain/event.ts';
import { decidePublicReport, type PublicReport } from '#shared/domain/publicReport.ts';
import type { ReplyCommand, ReportReply } from '#shared/domain/reportReply.ts';

const OUTBOX: Actor = { kind: 'system', id: 'outbox' };
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 30 * 60_000;
/** At once, whoever they are to. */
const UNDER_WAY = 4;

export type ReplyOutcome =
  | { readonly to: 'sent' }
  /** It will never go through. */
  | { readonly to: 'failed'; readonly fault: string }
  | { readonly to: 'later'; readonly fault: string };

/** What reaches people outside. A drill has none (relaySender.ts asks for the permit). */
export interface ReplySender {
  /** Never rejects. `replyId` stays the same however often it is tried. */
  send(message: { readonly replyId: string; readonly openid: string; readonly text: string }): Promise<ReplyOutcome>;
  /** What is under way ends now, as `later`. */
  close(): void;
}

export interface OutboxParts {
  readonly desk: Desk;
  readonly people: Pick<PeopleVault, 'reveal'>;
  /** Null: nowhere to send to; the queue says so. */
  readonly sender: ReplySender | null;
}

interface Trial {
  readonly times: number;
  readonly notBefore: number;
}

export class ReplyOutbox {
  readonly #parts: OutboxParts;
  readonly #trials = new Map<string, Trial>();
  readonly #underWay = new Map<string, Promise<void>>();
  #isClosing = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  tick(): void {
    const { desk, sender } = this.#parts;
    if (this.#isClosing) return;
    const now = desk.clock();
    for (const report of desk.world.field.publicReports.values()) {
      const queued = report.replies.filter(({ state, id }) => state === 'queued' && !this.#underWay.has(id));
      for (const reply of queued) {
        if (now > reply.untilAt) this.#settle(report, reply, 'expired', reply.fault);
        else if (!sender) this.#record(report, { kind: 'delayReply', replyId: reply.id, fault: 'noRelay' });
      }
      // One after the other for each reporter: 已办结 never overtakes 已受理.
      const reply = report.replies.find(({ state }) => state === 'queued');
      if (!sender || !reply || this.#underWay.has(reply.id) || now > reply.untilAt) continue;
      if (this.#underWay.size < UNDER_WAY && now >= (this.#trials.get(reply.id)?.notBefore ?? 0))
        this.#begin(sender, report, reply);
    }
  }

  /** Cuts off what is under way: it is tried again by the next core. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#parts.sender?.close();
    await Promise.all(this.#underWay.values());
  }

  #begin(sender: ReplySender, report: PublicReport, reply: ReportReply): void {
    const openid = this.#parts.people.reveal(report.reporter?.ref ?? '', ['openid'])?.openid;
    if (openid === undefined) {
      this.#settle(report, reply, 'failed', 'reporterForgotten');
      return;
    }
    const sending = sender
      .send({ replyId: reply.id, openid, text: reply.text })
      .then((outcome) => this.#note(report.id, reply, outcome))
      .finally(() => this.#underWay.delete(reply.id));
    this.#underWay.set(reply.id, sending);
  }

  #note(reportId: string, reply: ReportReply, outcome: ReplyOutcome): void {
    const { desk } = this.#parts;
    const report = desk.world.field.publicReports.get(reportId);
    if (!report) return;
    if (outcome.to !== 'later') {
      this.#settle(report, reply, outcome.to, outcome.to === 'failed' ? outcome.fault : null);
      return;
    }
    // Cut off by our own closing: nothing is wrong with the way.
    if (this.#isClosing) return;
    const times = (this.#trials.get(reply.id)?.times ?? 0) + 1;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (times - 1));
    this.#trials.set(reply.id, { times, notBefore: desk.clock() + pauseMs });
    this.#record(report, { kind: 'delayReply', replyId: reply.id, fault: outcome.fault });
  }

  #settle(report: PublicReport, { id }: ReportReply, to: 'sent' | 'failed' | 'expired', fault: string | null): void {
    this.#trials.delete(id);
    this.#record(report, { kind: 'settleReply', replyId: id, to, fault });
  }

  #record(report: PublicReport, command: ReplyCommand): void {
    const decided = decidePublicReport(report, command);
    if (decided.ok && decided.value.length > 0) void this.#parts.desk.record(decided.value, OUTBOX).durable;
  }
}
