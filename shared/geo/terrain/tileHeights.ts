/** One tile of heights, whatever it was kept as. */
export interface TileHeights {
  readonly side: number;
  /** Metres, NaN where nothing is known; rows from the north. */
  readonly values: Float32Array;
  /** The outer points lie on the border of the tile, not half a point inside it. */
  readonly isCornered: boolean;
}

/** Points along the border of a mesh read as a square. */
export const SIDE = 129;

/** Metres at a place of the tile, both shares from the north-west corner; NaN where nothing is known. */
export function heightIn({ side, values, isCornered }: TileHeights, eastward: number, southward: number): number {
  const scaled = (share: number) =>
    Math.min(side - 1, Math.max(0, isCornered ? share * (side - 1) : share * side - 0.5));
  const [column, row] = [scaled(eastward), scaled(southward)];
  const left = Math.min(side - 2, Math.floor(column));
  const top = Math.min(side - 2, Math.floor(row));
  const [east, south] = [column - left, row - top];
  const at = top * side + left;
  const upper = values[at]! * (1 - east) + values[at + 1]! * east;
  const lower = values[at + side]! * (1 - east) + values[at + side + 1]! * east;
  return upper * (1 - south) + lower * south;
}

/** Mapbox terrain-RGB: tenths of a metre above −10,000 m in the three channels. `pixels` has four bytes a point. */
export function readTerrainRgb(pixels: Uint8ClampedArray, side: number): TileHeights {
  const values = new Float32Array(side * side);
  for (let index = 0; index < values.length; index++) {
    const [red, green, blue, alpha] = [0, 1, 2, 3].map((channel) => pixels[index * 4 + channel]!);
    values[index] = alpha === 0 ? Number.NaN : -10_000 + (red! * 65_536 + green! * 256 + blue!) * 0.1;
  }
  return { side, values, isCornered: false };
}

const NO_DATA = -32_768;

/** Whole metres, little-endian, as many rows as points in a row; null when the bytes are no square. */
export function readInt16(bytes: Uint8Array): TileHeights | null {
  const side = Math.sqrt(bytes.byteLength / 2);
  if (!Number.isInteger(side) || side < 2 || side > 4_096) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(side * side);
  for (let index = 0; index < values.length; index++) {
    const metres = view.getInt16(index * 2, true);
    values[index] = metres === NO_DATA ? Number.NaN : metres;
  }
  // Odd sides repeat the border of the neighbour (2ⁿ + 1), even ones do not.
  return { side, values, isCornered: side % 2 === 1 };
}
