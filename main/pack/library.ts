/**
 * A scenes folder: every imported pack under `<id>/<version>/`, never changed afterwards, and one pointer file that says which is
 * in use. Switching writes the pointer anew and renames it into place, so a power cut leaves the old one or the new one.
 */
import { mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ok, type Result, refuse } from '#shared/kit/result.ts';

const POINTER = 'current.json';
const VERSION = /^\d{4,8}$/;
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

const choiceSchema = z.strictObject({ id: z.string().regex(ID), version: z.string().regex(VERSION) });
type Choice = z.infer<typeof choiceSchema>;
const pointerSchema = z.strictObject({
  ...choiceSchema.shape,
  /** What revert goes back to, nearest first. */
  before: z.array(choiceSchema).max(50),
});

export interface LibraryEntry extends Choice {
  readonly isCurrent: boolean;
}

/** The folder of the pack in use; the path itself where it is no scenes folder. */
export async function currentPackIn(path: string): Promise<string> {
  const pointer = await readPointer(path);
  return pointer ? join(path, pointer.id, pointer.version) : path;
}

/** Every pack of the folder, by id and version. */
export async function listPacks(library: string): Promise<LibraryEntry[]> {
  const current = await readPointer(library);
  const entries: LibraryEntry[] = [];
  for (const id of (await namesIn(library)).filter((name) => ID.test(name)).sort()) {
    for (const version of (await versionsOf(library, id)).sort()) {
      if (!(await isPack(join(library, id, version)))) continue;
      entries.push({ id, version, isCurrent: current?.id === id && current.version === version });
    }
  }
  return entries;
}

/** The version an import of this id gets: one above the highest there is. */
export async function nextVersion(library: string, id: string): Promise<string> {
  const highest = Math.max(0, ...(await versionsOf(library, id)).map(Number));
  return String(highest + 1).padStart(4, '0');
}

/**
 * Moves a finished pack folder, on the same disk, in as the next version of its id. It is there whole or not at all; two that
 * come at once get one number each.
 */
export async function installPack(
  library: string,
  id: string,
  prepared: string,
): Promise<{ version: string; directory: string }> {
  await mkdir(join(library, id), { recursive: true });
  for (;;) {
    const version = await nextVersion(library, id);
    const directory = join(library, id, version);
    try {
      await rename(prepared, directory);
      return { version, directory };
    } catch (error) {
      // Somebody else's has this number now; anything else is no question of numbers.
      if (!(await isPack(directory))) throw error;
    }
  }
}

/** Puts a pack in use from the next start of the core; without a version the newest. Refuses `noPack`. */
export async function switchPack(library: string, id: string, version?: string): Promise<Result<Choice>> {
  const chosen = version ?? (await versionsOf(library, id)).sort().at(-1);
  if (!ID.test(id) || chosen === undefined || !VERSION.test(chosen) || !(await isPack(join(library, id, chosen))))
    return refuse('noPack', `没有场景包 ${id} ${version ?? ''} no such pack in ${library}`);
  const pointer = await readPointer(library);
  const choice = { id, version: chosen };
  if (pointer?.id === id && pointer.version === chosen) return ok(choice);
  const before = pointer ? [{ id: pointer.id, version: pointer.version }, ...pointer.before].slice(0, 50) : [];
  await writePointer(library, { ...choice, before });
  return ok(choice);
}

/** Goes back to the pack in use before. Refuses `noFormer`, and `noPack` when its folder is gone. */
export async function revertPack(library: string): Promise<Result<Choice>> {
  const pointer = await readPointer(library);
  const [former, ...before] = pointer?.before ?? [];
  if (!former) return refuse('noFormer', '没有更早的场景包可以恢复 there is no former pack');
  if (!(await isPack(join(library, former.id, former.version))))
    return refuse('noPack', `场景包 ${former.id} ${former.version} 已不在 the former pack is gone`);
  await writePointer(library, { ...former, before });
  return ok(former);
}

async function readPointer(library: string): Promise<z.infer<typeof pointerSchema> | null> {
  try {
    const parsed = pointerSchema.safeParse(JSON.parse(await readFile(join(library, POINTER), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || isAbsence(error)) return null;
    throw error;
  }
}

async function writePointer(library: string, pointer: z.infer<typeof pointerSchema>): Promise<void> {
  const temporary = join(library, `${POINTER}.${process.pid}`);
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(`${JSON.stringify(pointer, null, 1)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(library, POINTER));
}

async function versionsOf(library: string, id: string): Promise<string[]> {
  return ID.test(id) ? (await namesIn(join(library, id))).filter((name) => VERSION.test(name)) : [];
}

async function namesIn(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}

async function isPack(path: string): Promise<boolean> {
  try {
    return (await stat(join(path, 'manifest.json'))).isFile();
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}

const isAbsence = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
