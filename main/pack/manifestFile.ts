// The manifest of a pack folder, read and judged in one place.
import { readFile } from 'node:fs/promises';
import { type Result, refuse } from '#shared/kit/result.ts';
import { type PackManifest, parsePackManifest } from '#shared/wire/pack.ts';
import { locateFile } from './paths.ts';

const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

/** Refuses `noPack` (no manifest there) or `manifest` (not a valid one). */
export async function readManifest(directory: string): Promise<Result<PackManifest>> {
  const file = await locateFile(directory, 'manifest.json');
  if (!file) return refuse('noPack', `${directory} 不是场景包：没有 manifest.json`);
  if (file.bytes > MAX_MANIFEST_BYTES) return refuse('manifest', 'manifest.json 过大');
  try {
    return parsePackManifest(JSON.parse(await readFile(file.path, 'utf8')));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('manifest', 'manifest.json 不是有效的 JSON');
  }
}
