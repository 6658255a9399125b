import { useCallback, useMemo, useState } from 'react';
import type { ChannelView, SightedChannel } from '#shared/wire/video.ts';
import { findChannels } from '../../live/video.ts';
import { useCommands } from '../desk.tsx';

export interface Eye {
  readonly channel: ChannelView;
  /** Why it opened by itself; null: an officer put it here. */
  readonly sighted: SightedChannel | null;
}

/**
 * The cameras that opened by themselves at an incident, with what an officer has put in their places, until another incident is
 * worked on. The list is the same object while it is the same.
 */
export function useEyes(
  incidentId: string | null,
  sighted: readonly SightedChannel[],
): { readonly eyes: readonly Eye[]; put(place: number, channelId: string): Promise<void> } {
  const { client } = useCommands();
  const [put, setPut] = useState<{ incidentId: string | null; eyes: readonly Eye[] }>({ incidentId: null, eyes: [] });
  const opened = useMemo(() => sighted.map((one): Eye => ({ channel: one.channel, sighted: one })), [sighted]);
  const eyes = put.incidentId === incidentId && put.eyes.length > 0 ? put.eyes : opened;
  return {
    eyes,
    put: useCallback(
      async (place, channelId) => {
        const standsAt = eyes.findIndex(({ channel }) => channel.id === channelId);
        const found = await findChannels(client, { query: '', near: null, ids: [channelId], limit: 1 });
        const [channel] = found?.channels ?? [];
        if (!channel) return;
        // One that is shown already changes places with the one it is dropped on.
        const carried = eyes[standsAt] ?? { channel, sighted: null };
        const left = eyes[place];
        setPut({
          incidentId,
          eyes: eyes.map((one, at) => (at === place ? carried : at === standsAt && left ? left : one)),
        });
      },
      [client, eyes, incidentId],
    ),
  };
}
