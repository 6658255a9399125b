import { useEffect, useState } from 'react';
import type { IncidentState } from '#shared/domain/incident.ts';
import { type Standing, WIDE_FROM, whatStands } from '#shared/domain/wallStands.ts';
import { useLive, useNow, useView } from '../desk.tsx';

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
  one.incidentIds.join() === other.incidentIds.join() &&
  one.regions.every(({ sent }, at) => sent === other.regions[at]?.sent);

/** The one of this id; null: the one the display is about now, as its window works it out. Null while all is calm. */
export function useIncidentInSight(incidentId: string | null): IncidentState | null {
  const inSight = useView((view) => view.incidentId);
  return useLive(({ live: { world } }) => world.incidents.get(incidentId ?? inSight ?? '') ?? null);
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
