// What a person chose, looked at before anything is imported: kinds, columns, coordinate systems, shifts against the roads.
import { basename } from 'node:path';
import type { SceneJobAnswer, SceneStep } from '#shared/wire/scenes.ts';
import { findShifted } from '../import/datumCheck.ts';
import { ImportRefused } from '../import/formats/read.ts';
import { fieldFor } from '../import/mapping.ts';
import { readRaster } from '../import/rasterInputs.ts';
import { readRealScene } from '../import/realScene.ts';
import { isRaster, isRealScene, type Recognised, recogniseAll } from '../import/recognise.ts';
import type { SourceFeature } from '../import/source.ts';
import { looksLikeDegrees, readFileOf, readVectorInput, type VectorInput } from '../import/vectorInputs.ts';

type Look = SceneJobAnswer<'look'>;
type LookedAt = Look['sources'][number];

const MOST_COLUMNS = 100;
const SAMPLE_CHARACTERS = 60;
/** Somewhere on the ground: whether a tileset can be placed at all. */
const ANYWHERE: [number, number] = [120, 30];

/** Nothing is refused as a whole: what cannot be taken is listed with its reason. */
export async function lookAt(paths: readonly string[], tell: (step: SceneStep) => void): Promise<Look> {
  const found: Recognised[] = [];
  const skipped: { name: string; said: { zh: string; en: string } }[] = [];
  for (const path of paths) {
    try {
      const all = await recogniseAll(path);
      found.push(...all.found);
      skipped.push(...all.skipped.map((one) => ({ name: basename(one.path), said: one.said })));
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      skipped.push({ name: basename(path), said: error.said });
    }
  }
  const sources: LookedAt[] = [];
  const vectors: VectorInput[] = [];
  for (const [done, one] of found.entries()) {
    tell({ phase: 'read', name: basename(one.path), done, total: found.length });
    sources.push(await lookAtOne(one, vectors));
  }
  const shifted = findShifted(vectors);
  return {
    sources,
    skipped,
    shifted: shifted && { from: shifted.from, datum: shifted.guess.datum, offsetM: shifted.guess.offsetM },
  };
}

async function lookAtOne(one: Recognised, vectors: VectorInput[]): Promise<LookedAt> {
  const blank: LookedAt = {
    path: one.path,
    name: basename(one.path),
    kind: one.kind,
    role: null,
    count: null,
    columns: [],
    statedCrs: null,
    isDegrees: true,
    needsPlace: false,
    refused: null,
  };
  try {
    if (isRealScene(one)) return { ...blank, ...(await lookAtTiles(one)) };
    if (isRaster(one)) {
      const isTerrain = one.kind === 'meshFolder';
      const { tiles } = await readRaster(one, 'look', isTerrain, null);
      return { ...blank, role: isTerrain ? 'terrain' : null, count: tiles };
    }
    return { ...blank, ...(await lookAtFeatures(one, vectors)) };
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    return { ...blank, refused: error.said };
  }
}

async function lookAtTiles(one: Recognised): Promise<Pick<LookedAt, 'count' | 'needsPlace'>> {
  try {
    return { count: (await readRealScene(one, 'look', null)).scan.tiles, needsPlace: false };
  } catch (error) {
    if (!(error instanceof ImportRefused && error.code === 'notPlaced')) throw error;
    // An archive cannot be placed: then this refuses again, with what to do.
    return { count: (await readRealScene(one, 'look', ANYWHERE)).scan.tiles, needsPlace: true };
  }
}

async function lookAtFeatures(one: Recognised, vectors: VectorInput[]): Promise<Partial<LookedAt>> {
  const asIs = { crs: null, role: null, fields: {} };
  if (one.kind === 'osmXml' || one.kind === 'osmXmlGz' || one.kind === 'osmPbf') {
    const inputs = await readVectorInput(one, asIs);
    vectors.push(...inputs);
    return { count: inputs.reduce((sum, { features }) => sum + features.length, 0), statedCrs: 'EPSG:4326' };
  }
  const { features, statedCrs, dropped } = await readFileOf(one.path, one.kind);
  if (features.length === 0) {
    const why = dropped.list.map(({ reason, count }) => `${reason} × ${count}`).join(', ');
    const name = basename(one.path);
    throw new ImportRefused(
      'empty',
      `${name} 中没有可用的要素：全部顶点过多或没有几何`,
      `${name} holds nothing of use: ${why}`,
    );
  }
  const isDegrees = statedCrs !== null || looksLikeDegrees(features);
  const facts = { count: features.length, statedCrs, isDegrees, columns: columnsOf(features) };
  if (!isDegrees) return facts;
  try {
    const [input] = await readVectorInput(one, asIs);
    if (input) vectors.push(input);
    return { ...facts, role: input?.role ?? null };
  } catch (error) {
    // The one thing a person can say about a good file: what it holds.
    if (error instanceof ImportRefused && error.code === 'role') return facts;
    throw error;
  }
}

function columnsOf(features: readonly SourceFeature[]): LookedAt['columns'] {
  const samples = new Map<string, string>();
  for (const { properties } of features.slice(0, 500)) {
    for (const [name, value] of Object.entries(properties)) {
      if (samples.size >= MOST_COLUMNS && !samples.has(name)) continue;
      const text = value === null || typeof value === 'object' ? '' : String(value);
      if (!samples.get(name)) samples.set(name, text.slice(0, SAMPLE_CHARACTERS));
    }
  }
  return [...samples].map(([name, sample]) => ({ name: name.slice(0, 200), sample, field: fieldFor(name) }));
}
