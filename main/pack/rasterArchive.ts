/** What MBTiles and PMTiles both are to a layer: tiles by XYZ address, and what the file says of itself. */
import type { Result } from '#shared/kit/result.ts';
import type { TileFacts } from '#shared/wire/pack.ts';

export interface RasterArchive {
  readonly minZoom: number;
  readonly maxZoom: number;
  /** [west, south, east, north] in degrees; null where the file does not say. */
  readonly bounds: readonly [number, number, number, number] | null;
  /** What the tiles are by their own first bytes or the header. */
  readonly tileFormat: TileFormat;
  readonly attribution: string | null;
  /** Tiles held, counted up to a limit. */
  readonly count: number;
  /** Refuses `notFound` for an absent tile and `archive` for a damaged one. */
  tile(zoom: number, x: number, y: number): Promise<Result<Uint8Array>>;
  close(): Promise<void>;
}

export type TileFormat = TileFacts['format'];

/** What a database of tiles may hold. Pictures are told by their bytes; the others only by whoever made the pack. */
export type TileContent = 'pictures' | 'int16' | 'mesh';

/** By magic number; null for anything that is no picture Cesium draws, vector tiles among them. */
export function tileFormatOf(bytes: Uint8Array): TileFormat | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n')) return 'png';
  if (head.startsWith('\xff\xd8\xff')) return 'jpg';
  return head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP' ? 'webp' : null;
}

/** Finite, in range and in order; null otherwise. */
export function honestBounds(numbers: readonly number[]): RasterArchive['bounds'] {
  const [west, south, east, north] = numbers;
  if (numbers.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined)
    return null;
  const isHonest =
    numbers.every(Number.isFinite) &&
    west >= -180.001 &&
    east <= 180.001 &&
    south >= -90 &&
    north <= 90 &&
    west < east &&
    south < north;
  return isHonest ? [west, south, east, north] : null;
}
