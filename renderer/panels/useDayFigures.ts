import { useMemo } from 'react';
import { type DayFigures, dayFigures } from '#shared/domain/dayFigures.ts';
import { startOfDay } from '../live/queueOrder.ts';
import { useCommands, useNow } from './desk.tsx';

const NOON_MS = 43_200_000;

/** Of the station's day `daysAgo`, by this window's clock; counted once a second, however much comes in. */
export function useDayFigures(daysAgo: 0 | 1 = 0): DayFigures {
  const now = useNow();
  const { client } = useCommands();
  const { world } = client.live;
  const today = startOfDay(now);
  return useMemo(() => {
    // By way of noons: the day on which the clocks change has 23 or 25 hours.
    const fromAt = daysAgo === 0 ? today : startOfDay(today - NOON_MS);
    return dayFigures(world.day, fromAt, startOfDay(fromAt + 3 * NOON_MS), now);
  }, [world, now, today, daysAgo]);
}
