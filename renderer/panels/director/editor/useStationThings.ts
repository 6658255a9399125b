import { useMemo } from 'react';
import { useFollow } from '../../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useText } from '../../desk.tsx';
import { useDirector } from '../director.tsx';
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
  const { places } = useDirector();
  const channels = useFollow(places.changes, () => places.channels);
  return useMemo(() => {
    // Read anew when the journal has moved on.
    void [seq, language];
    const { devices, links, units } = client.live.world;
    const all = [...devices.values()];
    return {
      devices: all
        .filter(({ account }) => account !== undefined)
        .map(({ id, name, kind }) => ({ value: id, name: `${name} · ${words.deviceKind[kind]}` })),
      cameras: (channels ?? []).map(({ id, name }) => ({ value: id, name })),
      links: [...links.values()].map(({ record }) => ({ value: record.id, name: `${record.id} · ${record.protocol}` })),
      units: [...units.values()].map(({ id, name }) => ({ value: id, name })),
    };
  }, [client, words, seq, channels, language]);
}
