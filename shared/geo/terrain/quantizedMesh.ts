/** One quantized-mesh 1.0 tile as a square of heights. Every length is checked before it is believed: the file is a stranger's. */
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { SIDE, type TileHeights } from './tileHeights.ts';

const HEADER_BYTES = 88;
const MOST_VERTICES = 1_000_000;
const FULL = 32_767;

/** Refuses `terrain` when it is none, or is cut off. Points no triangle covers are NaN. */
export function readQuantizedMesh(bytes: Uint8Array): Result<TileHeights> {
  const broken = refuse('terrain', '地形瓦片已损坏');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < HEADER_BYTES + 4) return broken;
  const lowest = view.getFloat32(24, true);
  const highest = view.getFloat32(28, true);
  const count = view.getUint32(HEADER_BYTES, true);
  if (!Number.isFinite(lowest) || !Number.isFinite(highest) || count < 3 || count > MOST_VERTICES) return broken;
  let at = HEADER_BYTES + 4;
  if (at + count * 6 > view.byteLength) return broken;
  const column = () => {
    const values = new Uint16Array(count);
    let value = 0;
    for (let index = 0; index < count; index++, at += 2) {
      const coded = view.getUint16(at, true);
      value += (coded >> 1) ^ -(coded & 1);
      values[index] = value;
    }
    return values;
  };
  const [east, north, up] = [column(), column(), column()] as const;
  const wide = count > 65_536;
  const width = wide ? 4 : 2;
  at = Math.ceil(at / width) * width;
  if (at + 4 > view.byteLength) return broken;
  const triangles = view.getUint32(at, true);
  at += 4;
  if (at + triangles * 3 * width > view.byteLength) return broken;
  const values = new Float32Array(SIDE * SIDE).fill(Number.NaN);
  const corners = [0, 0, 0];
  let newest = 0;
  for (let triangle = 0; triangle < triangles; triangle++) {
    for (let corner = 0; corner < 3; corner++, at += width) {
      // High-water-mark coding: zero is the next vertex that was not used before.
      const code = wide ? view.getUint32(at, true) : view.getUint16(at, true);
      const vertex = newest - code;
      if (code === 0) newest++;
      if (vertex < 0 || vertex >= count) return broken;
      corners[corner] = vertex;
    }
    fill(values, corners, east, north, up);
  }
  const span = (highest - lowest) / FULL;
  for (let index = 0; index < values.length; index++) values[index] = lowest + values[index]! * span;
  return ok({ side: SIDE, values, isCornered: true });
}

/** Writes the heights of one triangle over the points of the square it covers; rows from the north. */
function fill(
  values: Float32Array,
  corners: readonly number[],
  east: Uint16Array,
  north: Uint16Array,
  up: Uint16Array,
): void {
  const scale = (SIDE - 1) / FULL;
  const x = (corner: number) => east[corners[corner]!]! * scale;
  const y = (corner: number) => (FULL - north[corners[corner]!]!) * scale;
  const z = (corner: number) => up[corners[corner]!]!;
  const [ax, ay, bx, by, cx, cy] = [x(0), y(0), x(1), y(1), x(2), y(2)];
  const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  if (area === 0) return;
  const fromRow = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 1e-6));
  const toRow = Math.min(SIDE - 1, Math.floor(Math.max(ay, by, cy) + 1e-6));
  const fromColumn = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 1e-6));
  const toColumn = Math.min(SIDE - 1, Math.floor(Math.max(ax, bx, cx) + 1e-6));
  for (let row = fromRow; row <= toRow; row++) {
    for (let column = fromColumn; column <= toColumn; column++) {
      const b = ((column - ax) * (cy - ay) - (cx - ax) * (row - ay)) / area;
      const c = ((bx - ax) * (row - ay) - (column - ax) * (by - ay)) / area;
      const a = 1 - b - c;
      if (a < -1e-6 || b < -1e-6 || c < -1e-6) continue;
      values[row * SIDE + column] = a * z(0) + b * z(1) + c * z(2);
    }
  }
}
