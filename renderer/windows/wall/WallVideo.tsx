import { useEffect, useState } from 'react';
import type { WallContent } from '#shared/domain/wallRegion.ts';
import { formatDistance } from '#shared/text/time.ts';
import type { ChannelView, OpenRequest } from '#shared/wire/video.ts';
import { findChannels } from '../../live/video.ts';
import { useCommands, useLanguage, useLive, useNow, useText } from '../../panels/desk.tsx';
import { shortNumber } from '../../panels/incidentWords.ts';
import { DeskTile } from '../../panels/video/DeskTile.tsx';
import { useSighted } from '../../panels/video/useSighted.ts';
import { useIncidentInSight } from '../../panels/wall/useStanding.ts';
import { OpeningTurns } from '../../video/tile/openingTurns.ts';
import { tileGrid } from './tileGrid.ts';

type VideoContent = Extract<WallContent, { kind: 'video' }>;
/** From so many tiles on none of them plays a main stream. */
const SMALL_FROM = 9;
const ASK_AGAIN_MS = 5_000;

interface Shown {
  readonly channel: ChannelView;
  readonly aside?: string;
}

/** The cameras of the incident while there is one, and those of the region otherwise. */
export function WallVideo({ content }: { readonly content: VideoContent }) {
  const { followsIncident, incidentId, layout } = content;
  const say = useText().wallPage;
  const language = useLanguage();
  const now = useNow();
  const inSight = useIncidentInSight(incidentId);
  const incident = followsIncident || incidentId !== null ? inSight : null;
  const place = incident?.place ?? null;
  const sighted = useSighted(place, layout);
  const usual = useChannels(content, incident === null);
  const shown: readonly Shown[] = incident
    ? sighted.map(({ channel, distanceM }) => ({ channel, aside: formatDistance(distanceM, language) }))
    : usual.map((channel) => ({ channel }));
  return (
    <div className="wall-video" data-testid="wall-video" data-incident={incident?.id}>
      {incident && <p className="wall-video__of">{say.videoIncident(shortNumber(incident, now))}</p>}
      {shown.length === 0 && <p className="wall-empty">{incident ? say.noSight : say.noCameras}</p>}
      {shown.length > 0 && (
        <Tiles shown={shown} isSmall={layout >= SMALL_FROM} reason={reasonOf(incident?.id ?? null)} />
      )}
    </div>
  );
}

const reasonOf = (incidentId: string | null): OpenRequest['reason'] =>
  incidentId === null ? { kind: 'watch' } : { kind: 'incident', incidentId };

function Tiles({
  shown,
  isSmall,
  reason,
}: {
  readonly shown: readonly Shown[];
  readonly isSmall: boolean;
  readonly reason: OpenRequest['reason'];
}) {
  const [turns] = useState(() => new OpeningTurns());
  const [host, setHost] = useState<HTMLUListElement | null>(null);
  const [size, setSize] = useState({ width: 16, height: 9 });
  useEffect(() => {
    if (!host) return;
    const observer = new ResizeObserver(() => setSize({ width: host.clientWidth, height: host.clientHeight }));
    observer.observe(host);
    return () => observer.disconnect();
  }, [host]);
  const { columns, rows } = tileGrid(shown.length, size);
  const grid = {
    gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
    gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
  };
  return (
    <ul className="wall-video__tiles" ref={setHost} style={grid}>
      {shown.map(({ channel, aside }) => (
        <li key={channel.id} data-channel={channel.id}>
          <DeskTile
            channelId={channel.id}
            name={channel.name}
            reason={reason}
            turns={turns}
            canTurn={false}
            isSmall={isSmall}
            {...(aside === undefined ? {} : { aside })}
          />
        </li>
      ))}
    </ul>
  );
}

/** Those that are named, or the first ones of the station that can be played; asked again until somebody answers. */
function useChannels({ channelIds, layout }: VideoContent, isWanted: boolean): readonly ChannelView[] {
  const { client } = useCommands();
  const [channels, setChannels] = useState<readonly ChannelView[]>([]);
  const isLive = useLive(({ connection }) => connection.state === 'live');
  const named = channelIds.filter((id) => id !== null);
  const key = named.join(' ');
  useEffect(() => {
    if (!isWanted || !isLive) return;
    let isOver = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const which = key === '' ? { limit: 100 } : { ids: key.split(' '), limit: 25 };
      const found = await findChannels(client, { query: '', near: null, ...which });
      if (isOver) return;
      if (found) setChannels(found.channels.filter(({ grades }) => grades.length > 0).slice(0, layout));
      else again = setTimeout(() => void ask(), ASK_AGAIN_MS);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(again);
    };
  }, [client, key, layout, isWanted, isLive]);
  return channels;
}
