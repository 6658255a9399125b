import { useEffect, useState } from 'react';
import type { ChannelView } from '#shared/wire/video.ts';
import { findChannels } from '../../live/video.ts';
import { useCommands } from '../desk.tsx';

/** As the station keeps it; null until it has answered, and where it keeps none of this id. */
export function useChannel(channelId: string): ChannelView | null {
  const { client } = useCommands();
  const [held, setHeld] = useState<ChannelView | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    const wish = { query: '', near: null, ids: [channelId], limit: 1 };
    void findChannels(client, wish, asking.signal).then((found) => {
      if (!asking.signal.aborted) setHeld(found?.channels[0] ?? null);
    });
    return () => asking.abort();
  }, [client, channelId]);
  return held?.id === channelId ? held : null;
}
