/**
 * Notices: what the station says to somebody outside its own windows, by a way that may be slow or dead. Born of events by
 * folding them, so that no second store is needed: what is `queued` in the world is what is still to be carried out, also
 * after a restart. Outcomes come back as events, many in one (main/core/notices); so does what holds one up.
 */
import type { StoredEvent } from './event.ts';
import type { IncidentEventBody } from './incident.ts';
import type { LinkageEventBody, ToldMember } from './linkage.ts';
import type { UnitState } from './unit.ts';

export const NOTICE_ADAPTERS = ['siren', 'worker', 'terminal', 'printer', 'webhook'] as const;
export type NoticeAdapterName = (typeof NOTICE_ADAPTERS)[number];

/** What it is about, which decides its words and how long it is worth carrying. */
export type NoticeMatter = 'order' | 'orderEnded' | 'linkage' | 'sirenOn' | 'sirenOff';

export const NOTICE_REASONS = [
  ...(['offline', 'unreachable', 'timedOut', 'badStatus', 'redirected', 'notAllowed', 'certificate'] as const),
  ...(['notShown', 'noSiren', 'notWritten', 'incidentOver', 'expired', 'superseded', 'drill', 'fault'] as const),
];
export type NoticeReason = (typeof NOTICE_REASONS)[number];

export interface Notice {
  readonly id: string;
  readonly adapter: NoticeAdapterName;
  /** Unit, siren, address of a webhook; of a printer empty. */
  readonly to: string;
  readonly matter: NoticeMatter;
  readonly incidentId: string;
  readonly dispatchId: string | null;
  readonly groupId: string | null;
  readonly memberId: string | null;
  readonly bornAt: number;
  readonly expiresAt: number;
}

/**
 * `sent`: handed over, and nobody has said that it arrived; `delivered`: somebody has; `withheld`: a drill says nothing to the
 * outside.
 */
export type NoticeStanding = 'queued' | 'sent' | 'delivered' | 'failed' | 'withheld';

export interface NoticeState extends Notice {
  readonly state: NoticeStanding;
  readonly attempts: number;
  readonly settledAt: number | null;
  readonly reason: NoticeReason | null;
  /** In the other side's words: `HTTP 503`. */
  readonly detail: string | null;
}

export interface NoticeOutcome {
  readonly noticeId: string;
  /** `queued` with a reason: it has not gone through yet and is tried again; said once for each reason. */
  readonly state: NoticeStanding;
  readonly attempts: number;
  readonly reason: NoticeReason | null;
  readonly detail: string | null;
  /** Of a notice that no event bore: a siren follows the state of the world, not one event. */
  readonly notice?: Notice;
}

export type NoticeEventBody = { 'notice.settled': { outcomes: readonly NoticeOutcome[] } };

/** All outcomes share one stream: they are one list, written by one hand. */
export const NOTICE_STREAM = 'notice:outcomes';

/** Worth carrying for so long. */
const LIFE_MS: Readonly<Record<NoticeMatter, number>> = {
  order: 1_800_000,
  orderEnded: 60_000,
  linkage: 600_000,
  sirenOn: 30_000,
  sirenOff: 30_000,
};

/** Settled ones the world holds for the desk. */
const SETTLED_KEPT = 200;

/** The notices one event gives birth to. `unitOf`: of the world as it is with this event. */
export function noticesBornOf(
  event: StoredEvent,
  unitOf: (unitId: string) => UnitState | undefined,
): readonly Notice[] {
  switch (event.kind) {
    case 'incident.linked': {
      const { incidentId, groupId, members } = event.body as LinkageEventBody['incident.linked'];
      return members.flatMap((member) => {
        const adapter = ADAPTER_OF[member.channel];
        if (!adapter) return [];
        const { memberId, to } = member;
        return [born(event, { adapter, to: to ?? '', matter: 'linkage', incidentId, groupId, memberId })];
      });
    }
    case 'incident.dispatched': {
      const { incidentId, dispatchId, unitId } = event.body as IncidentEventBody['incident.dispatched'];
      return hasTerminal(unitOf(unitId)) ? [toTerminal(event, 'order', { incidentId, dispatchId, unitId })] : [];
    }
    case 'incident.dispatchMoved': {
      const { incidentId, dispatchId, unitId, to } = event.body as IncidentEventBody['incident.dispatchMoved'];
      if ((to !== 'withdrawn' && to !== 'timedOut') || !hasTerminal(unitOf(unitId))) return [];
      return [toTerminal(event, 'orderEnded', { incidentId, dispatchId, unitId })];
    }
    default:
      return [];
  }
}

const ADAPTER_OF: Readonly<Partial<Record<ToldMember['channel'], NoticeAdapterName>>> = {
  phone: 'worker',
  terminal: 'terminal',
  webhook: 'webhook',
  printer: 'printer',
};

/** Named in the configuration, or called by a terminal's number itself. */
const hasTerminal = (unit: UnitState | undefined): boolean =>
  unit !== undefined && (unit.terminal !== undefined || /^\d{10,20}$/.test(unit.id));

const toTerminal = (
  event: StoredEvent,
  matter: 'order' | 'orderEnded',
  { unitId, ...about }: { incidentId: string; dispatchId: string; unitId: string },
): Notice => born(event, { adapter: 'terminal', to: unitId, matter, ...about });

function born(
  event: StoredEvent,
  facts: Pick<Notice, 'adapter' | 'to' | 'matter' | 'incidentId'> & Partial<Notice>,
): Notice {
  const id = `${event.id}:${facts.memberId ?? facts.adapter}`;
  return noticeAt(event.at, { id, ...facts });
}

/** Fills in what follows from the rest. */
export function noticeAt(
  bornAt: number,
  facts: Pick<Notice, 'id' | 'adapter' | 'to' | 'matter' | 'incidentId'> & Partial<Notice>,
): Notice {
  return {
    dispatchId: null,
    groupId: null,
    memberId: null,
    ...facts,
    bornAt,
    expiresAt: bornAt + LIFE_MS[facts.matter],
  };
}

/** Folds one event, after everything else it changes. Changes the map in place; its entries are replaced. */
export function evolveNotices(
  notices: Map<string, NoticeState>,
  event: StoredEvent,
  unitOf: (unitId: string) => UnitState | undefined,
): void {
  if (event.kind === 'notice.settled') {
    const { outcomes } = event.body as NoticeEventBody['notice.settled'];
    for (const outcome of outcomes) settle(notices, outcome, event.at);
    forgetOldest(notices);
    return;
  }
  if (event.kind === 'incident.noticeAnswered') noteTerminalAnswer(notices, event);
  for (const notice of noticesBornOf(event, unitOf)) notices.set(notice.id, { ...notice, ...UNSETTLED });
}

const UNSETTLED = { state: 'queued', attempts: 0, settledAt: null, reason: null, detail: null } as const;

function settle(notices: Map<string, NoticeState>, { noticeId, notice, ...said }: NoticeOutcome, at: number): void {
  const known = notices.get(noticeId) ?? (notice && { ...notice, ...UNSETTLED });
  if (!known) return;
  if (said.state === 'queued') {
    if (known.state === 'queued') notices.set(noticeId, { ...known, ...said });
    return;
  }
  // A terminal may say that it has shown an order before we have written down that it was sent.
  if (known.state === 'delivered' && said.state === 'sent') return;
  notices.delete(noticeId);
  notices.set(noticeId, { ...known, ...said, settledAt: at });
}

function noteTerminalAnswer(notices: Map<string, NoticeState>, { body, at }: StoredEvent): void {
  const { dispatchId, isTaken } = body as IncidentEventBody['incident.noticeAnswered'];
  // A settled one moves to the end of the map.
  for (const notice of [...notices.values()]) {
    if (notice.adapter !== 'terminal' || notice.matter !== 'order' || notice.dispatchId !== dispatchId) continue;
    const state = isTaken ? 'delivered' : 'failed';
    settle(
      notices,
      { noticeId: notice.id, state, attempts: notice.attempts, reason: isTaken ? null : 'notShown', detail: null },
      at,
    );
  }
}

function forgetOldest(notices: Map<string, NoticeState>): void {
  const settled = [...notices.values()].filter(({ state }) => state !== 'queued');
  for (const { id } of settled.slice(0, Math.max(0, settled.length - SETTLED_KEPT))) notices.delete(id);
}
