// The report of an import: what came in, what was left out and why, and what a person must look at.
import { basename } from 'node:path';
import type { PackReport } from '#shared/wire/sceneReport.ts';
import type { AreaLayers } from './areas.ts';
import type { BuiltLayers } from './buildLayers.ts';
import type { ReadSources } from './readSources.ts';
import { checkTopology } from './topology.ts';

const LISTED_PROBLEMS = 1000;

export function reportOf(id: string, read: ReadSources, built: BuiltLayers, datum: PackReport['datum']): PackReport {
  return {
    id,
    sources: read.recognised.map(({ path, kind }) => ({ from: basename(path), kind })),
    skipped: read.skipped,
    layers: built.layers.map(({ role, from, features, dropped }) => ({
      id: role,
      from,
      kept: features.length,
      dropped: dropped.list,
    })),
    realScenes: read.realScenes.map(({ layer, scan }) => ({ id: layer.id, ...scan })),
    rasters: read.rasters.map(({ layer, tiles }) => ({ id: layer.id, tiles })),
    codes: built.areas === null ? 'none' : built.areas.isSynthetic ? 'synthetic' : 'official',
    filledParents: built.areas?.filled ?? 0,
    parentsByPlace: built.areas?.parentsByPlace ?? [],
    serials: built.areas?.serials ?? 0,
    datum,
    topology: topologyOf(built.areas),
    roads: built.roads,
    warnings: [
      ...read.realScenes.flatMap((scene) => scene.warnings),
      ...read.rasters.flatMap(({ remarks }) => remarks),
      ...built.warnings,
      ...(datum ? [datum.sentence] : []),
    ],
  };
}

function topologyOf(areas: AreaLayers | null): PackReport['topology'] {
  const problems = areas ? checkTopology(areas.drawn) : [];
  const counts: Record<string, number> = {};
  for (const { kind } of problems) counts[kind] = (counts[kind] ?? 0) + 1;
  return { counts, problems: problems.slice(0, LISTED_PROBLEMS) };
}
