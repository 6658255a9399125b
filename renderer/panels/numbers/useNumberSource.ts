import { useMemo } from 'react';
import { unitStanding } from '../../live/freshness.ts';
import { useCameras, useCommands, useNow } from '../desk.tsx';
import { useDayFigures } from '../useDayFigures.ts';
import type { NumberSource } from './rowGroups.ts';

/** Everything the sheet counts, at the turn of the second. Cameras are counted by their channels, not as devices as well. */
export function useNumberSource(daysAgo: 0 | 1): NumberSource {
  const { client } = useCommands();
  const now = useNow();
  const cameras = useCameras();
  const figures = useDayFigures(daysAgo);
  const { world, positions } = client.live;
  return useMemo(
    () => ({
      ...{ figures, cameras, book: world.day },
      units: [...world.units.values()].map((unit) => [unit, unitStanding(unit, positions, now)] as const),
      devices: [...world.devices.values()].filter(({ kind }) => kind !== 'camera'),
    }),
    [figures, cameras, world, positions, now],
  );
}
