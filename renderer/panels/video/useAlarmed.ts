import { useEffect, useState } from 'react';
import { eyesOn } from '../../live/video.ts';
import { useCommands, useLive } from '../desk.tsx';

/** As many as open by themselves at an incident. */
const EYES = 4;

interface Waiting {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
}

/** Cameras that see an alarm nobody has accepted yet, the newest alarm's first. Asked for only where somebody patrols. */
export function useAlarmed(isWanted: boolean): readonly string[] {
  const { client } = useCommands();
  const waiting = useLive(
    ({ live }): readonly Waiting[] =>
      [...live.world.incidents.values()]
        .filter(({ acknowledgedAt, closedAt }) => acknowledgedAt === null && closedAt === null)
        .map(({ id, place: { lon, lat } }) => ({ id, lon, lat }))
        .reverse(),
    (left, right) => left.map(({ id }) => id).join() === right.map(({ id }) => id).join(),
  );
  const [eyes, setEyes] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  useEffect(() => {
    if (!isWanted) return;
    let isOver = false;
    for (const { id, lon, lat } of waiting) {
      if (eyes.has(id)) continue;
      void eyesOn(client, { lon, lat }, EYES).then((found) => {
        if (!isOver && found)
          setEyes((known) =>
            new Map(known).set(
              id,
              found.map(({ channel }) => channel.id),
            ),
          );
      });
    }
    return () => {
      isOver = true;
    };
  }, [client, waiting, isWanted, eyes]);
  return isWanted ? waiting.flatMap(({ id }) => eyes.get(id) ?? []) : [];
}
