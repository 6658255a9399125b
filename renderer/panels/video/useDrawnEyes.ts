import { useEffect } from 'react';
import type { SightedChannel } from '#shared/wire/video.ts';
import { useOpenEyes } from '../desk.tsx';

/**
 * Has the map draw what these cameras see, numbered in their order, until the panel is taken away. The list is the same object
 * while it is the same; null: none.
 */
export function useDrawnEyes(sighted: readonly SightedChannel[] | null) {
  const eyes = useOpenEyes();
  useEffect(() => eyes.show(sighted?.map(({ channel }) => channel) ?? []), [eyes, sighted]);
  useEffect(() => () => eyes.show([]), [eyes]);
  return eyes;
}
