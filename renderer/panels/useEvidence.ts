import { useEffect, useState } from 'react';
import { type FetchedEvidence, fetchEvidence } from '../live/evidence.ts';
import { useCommands } from './desk.tsx';

export interface ShownFile {
  readonly fetched: FetchedEvidence | null;
  /** Null while it is on its way, and where its bytes are not those the journal speaks of: they are evidence of nothing. */
  readonly url: string | null;
}

/** One file of the field, for as long as something shows it; null: none. */
export function useEvidence(hash: string | null): ShownFile {
  const { client } = useCommands();
  const [shown, setShown] = useState<ShownFile>({ fetched: null, url: null });
  useEffect(() => {
    let isGone = false;
    let url: string | null = null;
    setShown({ fetched: null, url: null });
    if (hash === null) return;
    void fetchEvidence(client, hash).then((fetched) => {
      if (isGone) return;
      if (fetched.state === 'found' && fetched.digest !== 'wrong') url = URL.createObjectURL(fetched.blob);
      setShown({ fetched, url });
    });
    return () => {
      isGone = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [client, hash]);
  return shown;
}
