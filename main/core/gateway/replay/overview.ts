/** What a span holds: its alarms, its incidents, and everything that happened to them. */
import type { StoredEvent } from '#shared/domain/event.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { evolveIncident } from '#shared/domain/incidentEvolve.ts';
import type { ReplayEntry, ReplayOverview } from '#shared/wire/replay.ts';
import type { ReplaySpan } from './messages.ts';
import type { Past } from './past.ts';

const MOST_ALARMS = 20_000;
const MOST_ENTRIES = 5_000;
const ALARMS_AND_INCIDENTS = "kind = 'alarm.received' OR kind LIKE 'incident.%'";
const INCIDENTS = "kind LIKE 'incident.%'";
/** Which units were best is worked out again and again; it is not something that happened. */
const UNLISTED: ReadonlySet<string> = new Set(['incident.recommended']);

export function overviewOf(past: Past, span: ReplaySpan): ReplayOverview {
  const incidents = openAt(past, span.fromAt);
  const alarmsAt: number[] = [];
  const entries: ReplayEntry[] = [];
  let isCut = false;
  for (const event of past.events(
    past.seqOf({ at: span.fromAt - 1 }),
    past.seqOf({ at: span.toAt }),
    ALARMS_AND_INCIDENTS,
  )) {
    if (event.kind === 'alarm.received') {
      if (alarmsAt.length < MOST_ALARMS) alarmsAt.push(event.at);
      else isCut = true;
      continue;
    }
    const id = event.stream.slice('incident:'.length);
    const folded = foldOne(incidents, id, event);
    const line = folded?.timeline.at(-1);
    if (!line || UNLISTED.has(line.kind)) continue;
    if (entries.length < MOST_ENTRIES) entries.push({ ...line, incidentId: id });
    else isCut = true;
  }
  const listed = [...incidents.values()].map(({ id, number, kind, level, openedAt, closedAt }) => ({
    ...{ id, number, kind, level, openedAt, closedAt },
  }));
  return { ...span, alarmsAt, incidents: listed, entries, isCut };
}

/** Every incident that was open at any moment of the span, as it stood at its end. */
export function incidentsOf(past: Past, span: ReplaySpan): IncidentState[] {
  const before = past.worldAfter(past.seqOf({ at: span.fromAt - 1 }));
  const incidents = new Map([...before.incidents].filter(([, { closedAt }]) => closedAt === null));
  for (const event of past.events(before.seq, past.seqOf({ at: span.toAt }), INCIDENTS)) {
    const id = event.stream.slice('incident:'.length);
    const folded = evolveIncident(incidents.get(id), event);
    if (folded) incidents.set(id, folded);
  }
  return [...incidents.values()];
}

function openAt(past: Past, at: number): Map<string, IncidentState> {
  const { incidents } = past.worldAfter(past.seqOf({ at: at - 1 }));
  return new Map([...incidents].filter(([, { closedAt }]) => closedAt === null));
}

/** Without its timeline, so that the line of this event stands alone in it. */
function foldOne(incidents: Map<string, IncidentState>, id: string, event: StoredEvent): IncidentState | undefined {
  const before = incidents.get(id);
  const folded = evolveIncident(before && { ...before, timeline: [] }, event);
  if (folded) incidents.set(id, folded);
  return folded;
}
