import { useEffect, useState } from 'react';
import type { Language } from '#shared/text/language.ts';
import { formatDistance } from '#shared/text/time.ts';
import { mayWatch } from '#shared/wire/roles.ts';
import type { SightedChannel } from '#shared/wire/video.ts';
import { eyesOn } from '../../live/video.ts';
import { useCommands, useLive } from '../desk.tsx';
import { sightWords } from './sightWords.ts';

/** Why this camera: how far it is and what it sees, on one line. */
export const sightedAside = (one: SightedChannel, language: Language, text: Parameters<typeof sightWords>[1]) =>
  [formatDistance(one.distanceM, language), ...sightWords(one, text)].join(' · ');

const ASK_AGAIN_MS = 2_000;
/** Cameras of the streets around: somebody who runs is on one of them next. */
const AROUND_M = 500;

/** Those with a picture to give, asked for anew when the place changes; none for a seat that may not watch. */
export function useSighted(
  place: { readonly lon: number; readonly lat: number } | null,
  most: number,
): readonly SightedChannel[] {
  const { client } = useCommands();
  const [sighted, setSighted] = useState<readonly SightedChannel[]>([]);
  const mayAsk = useLive(({ connection, live }) => {
    const role = live.seat?.role;
    return connection.state === 'live' && role !== undefined && mayWatch(role);
  });
  const { lon, lat } = place ?? { lon: null, lat: null };
  useEffect(() => {
    setSighted([]);
    if (lon === null || lat === null || !mayAsk) return;
    let isWanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const found = await eyesOn(client, { lon, lat }, most, AROUND_M);
      if (!isWanted) return;
      if (found) setSighted(found);
      // The core may still be reading the buildings that cameras look past.
      else again = setTimeout(() => void look(), ASK_AGAIN_MS);
    };
    void look();
    return () => {
      isWanted = false;
      clearTimeout(again);
    };
  }, [client, lon, lat, most, mayAsk]);
  return sighted;
}
