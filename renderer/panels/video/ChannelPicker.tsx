import { type DragEvent, useEffect, useState } from 'react';
import type { ChannelList, ChannelView } from '#shared/wire/video.ts';
import { CHANNEL_DRAG_TYPE } from '../../live/channelDrag.ts';
import { findChannels } from '../../live/video.ts';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useCommands, useText } from '../desk.tsx';

const LISTED = 200;
const SEARCH_AFTER_MS = 150;

/** Cameras by name: chosen with Enter or a click, or carried to a place. */
export function ChannelPicker({
  onPick,
  shown,
}: {
  readonly onPick: (channel: ChannelView) => void;
  readonly shown: readonly (ChannelView | null)[];
}) {
  const say = useText().video;
  const [query, setQuery] = useState('');
  const { list, hasFailed } = useChannels(query);
  const listKeys = useListKeys('.video-list__row', { findsByLetters: true });
  return (
    <>
      <label className="video-list__search">
        <span className="visually-hidden">{say.search}</span>
        <input
          type="search"
          value={query}
          placeholder={say.searchHint}
          onChange={({ target }) => setQuery(target.value)}
          data-testid="video-search"
        />
      </label>
      <p className="video-list__count" role="status">
        {hasFailed
          ? say.listFailed
          : list && (list.total === 0 ? say.noneFound : say.found(list.channels.length, list.total))}
      </p>
      <ul className="video-list__rows" ref={listKeys}>
        {list?.channels.map((channel) => (
          <li key={channel.id}>
            <button
              type="button"
              className="video-list__row"
              aria-pressed={shown.some((held) => held?.id === channel.id)}
              draggable
              onDragStart={(event) => carry(event, channel)}
              onClick={() => onPick(channel)}
            >
              <span className="video-list__name">{channel.name}</span>
              <span className={`video-list__state video-list__state--${channel.condition.state}`}>
                {channel.condition.fault ? say.fault[channel.condition.fault] : say.condition[channel.condition.state]}
              </span>
              <span className="video-list__code">
                {channel.id}
                {channel.isPrivate && ` · ${say.private}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function carry({ dataTransfer }: DragEvent, { id, name }: ChannelView): void {
  dataTransfer.effectAllowed = 'copy';
  dataTransfer.setData(CHANNEL_DRAG_TYPE, id);
  dataTransfer.setData('text/plain', name);
}

/** The list for a query, a moment after the last key. */
function useChannels(query: string): { list: ChannelList | null; hasFailed: boolean } {
  const { client } = useCommands();
  const [list, setList] = useState<ChannelList | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const asking = new AbortController();
    const timer = setTimeout(() => {
      void findChannels(client, { query, near: null, limit: LISTED }, asking.signal).then((found) => {
        if (asking.signal.aborted) return;
        setFailed(found === null);
        if (found) setList(found);
      });
    }, SEARCH_AFTER_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [client, query]);
  return { list, hasFailed };
}
