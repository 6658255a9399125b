import { useMemo } from 'react';
import { useCommands, useDirectory, useLanguage, useLive, useText } from '../../desk.tsx';
import type { Option } from './fields.tsx';

export interface StationThings {
  readonly devices: readonly Option[];
  readonly cameras: readonly Option[];
  readonly links: readonly Option[];
  readonly units: readonly Option[];
}

/** What of this station a scenario may name. */
export function useStationThings(): StationThings {
  const seq = useLive(({ live }) => live.world.seq);
  const { client } = useCommands();
  const { words } = useText();
  const language = useLanguage();
  const { state } = useDirectory();
  return useMemo(() => {
    // Read anew when the journal or the scene has moved on.
    void [seq, state, language];
    const { devices, links, units } = client.live.world;
    const all = [...devices.values()];
    return {
      devices: all
        .filter(({ account }) => account !== undefined)
        .map(({ id, name, kind }) => ({ value: id, name: `${name} · ${words.deviceKind[kind]}` })),
      cameras: all.filter(({ kind }) => kind === 'camera').map(({ id, name }) => ({ value: id, name })),
      links: [...links.values()].map(({ record }) => ({ value: record.id, name: `${record.id} · ${record.protocol}` })),
      units: [...units.values()].map(({ id, name }) => ({ value: id, name })),
    };
  }, [client, words, seq, state, language]);
}
