import mpegts from 'mpegts.js';
import type { Player, PlayOrder } from './player.ts';
import { newVideo, playerOf } from './videoElement.ts';

const LEAP_FROM_S = 0.5;
/** Enough that the next picture is there before this one has been shown. */
const LEAP_SHORT_S = 0.2;

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
  video.addEventListener('playing', () => leapToEnd(video), { once: true });
  player.load();
  void Promise.resolve(player.play()).catch(() => {});
  return playerOf(video, {
    close() {
      isOver = true;
      player.destroy();
    },
  });
}

/** A station sends all since the last key picture at once: what is old of it is decoded, not watched for seconds. */
function leapToEnd(video: HTMLVideoElement): void {
  const { buffered, currentTime } = video;
  const end = buffered.length > 0 ? buffered.end(buffered.length - 1) : currentTime;
  if (end - currentTime > LEAP_FROM_S) video.currentTime = end - LEAP_SHORT_S;
}
