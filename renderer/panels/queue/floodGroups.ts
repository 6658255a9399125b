import type { IncidentKind, IncidentLevel } from '#shared/catalog/incidentKinds.ts';
import type { IncidentState } from '#shared/domain/incident.ts';

export interface FloodGroup {
  readonly key: string;
  readonly kind: IncidentKind;
  readonly area: string;
  /** Of the gravest in it. */
  readonly level: IncidentLevel;
  readonly unanswered: number;
  readonly newestAt: number;
  /** Unanswered first, then gravest, then newest. */
  readonly incidents: readonly IncidentState[];
}

/** By area and kind; groups with unanswered ones first, then gravest, then newest. Every incident is in exactly one. */
export function floodGroups(incidents: readonly IncidentState[], elsewhere: string): readonly FloodGroup[] {
  const byKey = new Map<string, IncidentState[]>();
  for (const incident of incidents) {
    const key = `${areaOf(incident) ?? ''} ${incident.kind}`;
    const of = byKey.get(key);
    if (of) of.push(incident);
    else byKey.set(key, [incident]);
  }
  return [...byKey]
    .map(([key, of]): FloodGroup => {
      const ordered = of.toSorted(
        (one, other) =>
          Number(other.acknowledgedAt === null) - Number(one.acknowledgedAt === null) ||
          one.level - other.level ||
          other.openedAt - one.openedAt,
      );
      const [first] = ordered as [IncidentState];
      return {
        key,
        kind: first.kind,
        area: areaOf(first) ?? elsewhere,
        level: Math.min(...of.map(({ level }) => level)) as IncidentLevel,
        unanswered: of.filter(({ acknowledgedAt }) => acknowledgedAt === null).length,
        newestAt: Math.max(...of.map(({ openedAt }) => openedAt)),
        incidents: ordered,
      };
    })
    .sort(
      (one, other) =>
        Number(other.unanswered > 0) - Number(one.unanswered > 0) ||
        one.level - other.level ||
        other.newestAt - one.newestAt ||
        (one.key < other.key ? -1 : 1),
    );
}

const areaOf = ({ place }: IncidentState) => place.communityName ?? place.gridName;
