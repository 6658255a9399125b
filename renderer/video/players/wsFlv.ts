import mpegts from 'mpegts.js';
import { NearEnd } from './nearEnd.ts';
import type { Player, PlayOrder } from './player.ts';
import { newVideo, playerOf } from './videoElement.ts';

/** FLV over a WebSocket into MediaSource: for networks that let no UDP through. */
export function openWsFlv({ url, onPicture, onFailed }: PlayOrder): Player {
  const video = newVideo(onPicture);
  mpegts.LoggingControl.applyConfig({ enableAll: false });
  const player = mpegts.createPlayer(
    { type: 'flv', isLive: true, hasAudio: false, url: url.replace(/^http/, 'ws') },
    {
      isLive: true,
      enableStashBuffer: false,
      liveSync: true,
      liveSyncMaxLatency: 0.8,
      liveSyncTargetLatency: 0.4,
      autoCleanupSourceBuffer: true,
      autoCleanupMaxBackwardDuration: 15,
      autoCleanupMinBackwardDuration: 5,
    },
  );
  let isOver = false;
  const fail = (reason: string) => {
    if (isOver) return;
    isOver = true;
    onFailed(reason);
  };
  player.on(mpegts.Events.ERROR, (kind: string, detail: string) => fail(`${kind}: ${detail}`));
  player.on(mpegts.Events.LOADING_COMPLETE, () => fail('the stream ended'));
  player.attachMediaElement(video);
  const near = new NearEnd(video);
  const look = () => near.look(performance.now());
  video.addEventListener('playing', () => {
    look();
    video.addEventListener('timeupdate', look);
  });
  player.load();
  void Promise.resolve(player.play()).catch(() => {});
  return playerOf(video, {
    close() {
      isOver = true;
      player.destroy();
    },
  });
}
