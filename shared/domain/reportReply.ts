/** What a reporter is told of his report, and whether it has reached him. A durable queue: every step of it is an event. */
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Draft, StoredEvent } from './event.ts';
import type { PublicReport } from './publicReport.ts';

/** In this order; a report never goes back. `answer`: the desk's own words, at any time. */
export const REPLY_STAGES = ['accepted', 'handling', 'done'] as const;
export type ReplyStage = (typeof REPLY_STAGES)[number];
export type ReplyState = 'queued' | 'sent' | 'failed' | 'expired';

/** WeChat takes customer messages to a user for this long after he wrote last. */
export const REPLY_WINDOW_MS = 48 * 3_600_000;

export interface ReportReply {
  readonly id: string;
  readonly stage: ReplyStage | 'answer';
  readonly text: string;
  readonly at: number;
  /** After this nobody takes it any more. */
  readonly untilAt: number;
  readonly state: ReplyState;
  readonly settledAt: number | null;
  /** What the last try came to, as a code; null: not tried, or it went through. */
  readonly fault: string | null;
}

export type ReplyEventBody = {
  'publicReport.replyQueued': {
    reportId: string;
    replyId: string;
    stage: ReportReply['stage'];
    text: string;
    untilAt: number;
  };
  /** Said once for each change of what is wrong: it is still tried. */
  'publicReport.replyDelayed': { reportId: string; replyId: string; fault: string };
  'publicReport.replySettled': {
    reportId: string;
    replyId: string;
    to: Exclude<ReplyState, 'queued'>;
    fault: string | null;
  };
};

export type ReplyCommand =
  | { kind: 'queueReply'; replyId: string; stage: ReportReply['stage']; text: string; now: number }
  | { kind: 'delayReply'; replyId: string; fault: string }
  | { kind: 'settleReply'; replyId: string; to: Exclude<ReplyState, 'queued'>; fault: string | null };

export function decideReply(report: PublicReport, command: ReplyCommand): Result<Draft[]> {
  const { id: reportId } = report;
  const stream = `publicReport:${reportId}`;
  const make = <Kind extends keyof ReplyEventBody>(kind: Kind, body: ReplyEventBody[Kind]) =>
    ok([{ stream, kind, body }]);
  if (command.kind === 'queueReply') {
    const { replyId, stage, text } = command;
    if (!isReachable(report)) return refuse('reporterNotReachable', '该上报人无法回复');
    if (stage !== 'answer' && stageRank(stage) <= stageRank(toldStage(report))) return ok([]);
    return make('publicReport.replyQueued', {
      ...{ reportId, replyId, stage, text },
      untilAt: report.heardAt + REPLY_WINDOW_MS,
    });
  }
  const reply = report.replies.find(({ id }) => id === command.replyId);
  if (reply?.state !== 'queued') return ok([]);
  const { replyId, fault } = command;
  if (command.kind === 'settleReply')
    return make('publicReport.replySettled', { reportId, replyId, to: command.to, fault });
  return reply.fault === fault
    ? ok([])
    : make('publicReport.replyDelayed', { reportId, replyId, fault: command.fault });
}

export function evolveReplies(replies: readonly ReportReply[], event: StoredEvent): readonly ReportReply[] {
  const kind = event.kind as keyof ReplyEventBody;
  switch (kind) {
    case 'publicReport.replyQueued': {
      const { replyId, stage, text, untilAt } = event.body as ReplyEventBody['publicReport.replyQueued'];
      const fresh = { state: 'queued', settledAt: null, fault: null } as const;
      return [...replies, { id: replyId, stage, text, at: event.at, untilAt, ...fresh }];
    }
    case 'publicReport.replyDelayed': {
      const { replyId, fault } = event.body as ReplyEventBody['publicReport.replyDelayed'];
      return replies.map((reply) => (reply.id === replyId ? { ...reply, fault } : reply));
    }
    case 'publicReport.replySettled': {
      const { replyId, to, fault } = event.body as ReplyEventBody['publicReport.replySettled'];
      const settled = { state: to, settledAt: event.at, fault };
      return replies.map((reply) => (reply.id === replyId ? { ...reply, ...settled } : reply));
    }
    default:
      return replies;
  }
}

/** Somebody who has written by WeChat; who filled in the form looks at his receipt. */
export const isReachable = ({ channel, reporter }: Pick<PublicReport, 'channel' | 'reporter'>) =>
  channel === 'wechat' && typeof reporter?.ref === 'string';

/** The last stage that was put into the queue, whether or not it went out. */
export const toldStage = ({ replies }: Pick<PublicReport, 'replies'>): ReplyStage | null =>
  replies.findLast((reply): reply is ReportReply & { stage: ReplyStage } => reply.stage !== 'answer')?.stage ?? null;

export const stageRank = (stage: ReplyStage | null): number => (stage === null ? -1 : REPLY_STAGES.indexOf(stage));
