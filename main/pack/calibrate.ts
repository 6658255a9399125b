/**
 * Heights of a real-scene layer put right by one known point (GEODATA §4.4). Packs never change, so this makes another one: the
 * same files under a second name where the disk can, copies where not, and a manifest with the new `heightOffset`.
 */
import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { PackManifest } from '#shared/wire/pack.ts';
import type { Calibration } from '#shared/wire/scenes.ts';
import { readManifest } from './manifestFile.ts';
import { locateFile } from './paths.ts';

/** 85 高程 and the ellipsoid differ by tens of metres at most; more is a click on the wrong thing. */
const MOST_M = 200;
/** Under this nothing would be seen to move. */
const LEAST_M = 0.01;
const LOOSE_FILES = ['LICENSES.md', 'report.json', 'problems.geojson'];
const MANIFEST = 'manifest.json';
const SUMS = 'checksums.sha256';

/**
 * Writes the calibrated pack to the empty folder `directory`; `source` stays as it is. Refuses `noLayer`, `tooFar`, `already`,
 * `manifest` and `missing`, and leaves nothing behind then.
 */
export async function calibratePack(
  source: string,
  directory: string,
  { layerId, surfaceM, groundM }: Calibration,
): Promise<Result<{ id: string; heightOffset: number }>> {
  const byM = groundM - surfaceM;
  if (!Number.isFinite(byM) || Math.abs(byM) > MOST_M)
    return refuse('tooFar', `模型与地面相差 ${Math.round(byM)} 米，超过 ${MOST_M} 米，点选的可能不是道路`);
  if (Math.abs(byM) < LEAST_M) return refuse('already', '模型与地面已经一致，不需要校准');
  const read = await readManifest(source);
  if (!read.ok) return read;
  const layer = read.value.layers.find(({ id, kind }) => id === layerId && kind === 'tiles3d');
  if (layer?.kind !== 'tiles3d') return refuse('noLayer', `场景包没有实景三维图层 ${layerId}`);
  const heightOffset = Math.round((layer.heightOffset + byM) * 100) / 100;
  const manifest: PackManifest = {
    ...read.value,
    layers: read.value.layers.map((one) => (one === layer ? { ...layer, heightOffset } : one)),
  };
  const written = await writeTwin(source, directory, manifest);
  if (!written.ok) await rm(directory, { recursive: true, force: true });
  return written.ok ? ok({ id: manifest.id, heightOffset }) : written;
}

async function writeTwin(source: string, directory: string, manifest: PackManifest): Promise<Result<null>> {
  await mkdir(directory, { recursive: true });
  const stated = Object.keys(manifest.files);
  const loose = LOOSE_FILES.filter((path) => !stated.includes(path));
  for (const path of [...stated, ...loose]) {
    const file = await locateFile(source, path);
    if (file) await takeFile(file.path, join(directory, path));
    else if (stated.includes(path)) return refuse('missing', `场景包缺少文件 ${path}，请先核对`);
  }
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  const sums = stated.map((path) => `${manifest.files[path]!.sha256}  ${path}\n`);
  sums.push(`${createHash('sha256').update(text).digest('hex')}  ${MANIFEST}\n`);
  await writeFile(join(directory, MANIFEST), text);
  await writeFile(join(directory, SUMS), sums.join(''));
  return ok(null);
}

async function takeFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await link(from, to);
  } catch {
    // Another disk, or one that knows no second names.
    await copyFile(from, to);
  }
}
