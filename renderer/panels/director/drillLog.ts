/** What was done since the drill began, newest first: by people at seats, by the station and the field, by the script. Pure. */
import type { DrillState } from '#shared/domain/drill.ts';
import type { IncidentState, TimelineEntry } from '#shared/domain/incident.ts';
import type { World } from '#shared/domain/world.ts';

export interface LogLine {
  readonly key: string;
  readonly at: number;
  /** As `nameOfActor` says. */
  readonly by: string;
  readonly incident: Pick<IncidentState, 'id' | 'number'> | null;
  readonly what:
    | { readonly kind: 'timeline'; readonly entry: TimelineEntry }
    | { readonly kind: 'launched' | 'finished' | 'ended' }
    | { readonly kind: 'injected' | 'handInjected'; readonly injectId: string };
}

const SHOWN = 300;
/** Whose lines are shown: everybody's, a person's by name, or what no seat did. */
export type LogFilter = { readonly name: string } | 'station' | null;
const SCRIPT = 'system:drill';

export function drillLog({ incidents, drill }: Pick<World, 'incidents' | 'drill'>): LogLine[] {
  const since = drill?.launchedAt ?? Number.NEGATIVE_INFINITY;
  const ofIncidents = [...incidents.values()].flatMap((incident) =>
    incident.timeline
      .filter(({ at }) => at >= since)
      .map(
        (entry): LogLine => ({
          ...{ key: `${incident.id} ${entry.seq}`, at: entry.at, by: entry.by },
          ...{ incident, what: { kind: 'timeline', entry } },
        }),
      ),
  );
  return [...ofIncidents, ...(drill ? ofDrill(drill) : [])].sort(laterFirst).slice(0, SHOWN);
}

/** While the clock stands everything has the same time: then the journal's order tells. */
const laterFirst = (one: LogLine, other: LogLine) => other.at - one.at || seqOf(other) - seqOf(one);
const seqOf = ({ what }: LogLine) => (what.kind === 'timeline' ? what.entry.seq : 0);

function ofDrill({ launchedAt, launchedBy, played, ended }: DrillState): LogLine[] {
  const line = (key: string, at: number, by: string, what: LogLine['what']): LogLine => ({
    ...{ key, at, by, incident: null, what },
  });
  return [
    line('launched', launchedAt, launchedBy, { kind: 'launched' }),
    ...played.map(({ injectId, how, at }, index) =>
      line(`${injectId} ${index}`, at, SCRIPT, { kind: how === 'hand' ? 'handInjected' : 'injected', injectId }),
    ),
    ...(ended ? [line('ended', ended.at, ended.by, { kind: ended.how === 'finished' ? 'finished' : 'ended' })] : []),
  ];
}

/** The last thing a person did, as far as it is written at an incident. */
export function lastOf(lines: readonly LogLine[], name: string): LogLine | null {
  return lines.find(({ by }) => by === name) ?? null;
}

export function filterLog(
  lines: readonly LogLine[],
  filter: LogFilter,
  seatNames: readonly string[],
): readonly LogLine[] {
  if (filter === null) return lines;
  if (filter === 'station') return lines.filter(({ by }) => !seatNames.includes(by));
  return lines.filter(({ by }) => by === filter.name);
}
