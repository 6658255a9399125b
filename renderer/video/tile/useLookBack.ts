import { useCallback, useEffect, useState } from 'react';
import type { Past } from '../players/past.ts';
import type { TileSession } from './tileSession.ts';
import type { TileSaid, TileWords } from './VideoTile.tsx';

/** The seconds before the look over the live picture, until they have been played or the key is pressed again. */
export function useLookBack(session: TileSession | null, words: TileWords, say: (said: TileSaid) => void) {
  const [past, setPast] = useState<Past | null>(null);
  const [asking, setAsking] = useState<AbortController | null>(null);
  const end = useCallback(() => setPast(null), []);
  useEffect(() => () => past?.dispose(), [past]);
  useEffect(() => () => asking?.abort(), [asking]);
  // Another camera in the same tile has a past of its own.
  useEffect(() => (session ? end : undefined), [session, end]);
  const toggle = async () => {
    if (past) return end();
    const url = session?.pastUrl ?? null;
    const asked = new AbortController();
    setAsking(asked);
    const { openPast } = await import('../players/past.ts');
    const found = url === null ? null : await openPast(url, asked.signal);
    if (asked.signal.aborted) return found?.dispose();
    if (!found) return say({ isDone: false, text: words.noPast });
    found.onOver = end;
    setPast(found);
  };
  return { past, toggle, end };
}
