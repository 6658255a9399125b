/** Which events a film is made of: those of its incidents and of what they became, and what else happened meanwhile. */
import type { AlarmFacts } from '#shared/domain/alarm.ts';
import type { ChannelEventBody } from '#shared/domain/channelEvents.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { IncidentEventBody, IncidentState } from '#shared/domain/incident.ts';
import { evolveIncident } from '#shared/domain/incidentEvolve.ts';
import type { PublicReportEventBody } from '#shared/domain/publicReport.ts';
import type { Arrival } from '#shared/domain/reviewIntervals.ts';
import type { Records } from './records.ts';

/** Of one film; a shift of a very bad night has fewer. */
export const MOST_INCIDENTS = 300;
const MOST_KIN = 40;
const MOST_BESIDE = 20_000;
/** A report and the incident that is opened from it are of one append. */
const NEAR_SEQS = 12;

const SEEN = ['seat.looked', 'channel.watched', 'channel.left'];
/** The end of a look is told five minutes after it (main/core/video/open/looks.ts). */
const LEFT_TOLD_MS = 6 * 60_000;
const SAID_OF_INCIDENTS = [
  ...['channel.snapshotTaken', 'channel.marked', 'channel.turned', 'evidence.added', 'message.sent'],
  ...['call.started', 'call.recordingStarted', 'call.recordingKept', 'call.ended'],
];
const OF_STATION = [
  ...['evidence.added', 'call.recordingKept', 'drill.launched', 'drill.paused', 'drill.resumed', 'drill.paceSet'],
  ...['drill.suspended', 'drill.jumped', 'drill.injected', 'drill.injectFailed', 'drill.ended'],
  ...['device.contactLost', 'device.contactMade', 'fieldReport.received', 'publicReport.received', 'task.overdue'],
];

export interface Gathered {
  readonly incidents: readonly (readonly StoredEvent[])[];
  readonly others: readonly StoredEvent[];
  readonly isCut: boolean;
}

/** The incident, what was merged into it or split off it, and what it went on in; whoever looked at and spoke of them. */
export function gatherIncident(records: Records, incidentId: string): Gathered | undefined {
  const found = new Map<string, readonly StoredEvent[]>();
  const states: IncidentState[] = [];
  for (const waiting = [incidentId]; waiting.length > 0 && found.size < MOST_KIN; ) {
    const id = waiting.shift()!;
    if (found.has(id)) continue;
    const events = records.stream(`incident:${id}`);
    const state = events.reduce<IncidentState | undefined>(evolveIncident, undefined);
    if (!state) continue;
    found.set(id, events);
    states.push(state);
    waiting.push(...kinOf(state));
  }
  const incidents = [...found.values()];
  if (incidents.length === 0) return undefined;
  const seqs = incidents.flat().map(({ seq }) => seq);
  const [first, last] = [
    seqs.reduce((one, other) => Math.min(one, other)),
    seqs.reduce((one, other) => Math.max(one, other)),
  ];
  const stretch = records.ofKinds([...SEEN, ...SAID_OF_INCIDENTS], first - 1, last, MOST_BESIDE);
  // Kept of it after it was closed, too.
  const later = [...found.keys()].flatMap((id) => records.stream(`evidence:incident:${id}`));
  const left = leftLater(records, last);
  const about = aboutThese(
    new Set(found.keys()),
    new Set(states.flatMap(({ dispatches }) => dispatches.map(({ unitId }) => unitId))),
  );
  const others = new Map([...stretch.filter(about), ...left, ...later].map((event) => [event.seq, event]));
  return {
    incidents,
    others: [...others.values()].sort((one, other) => one.seq - other.seq),
    isCut: stretch.length === MOST_BESIDE || found.size === MOST_KIN,
  };
}

/** Looks that ended before this event and were told after it. */
function leftLater(records: Records, untilSeq: number): StoredEvent[] {
  const untilAt = records.past.atOf(untilSeq) ?? 0;
  return records
    .ofKinds(['channel.left'], untilSeq, records.past.seqOf({ at: untilAt + LEFT_TOLD_MS }), MOST_BESIDE)
    .filter(({ body }) => (body as ChannelEventBody['channel.left']).untilAt <= untilAt);
}

function kinOf({ mergedInto, absorbed, splitFrom, splitOff }: IncidentState): string[] {
  const refs = [...(mergedInto ? [mergedInto] : []), ...absorbed, ...(splitFrom ? [splitFrom] : []), ...splitOff];
  return refs.map(({ incidentId }) => incidentId);
}

/** What was before anybody's eyes counts for all; words, calls and pictures only where they are of these incidents. */
function aboutThese(ids: ReadonlySet<string>, units: ReadonlySet<string>): (event: StoredEvent) => boolean {
  const calls = new Set<string>();
  return ({ kind, body }) => {
    if (SEEN.includes(kind)) return true;
    const said = body as { incidentId?: string | null; callId?: string; unitId?: string; target?: { id: string } };
    const isTheirs = ids.has(said.incidentId ?? '');
    if (kind === 'call.started' && (isTheirs || units.has(said.target?.id ?? ''))) calls.add(said.callId ?? '');
    if (kind === 'message.sent') return units.has(said.unitId ?? '');
    return isTheirs || (said.callId !== undefined && calls.has(said.callId));
  };
}

/** Everything of a stretch of the journal: incidents something happened to, as they stood at its end. */
export function gatherStretch(records: Records, afterSeq: number, untilSeq: number): Gathered {
  const streams = records.streamsWithin('incident', afterSeq, untilSeq, MOST_INCIDENTS + 1);
  const others = records.beside([...SEEN, ...OF_STATION], afterSeq, untilSeq, MOST_BESIDE);
  return {
    incidents: streams.slice(0, MOST_INCIDENTS).map((stream) => records.stream(stream, untilSeq)),
    others: [...others, ...leftLater(records, untilSeq)],
    isCut: streams.length > MOST_INCIDENTS || others.length === MOST_BESIDE,
  };
}

/** How each incident came here, by the signal or the words it was opened with. */
export function arrivalsOf(records: Records, incidents: Gathered['incidents']): Map<string, Arrival> {
  const arrivals = new Map<string, Arrival>();
  for (const [opened] of incidents) {
    if (opened?.kind !== 'incident.opened') continue;
    const { incidentId, alarm } = opened.body as IncidentEventBody['incident.opened'];
    const found = alarm ? byAlarm(records, alarm.alarmId) : byWords(records, opened, incidentId);
    arrivals.set(incidentId, found ?? { happenedAt: null, saidBy: 'desk' });
  }
  return arrivals;
}

function byAlarm(records: Records, alarmId: string): Arrival {
  const received = records.stream(`alarm:${alarmId}`)[0];
  const facts = received?.kind === 'alarm.received' ? (received.body as AlarmFacts) : undefined;
  return { happenedAt: facts?.deviceAt ?? null, saidBy: 'device' };
}

/** A citizen's or a unit's report that the desk made an incident of. */
function byWords(records: Records, opened: StoredEvent, incidentId: string): Arrival | undefined {
  const settled = records
    .ofKinds(
      ['publicReport.opened', 'fieldReport.opened'],
      opened.seq - NEAR_SEQS,
      opened.seq + NEAR_SEQS,
      NEAR_SEQS * 2,
    )
    .find(({ body }) => (body as { incidentId?: string }).incidentId === incidentId);
  const received = settled && records.stream(settled.stream)[0];
  if (!received) return undefined;
  const { sentAt = null } = received.body as Partial<PublicReportEventBody['publicReport.received']>;
  return { happenedAt: sentAt, saidBy: 'words' };
}
