// The words of the command line as an import request, with the mapping profile read or saved beside them.
import { z } from 'zod';
import { VECTOR_ROLES } from '#shared/wire/pack.ts';
import { ImportRefused } from './formats/read.ts';
import type { PackRequest } from './importPack.ts';
import { parseMap, readProfile, saveProfile } from './mapping.ts';

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
  readonly acceptsWarnings?: boolean | undefined;
  readonly link?: boolean | undefined;
  readonly created?: string | undefined;
}

const roleSchema = z.enum([...VECTOR_ROLES, 'terrain']);

/** Refuses words that mean nothing, naming what is allowed. */
export async function requestOf(sources: readonly string[], library: string, words: ImportWords): Promise<PackRequest> {
  const given = Object.assign({}, ...(words.map ?? []).map(parseMap)) as Record<string, string>;
  const role = words.role === undefined ? null : roleOf(words.role);
  for (const source of sources) {
    const prefix = /^([a-z]+)=/.exec(source)?.[1];
    if (prefix) roleOf(prefix);
  }
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
    throw new ImportRefused('id', `--id ${id}：只能用小写字母、数字和连字符 lower-case letters, digits and hyphens`);
  return {
    sources,
    library,
    id,
    title: words.title ?? id,
    crs,
    role: known,
    fields,
    districtCode: words.district ?? '990200',
    attribution: words.attribution ?? [],
    classification: words.classification ?? '公开',
    created: words.created ?? new Date().toISOString(),
    acceptsWarnings: words.acceptsWarnings ?? false,
    makesSerials: words.serials ?? false,
    isLinked: words.link ?? false,
    at: words.at === undefined ? null : pointOf(words.at),
  };
}

function roleOf(text: string): NonNullable<PackRequest['role']> {
  const parsed = roleSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new ImportRefused('role', `图层角色 ${text} 不存在；可用 ${roleSchema.options.join('、')} no such role`);
}

function pointOf(text: string): [number, number] {
  const [lon, lat] = text.split(',').map(Number);
  if (lon === undefined || lat === undefined || !(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90))
    throw new ImportRefused('at', `--at ${text} 须写成 经度,纬度 must be LON,LAT`);
  return [lon, lat];
}
