/** Folds what became of an incident beside sending units, and who has it in hand. Pure; see incidentEvolve.ts. */
import type { StepTrigger } from '../catalog/sopSteps.ts';
import { type Dispatch, isResponse } from './dispatch.ts';
import { nameOfActor, type StoredEvent } from './event.ts';
import type { HeldAlarm, IncidentEventBody, IncidentEventKind, IncidentState } from './incident.ts';
import type { Transfer } from './incidentLife.ts';
import { saidBy } from './incidentMerge.ts';
import { followClock, followKind, markBy } from './incidentSteps.ts';
import { foldLinkAnswered, foldLinked, foldLinkSilent, joinLinkage, type LinkedGroup } from './linkage.ts';

type Fold<Kind extends IncidentEventKind> = (
  state: IncidentState,
  body: IncidentEventBody[Kind],
  event: StoredEvent,
) => Partial<IncidentState>;

const nameOf = (event: StoredEvent) => nameOfActor(event.actor);

const FOLDS: { readonly [Kind in IncidentEventKind]?: Fold<Kind> } = {
  'incident.verified': (state, { verdict, means, note, tookSeconds }, event) => ({
    verification: { verdict, means, note: note || null, at: event.at, by: nameOf(event), tookSeconds },
    steps: markBy(state.steps, ['verified'], event),
  }),
  'incident.classified': (state, { kind, level, stepIds, clock }, event) => ({
    kind,
    level,
    ...(kind !== state.kind && {
      steps: markBy(followKind(state.steps, stepIds), state.linkage.flatMap(partnerOf), event),
      clock: followClock(state.clock, clock, state.dispatches),
    }),
  }),
  'incident.merged': (_state, { intoId, intoNumber, reason }, event) => ({
    mergedInto: { incidentId: intoId, number: intoNumber, at: event.at, by: nameOf(event), reason },
    dispatches: [],
    claim: null,
    closedAt: event.at,
    closedBy: nameOf(event),
    closeReason: 'duplicate',
    closeNote: reason || null,
  }),
  'incident.absorbed': (state, { fromId, fromNumber, alarms, dispatches, linkage = [] }, event) => {
    const held = alarms.reduce(addHeld, state.alarms);
    return {
      absorbed: [...state.absorbed, { incidentId: fromId, number: fromNumber }],
      alarms: held,
      alarmCount: state.alarmCount + alarms.reduce((sum, { times }) => sum + times, 0),
      lastAlarmAt: latest([state.lastAlarmAt, ...alarms.map(({ at }) => at)]),
      dispatches: [...state.dispatches, ...dispatches],
      linkage: joinLinkage(state.linkage, linkage),
      clock: followClock(state.clock, state.clock, [...state.dispatches, ...dispatches]),
      steps: markBy(
        state.steps,
        [...dispatches.filter(isResponse).flatMap(factsOf), ...linkage.flatMap(partnerOf)],
        event,
      ),
    };
  },
  'incident.splitOff': (state, { newId, newNumber, alarmIds }) => {
    const kept = state.alarms.filter(({ alarmId }) => !alarmIds.includes(alarmId));
    const gone = state.alarms.filter(({ alarmId }) => alarmIds.includes(alarmId));
    return {
      splitOff: [...state.splitOff, { incidentId: newId, number: newNumber }],
      alarms: kept,
      alarmCount: state.alarmCount - gone.reduce((sum, { times }) => sum + times, 0),
      lastAlarmAt: latest(kept.map(({ at }) => at)),
    };
  },
  'incident.linked': (state, body, event) => ({
    ...foldLinked(state.linkage, body, event),
    steps: markBy(state.steps, partnerOf({ kind: body.groupKind }), event),
  }),
  'incident.linkAnswered': (state, body, event) => foldLinkAnswered(state.linkage, body, event),
  'incident.linkSilent': (state, body, event) => foldLinkSilent(state.linkage, body, event),
  'incident.related': (state, { otherId, otherNumber }) => ({
    related: [...state.related, { incidentId: otherId, number: otherNumber }],
  }),
  'incident.transferred': (state, { transferId, from, to, dueAt, reason }, event) => ({
    transfers: [
      ...state.transfers,
      {
        id: transferId,
        from,
        to,
        reason,
        at: event.at,
        by: nameOf(event),
        dueAt,
        state: 'pending',
        settledAt: null,
        settledBy: null,
        returnReason: null,
        overdueAt: null,
      },
    ],
  }),
  'incident.transferAccepted': (state, { transferId }, event) =>
    changeTransfer(state, transferId, { state: 'accepted', settledAt: event.at, settledBy: nameOf(event) }),
  'incident.transferReturned': (state, { transferId, reason }, event) =>
    changeTransfer(state, transferId, {
      state: 'returned',
      settledAt: event.at,
      settledBy: nameOf(event),
      returnReason: reason,
    }),
  'incident.transferOverdue': (state, { transferId }, event) =>
    changeTransfer(state, transferId, { overdueAt: event.at }),
  'incident.pingPongFlagged': (_state, _body, event) => ({ pingPongAt: event.at }),
  'incident.urged': (state, { urgeId, text, dueAt }, event) => ({
    urges: [
      ...state.urges,
      { id: urgeId, text, at: event.at, by: nameOf(event), dueAt, answeredAt: null, overdueAt: null },
    ],
  }),
  'incident.urgeOverdue': (state, { urgeId }, event) => ({
    urges: state.urges.map((urge) => (urge.id === urgeId ? { ...urge, overdueAt: event.at } : urge)),
  }),
  'incident.fedBack': (state, { feedbackId, text, unitName }, event) => ({
    feedback: [...state.feedback, { id: feedbackId, text, at: event.at, by: nameOf(event), unitName }],
    urges: state.urges.map((urge) => (urge.answeredAt === null ? { ...urge, answeredAt: event.at } : urge)),
    steps: markBy(state.steps, ['feedback'], event),
  }),
  'incident.checked': (state, { result, means, text }, event) => ({
    checks: [...state.checks, { result, means, text: text || null, at: event.at, by: nameOf(event) }],
    steps: result === 'passed' ? markBy(state.steps, ['checked'], event) : state.steps,
  }),
  'incident.reopened': (state, { reason }, event) => ({
    reopenings: [
      ...state.reopenings,
      {
        at: event.at,
        by: nameOf(event),
        reason,
        closedAt: state.closedAt ?? event.at,
        closeReason: state.closeReason,
      },
    ],
    acknowledgedAt: event.at,
    acknowledgedBy: nameOf(event),
    closedAt: null,
    closedBy: null,
    closeReason: null,
    closeNote: null,
    forced: null,
    evaluation: null,
  }),
  'incident.evaluated': (_state, { result, response, note }, event) => ({
    evaluation: { result, response, note: note || null, at: event.at, by: nameOf(event) },
  }),
  'incident.claimed': (_state, { personId, name }, event) => ({
    claim: { personId, name, since: event.at, wantedBy: null },
  }),
  'incident.takeOverAsked': (state, { personId, name, dueAt }, event) => ({
    claim: state.claim && { ...state.claim, wantedBy: { personId, name, askedAt: event.at, dueAt } },
  }),
  'incident.takeOverKept': (state) => ({ claim: state.claim && { ...state.claim, wantedBy: null } }),
  'incident.claimReleased': (_state, { returns }) => ({
    claim: null,
    ...(returns && { acknowledgedAt: null, acknowledgedBy: null }),
  }),
};

/** The changed state, or undefined when the event is none of these. */
export function evolveLife(
  state: IncidentState,
  kind: IncidentEventKind,
  event: StoredEvent,
): IncidentState | undefined {
  const fold = FOLDS[kind] as Fold<never> | undefined;
  return fold && { ...state, ...fold(state, event.body as never, event) };
}

/** The step that is done once such a group has been told. */
const partnerOf = ({ kind }: Pick<LinkedGroup, 'kind'>): readonly StepTrigger[] =>
  kind === 'other' ? [] : [`linked.${kind}`];

/** What a dispatch that was made elsewhere has already made true. */
function factsOf({ acceptedAt, arrivedAt }: Dispatch): readonly StepTrigger[] {
  return [
    'dispatched',
    ...(acceptedAt === null ? [] : ['accepted' as const]),
    ...(arrivedAt === null ? [] : ['arrived' as const]),
  ];
}

/** Merging shows all that was said: nothing is dropped for want of room. */
function addHeld(alarms: readonly HeldAlarm[], alarm: HeldAlarm): readonly HeldAlarm[] {
  const index = alarms.findIndex((held) => saidBy(held) === saidBy(alarm));
  const held = alarms[index];
  if (!held) return [...alarms, { ...alarm, joined: alarm.joined === 'opened' ? 'nearby' : alarm.joined }];
  const newest = alarm.at >= held.at ? alarm : held;
  return alarms.with(index, {
    ...held,
    alarmId: newest.alarmId,
    at: newest.at,
    firstAt: Math.min(held.firstAt, alarm.firstAt),
    times: held.times + alarm.times,
  });
}

const latest = (times: readonly (number | null)[]): number | null =>
  times.reduce((last, at) => (at !== null && (last === null || at > last) ? at : last), null);

const changeTransfer = (state: IncidentState, id: string, change: Partial<Transfer>): Partial<IncidentState> => ({
  transfers: state.transfers.map((transfer) => (transfer.id === id ? { ...transfer, ...change } : transfer)),
});
