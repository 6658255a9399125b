/** The ground of a pack as heights, for whoever looks over it without a screen. The windows read the same tiles by themselves. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type LonLat, metreFrame } from '#shared/geo/earth.ts';
import type { HeightGrid } from '#shared/geo/terrain/heightGrid.ts';
import { readTerrain } from '#shared/geo/terrain/readTerrain.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { ScenePack } from './openPack.ts';
import { pngPixels } from './pngPixels.ts';
import type { PackFile } from './serve.ts';

const unpacked = promisify(gunzip);
const MOST_TILE_BYTES = 16 * 1024 * 1024;

/**
 * Heights around `origin`, in metres of its flat frame; null: the pack's ground is flat. Fails with the reason why what it has
 * cannot be read: heights in pictures only as PNG. Steps aside between rows: the thread may have alarms to take.
 */
export async function terrainOf(pack: ScenePack, origin: LonLat): Promise<Result<HeightGrid | null, Bilingual>> {
  const layer = pack.manifest.layers.find((one) => one.kind === 'terrain' && one.format !== 'flat');
  const facts = layer && pack.tileFactsOf(layer.id);
  if (!layer || !facts) return ok(null);
  return readTerrain(pack.manifest, metreFrame(origin), {
    facts,
    async fetchTile(zoom, column, row) {
      const file = await pack.resolveFile(`/terrain/${layer.id}/${zoom}/${column}/${row}`);
      return file.ok ? bytesOf(file.value) : null;
    },
    decodePicture: pngPixels,
    stepAside: () => new Promise((resolve) => setImmediate(resolve)),
  });
}

/** Null: longer than any tile, or not what it says it is. */
async function bytesOf({ body, contentEncoding, contentLength }: PackFile): Promise<Uint8Array<ArrayBuffer> | null> {
  if (contentLength > MOST_TILE_BYTES) return null;
  const bytes = body instanceof Uint8Array ? body : new Uint8Array(await new Response(body).arrayBuffer());
  try {
    const plain = contentEncoding ? await unpacked(bytes, { maxOutputLength: MOST_TILE_BYTES }) : bytes;
    return new Uint8Array(plain);
  } catch {
    return null;
  }
}
