/** What is seen of a picture in the page: when the first one stood there, and how old each one is by the number drawn in it. */
import { BARCODE_CELLS, BARCODE_ROWS, BARCODE_WRAP, readBarcode } from './barcode.ts';

export type Shown = HTMLVideoElement | HTMLCanvasElement;

const PATIENCE_MS = 20_000;

const cells = new OffscreenCanvas(BARCODE_CELLS, 1).getContext('2d', { willReadFrequently: true })!;
// The middle of each cell, not what it becomes beside its neighbours.
cells.imageSmoothingEnabled = false;

/** Ms from `askedAt` (performance.now) to the frame in which a picture stands in what `find` answers. */
export async function untilPainted(askedAt: number, find: () => Shown | null): Promise<number> {
  for (;;) {
    const now = await nextFrame();
    const shown = find();
    // The second animation frame begins when the one that shows it has been handed over.
    if (shown && hasPicture(shown)) return (await nextFrame()) - askedAt;
    if (now - askedAt > PATIENCE_MS) throw new Error('no picture came');
  }
}

export async function agesOf(shown: Shown, forMs: number): Promise<number[]> {
  const until = performance.now() + forMs;
  const ages: number[] = [];
  let last: number | null = null;
  while (performance.now() < until) {
    const shownAt = await (shown instanceof HTMLVideoElement ? nextPicture(shown, until) : nextFrame());
    const takenAt = readGlass(shown);
    if (takenAt === null || takenAt === last) continue;
    last = takenAt;
    ages.push(Math.round((epochOf(shownAt) - takenAt + BARCODE_WRAP) % BARCODE_WRAP));
  }
  return ages;
}

export const decodedOf = (shown: Shown | null): number =>
  shown instanceof HTMLVideoElement ? shown.getVideoPlaybackQuality().totalVideoFrames : 0;

function hasPicture(shown: Shown): boolean {
  if (getComputedStyle(shown).visibility === 'hidden') return false;
  return shown instanceof HTMLVideoElement
    ? shown.videoWidth > 0 && shown.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA
    : readGlass(shown) !== null;
}

function readGlass(shown: Shown): number | null {
  const widthPx = shown instanceof HTMLVideoElement ? shown.videoWidth : shown.width;
  if (widthPx === 0) return null;
  cells.drawImage(shown, 0, 0, widthPx, BARCODE_ROWS, 0, 0, BARCODE_CELLS, 1);
  const { data } = cells.getImageData(0, 0, BARCODE_CELLS, 1);
  return readBarcode(Array.from({ length: BARCODE_CELLS }, (_, cell) => data[cell * 4 + 1]!));
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** When the next picture is to be on the screen; at `until` at the latest. */
function nextPicture(video: HTMLVideoElement, until: number): Promise<number> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(performance.now()), Math.max(0, until - performance.now()));
    video.requestVideoFrameCallback((now, { expectedDisplayTime }) => {
      clearTimeout(late);
      resolve(Math.max(now, expectedDisplayTime));
    });
  });
}

/** By the wall clock, which the camera stamps with as well. */
const epochOf = (at: number): number => Date.now() + (at - performance.now());
