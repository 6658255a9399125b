import { expect, test } from 'vitest';
import { BARCODE_CELLS, BARCODE_WRAP, readBarcode, writeBarcode } from './barcode.ts';

/** How light the middle of each cell is. */
const cellsOf = (picture: Uint8Array, widthPx: number): number[] =>
  Array.from({ length: BARCODE_CELLS }, (_, cell) => picture[8 * widthPx + (cell + 0.5) * (widthPx / BARCODE_CELLS)]!);

test('a number that was drawn into a picture is read out of it', () => {
  const [widthPx, heightPx] = [320, 180];
  const values = [0, 1, 0x5a5a5a, BARCODE_WRAP - 1, BARCODE_WRAP + 7];
  const seen = values.map((value) => {
    const picture = new Uint8Array((widthPx * heightPx * 3) / 2).fill(90);
    writeBarcode(picture, widthPx, heightPx, value);
    return readBarcode(cellsOf(picture, widthPx));
  });
  expect(seen).toEqual([0, 1, 0x5a5a5a, BARCODE_WRAP - 1, 7]);
});

test('a picture without one, and one of whose cells is wrong, is not read as a number', () => {
  const picture = new Uint8Array((320 * 180 * 3) / 2);
  writeBarcode(picture, 320, 180, 123_456);
  const cells = cellsOf(picture, 320);
  const damaged = cells.map((_, wrong) =>
    readBarcode(cells.map((light, cell) => (cell === wrong ? 255 - light : light))),
  );
  expect([readBarcode(new Uint8Array(32)), readBarcode(new Uint8Array(32).fill(255)), ...new Set(damaged)]).toEqual([
    null,
    null,
    null,
  ]);
});
