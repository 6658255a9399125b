/** A scene whose every name is hostile, made by the importer from a site's own files, as a bought data set would come in. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importPack } from '#scenes/import/importPack.ts';
import { requestOf } from '#scenes/import/packRequest.ts';
import { writeTinyPack } from '#tests/fixtures/tinyPack.ts';
import { marked } from './xssCorpus.ts';

interface Features {
  features: { properties: Record<string, unknown> }[];
}

/** By role of the pack, what its names are marked with. */
const NAMED = {
  districts: 'district',
  towns: 'town',
  villages: 'village',
  grids: 'grid',
  roads: 'road',
  places: 'place',
};

/** The streets of the small pack of the small pack. @returns the folder of scenes to name in station.json */
export async function importHostileScene(folder: string): Promise<string> {
  const tiny = await writeTinyPack(join(folder, 'tiny'));
  const files = join(folder, 'files');
  await mkdir(files, { recursive: true });
  const sources: string[] = [];
  const put = async (role: string, collection: Features) => {
    const path = join(files, `${role}.geojson`);
    await writeFile(path, JSON.stringify({ type: 'FeatureCollection', ...collection }));
    sources.push(`${role}=${path}`);
  };
  for (const [role, mark] of Object.entries(NAMED)) {
    const { features } = JSON.parse(await readFile(join(tiny, `vector/${role}.geojson`), 'utf8')) as Features;
    for (const { properties } of features) properties.name = marked(mark);
    await put(role, { features });
  }
  const library = join(folder, 'scenes');
  const request = await requestOf(sources, {
    ...{ id: 'hostile', title: marked('scene'), district: '990101', created: '2026-11-22T00:00:00Z' },
    ...{ attribution: [marked('attribution')], classification: marked('secrecy') },
  });
  const imported = await importPack(request, library, true);
  if (!imported.isInstalled) throw new Error(JSON.stringify(imported.report.topology.problems));
  return library;
}
