/**
 * A site's own files of any kind into one immutable pack of a scenes folder (GEODATA §4.4), with the report the site signs off.
 * Nothing is put in use that was not read back; a refusal leaves the folder as it was.
 */
import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installPack, switchPack } from '#main/pack/index.ts';
import type { LayerReport } from '#shared/wire/pack.ts';
import type { PackReport } from '#shared/wire/sceneReport.ts';
import { type BuiltLayers, buildLayers } from './buildLayers.ts';
import { compareDatum } from './datumCheck.ts';
import { reportOf } from './packReport.ts';
import type { PackRequest } from './packRequest.ts';
import { type ReadSources, readSources, type Tell } from './readSources.ts';
import { writePack } from './writePack.ts';

export type PackOutcome =
  | {
      readonly isInstalled: true;
      readonly version: string;
      readonly directory: string;
      readonly layers: readonly LayerReport[];
      readonly report: PackReport;
    }
  /** Topology problems that nobody accepted. */
  | { readonly isInstalled: false; readonly report: PackReport };

export interface PreparedPack {
  readonly layers: readonly LayerReport[];
  readonly report: PackReport;
}

/** Says nothing. */
const quiet: Tell = () => {};

/**
 * Reads, checks and writes the whole pack to `directory`, where a person may look at its report before `installPack` moves it
 * into a scenes folder. Throws `ImportRefused` for everything a site can get wrong.
 */
export async function preparePack(request: PackRequest, directory: string, tell: Tell = quiet): Promise<PreparedPack> {
  const examined = await examine(request, tell);
  const layers = await writePack(directory, request, examined.read, examined.built, examined.report, tell);
  return { layers, report: examined.report };
}

/** Imports into the scenes folder `library` and puts it in use; with topology problems only when they are accepted. */
export async function importPack(
  request: PackRequest,
  library: string,
  acceptsWarnings: boolean,
): Promise<PackOutcome> {
  const { read, built, report } = await examine(request, quiet);
  if (report.topology.problems.length > 0 && !acceptsWarnings) return { isInstalled: false, report };
  const preparing = join(library, `.preparing-${process.pid}`);
  try {
    const prepared = join(preparing, 'pack');
    const layers = await writePack(prepared, request, read, built, report, quiet);
    const { version, directory } = await installPack(library, request.id, prepared);
    const switched = await switchPack(library, request.id, version);
    if (!switched.ok) throw new Error(switched.failure.message);
    return { isInstalled: true, version, directory, layers, report };
  } finally {
    await rm(preparing, { recursive: true, force: true });
    // Made for nothing when it is empty.
    await rmdir(library).catch(() => {});
  }
}

async function examine(
  request: PackRequest,
  tell: Tell,
): Promise<{ read: ReadSources; built: BuiltLayers; report: PackReport }> {
  const read = await readSources(request, tell);
  tell({ phase: 'check', name: null, done: 0, total: 1 });
  const built = buildLayers(read.vectors, request);
  return { read, built, report: reportOf(request.id, read, built, compareDatum(read.vectors)) };
}
