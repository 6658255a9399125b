// The site's column names and ours (GEODATA §4.2). What a site mapped once it keeps as a profile beside its data.
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { VECTOR_ROLES, type VectorRole } from '#shared/wire/pack.ts';
import { ImportRefused } from './formats/read.ts';
import type { SourceFeature } from './source.ts';

/** Names offices give their columns; a shapefile cuts them to ten bytes, which GBK fills with five characters. */
const KNOWN: Readonly<Record<string, string>> = {
  网格编码: 'code',
  网格编号: 'code',
  网格代码: 'code',
  区划代码: 'code',
  编码: 'code',
  grid_code: 'code',
  gridcode: 'code',
  wgbm: 'code',
  code: 'code',
  网格名称: 'name',
  名称: 'name',
  name: 'name',
  wgmc: 'name',
  社区编码: 'parentCode',
  社区代码: 'parentCode',
  上级编码: 'parentCode',
  parentcode: 'parentCode',
  parent_cod: 'parentCode',
  网格类型: 'gridType',
  网格长: 'gridLeader',
  户数: 'households',
  人口: 'population',
  人口数: 'population',
  楼栋数: 'buildings',
  类型: 'placeClass',
  类别: 'placeClass',
  单位类别: 'placeClass',
  placeclass: 'placeClass',
  地址: 'address',
  路名: 'name',
  道路名称: 'name',
  道路等级: 'highway',
  单行: 'oneway',
};

const profileSchema = z.strictObject({
  format: z.literal('scene-import-profile'),
  version: z.literal(1),
  crs: z.string().max(2000).optional(),
  role: z.enum(VECTOR_ROLES).optional(),
  /** Source column to our field. */
  fields: z.record(z.string().max(200), z.string().max(60)),
});
export type ImportProfile = z.infer<typeof profileSchema>;

export async function readProfile(path: string): Promise<ImportProfile> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new ImportRefused(
      'profile',
      `映射文件 ${path} 无法读取：${(error as Error).message}`,
      `the mapping ${path} cannot be read`,
    );
  }
  const parsed = profileSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ImportRefused(
      'profile',
      `映射文件 ${path} 无效：${issue?.path.join('.')} ${issue?.message}`,
      `${path} is no import profile`,
    );
  }
  return parsed.data;
}

export async function saveProfile(path: string, profile: Omit<ImportProfile, 'format' | 'version'>): Promise<void> {
  const whole = { format: 'scene-import-profile', version: 1, ...profile };
  await writeFile(path, `${JSON.stringify(whole, null, 1)}\n`);
}

/** `网格编码=code,网格名称=name` as a record; refuses a pair that is none. */
export function parseMap(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair) => pair.split('='));
  const wrong = pairs.find((pair) => pair.length !== 2 || pair.some((part) => part.trim() === ''));
  if (wrong)
    throw new ImportRefused(
      'map',
      `“${wrong.join('=')}”须写成 源列=我们的字段`,
      `“${wrong.join('=')}” must be written source=ours`,
    );
  return Object.fromEntries(pairs.map(([source, ours]) => [source!.trim(), ours!.trim()]));
}

/** The field of ours a column's name is known for. */
export const fieldFor = (column: string): string | null => KNOWN[column.trim().toLowerCase()] ?? null;

/** Properties under our names; what the site mapped wins over what we guess, and nothing overwrites a field already named ours. */
export function mapped(features: readonly SourceFeature[], fields: Readonly<Record<string, string>>): SourceFeature[] {
  return features.map((feature) => {
    const properties: Record<string, unknown> = { ...feature.properties };
    for (const [source, value] of Object.entries(feature.properties)) {
      const guess = fieldFor(source);
      if (guess !== null && properties[guess] === undefined) properties[guess] = value;
    }
    for (const [source, ours] of Object.entries(fields)) {
      if (feature.properties[source] !== undefined) properties[ours] = feature.properties[source];
    }
    for (const key of ['code', 'parentCode']) {
      if (typeof properties[key] === 'number') properties[key] = String(properties[key]);
    }
    return { ...feature, properties };
  });
}

const BY_NAME: readonly (readonly [RegExp, VectorRole])[] = [
  [/grid|网格|block|街块/i, 'grids'],
  [/village|community|社区|村界/i, 'villages'],
  [/town|street_office|街道|镇/i, 'towns'],
  [/district|county|区县|区界/i, 'districts'],
  [/rail|铁路|轨道/i, 'railways'],
  [/road|路网|道路/i, 'roads'],
  [/building|建筑|楼/i, 'buildings'],
  [/water|水系|河/i, 'water'],
  [/landuse|用地|绿地/i, 'landuse'],
  [/poi|place|重点|场所|地点/i, 'places'],
];
const BY_CODE_LENGTH: Readonly<Record<number, VectorRole>> = {
  15: 'grids',
  12: 'villages',
  9: 'towns',
  6: 'districts',
};

/** What a file holds, by its features first and its name second; null when neither says. */
export function guessRole(name: string, features: readonly SourceFeature[]): VectorRole | null {
  const share = (holds: (feature: SourceFeature) => boolean) =>
    features.length > 0 && features.filter(holds).length / features.length > 0.5;
  const isLine = share(({ geometry }) => /LineString$/.test(geometry.type));
  const isArea = share(({ geometry }) => /Polygon$/.test(geometry.type));
  if (isLine && share(({ properties }) => typeof properties.highway === 'string')) return 'roads';
  if (isLine && share(({ properties }) => typeof properties.railway === 'string')) return 'railways';
  if (isArea) {
    const lengths = features.flatMap(({ properties: { code } }) => (typeof code === 'string' ? [code.length] : []));
    const length = lengths[0] ?? 0;
    const role = BY_CODE_LENGTH[length];
    if (role && lengths.length > features.length / 2 && lengths.every((one) => one === length)) return role;
  }
  const named = BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  if (named === 'roads' || named === 'railways') return isLine ? named : null;
  if (named === 'places') return isLine || isArea ? null : named;
  if (named !== null) return isArea || named === 'water' || named === 'landuse' ? named : null;
  return share(({ geometry, properties }) => geometry.type === 'Point' && typeof properties.name === 'string')
    ? 'places'
    : null;
}
