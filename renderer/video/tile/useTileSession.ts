import { useEffect, useRef, useState } from 'react';
import type { StreamGrade } from '#shared/domain/channel.ts';
import type { PageSeen } from '../../live/pageSeen.ts';
import { useFollow } from '../../ui/useFollow.ts';
import { type TileOptions, TileSession, type TileView } from './tileSession.ts';

/** From this width on a tile shows the main stream: below it nobody sees the difference, and sixteen of them would be paid for. */
const MAIN_FROM_PX = 640;

const UNSEEN: TileView = {
  ...{ status: 'paused', fault: null, protocol: null, grade: null },
  ...{ hasSound: false, hasPast: false, lastFrameAt: null, dueAt: null },
};

type Wish = Pick<TileOptions, 'client' | 'channelId' | 'reason' | 'turns'> & {
  readonly isSmall: boolean;
  readonly pageSeen: PageSeen;
};

/** Made when the tile comes onto the page; another channel, another session. It plays while any of it can be seen. */
export function useTileSession(
  { client, channelId, reason, turns, isSmall, pageSeen }: Wish,
  surface: { readonly current: HTMLDivElement | null },
): TileSession | null {
  const [session, setSession] = useState<TileSession | null>(null);
  // The reason is written down when the stream is opened; a new object with the same words is the same reason.
  const latest = useRef({ reason, isSmall });
  latest.current = { reason, isSmall };
  useEffect(() => {
    const place = surface.current;
    if (!place) return;
    const grade = () => (latest.current.isSmall ? 'sub' : gradeOf(place));
    const made = new TileSession({
      ...{ client, channelId, turns, surface: place },
      ...{ grade: grade(), reason: latest.current.reason },
    });
    let isInView = false;
    const look = () => made.setVisible(isInView && pageSeen.isSeen);
    const seen = new IntersectionObserver((entries) => {
      isInView = Boolean(entries.at(-1)?.isIntersecting);
      look();
    });
    const sized = new ResizeObserver(() => made.setGrade(grade()));
    const unfollow = pageSeen.changes.subscribe(look);
    seen.observe(place);
    sized.observe(place);
    setSession(made);
    return () => {
      unfollow();
      seen.disconnect();
      sized.disconnect();
      made.dispose();
    };
  }, [client, channelId, turns, surface, pageSeen]);
  return session;
}

export function useSessionView(session: TileSession | null): TileView {
  const nothing = useRef({ subscribe: () => () => {}, revision: () => 0 });
  const [, setSecond] = useState(0);
  const view = useFollow(session?.changes ?? nothing.current, () => session?.view ?? UNSEEN, isSameView);
  // Ages and countdowns run while the picture does not.
  const isWaiting = view.status !== 'live' && view.status !== 'paused';
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => setSecond((second) => second + 1), 1_000);
    return () => clearInterval(timer);
  }, [isWaiting]);
  return view;
}

/** Twice a second a live tile counts another frame: nothing of what is written about it is another for that. */
function isSameView(left: TileView, right: TileView): boolean {
  const isLive = left.status === 'live' && right.status === 'live';
  return (Object.keys(left) as (keyof TileView)[]).every(
    (key) => left[key] === right[key] || (isLive && key === 'lastFrameAt'),
  );
}

const gradeOf = (place: HTMLElement): StreamGrade =>
  place.clientWidth * devicePixelRatio >= MAIN_FROM_PX ? 'main' : 'sub';
