import { useEffect } from 'react';
import { useOpenEyes } from '../desk.tsx';
import type { Eye } from './useEyes.ts';

/**
 * Has the map draw what these cameras see, numbered in their order, until the panel is taken away. The list is the same object
 * while it is the same; null: none.
 */
export function useDrawnEyes(shown: readonly Eye[] | null) {
  const eyes = useOpenEyes();
  useEffect(() => eyes.show(shown?.map(({ channel }) => channel) ?? []), [eyes, shown]);
  useEffect(() => () => eyes.show([]), [eyes]);
  return eyes;
}
