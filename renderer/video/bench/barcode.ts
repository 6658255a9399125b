/**
 * A number drawn into the picture itself: 32 cells, black or white, across the top 16 rows. Whoever makes the picture writes it,
 * whoever shows the picture reads it, so what lies between is measured or counted without asking either end.
 */
export const BARCODE_CELLS = 32;
/** One row of macroblocks: encoders keep it sharp. */
export const BARCODE_ROWS = 16;
/** The number counts up to here and begins again: 4.6 hours of milliseconds. */
export const BARCODE_WRAP = 2 ** 24;

const BLACK = 16;
const WHITE = 235;
const GREY = 128;

/**
 * @param picture planar YUV 4:2:0 (I420), changed in place
 * @param widthPx of the picture; a multiple of 32
 */
export function writeBarcode(picture: Uint8Array, widthPx: number, heightPx: number, value: number): void {
  const code = codeOf(value);
  const cellPx = widthPx / BARCODE_CELLS;
  for (let row = 0; row < BARCODE_ROWS; row++) {
    for (let cell = 0; cell < BARCODE_CELLS; cell++) {
      const from = row * widthPx + cell * cellPx;
      picture.fill((code >>> (BARCODE_CELLS - 1 - cell)) & 1 ? WHITE : BLACK, from, from + cellPx);
    }
  }
  const lumaBytes = widthPx * heightPx;
  for (const plane of [lumaBytes, lumaBytes * 1.25])
    picture.fill(GREY, plane, plane + (widthPx / 2) * (BARCODE_ROWS / 2));
}

/**
 * @param cells how light each of the 32 cells is, 0 … 255
 * @returns null where there is none, or it is not to be read
 */
export function readBarcode(cells: ArrayLike<number>): number | null {
  let code = 0;
  for (let cell = 0; cell < BARCODE_CELLS; cell++) code = (code << 1) | (cells[cell]! > GREY ? 1 : 0);
  const value = code >>> 8;
  return codeOf(value) === code >>> 0 ? value : null;
}

/** 24 bits and what they sum up to, turned over so that a black picture is no zero. */
function codeOf(value: number): number {
  const kept = value % BARCODE_WRAP;
  const sum = ((kept >>> 16) + (kept >>> 8) + kept) & 0xff;
  return ((kept << 8) | (sum ^ 0xa5)) >>> 0;
}
