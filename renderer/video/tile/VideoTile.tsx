import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { StreamGrade } from '#shared/domain/channel.ts';
import type { Language } from '#shared/text/language.ts';
import { formatAgo } from '#shared/text/time.ts';
import type { videoTileText } from '#shared/text/videoTile.ts';
import type { OpenRequest } from '#shared/wire/video.ts';
import type { DeskSource } from '../../live/deskSource.ts';
import { useFollow } from '../../ui/useFollow.ts';
import { type TileOptions, TileSession, type TileView } from './tileSession.ts';
import './tile.css';

type Words = (typeof videoTileText)[Language];

/** From this width on a tile shows the main stream: below it nobody sees the difference, and sixteen of them would be paid for. */
const MAIN_FROM_PX = 640;

const UNSEEN: TileView = { status: 'paused', fault: null, protocol: null, lastFrameAt: null, dueAt: null };

/**
 * One camera's picture with what is true of it: its state in a word, how old the picture is when it is not live, and why. It
 * plays while it is seen, the small stream when it is small.
 */
export function VideoTile({
  client,
  channelId,
  name,
  reason,
  aside,
  tools,
  words,
  language,
}: {
  readonly client: Pick<DeskSource, 'door' | 'localNow'>;
  readonly channelId: string;
  readonly name: string;
  readonly reason: OpenRequest['reason'];
  /** Why it is shown: distance, sight. */
  readonly aside?: string;
  readonly tools?: ReactNode;
  readonly words: Words;
  readonly language: Language;
}) {
  const surface = useRef<HTMLDivElement>(null);
  const session = useTileSession({ client, channelId, reason }, surface);
  const view = useSessionView(session);
  const now = client.localNow();
  const isLive = view.status === 'live';
  return (
    <figure className={`tile tile--${view.status}`} data-status={view.status} data-channel={channelId}>
      <div className="tile__surface" ref={surface} />
      <figcaption className="tile__head">
        <span className="tile__status" role="status">
          {words.status[view.status]}
        </span>
        <span className="tile__name" title={name}>
          {name}
        </span>
        {aside && <span className="tile__aside">{aside}</span>}
      </figcaption>
      {!isLive && view.status !== 'paused' && (
        <div className="tile__words">
          {view.fault && <strong>{words.fault[view.fault]}</strong>}
          {view.lastFrameAt !== null && <span>{words.lastPicture(formatAgo(now - view.lastFrameAt, language))}</span>}
          {view.dueAt !== null && <span>{words.retry(Math.max(1, Math.ceil((view.dueAt - now) / 1_000)))}</span>}
        </div>
      )}
      {tools && <div className="tile__tools">{tools}</div>}
    </figure>
  );
}

/** Made when the tile comes onto the page; another channel, another session. */
function useTileSession(
  { client, channelId, reason }: Pick<TileOptions, 'client' | 'channelId' | 'reason'>,
  surface: { readonly current: HTMLDivElement | null },
): TileSession | null {
  const [session, setSession] = useState<TileSession | null>(null);
  // The reason is written down when the stream is opened; a new object with the same words is the same reason.
  const why = useRef(reason);
  why.current = reason;
  useEffect(() => {
    const place = surface.current;
    if (!place) return;
    const made = new TileSession({ client, channelId, grade: gradeOf(place), reason: why.current, surface: place });
    const seen = new IntersectionObserver(([entry]) => made.setVisible(Boolean(entry?.isIntersecting)));
    const sized = new ResizeObserver(() => made.setGrade(gradeOf(place)));
    seen.observe(place);
    sized.observe(place);
    setSession(made);
    return () => {
      seen.disconnect();
      sized.disconnect();
      made.dispose();
    };
  }, [client, channelId, surface]);
  return session;
}

function useSessionView(session: TileSession | null): TileView {
  const nothing = useRef({ subscribe: () => () => {}, revision: () => 0 });
  const [, setSecond] = useState(0);
  const view = useFollow(session?.changes ?? nothing.current, () => session?.view ?? UNSEEN);
  // Ages and countdowns run while the picture does not.
  const isWaiting = view.status !== 'live' && view.status !== 'paused';
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => setSecond((second) => second + 1), 1_000);
    return () => clearInterval(timer);
  }, [isWaiting]);
  return view;
}

const gradeOf = (place: HTMLElement): StreamGrade =>
  place.clientWidth * devicePixelRatio >= MAIN_FROM_PX ? 'main' : 'sub';
