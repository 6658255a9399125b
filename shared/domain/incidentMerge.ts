/** What touches two incidents at once: merging, splitting, linking. One append, each stream on the version it was decided on. */
import type { IncidentKind } from '../catalog/incidentKinds.ts';
import { INCIDENT_KIND_CATALOG } from '../catalog/incidentKinds.ts';
import type { ResponseProfile } from '../catalog/profiles.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Draft } from './event.ts';
import { emitter, type HeldAlarm, type IncidentEventBody, type IncidentState, incidentStream } from './incident.ts';
import { type CarriedNote, pendingTransfer } from './incidentLife.ts';
import { limitsOf, receipt } from './incidentLifeDecide.ts';
import type { Place } from './place.ts';

/** `from` ends; its alarms, dispatches and notes go on in `into`. Its units are moved by decideUnit in the same append. */
export function decideMerge(
  from: IncidentState | undefined,
  into: IncidentState | undefined,
  reason: string,
): Result<Draft[]> {
  const known = bothOpen(from, into);
  if (!known.ok) return known;
  const [source, target] = known.value;
  for (const incident of [source, target]) {
    const pending = pendingTransfer(incident);
    if (pending) return refuse('transferPending', `事件 ${incident.number} 已移交 ${pending.to.name}，尚未答复`);
  }
  const emitFrom = emitter(source.id);
  const emitInto = emitter(target.id);
  return ok([
    ...receipt(source, emitFrom),
    emitFrom('incident.merged', { intoId: target.id, intoNumber: target.number, reason }),
    ...receipt(target, emitInto),
    emitInto('incident.absorbed', {
      fromId: source.id,
      fromNumber: source.number,
      reason,
      alarms: source.alarms,
      dispatches: source.dispatches,
      linkage: source.linkage,
      notes: notesOf(source),
    }),
  ]);
}

export interface SplitRequest {
  readonly alarmIds: readonly string[];
  readonly newId: string;
  readonly newNumber: string;
  readonly incidentKind: IncidentKind;
  readonly title: string;
  readonly place: Place;
  readonly profile: ResponseProfile | null;
  readonly reason: string;
}

/** The chosen alarms become an incident of their own, whose clock runs from the first of them. */
export function decideSplit(state: IncidentState | undefined, request: SplitRequest): Result<Draft[]> {
  if (!state) return refuse('unknownIncident', '没有这起事件');
  if (state.closedAt !== null) return refuse('incidentClosed', `事件 ${state.number} 已结案`);
  const { alarmIds, newId, newNumber, reason } = request;
  const chosen = state.alarms.filter(({ alarmId }) => alarmIds.includes(alarmId));
  if (chosen.length < new Set(alarmIds).size) return refuse('alarmNotHere', '所选报警已有新的报送，请重新选择');
  const [first] = chosen.toSorted((one, other) => one.firstAt - other.firstAt);
  if (!first || chosen.length === state.alarms.length) return refuse('nothingLeft', '须至少给原事件留下一条报警');
  const { firstAt, times, ...alarm } = first;
  const entry = INCIDENT_KIND_CATALOG[request.incidentKind];
  const opened: IncidentEventBody['incident.opened'] = {
    incidentId: newId,
    number: newNumber,
    kind: request.incidentKind,
    level: entry.level,
    title: request.title,
    place: request.place,
    source: 'alarm',
    isSilent: chosen.every(({ silent }) => silent === true),
    alarm: { ...alarm, at: firstAt, joined: 'opened' },
    clock: limitsOf(request.profile, firstAt),
    stepIds: entry.steps.map(({ id }) => id),
    split: { from: { incidentId: state.id, number: state.number }, reason, alarms: chosen },
  };
  const emit = emitter(state.id);
  return ok([
    emit('incident.splitOff', { newId, newNumber, alarmIds: chosen.map(({ alarmId }) => alarmId), reason }),
    { stream: incidentStream(newId), kind: 'incident.opened', body: opened },
    // Whoever splits it has read what it is.
    emitter(newId)('incident.acknowledged', {}),
  ]);
}

/** Each says of the other that they have to do with one another. */
export function decideRelate(
  one: IncidentState | undefined,
  other: IncidentState | undefined,
  note: string,
): Result<Draft[]> {
  if (!one || !other) return refuse('unknownIncident', '没有这起事件');
  if (one.id === other.id) return refuse('sameIncident', '请选择另一起事件');
  if (one.related.some(({ incidentId }) => incidentId === other.id)) {
    return refuse('alreadyRelated', `已与事件 ${other.number} 关联`);
  }
  return ok([
    emitter(one.id)('incident.related', { otherId: other.id, otherNumber: other.number, note }),
    emitter(other.id)('incident.related', { otherId: one.id, otherNumber: one.number, note }),
  ]);
}

/** Alarms that say the same of the same source are one with a count, whichever incident held them. */
export const saidBy = ({
  sourceId,
  class: alarmClass,
  code,
  restore,
  silent = false,
}: Omit<HeldAlarm, 'times' | 'firstAt'>) => `${sourceId}|${alarmClass}|${code}|${restore}|${silent}`;

function bothOpen(
  one: IncidentState | undefined,
  other: IncidentState | undefined,
): Result<readonly [IncidentState, IncidentState]> {
  if (!one || !other) return refuse('unknownIncident', '没有这起事件');
  if (one.id === other.id) return refuse('sameIncident', '请选择另一起事件');
  const closed = [one, other].find(({ closedAt }) => closedAt !== null);
  if (closed) return refuse('incidentClosed', `事件 ${closed.number} 已结案`);
  return ok([one, other]);
}

function notesOf({ timeline }: IncidentState): readonly CarriedNote[] {
  return timeline
    .filter(({ kind }) => kind === 'incident.noted')
    .map(({ seq, at, by, facts }) => ({ seq, at, by, text: String(facts.text) }));
}
