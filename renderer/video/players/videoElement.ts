import type { Player } from './player.ts';

/** Made muted, so that no autoplay rule holds it back. `onPicture` is told of the first one, seen or hidden. */
export function newVideo(onPicture: () => void = () => {}): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.autoplay = true;
  video.playsInline = true;
  video.disablePictureInPicture = true;
  video.className = 'video-picture';
  video.addEventListener('loadeddata', onPicture, { once: true });
  return video;
}

/** Everything of a player that a `<video>` gives by itself. `totalVideoFrames` counts also what a hidden window does not paint. */
export function playerOf(video: HTMLVideoElement, rest: Pick<Player, 'close'> & Partial<Player>): Player {
  return {
    element: video,
    frames: () => video.getVideoPlaybackQuality().totalVideoFrames,
    picture: () =>
      video.videoWidth > 0 && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA
        ? { source: video, widthPx: video.videoWidth, heightPx: video.videoHeight }
        : null,
    shownAt: () => null,
    hasSound: () => false,
    setAudible(isAudible) {
      video.muted = !isAudible;
    },
    ...rest,
  };
}
