// Vector files of any kind into features by role, in WGS-84, under our field names.
import { basename } from 'node:path';
import type { VectorRole } from '#shared/wire/pack.ts';
import { converted, crsOf } from './crs.ts';
import { readGeojson } from './formats/geojson.ts';
import { readOsmPbf } from './formats/osmPbf.ts';
import { readOsmXml } from './formats/osmXml.ts';
import { ImportRefused, type VectorSource } from './formats/read.ts';
import { readShapefile, readZippedShapefile } from './formats/shp.ts';
import { guessRole, mapped } from './mapping.ts';
import type { Recognised } from './recognise.ts';
import { Dropped, type SourceFeature } from './source.ts';

export interface VectorInput {
  readonly role: VectorRole;
  readonly from: string;
  readonly features: readonly SourceFeature[];
  readonly dropped: Dropped;
  /** Who said in which system it is: a file that says it itself is not doubted. */
  readonly crs: 'operator' | 'file' | 'assumed';
}

interface Options {
  readonly crs: string | null;
  readonly role: VectorRole | null;
  readonly fields: Readonly<Record<string, string>>;
}

/** Refuses a file whose role or coordinate system nobody can tell. */
export async function readVectorInput({ path, kind }: Recognised, options: Options): Promise<VectorInput[]> {
  const from = basename(path);
  if (kind === 'osmXml' || kind === 'osmXmlGz' || kind === 'osmPbf') {
    const collector = kind === 'osmPbf' ? await readOsmPbf(path) : await readOsmXml(path, kind === 'osmXmlGz');
    const { byRole, dropped } = collector.finish();
    const roles = (Object.keys(byRole) as (keyof typeof byRole)[]).filter(
      (role) => byRole[role].length > 0 && (options.role === null || options.role === role),
    );
    if (roles.length === 0)
      throw new ImportRefused('empty', `${from} 中没有可用的要素`, `${from} holds nothing of use`);
    return roles.map((role, index) => ({
      role,
      from,
      features: byRole[role],
      dropped: index === 0 ? dropped : new Dropped(),
      crs: 'file',
    }));
  }
  const source = await readFileOf(path, kind);
  const crs = options.crs ?? source.statedCrs;
  if (crs === null && !looksLikeDegrees(source.features))
    throw new ImportRefused(
      'crs',
      `${from} 的坐标不是经纬度，请用 --crs 说明坐标系，如 epsg:4548（117°E）、epsg:4549（120°E）`,
      'these are no degrees: say --crs',
    );
  const named = mapped(converted(source.features, crsOf(crs ?? 'wgs84'), source.dropped), options.fields);
  const role = options.role ?? guessRole(from, named);
  if (role === null)
    throw new ImportRefused(
      'role',
      `看不出 ${from} 是什么图层，请用 --role 说明（grids、places、roads、buildings …）`,
      'say --role',
    );
  return [
    {
      role,
      from,
      features: named,
      dropped: source.dropped,
      crs: options.crs !== null ? 'operator' : source.statedCrs !== null ? 'file' : 'assumed',
    },
  ];
}

export function readFileOf(path: string, kind: Recognised['kind']): Promise<VectorSource> {
  if (kind === 'shp') return readShapefile(path);
  if (kind === 'zippedShp') return readZippedShapefile(path);
  return readGeojson(path);
}

export function looksLikeDegrees(features: readonly SourceFeature[]): boolean {
  return features.slice(0, 200).every(({ geometry }) => {
    let part: unknown = geometry.coordinates;
    for (let depth = 0; Array.isArray(part) && Array.isArray(part[0]) && depth < 5; depth++) part = part[0];
    if (!Array.isArray(part)) return true;
    const [x, y] = part as unknown[];
    return typeof x !== 'number' || typeof y !== 'number' || (Math.abs(x) <= 180 && Math.abs(y) <= 90);
  });
}
