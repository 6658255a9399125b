import { useEffect, useState } from 'react';
import { useDirectory } from './desk.tsx';

/** Names of towns by their codes, as far as the scene has been read and knows them. */
export function useTownNames(codes: readonly (string | null)[]): ReadonlyMap<string, string> {
  const { directory, state } = useDirectory();
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = [...new Set(codes)].filter((code) => code !== null).join(' ');
  useEffect(() => {
    if (state !== 'ready' || wanted === '') return;
    let isGone = false;
    const ask = async () => {
      const all = wanted.split(' ');
      const areas = await Promise.all(all.map((code) => directory.area(code)));
      if (isGone) return;
      setNames(new Map(all.flatMap((code, index) => (areas[index] ? [[code, areas[index].area.name] as const] : []))));
    };
    void ask();
    return () => {
      isGone = true;
    };
  }, [directory, state, wanted]);
  return names;
}
