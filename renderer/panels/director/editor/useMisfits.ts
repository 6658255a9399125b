import { useEffect, useState } from 'react';
import type { Problem } from '#shared/kit/result.ts';
import { useDirector } from '../director.tsx';
import { useBench } from './bench.tsx';

/** Nobody wants to be told while still typing. */
const AFTER_MS = 400;

/** What this station lacks for the draft, as the core says; null while that is not known. */
export function useMisfits(isReady: boolean): readonly Problem[] | null {
  const { feed } = useDirector();
  const { draft } = useBench();
  const [found, setFound] = useState<readonly Problem[] | null>(null);
  useEffect(() => {
    setFound(null);
    if (!isReady) return;
    let isWanted = true;
    const timer = setTimeout(() => {
      void feed.check(draft).then((answer) => {
        if (isWanted && answer.ok) setFound(answer.value.misfits);
      });
    }, AFTER_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [feed, draft, isReady]);
  return found;
}
