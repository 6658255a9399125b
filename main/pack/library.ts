/**
 * A scenes folder: every imported pack under `<id>/<version>/`, never changed afterwards, and one pointer file that says which is
 * in use. Switching writes the pointer anew and renames it into place, so a power cut leaves the old one or the new one. A
 * folder may stand beside a scene of its station's own (`station.json`): then nothing chosen means that one.
 */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { packIdSchema, packVersionSchema } from '#shared/wire/scenes.ts';

const POINTER = 'current.json';
const choiceSchema = z.strictObject({ id: packIdSchema, version: packVersionSchema });
export type Choice = z.infer<typeof choiceSchema>;
/** What revert goes back to, nearest first; null is the station's own scene. */
const formerSchema = z.array(choiceSchema.nullable()).max(50);
const pointerSchema = z.union([
  z.strictObject({ ...choiceSchema.shape, before: formerSchema }),
  z.strictObject({ id: z.null(), version: z.null(), before: formerSchema }),
]);
type Pointer = z.infer<typeof pointerSchema>;

const isId = (text: string) => packIdSchema.safeParse(text).success;
const isVersion = (text: string) => packVersionSchema.safeParse(text).success;

export interface LibraryEntry extends Choice {
  readonly isCurrent: boolean;
}

/** The folder of the pack in use; the path itself where it is no scenes folder. */
export async function currentPackIn(path: string): Promise<string> {
  return (await chosenPackIn(path)) ?? path;
}

/** The folder of the pack in use; null where none was chosen. */
export async function chosenPackIn(library: string): Promise<string | null> {
  const choice = choiceOf(await readPointer(library));
  return choice ? join(library, choice.id, choice.version) : null;
}

/** What revert goes back to, nearest first; null in the list is the station's own scene. */
export async function formerPacks(library: string): Promise<readonly (Choice | null)[]> {
  return (await readPointer(library))?.before ?? [];
}

/** Where a version lies. */
export const packFolder = (library: string, { id, version }: Choice) => join(library, id, version);

/** Every pack of the folder, by id and version. */
export async function listPacks(library: string): Promise<LibraryEntry[]> {
  const current = await readPointer(library);
  const entries: LibraryEntry[] = [];
  for (const id of (await namesIn(library)).filter(isId).sort()) {
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
  if (!isId(id) || chosen === undefined || !isVersion(chosen) || !(await isPack(join(library, id, chosen))))
    return refuse('noPack', `没有场景包 ${id} ${version ?? ''} no such pack in ${library}`);
  const pointer = await readPointer(library);
  const choice = { id, version: chosen };
  if (pointer?.id === id && pointer.version === chosen) return ok(choice);
  await writePointer(library, { ...choice, before: withFormer(pointer) });
  return ok(choice);
}

/** What is chosen now, as a way back to exactly that. */
export async function rememberChoice(library: string): Promise<() => Promise<void>> {
  const pointer = await readPointer(library);
  return () => (pointer ? writePointer(library, pointer) : rm(join(library, POINTER), { force: true }));
}

/** Leaves the choice to the station's own scene again. */
export async function unchoosePack(library: string): Promise<void> {
  const pointer = await readPointer(library);
  if (choiceOf(pointer)) await writePointer(library, { id: null, version: null, before: withFormer(pointer) });
}

/** Goes back to what was in use before, null for the station's own scene. Refuses `noFormer`, and `noPack` when it is gone. */
export async function revertPack(library: string): Promise<Result<Choice | null>> {
  const pointer = await readPointer(library);
  const [former, ...before] = pointer?.before ?? [];
  if (former === null) {
    await writePointer(library, { id: null, version: null, before });
    return ok(null);
  }
  if (!former) return refuse('noFormer', '没有更早的场景包可以恢复 there is no former pack');
  if (!(await isPack(join(library, former.id, former.version))))
    return refuse('noPack', `场景包 ${former.id} ${former.version} 已不在 the former pack is gone`);
  await writePointer(library, { ...former, before });
  return ok(former);
}

const choiceOf = (pointer: Pointer | null): Choice | null =>
  pointer?.id ? { id: pointer.id, version: pointer.version } : null;

/** What was in use before a change of it. */
const withFormer = (pointer: Pointer | null): Pointer['before'] =>
  pointer ? [choiceOf(pointer), ...pointer.before].slice(0, 50) : [];

async function readPointer(library: string): Promise<Pointer | null> {
  try {
    const parsed = pointerSchema.safeParse(JSON.parse(await readFile(join(library, POINTER), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || isAbsence(error)) return null;
    throw error;
  }
}

async function writePointer(library: string, pointer: Pointer): Promise<void> {
  await mkdir(library, { recursive: true });
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
  return isId(id) ? (await namesIn(join(library, id))).filter(isVersion) : [];
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
