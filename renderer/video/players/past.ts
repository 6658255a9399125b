import mpegts from 'mpegts.js';
import type { Disposable } from '#shared/kit/disposable.ts';
import { newVideo } from './videoElement.ts';

/** The seconds before somebody looked, played once from their beginning. */
export interface Past extends Disposable {
  readonly element: HTMLVideoElement;
  /** Epoch ms of the core: when its first picture was taken. */
  readonly since: number;
  /** Told once: it is over, or cannot go on. */
  onOver: (() => void) | null;
}

/** The file at `url` (OpenedStream.preRollUrl); null where nothing was kept, or not any more. */
export async function openPast(url: string, signal: AbortSignal): Promise<Past | null> {
  const file = await fetchPast(url, signal);
  if (!file) return null;
  const element = newVideo();
  mpegts.LoggingControl.applyConfig({ enableAll: false });
  const address = URL.createObjectURL(file.bytes);
  const player = mpegts.createPlayer({ type: 'flv', isLive: false, hasAudio: false, url: address });
  const past: Past = {
    element,
    since: file.since,
    onOver: null,
    dispose() {
      past.onOver = null;
      player.destroy();
      URL.revokeObjectURL(address);
      element.remove();
    },
  };
  const tell = () => past.onOver?.();
  player.on(mpegts.Events.ERROR, tell);
  element.addEventListener('ended', tell);
  player.attachMediaElement(element);
  player.load();
  void Promise.resolve(player.play()).catch(() => {});
  return past;
}

async function fetchPast(url: string, signal: AbortSignal): Promise<{ bytes: Blob; since: number } | null> {
  try {
    const response = await fetch(url, { signal });
    const since = Number(response.headers.get('x-since'));
    return response.ok && since > 0 ? { bytes: await response.blob(), since } : null;
  } catch {
    return null;
  }
}
