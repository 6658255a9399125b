/** What a player shows, taken from it: to stand where it stood, or to be kept as evidence. */
import type { StreamGrade } from '#shared/domain/channel.ts';
import type { PlayProtocol } from '#shared/wire/video.ts';
import type { Player } from '../players/player.ts';

type Picture = NonNullable<ReturnType<Player['picture']>>;

/** Good enough to read a number plate that the stream lets one read; a 1080p picture is about 400 kB. */
const JPEG_QUALITY = 0.92;

/** Of width and height. */
const STAMP_AT = [
  [0.5, 0.5],
  [0.2, 0.2],
  [0.8, 0.2],
  [0.2, 0.8],
  [0.8, 0.8],
] as const;

export interface Capture {
  readonly jpeg: Blob;
  readonly protocol: PlayProtocol;
  readonly grade: StreamGrade;
  /** Epoch ms at the source; null where the protocol does not tell it. */
  readonly shownAt: number | null;
}

/** Encoded away from the page's own thread: 1080p would hold it up for a fifth of a second. */
export async function captureOf(
  { source, widthPx, heightPx }: Picture,
  stamp: string | null,
  facts: Omit<Capture, 'jpeg'>,
): Promise<Capture | null> {
  const canvas = new OffscreenCanvas(widthPx, heightPx);
  const drawing = canvas.getContext('2d');
  if (!drawing) return null;
  drawing.drawImage(source, 0, 0, widthPx, heightPx);
  if (stamp !== null) stampOn(drawing, stamp, widthPx, heightPx);
  return { ...facts, jpeg: await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY }) };
}

/** Across the middle and in each corner, so that no part that is cut out is without it. */
function stampOn(drawing: OffscreenCanvasRenderingContext2D, stamp: string, widthPx: number, heightPx: number): void {
  const heightOfWords = heightPx / 7;
  drawing.font = `900 ${heightOfWords}px sans-serif`;
  drawing.textAlign = 'center';
  drawing.textBaseline = 'middle';
  drawing.fillStyle = 'rgb(217 180 255 / 55%)';
  drawing.strokeStyle = 'rgb(60 20 90 / 55%)';
  drawing.lineWidth = heightOfWords / 20;
  for (const [x, y] of STAMP_AT) {
    drawing.strokeText(stamp, x * widthPx, y * heightPx);
    drawing.fillText(stamp, x * widthPx, y * heightPx);
  }
}

/** A still that fills the tile as its player did. */
export function posterOf({ source, widthPx, heightPx }: Picture): HTMLCanvasElement {
  const poster = document.createElement('canvas');
  poster.className = 'video-picture';
  poster.width = widthPx;
  poster.height = heightPx;
  poster.getContext('2d')?.drawImage(source, 0, 0);
  return poster;
}
