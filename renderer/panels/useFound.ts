import { useEffect, useState } from 'react';
import type { Findable, FindGroup } from '#shared/search/findable.ts';
import { useDirectory } from './desk.tsx';

/**
 * What the scene's directory has for some words, as far as it has been read.
 * @param sift which of the hits are wanted; stands outside the component, so that it is the same every time
 * @returns null while nothing is asked, or nothing can be answered yet
 */
export function useFound(
  query: string,
  sift: (groups: readonly FindGroup[]) => readonly Findable[],
): readonly Findable[] | null {
  const { directory, state } = useDirectory();
  const [found, setFound] = useState<readonly Findable[] | null>(null);
  useEffect(() => {
    const asked = query.trim();
    let isWanted = asked !== '' && state !== 'waiting';
    if (!isWanted) return setFound(null);
    void directory.find({ query: asked }).then((groups) => {
      if (isWanted) setFound(sift(groups));
    });
    return () => {
      isWanted = false;
    };
  }, [directory, state, query, sift]);
  return found;
}

/** Divisions of every level: district, town, community, grid. */
export const divisionsOf = (groups: readonly FindGroup[]): readonly Findable[] =>
  groups.find(({ kind }) => kind === 'grid')?.hits ?? [];
