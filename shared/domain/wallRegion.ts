/**
 * What a wall is composed of: regions on a grid of its canvas, each with one content. The grid is of whole cells whatever the
 * display, so that a composition fits a 1080p screen and a canvas of 7680 × 2160 alike; type scales with the region.
 */
import { z } from 'zod';
import { latitudeSchema, longitudeSchema } from './place.ts';
import { VIDEO_LAYOUTS } from './videoPlan.ts';

export const WALL_REGION_KINDS = [
  ...(['map', 'video', 'queue', 'incident', 'numbers', 'trend'] as const),
  ...(['response', 'breakdown', 'ticker', 'roster', 'coverage', 'clock'] as const),
];
export type WallRegionKind = (typeof WALL_REGION_KINDS)[number];

export const MOST_COLUMNS = 48;
export const MOST_ROWS = 24;
export const MOST_REGIONS = 24;

const incidentId = z.string().min(1).max(80).nullable().default(null);
const plain = <Kind extends WallRegionKind>(kind: Kind) => z.strictObject({ kind: z.literal(kind) });

/** What stands in a region. `incidentId` null: the one the wall is about at the moment (wallStands.ts). */
/** Of a tour whose composition says nothing: a grid's name and numbers are read twice. */
export const USUAL_DWELL_SECONDS = 15;

export const wallContentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('map'),
    isTouring: z.boolean().default(true).describe('goes from grid to grid while nothing happens'),
    dwellSeconds: z
      .number()
      .int()
      .min(3)
      .max(600)
      .optional()
      .describe(`how long it looks at a grid, the flight there included; absent: ${USUAL_DWELL_SECONDS}`),
    incidentId,
    at: z
      .strictObject({
        lon: longitudeSchema,
        lat: latitudeSchema,
        distanceM: z.number().min(1).max(1_000_000).describe('from the eye to that ground'),
      })
      .optional()
      .describe('stays on this place, whatever happens'),
  }),
  z.strictObject({
    kind: z.literal('video'),
    layout: z.literal(VIDEO_LAYOUTS).default(4),
    channelIds: z
      .array(z.string().min(1).max(40).nullable())
      .max(25)
      .default([])
      .describe('place by place while nothing happens; null: empty'),
    followsIncident: z.boolean().default(true).describe('gives way to the cameras that see the incident'),
    incidentId,
  }),
  z.strictObject({ kind: z.literal('incident'), incidentId }),
  plain('queue'),
  plain('numbers'),
  plain('trend'),
  plain('response'),
  plain('breakdown'),
  plain('ticker'),
  plain('roster'),
  plain('coverage'),
  plain('clock'),
]);
export type WallContent = z.output<typeof wallContentSchema>;

const regionId = z.string().regex(/^[\w-]{1,40}$/, 'letters, digits, dash and underscore, 40 at most');

export const wallRegionSchema = z.strictObject({
  id: regionId.describe('within its preset'),
  column: z.number().int().min(0),
  row: z.number().int().min(0),
  columns: z.number().int().min(1),
  rows: z.number().int().min(1),
  content: wallContentSchema,
});
export type WallRegion = z.output<typeof wallRegionSchema>;
export { regionId as wallRegionIdSchema };

export interface WallGrid {
  readonly columns: number;
  readonly rows: number;
}
export type WallBox = Pick<WallRegion, 'column' | 'row' | 'columns' | 'rows'>;

export const isInside = ({ columns, rows }: WallGrid, box: WallBox): boolean =>
  box.column >= 0 &&
  box.row >= 0 &&
  box.columns >= 1 &&
  box.rows >= 1 &&
  box.column + box.columns <= columns &&
  box.row + box.rows <= rows;

export const overlaps = (one: WallBox, other: WallBox): boolean =>
  one.column < other.column + other.columns &&
  other.column < one.column + one.columns &&
  one.row < other.row + other.rows &&
  other.row < one.row + one.rows;

/** What is wrong with a composition, for a schema and for whoever draws it; null: nothing. */
export function compositionFault(
  grid: WallGrid,
  regions: readonly WallRegion[],
): { readonly code: 'outside' | 'overlap' | 'sameId'; readonly regionId: string } | null {
  for (const [index, region] of regions.entries()) {
    if (!isInside(grid, region)) return { code: 'outside', regionId: region.id };
    const before = regions.slice(0, index);
    if (before.some(({ id }) => id === region.id)) return { code: 'sameId', regionId: region.id };
    if (before.some((other) => overlaps(other, region))) return { code: 'overlap', regionId: region.id };
  }
  return null;
}

/** The first place in reading order where a box of this size fits between the others; null: there is none. */
export function freePlace(
  grid: WallGrid,
  taken: readonly WallBox[],
  { columns, rows }: Pick<WallBox, 'columns' | 'rows'>,
): WallBox | null {
  for (let row = 0; row + rows <= grid.rows; row++) {
    for (let column = 0; column + columns <= grid.columns; column++) {
      const box = { column, row, columns, rows };
      if (!taken.some((other) => overlaps(other, box))) return box;
    }
  }
  return null;
}
