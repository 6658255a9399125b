// A pack as it lies there: its layers as they open, the report it was imported with, and its bytes when they are asked for.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPack } from '#main/pack/index.ts';
import { type PackReport, packReportSchema } from '#shared/wire/sceneReport.ts';
import type { SceneJobAnswer } from '#shared/wire/scenes.ts';
import { ImportRefused } from '../import/formats/read.ts';

/** Refuses what is no pack, with the reason. `verifies` reads every file, which takes as long as it takes. */
export async function inspectPack(directory: string, verifies: boolean): Promise<SceneJobAnswer<'inspect'>> {
  const opened = await openPack(directory);
  if (!opened.ok) throw new ImportRefused(opened.failure.code, opened.failure.message);
  const pack = opened.value;
  try {
    const { id, title } = pack.manifest;
    const changed = verifies ? await pack.verifyFiles() : null;
    return { id, title, layers: pack.layers, report: await reportIn(pack.dir), changed };
  } finally {
    await pack.close();
  }
}

/** Null for a pack that was made otherwise, or whose report nobody can read. */
async function reportIn(directory: string): Promise<PackReport | null> {
  try {
    return packReportSchema.parse(JSON.parse(await readFile(join(directory, 'report.json'), 'utf8')));
  } catch {
    return null;
  }
}
