/** GeoJSON points as a list: one row a feature, numbered from 1, its position in two columns of their own. */
import { z } from 'zod';
import { cellText, MOST_COLUMNS, type Table, type TableRow } from './table.ts';

export const LON_COLUMN = 'geometry.lon';
export const LAT_COLUMN = 'geometry.lat';

const documentSchema = z.union([
  z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) }),
  z
    .object({ type: z.literal('Feature') })
    .loose()
    .transform((feature) => ({ features: [feature] })),
]);
const featureSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  geometry: z
    .object({ type: z.literal('Point'), coordinates: z.array(z.number()).min(2) })
    .nullable()
    .catch(null),
  properties: z.record(z.string(), z.unknown()).nullable().catch(null),
});

/** Undefined where the text is no GeoJSON features. A feature that is no point keeps its row, without a position. */
export function readGeoJson(text: string, rowLimit: number): Table | undefined {
  const document = documentSchema.safeParse(parseJson(text));
  if (!document.success) return undefined;
  const features = document.data.features.slice(0, rowLimit).map((feature) => featureSchema.safeParse(feature));
  const names = new Set<string>();
  for (const { data } of features) for (const name of Object.keys(data?.properties ?? {})) names.add(name);
  const columns = [...names].slice(0, MOST_COLUMNS - 3);
  const hasId = features.some(({ data }) => data?.id !== undefined) && !names.has('id');
  const rows = features.map(({ data }, index): TableRow => {
    const [lon, lat] = data?.geometry?.coordinates ?? [];
    const cells = columns.map((name) => cellText(scalar(data?.properties?.[name])));
    return { row: index + 1, cells: [cellText(lon), cellText(lat), ...(hasId ? [cellText(data?.id)] : []), ...cells] };
  });
  const isCut = document.data.features.length > rowLimit;
  return { format: 'geojson', columns: [LON_COLUMN, LAT_COLUMN, ...(hasId ? ['id'] : []), ...columns], rows, isCut };
}

const scalar = (value: unknown) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}
