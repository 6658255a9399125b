/** A plain page as the manuals of the two libraries have it, with none of our code but what measures: `?player=hls|mpegts`. */
import Hls from 'hls.js';
import mpegts from 'mpegts.js';
import type { VideoBenchPage } from './contract.ts';
import { agesOf, decodedOf, untilPainted } from './glass.ts';

const PLAYERS: Readonly<Record<string, (video: HTMLVideoElement, url: string) => () => void>> = {
  hls(video, url) {
    const hls = new Hls();
    hls.loadSource(url);
    hls.attachMedia(video);
    hls.on(Hls.Events.MANIFEST_PARSED, () => void video.play());
    return () => hls.destroy();
  },
  mpegts(video, url) {
    const player = mpegts.createPlayer({ type: 'flv', isLive: true, url });
    player.attachMediaElement(video);
    player.load();
    void player.play();
    return () => player.destroy();
  },
};

mpegts.LoggingControl.applyConfig({ enableAll: false });
const play = PLAYERS[new URLSearchParams(location.search).get('player') ?? '']!;
const host = document.getElementById('host')!;
let open: { readonly video: HTMLVideoElement; readonly end: () => void }[] = [];

const page: VideoBenchPage = {
  async open(urls) {
    page.close();
    const columns = Math.ceil(Math.sqrt(urls.length));
    host.style.gridTemplate = `repeat(${columns}, 1fr) / repeat(${columns}, 1fr)`;
    const askedAt = performance.now();
    open = urls.map((url) => {
      const video = document.createElement('video');
      video.muted = true;
      host.append(video);
      return { video, end: play(video, url) };
    });
    return Promise.all(open.map(({ video }) => untilPainted(askedAt, () => video)));
  },
  close() {
    for (const { video, end } of open.splice(0)) {
      end();
      video.remove();
    }
  },
  agesFor: (forMs) => agesOf(open[0]!.video, forMs),
  decoded: () => open.reduce((sum, { video }) => sum + decodedOf(video), 0),
};
Object.assign(window, { videoBench: page });
