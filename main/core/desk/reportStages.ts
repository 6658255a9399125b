/**
 * Tells reporters how far it is with what they sent: accepted, being handled, done. Each stage once, and never backwards. It only
 * fills the queue; what carries the messages out is beside the dispatch path (main/core/publicReports/outbox.ts).
 */
import type { Actor, StoredEvent } from '#shared/domain/event.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { decidePublicReport, type PublicReport } from '#shared/domain/publicReport.ts';
import { isReachable, type ReplyStage, stageRank, toldStage } from '#shared/domain/reportReply.ts';
import type { World } from '#shared/domain/world.ts';
import { REPLY_WORDS } from '#shared/text/replyWords.ts';
import type { Desk } from './desk.ts';
import { goesOnIn } from './mergeSplit.ts';

const RULE: Actor = { kind: 'system', id: 'rule' };

/** How far it is: what the reporter may know of it, and nothing else. */
export type PublicStage = 'received' | ReplyStage;

const UNDER_WAY: ReadonlySet<IncidentState['phase']> = new Set(['dispatched', 'onScene', 'feedback', 'check']);

export function stageOf(world: World, report: PublicReport): PublicStage {
  if (report.state === 'waiting') return toldStage(report) === null ? 'received' : 'accepted';
  if (report.state === 'setAside') return 'done';
  const incident = report.incidentId === null ? undefined : goesOnIn(world, report.incidentId);
  // Closed so long ago that the world holds it no more.
  if (!incident || incident.closedAt !== null) return 'done';
  return UNDER_WAY.has(incident.phase) ? 'handling' : 'accepted';
}

export class ReportStages {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Also what was left over by a core that stopped in between: everything follows from the world. */
  onEvents(events: readonly StoredEvent[]): void {
    if (events.some(({ kind }) => kind.startsWith('incident.') || kind.startsWith('publicReport.'))) this.follow();
  }

  follow(): void {
    const { world } = this.#desk;
    for (const report of world.field.publicReports.values()) {
      if (!isReachable(report) || report.reason === 'spam') continue;
      const stage = stageOf(world, report);
      if (stage === 'received' || stageRank(stage) <= stageRank(toldStage(report))) continue;
      const text = report.reason === null ? REPLY_WORDS[stage] : REPLY_WORDS.setAside[report.reason];
      const queued = decidePublicReport(report, {
        ...{ kind: 'queueReply', replyId: this.#desk.newId() },
        ...{ stage, text, now: this.#desk.clock() },
      });
      if (queued.ok && queued.value.length > 0) void this.#desk.record(queued.value, RULE).durable;
    }
  }
}
