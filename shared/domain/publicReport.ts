/**
 * What a citizen sends in: by WeChat, or on the form behind a QR code. Kept until the desk opens an incident from it, attaches it
 * to one as corroboration, or sets it aside with a reason. Never an alarm by itself, and it has no kind until a person says one:
 * that, a reporter and a place that may be missing set it apart from a unit's own report (fieldReport.ts).
 */
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';
import type { IncidentReporter } from './incidentLife.ts';
import type { Place } from './place.ts';
import { decideReply, evolveReplies, type ReplyCommand, type ReplyEventBody, type ReportReply } from './reportReply.ts';

export type ReportChannel = 'wechat' | 'form';

export const SET_ASIDE_REASONS = ['duplicate', 'notOurs', 'advice', 'spam'] as const;
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];

/** How the place is known: sent with it, where the sender's phone was last, or the place a QR code hangs at. */
export type PlaceOrigin = 'sent' | 'lastKnown' | 'point';

export interface ReportPlace extends Place {
  readonly origin: PlaceOrigin;
  /** When the sender was there: earlier than the report where `lastKnown`. */
  readonly seenAt: number;
}

/** A picture at the service it was sent through. A reference only: the station never fetches it by itself. */
export interface PictureReference {
  readonly url: string;
  readonly mediaId: string | null;
}

export interface PublicReportFacts {
  readonly reportId: string;
  readonly channel: ReportChannel;
  /** One well-formed line a paragraph, as written or recognised; may be empty. */
  readonly words: string;
  /** The words were recognised from a voice message. */
  readonly isVoice: boolean;
  readonly place: ReportPlace | null;
  readonly pictures: readonly PictureReference[];
  /** By the sender's service; null where it says none. */
  readonly sentAt: number | null;
  /** Masked; null: nothing was told. */
  readonly reporter: IncidentReporter | null;
}

/** Why it is with an incident: by a person, or by itself for being this near in place and time. */
export interface Attachment {
  readonly isAutomatic: boolean;
  readonly distanceM: number | null;
  readonly apartMs: number | null;
}

export interface PublicReport extends Omit<PublicReportFacts, 'reportId'> {
  readonly id: string;
  readonly at: number;
  /** When the sender last wrote: replies reach a WeChat user for 48 h from then. */
  readonly heardAt: number;
  readonly state: 'waiting' | 'attached' | 'opened' | 'setAside';
  readonly settledAt: number | null;
  readonly settledBy: string | null;
  readonly incidentId: string | null;
  readonly attachment: Attachment | null;
  readonly reason: SetAsideReason | null;
  readonly note: string | null;
  /** Incidents it was taken off: it is never attached to them by itself again. */
  readonly detachedFrom: readonly string[];
  readonly replies: readonly ReportReply[];
}

type Added = Partial<Pick<PublicReportFacts, 'words' | 'isVoice' | 'place' | 'pictures'>>;

export type PublicReportEventBody = ReplyEventBody & {
  'publicReport.received': PublicReportFacts;
  /** The same sender went on within minutes: what was missing, or more pictures. */
  'publicReport.added': { reportId: string; added: Added };
  'publicReport.opened': { reportId: string; incidentId: string };
  'publicReport.attached': { reportId: string; incidentId: string; attachment: Attachment };
  'publicReport.detached': { reportId: string; incidentId: string };
  'publicReport.setAside': { reportId: string; reason: SetAsideReason; note: string };
};

export const publicReportStream = (reportId: string) => `publicReport:${reportId}`;

export type PublicReportCommand =
  | { kind: 'receive'; facts: PublicReportFacts }
  | { kind: 'add'; added: Added }
  | { kind: 'open'; incidentId: string }
  | { kind: 'attach'; incidentId: string; attachment: Attachment }
  | { kind: 'detach' }
  | { kind: 'setAside'; reason: SetAsideReason; note: string }
  | ReplyCommand;

/** Pictures one report may name: a sender is not a gallery. */
const PICTURES = 9;

export function decidePublicReport(state: PublicReport | undefined, command: PublicReportCommand): Result<Draft[]> {
  if (command.kind === 'receive')
    return ok([draft(command.facts.reportId, 'publicReport.received', { ...command.facts })]);
  if (!state) return refuse('unknownReport', '没有这条上报');
  const { id: reportId } = state;
  switch (command.kind) {
    case 'add': {
      const pictures = command.added.pictures?.slice(0, Math.max(0, PICTURES - state.pictures.length));
      const added = { ...command.added, ...(pictures && { pictures }) };
      return ok([draft(reportId, 'publicReport.added', { reportId, added })]);
    }
    case 'detach':
      if (state.state !== 'attached') return refuse('reportNotAttached', '该上报未挂接事件');
      return ok([draft(reportId, 'publicReport.detached', { reportId, incidentId: state.incidentId ?? '' })]);
    case 'open':
    case 'attach':
    case 'setAside':
      if (state.state !== 'waiting') return refuse('reportSettled', '该上报已处理');
      return ok([settle(reportId, command)]);
    default:
      return decideReply(state, command);
  }
}

function settle(
  reportId: string,
  command: Extract<PublicReportCommand, { kind: 'open' | 'attach' | 'setAside' }>,
): Draft {
  switch (command.kind) {
    case 'open':
      return draft(reportId, 'publicReport.opened', { reportId, incidentId: command.incidentId });
    case 'attach': {
      const { incidentId, attachment } = command;
      return draft(reportId, 'publicReport.attached', { reportId, incidentId, attachment });
    }
    case 'setAside':
      return draft(reportId, 'publicReport.setAside', { reportId, reason: command.reason, note: command.note });
  }
}

const UNSETTLED = { settledAt: null, settledBy: null, incidentId: null, attachment: null, reason: null, note: null };

export function evolvePublicReport(state: PublicReport | undefined, event: StoredEvent): PublicReport | undefined {
  const kind = event.kind as keyof PublicReportEventBody;
  if (kind === 'publicReport.received') {
    const { reportId, ...facts } = event.body as PublicReportFacts;
    const { at } = event;
    return { ...facts, id: reportId, at, heardAt: at, state: 'waiting', ...UNSETTLED, detachedFrom: [], replies: [] };
  }
  return state && apply(state, kind, event);
}

function apply(state: PublicReport, kind: keyof PublicReportEventBody, event: StoredEvent): PublicReport {
  const settled = { settledAt: event.at, settledBy: nameOfActor(event.actor) };
  switch (kind) {
    case 'publicReport.added': {
      const { pictures = [], ...added } = (event.body as PublicReportEventBody['publicReport.added']).added;
      return { ...state, ...added, pictures: [...state.pictures, ...pictures], heardAt: event.at };
    }
    case 'publicReport.opened': {
      const { incidentId } = event.body as PublicReportEventBody['publicReport.opened'];
      return { ...state, ...settled, state: 'opened', incidentId };
    }
    case 'publicReport.attached': {
      const { incidentId, attachment } = event.body as PublicReportEventBody['publicReport.attached'];
      return { ...state, ...settled, state: 'attached', incidentId, attachment };
    }
    case 'publicReport.detached': {
      const { incidentId } = event.body as PublicReportEventBody['publicReport.detached'];
      return { ...state, ...UNSETTLED, state: 'waiting', detachedFrom: [...state.detachedFrom, incidentId] };
    }
    case 'publicReport.setAside': {
      const { reason, note } = event.body as PublicReportEventBody['publicReport.setAside'];
      return { ...state, ...settled, state: 'setAside', reason, note: note || null };
    }
    default:
      return { ...state, replies: evolveReplies(state.replies, event) };
  }
}

function draft<Kind extends keyof PublicReportEventBody>(
  id: string,
  kind: Kind,
  body: PublicReportEventBody[Kind],
): Draft {
  return { stream: publicReportStream(id), kind, body };
}
