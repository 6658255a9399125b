// Every file of a request read by what it is; in a folder of many, one that is nothing of ours is passed by and named.
import { basename } from 'node:path';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { SceneStep } from '#shared/wire/scenes.ts';
import { ImportRefused } from './formats/read.ts';
import type { PackRequest, SourceWish } from './packRequest.ts';
import { type RasterInput, readRaster } from './rasterInputs.ts';
import { type RealScene, readRealScene } from './realScene.ts';
import { isRaster, isRealScene, type Recognised, recogniseAll } from './recognise.ts';
import { readVectorInput, type VectorInput } from './vectorInputs.ts';

export type Tell = (step: SceneStep) => void;

export interface ReadSources {
  readonly recognised: readonly Recognised[];
  readonly skipped: readonly { from: string; reason: string }[];
  readonly vectors: readonly VectorInput[];
  readonly realScenes: readonly RealScene[];
  readonly rasters: readonly RasterInput[];
}

export async function readSources(request: PackRequest, tell: Tell): Promise<ReadSources> {
  const recognised: Recognised[] = [];
  const skipped: { from: string; reason: string }[] = [];
  const vectors: VectorInput[] = [];
  const realScenes: RealScene[] = [];
  const rasters: RasterInput[] = [];
  const idOf = serialNames();
  const read = async (one: Recognised, { role, crs, fields }: SourceWish) => {
    if (isRealScene(one)) realScenes.push(await readRealScene(one, idOf('realscene'), request.at));
    else if (isRaster(one)) {
      const isTerrain = role === 'terrain' || one.kind === 'meshFolder';
      rasters.push(await readRaster(one, idOf(isTerrain ? 'dem' : 'base'), isTerrain, crs));
    } else vectors.push(...(await readVectorInput(one, { crs, role: role === 'terrain' ? null : role, fields })));
  };
  const found: { one: Recognised; wish: SourceWish; isOfMany: boolean }[] = [];
  for (const wish of request.sources) {
    const all = await recogniseAll(wish.path);
    skipped.push(...all.skipped.map(({ path, said }) => ({ from: basename(path), reason: bothHalves(said) })));
    for (const one of all.found) found.push({ one, wish, isOfMany: all.found.length > 1 });
  }
  for (const [done, { one, wish, isOfMany }] of found.entries()) {
    tell({ phase: 'read', name: basename(one.path), done, total: found.length });
    try {
      await read(one, wish);
      recognised.push(one);
    } catch (error) {
      if (!(error instanceof ImportRefused && isOfMany)) throw error;
      skipped.push({ from: basename(one.path), reason: error.message });
    }
  }
  return { recognised, skipped, vectors, realScenes, rasters };
}

const bothHalves = ({ zh, en }: Bilingual) => (zh === en ? zh : `${zh} · ${en}`);

/** `base`, `base-2` … */
function serialNames(): (stem: string) => string {
  const serial = new Map<string, number>();
  return (stem) => {
    const count = (serial.get(stem) ?? 0) + 1;
    serial.set(stem, count);
    return count === 1 ? stem : `${stem}-${count}`;
  };
}
