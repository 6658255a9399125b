import { useEffect, useState } from 'react';
import type { ChannelList, ChannelView } from '#shared/wire/video.ts';
import { findChannels } from '../../live/video.ts';
import { Button } from '../../ui/Button.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { OpeningTurns } from '../../video/tile/openingTurns.ts';
import { useCommands, useText, useView } from '../desk.tsx';
import { DeskTile } from './DeskTile.tsx';
import './video.css';

const LAYOUTS = [1, 4, 6, 9, 16, 25] as const;
type Layout = (typeof LAYOUTS)[number];
/** From so many tiles on none of them plays a main stream. */
const SMALL_FROM = 9;
const LISTED = 200;
const SEARCH_AFTER_MS = 150;

/** Cameras by name on the left, what they show on the right. */
export function VideoSheet() {
  const { view } = useCommands();
  const text = useText();
  const say = text.video;
  const focus = useView(({ sheet }) => sheet?.focus ?? null);
  const [layout, setLayout] = useState<Layout>(focus === null ? 4 : 1);
  const [turns] = useState(() => new OpeningTurns());
  const [shown, setShown] = useState<readonly (ChannelView | null)[]>([]);
  useFocusedChannel(focus, setShown);
  const tiles = Array.from({ length: layout }, (_, index) => shown[index] ?? null);
  const put = (index: number, channel: ChannelView | null) =>
    setShown(tiles.map((held, at) => (at === index ? channel : held?.id === channel?.id ? null : held)));
  const add = (channel: ChannelView) => {
    const free = tiles.indexOf(null);
    put(free < 0 ? tiles.length - 1 : free, channel);
  };
  return (
    <Sheet
      title={say.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null })}
      testId="video-sheet"
      tools={
        <fieldset className="video-layouts" aria-label={say.layout}>
          {LAYOUTS.map((count) => (
            <button
              key={count}
              type="button"
              aria-pressed={count === layout}
              aria-label={say.tiles(count)}
              className="video-layouts__one"
              onClick={() => setLayout(count)}
            >
              {count}
            </button>
          ))}
          <Button look="plain" onClick={() => setShown([])} disabled={shown.every((held) => held === null)}>
            {say.clear}
          </Button>
        </fieldset>
      }
    >
      <div className="video-sheet">
        <ChannelPicker onPick={add} shown={shown} />
        <div className={`video-grid video-grid--${layout}`}>
          {tiles.map((channel, index) => (
            <Place
              key={channel?.id ?? `empty ${index}`}
              channel={channel}
              turns={turns}
              isSmall={layout >= SMALL_FROM}
              onRemove={() => put(index, null)}
            />
          ))}
        </div>
      </div>
    </Sheet>
  );
}

function Place({
  channel,
  turns,
  isSmall,
  onRemove,
}: {
  readonly channel: ChannelView | null;
  readonly turns: OpeningTurns;
  readonly isSmall: boolean;
  readonly onRemove: () => void;
}) {
  const say = useText().video;
  if (!channel) {
    return (
      <div className="video-grid__empty">
        <strong>{say.emptyTile}</strong>
        <span>{say.emptyTileHint}</span>
      </div>
    );
  }
  // Nobody needs to be asked for a stream that does not exist.
  if (channel.grades.length === 0) {
    return (
      <div className="video-grid__empty">
        <strong>{channel.name}</strong>
        <span>{say.fault.noSource}</span>
      </div>
    );
  }
  return (
    <DeskTile
      channelId={channel.id}
      name={channel.name}
      reason={{ kind: 'watch' }}
      turns={turns}
      canTurn={channel.canTurn}
      isSmall={isSmall}
      tools={
        <Button look="plain" aria-label={say.remove(channel.name)} onClick={onRemove}>
          <CloseIcon />
        </Button>
      }
    />
  );
}

function ChannelPicker({
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
    <aside className="video-list">
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
    </aside>
  );
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

/** The camera the sheet was opened for, by its id. */
function useFocusedChannel(focus: string | null, show: (channels: readonly ChannelView[]) => void): void {
  const { client } = useCommands();
  useEffect(() => {
    if (focus === null) return;
    let isWanted = true;
    void findChannels(client, { query: '', near: null, ids: [focus], limit: 1 }).then((found) => {
      if (isWanted && found) show(found.channels);
    });
    return () => {
      isWanted = false;
    };
  }, [client, focus, show]);
}
