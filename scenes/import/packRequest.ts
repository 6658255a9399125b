// What an import is asked to do, and the words of the command line as such a request.
import { z } from 'zod';
import type { LonLat } from '#shared/geo/earth.ts';
import { SOURCE_ROLES, type SourceRole } from '#shared/wire/scenes.ts';
import { ImportRefused } from './formats/read.ts';
import { parseMap, readProfile, saveProfile } from './mapping.ts';

/** One file or folder, and what was said of it; null where the whole import's word, or else the file's own, counts. */
export interface SourceWish {
  readonly path: string;
  readonly role: SourceRole | null;
  readonly crs: string | null;
  /** Source column to our field. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface PackRequest {
  readonly sources: readonly SourceWish[];
  readonly id: string;
  readonly title: string;
  readonly districtCode: string;
  readonly attribution: readonly string[];
  readonly classification: string;
  /** ISO time with offset. */
  readonly created: string;
  readonly makesSerials: boolean;
  /** Large files as second names of the same bytes instead of copies. */
  readonly isLinked: boolean;
  /** Where tilesets without a place on earth stand. */
  readonly at: LonLat | null;
}

export interface ImportWords {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly crs?: string | undefined;
  readonly role?: string | undefined;
  readonly map?: readonly string[] | undefined;
  /** With `map` the profile is saved there, without it is read from there. */
  readonly mapping?: string | undefined;
  readonly at?: string | undefined;
  readonly district?: string | undefined;
  readonly attribution?: readonly string[] | undefined;
  readonly classification?: string | undefined;
  readonly serials?: boolean | undefined;
  readonly link?: boolean | undefined;
  readonly created?: string | undefined;
}

const roleSchema = z.enum(SOURCE_ROLES);
const ROLE_PREFIX = /^([a-z]+)=(.+)$/;

/** Refuses words that mean nothing, naming what is allowed. `sources` are paths, or `role=path`. */
export async function requestOf(sources: readonly string[], words: ImportWords): Promise<PackRequest> {
  const given = Object.assign({}, ...(words.map ?? []).map(parseMap)) as Record<string, string>;
  const role = words.role === undefined ? null : roleOf(words.role);
  let { crs = null } = words;
  let fields = given;
  let known = role;
  if (words.mapping !== undefined && words.map === undefined) {
    const profile = await readProfile(words.mapping);
    fields = profile.fields;
    crs ??= profile.crs ?? null;
    known ??= profile.role ?? null;
  } else if (words.mapping !== undefined) {
    const saved = role === null || role === 'terrain' ? {} : { role };
    await saveProfile(words.mapping, { fields, ...(crs ? { crs } : {}), ...saved });
  }
  const id = words.id ?? 'city';
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(id))
    throw new ImportRefused('id', `--id ${id}：只能用小写字母、数字和连字符`, 'lower-case letters, digits and hyphens');
  return {
    sources: sources.map((source) => {
      const [, prefix, path] = ROLE_PREFIX.exec(source) ?? [];
      return { path: path ?? source, role: prefix === undefined ? known : roleOf(prefix), crs, fields };
    }),
    id,
    title: words.title ?? id,
    districtCode: words.district ?? '990200',
    attribution: words.attribution ?? [],
    classification: words.classification ?? '公开',
    created: words.created ?? new Date().toISOString(),
    makesSerials: words.serials ?? false,
    isLinked: words.link ?? false,
    at: words.at === undefined ? null : pointOf(words.at),
  };
}

function roleOf(text: string): SourceRole {
  const parsed = roleSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new ImportRefused('role', `图层角色 ${text} 不存在；可用 ${roleSchema.options.join('、')}`, 'no such role');
}

function pointOf(text: string): [number, number] {
  const [lon, lat] = text.split(',').map(Number);
  if (lon === undefined || lat === undefined || !(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90))
    throw new ImportRefused('at', `--at ${text} 须写成 经度,纬度`, `--at ${text} must be LON,LAT`);
  return [lon, lat];
}
