import { useEffect, useState } from 'react';
import type { IncidentState } from '#shared/domain/incident.ts';
import { incidentInSight, type Standing, WIDE_FROM, whatStands } from '#shared/domain/wallStands.ts';
import { useLive, useNow } from '../desk.tsx';

/** What stands on this display now; the same object until it is something else. */
export function useStanding(displayId: string): Standing {
  const now = useNow();
  const isWide = useIsWide();
  return useLive(
    ({ live }) => whatStands(live.world.wall, live.world.incidents, { displayId, isWide }, now),
    isSameStanding,
  );
}

const isSameStanding = (one: Standing, other: Standing): boolean =>
  one.by === other.by &&
  one.preset === other.preset &&
  one.incidentId === other.incidentId &&
  one.regions.every(({ sent }, at) => sent === other.regions[at]?.sent);

/** The incident the wall is about now; null while all is calm. */
export function useIncidentInSight(incidentId: string | null): IncidentState | null {
  const now = useNow();
  return useLive(({ live: { world } }) =>
    incidentId === null ? incidentInSight(world.incidents, now) : (world.incidents.get(incidentId) ?? null),
  );
}

function useIsWide(): boolean {
  const [isWide, setWide] = useState(isWideNow);
  useEffect(() => {
    const measure = () => setWide(isWideNow());
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return isWide;
}

const isWideNow = () => window.innerWidth / Math.max(1, window.innerHeight) > WIDE_FROM;
