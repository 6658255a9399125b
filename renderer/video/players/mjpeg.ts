import { MultipartImages } from './multipartImages.ts';
import type { Player, PlayOrder } from './player.ts';

/**
 * Pictures one after the other (multipart/x-mixed-replace), drawn on a canvas. Not by an `<img>`: that could not say whether it
 * still moves.
 */
export function openMjpeg({ url, onPicture, onFailed }: PlayOrder): Player {
  const canvas = document.createElement('canvas');
  canvas.className = 'video-picture';
  const ending = new AbortController();
  let frames = 0;
  let drawing: Promise<void> = Promise.resolve();
  void read().catch((error: unknown) => {
    if (!ending.signal.aborted) onFailed(error instanceof Error ? error.message : String(error));
  });

  async function read(): Promise<void> {
    const response = await fetch(url, { signal: ending.signal });
    const boundary = /boundary="?([^";]+)/i.exec(response.headers.get('content-type') ?? '')?.[1];
    if (!response.ok || !response.body || !boundary) throw new Error(`no pictures: ${response.status}`);
    const images = new MultipartImages(boundary);
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw new Error('the stream ended');
      const latest = images.push(value).at(-1);
      if (!latest) continue;
      // One at a time, the latest: a slow machine shows fewer pictures, not older ones.
      await drawing;
      drawing = draw(latest);
    }
  }

  async function draw(jpeg: Uint8Array<ArrayBuffer>): Promise<void> {
    const bitmap = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' })).catch(() => null);
    if (!bitmap || ending.signal.aborted) return;
    if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
    }
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    bitmap.close();
    frames++;
    if (frames === 1) onPicture();
  }

  return {
    element: canvas,
    frames: () => frames,
    picture: () => (frames > 0 ? { source: canvas, widthPx: canvas.width, heightPx: canvas.height } : null),
    shownAt: () => null,
    hasSound: () => false,
    setAudible: () => {},
    close: () => ending.abort(),
  };
}
