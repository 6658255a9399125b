import Hls from 'hls.js';
import type { Player, PlayOrder } from './player.ts';
import { newVideo, playerOf } from './videoElement.ts';

/** HLS and its low-latency form; seconds behind, but every media server has it, and it says when its frames were taken. */
export function openHls({ url, onFailed }: PlayOrder): Player {
  const video = newVideo();
  const hls = new Hls({ lowLatencyMode: true, liveSyncDurationCount: 2, backBufferLength: 15, enableWorker: false });
  hls.on(Hls.Events.ERROR, (_event, { fatal, details }) => {
    if (fatal) onFailed(details);
  });
  let hasSound = false;
  hls.on(Hls.Events.BUFFER_CODECS, (_event, tracks) => {
    hasSound ||= Boolean(tracks.audio ?? tracks.audiovideo);
  });
  hls.loadSource(url);
  hls.attachMedia(video);
  void video.play().catch(() => {});
  return playerOf(video, {
    shownAt: () => hls.playingDate?.getTime() ?? null,
    hasSound: () => hasSound,
    close: () => hls.destroy(),
  });
}
