import Hls from 'hls.js';
import type { Player, PlayOrder } from './player.ts';
import { newVideo, playerOf } from './videoElement.ts';

/** Where the server does not say: one segment to play while the next one comes. */
const SEGMENTS_BEHIND = 2;
/** Farther behind than this, what has been missed is left out. */
const MOST_SEGMENTS_BEHIND = 6;

/** HLS and its low-latency form; seconds behind, but every media server has it, and it says when its frames were taken. */
export function openHls({ url, onPicture, onFailed }: PlayOrder): Player {
  const video = newVideo(onPicture);
  const hls = new Hls({
    lowLatencyMode: true,
    maxLiveSyncPlaybackRate: 1.1,
    backBufferLength: 15,
    enableWorker: false,
  });
  // Stated in the constructor they would stand above what the server says of how near its edge one may play (PART-HOLD-BACK).
  hls.config.liveSyncDurationCount = SEGMENTS_BEHIND;
  hls.config.liveMaxLatencyDurationCount = MOST_SEGMENTS_BEHIND;
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
