import type { TrackFix } from '#main/core/tracks/history/index.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import type { ReplaySpan } from '../messages.ts';

/** One file format: `head`, then a track for each unit, then `tail`; what stands between is the exporter's own. */
export interface Exporter {
  readonly contentType: string;
  /** `incidents`: as they stood at the end of the span. */
  head(span: ReplaySpan, incidents: readonly IncidentState[]): string;
  /** At least one fix, in order of `fixAt`. `unit` is undefined for one that has left the station since. */
  track(unitId: string, unit: UnitState | undefined, fixes: readonly TrackFix[]): string;
  /** `isCut`: the file ends before the span does. */
  tail(isCut: boolean): string;
}

export const isoTime = (at: number) => new Date(at).toISOString();
