import { useCallback, useState } from 'react';
import type { VideoLayout } from '#shared/domain/videoPlan.ts';
import type { ChannelView } from '#shared/wire/video.ts';
import { findChannels } from '../../live/video.ts';
import { useCommands } from '../desk.tsx';

export interface Wall {
  readonly layout: VideoLayout;
  /** Place by place. */
  readonly tiles: readonly (ChannelView | null)[];
  /** Where the next camera goes; null: the first free place, or the last one. */
  readonly aim: number | null;
  setLayout(layout: VideoLayout): void;
  aimAt(place: number): void;
  put(place: number, channel: ChannelView | null): void;
  add(channel: ChannelView): void;
  /** By ids, as a preset or another window says them; those that are listed no more stay empty. */
  show(layout: VideoLayout, channelIds: readonly (string | null)[]): Promise<void>;
  /** What is dropped on a place. */
  putById(place: number, channelId: string): Promise<void>;
}

/** Which camera stands in which place of a wall. */
export function useWall(first: VideoLayout): Wall {
  const { client } = useCommands();
  const [layout, setLayout] = useState(first);
  const [shown, setShown] = useState<readonly (ChannelView | null)[]>([]);
  const [aim, setAim] = useState<number | null>(null);
  const tiles = Array.from({ length: layout }, (_, place) => shown[place] ?? null);
  const put = useCallback((place: number, channel: ChannelView | null) => {
    setShown((held) => {
      const places = Array.from({ length: Math.max(held.length, place + 1) }, (_, at) => held[at] ?? null);
      // A camera stands in one place only.
      return places.map((one, at) => (at === place ? channel : channel && one?.id === channel.id ? null : one));
    });
    setAim(null);
  }, []);
  const show = useCallback(
    async (wanted: VideoLayout, channelIds: readonly (string | null)[]) => {
      const ids = channelIds.filter((id) => id !== null);
      const found =
        ids.length > 0
          ? await findChannels(client, { query: '', near: null, ids, limit: ids.length })
          : { channels: [] };
      if (!found) return;
      const byId = new Map(found.channels.map((channel) => [channel.id, channel]));
      setLayout(wanted);
      setShown(channelIds.map((id) => (id === null ? null : (byId.get(id) ?? null))));
    },
    [client],
  );
  return {
    ...{ layout, tiles, aim, setLayout, put, show },
    aimAt: (place) => setAim((held) => (held === place ? null : place)),
    add(channel) {
      const free = tiles.indexOf(null);
      put(aim ?? (free < 0 ? tiles.length - 1 : free), channel);
    },
    async putById(place, id) {
      const found = await findChannels(client, { query: '', near: null, ids: [id], limit: 1 });
      const [channel] = found?.channels ?? [];
      if (channel) put(place, channel);
    },
  };
}
