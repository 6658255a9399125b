import { useEffect, useRef } from 'react';
import type { VideoWindowWish } from '#shared/wire/videoWindow.ts';
import { BreakIn } from '../../panels/breakIn/BreakIn.tsx';
import { type Desk, DeskProvider, useLanguage, useLive, useText } from '../../panels/desk.tsx';
import { DrillBand } from '../../panels/topBar/DrillBand.tsx';
import { SpotMonitor } from '../../panels/video/SpotMonitor.tsx';
import { useWall } from '../../panels/video/useWall.ts';
import { WallGrid } from '../../panels/video/WallGrid.tsx';
import './video.css';

export function VideoWindow({ desk, wish }: { readonly desk: Desk; readonly wish: VideoWindowWish }) {
  return (
    <DeskProvider desk={desk}>
      <div className="video-window">
        <DrillBand />
        <main className="video-window__pictures">{wish.isSpot ? <Spot /> : <SentWall wish={wish} />}</main>
      </div>
      <BreakIn />
    </DeskProvider>
  );
}

/** As it was sent; cameras can be dropped here and taken away. */
function SentWall({ wish: { layout, channelIds } }: { readonly wish: VideoWindowWish }) {
  const { video } = useText();
  usePageWords(video.title);
  const wall = useWall(layout);
  const { show } = wall;
  const isThere = useLive(({ connection }) => connection.state === 'live');
  const hasShown = useRef(false);
  useEffect(() => {
    // Once: what is put here afterwards stays through a lost connection.
    if (!isThere || hasShown.current) return;
    hasShown.current = true;
    void show(layout, channelIds);
  }, [isThere, show, layout, channelIds]);
  return <WallGrid wall={wall} reason={{ kind: 'watch' }} />;
}

function Spot() {
  const { wall } = useText();
  usePageWords(wall.spotTitle);
  return <SpotMonitor />;
}

/** The page says its language to the browser and its name to whoever cannot see it. */
function usePageWords(title: string): void {
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = title;
  }, [language, title]);
}
