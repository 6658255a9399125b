/** Our page of bench/video.ts: the product's own tiles, from the ticket to the picture, with nothing else in the window. */
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { deskText } from '#shared/text/index.ts';
import { PageSeen } from '../../live/pageSeen.ts';
import { OpeningTurns } from '../tile/openingTurns.ts';
import { type TileDesk, VideoTile } from '../tile/VideoTile.tsx';
import type { OurWish, VideoBenchPage } from './contract.ts';
import { agesOf, decodedOf, type Shown, untilPainted } from './glass.ts';
import '../../ui/tokens.css';
import '../../ui/base.css';

const { core, token, way } = Object.fromEntries(new URLSearchParams(location.search)) as unknown as OurWish;
const client = { door: { url: core, token }, localNow: Date.now };
const seen = new PageSeen(true);
const nobody: TileDesk = {
  now: Date.now,
  stamp: () => null,
  keep: async () => ({ isDone: false, text: '' }),
  mark: async () => ({ isDone: false, text: '' }),
  turning: null,
  add: () => () => {},
  touch: () => {},
};
const { video: words } = deskText('zh-CN');
const host = document.getElementById('host')!;
let root: Root | null = null;
let turns = new OpeningTurns();

/** A station proposes all the ways it has; here each is measured by itself. */
const fetchAll = window.fetch;
window.fetch = async (address, options) => {
  const response = await fetchAll(address, options);
  if (!response.ok || !/\/open$/.test(new URL(String(address)).pathname)) return response;
  const opened = (await response.json()) as { ways: { protocol: string }[] };
  return Response.json({ ...opened, ways: opened.ways.filter(({ protocol }) => protocol === way) });
};

const surfaces = () => [...host.querySelectorAll('.tile__surface')];
const shownAt = (index: number) => (surfaces()[index]?.lastElementChild ?? null) as Shown | null;

const page: VideoBenchPage = {
  async open(channelIds) {
    page.close();
    const columns = Math.ceil(Math.sqrt(channelIds.length));
    host.style.gridTemplate = `repeat(${columns}, 1fr) / repeat(${columns}, 1fr)`;
    root = createRoot(host);
    turns = new OpeningTurns();
    const askedAt = performance.now();
    flushSync(() =>
      root?.render(
        channelIds.map((channelId) => (
          <VideoTile
            key={channelId}
            {...{ client, channelId, turns, words }}
            pageSeen={seen}
            name={channelId}
            reason={{ kind: 'watch' }}
            isSmall={true}
            desk={nobody}
            isInHand={false}
            alarms={0}
            language="zh-CN"
          />
        )),
      ),
    );
    return Promise.all(channelIds.map((_, index) => untilPainted(askedAt, () => shownAt(index))));
  },
  close() {
    root?.unmount();
    root = null;
  },
  agesFor: (forMs) => agesOf(shownAt(0)!, forMs),
  decoded: () => surfaces().reduce((sum, _, index) => sum + decodedOf(shownAt(index)), 0),
};
Object.assign(window, { videoBench: page });
