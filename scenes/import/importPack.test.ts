import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { listPacks, openPack, readManifest, revertPack, switchPack } from '#main/pack/index.ts';
import { zipBytes } from '#main/pack/testing/zipBytes.ts';
import { fromWgs84 } from '#shared/geo/datum.ts';
import { fieldsPicture, hillPicture, writeMbtiles, writePictures } from '#tests/fixtures/groundPacks.ts';
import { ImportRefused } from './formats/read.ts';
import { importPack } from './importPack.ts';
import { type ImportWords, requestOf } from './packRequest.ts';
import { pbfBytes } from './testing/pbfBytes.ts';
import { dbfBytes, shpBytes } from './testing/shpBytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Words = ImportWords & { acceptsWarnings?: boolean };

let serial = 0;
const put = (name: string, bytes: string | Buffer, inside = join(folder, `in-${serial++}`)) => {
  mkdirSync(inside, { recursive: true });
  writeFileSync(join(inside, name), bytes);
  return join(inside, name);
};
const run = async (sources: string[], words: Words = {}, library = join(folder, `lib-${serial++}`)) => {
  const { acceptsWarnings = false, ...rest } = words;
  const request = await requestOf(sources, { created: '2026-11-21T00:00:00Z', id: 'xinluo', ...rest });
  return { library, outcome: await importPack(request, library, acceptsWarnings) };
};
const refusal = async (sources: string[], words: Words = {}) => {
  try {
    await run(sources, words);
    return 'imported';
  } catch (error) {
    if (error instanceof ImportRefused) return `${error.code}: ${error.message}`;
    throw error;
  }
};
const square = (west: number, south: number, side = 0.001): [number, number][] => [
  [west, south],
  [west, south + side],
  [west + side, south + side],
  [west + side, south],
  [west, south],
];
const grid = (code: string, ring: [number, number][], more: object = {}) => ({
  type: 'Feature',
  properties: { code, name: `网格${code.slice(-3)}`, ...more },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const featuresIn = (directory: string, path: string) =>
  (
    JSON.parse(readFileSync(join(directory, path), 'utf8')) as {
      features: { properties: Record<string, unknown>; geometry: { coordinates: never } }[];
    }
  ).features;

test('a zipped shapefile in a Gauss-Krüger zone with a GBK table becomes grids with their own names', async () => {
  // EPSG:4549, central meridian 120° E: 500 km east, 2,800 km north is 120° E, 25.306° N by the series of the meridian arc.
  const at = (x: number, y: number): [number, number][] => square(x, y, 100);
  const zip = zipBytes([
    { name: '网格.shp', data: shpBytes([at(500_000, 2_800_000), at(500_100, 2_800_000)]) },
    {
      name: '网格.dbf',
      data: dbfBytes(
        ['网格编码', '网格名称', '户数'],
        [
          ['350802001001001', '东城永兴一', '320'],
          ['350802001001002', '东城永兴二', ''],
        ],
      ),
    },
  ]);
  const path = put('grids.zip', zip);
  expect(await refusal([path])).toContain('crs: grids.zip 的坐标不是经纬度');
  const { outcome } = await run([path], {
    crs: 'epsg:4549',
    title: '新罗区',
    mapping: join(folder, 'profile.json'),
    map: ['户数=households'],
  });
  if (!outcome.isInstalled) throw new Error('not installed');
  const [first, second] = featuresIn(outcome.directory, 'vector/grids.geojson');
  const corner = (first!.geometry.coordinates as [number, number][][])[0]![0]!;
  expect({
    name: first!.properties.name,
    households: first!.properties.households,
    second: second!.properties.name,
    lon: corner[0],
    lat: Math.round(corner[1] * 1000) / 1000,
  }).toEqual({
    name: '东城永兴一',
    households: 320,
    second: '东城永兴二',
    lon: 120,
    lat: 25.306,
  });
  expect(featuresIn(outcome.directory, 'vector/villages.geojson').map(({ properties }) => properties.code)).toEqual([
    '350802001001',
  ]);
  expect(JSON.parse(readFileSync(join(folder, 'profile.json'), 'utf8'))).toEqual({
    format: 'scene-import-profile',
    version: 1,
    fields: { 户数: 'households' },
    crs: 'epsg:4549',
  });
  const again = await run([path], { mapping: join(folder, 'profile.json') });
  expect(again.outcome.isInstalled).toBe(true);
});

const streets = (count: number) => {
  const nodes = Array.from({ length: count * count }, (_, id) => ({
    id: id + 1,
    lon: 117 + (id % count) * 0.002 + Math.floor(id / count) * 0.0003,
    lat: 25 + Math.floor(id / count) * 0.0017,
  }));
  const ways = Array.from({ length: count }, (_, line) => [
    {
      id: line + 1,
      nodes: Array.from({ length: count }, (_, step) => line * count + step + 1),
      tags: { highway: 'residential', name: `${line}路` },
    },
    {
      id: line + 101,
      nodes: Array.from({ length: count }, (_, step) => step * count + line + 1),
      tags: { highway: 'service' },
    },
  ]).flat();
  return { nodes, ways };
};

test('an .osm.pbf becomes roads with a report, and a cut one is refused', async () => {
  const { nodes, ways } = streets(6);
  const bytes = pbfBytes(nodes, ways);
  const { outcome } = await run([put('city.osm.pbf', bytes)]);
  expect(outcome.report.roads).toEqual(
    expect.objectContaining({ ways: 12, nodes: 36, components: 1, largestShare: 1, oneWayShare: 0, unnamedShare: 0.5 }),
  );
  expect(outcome.report.roads?.routes.map(({ routeM, straightM }) => routeM !== null && routeM >= straightM)).toEqual([
    true,
    true,
    true,
  ]);
  expect(await refusal([put('cut.osm.pbf', bytes.subarray(0, bytes.length - 9))])).toBe(
    'pbf: cut.osm.pbf 被截断 · cut.osm.pbf is cut off',
  );
});

test('grids in GCJ-02 are recognised by the roads, and converted on demand', async () => {
  const { nodes, ways } = streets(8);
  const blocks = nodes
    .filter(({ id }) => id % 8 !== 0 && id <= 56)
    .map(({ id }, index) => {
      const ring = [0, 1, 9, 8, 0]
        .map((step) => nodes[id - 1 + step]!)
        .map(({ lon, lat }) => fromWgs84('gcj02', [lon, lat]));
      return grid(`350802001001${String(index + 1).padStart(3, '0')}`, ring as [number, number][]);
    });
  const sources = [put('city.osm.pbf', pbfBytes(nodes, ways)), put('grids.geojson', collection(...blocks))];
  expect(await refusal(sources)).toMatch(
    /^datum: grids\.geojson 与道路相比偏移约 \d{3} 米，像是 GCJ-02；请用 --crs gcj02/,
  );
  const { outcome } = await run(sources, { crs: 'gcj02' });
  expect({
    installed: outcome.isInstalled,
    datum: outcome.report.datum,
    topology: outcome.report.topology.problems,
  }).toEqual({ installed: true, datum: null, topology: [] });
});

test('imagery said to be shifted keeps its datum and says so; heights that are shifted are refused', async () => {
  const pyramid = join(folder, `pyramid-${serial++}`);
  await writePictures(pyramid, [{ zoom: 2, column: 3, row: 1, bytes: fieldsPicture() }]);
  const datums = [];
  for (const crs of [undefined, 'wgs84', 'cgcs2000', 'epsg:4549', 'gcj02', 'BD09']) {
    const ring = crs?.startsWith('epsg') ? square(500_000, 3_450_000, 100) : square(120, 31.2);
    const sources = [pyramid, put('grids.geojson', collection(grid('350802001001001', ring)))];
    const { outcome } = await run(sources, { ...(crs && { crs }), acceptsWarnings: true });
    if (!outcome.isInstalled) throw new Error('not installed');
    const manifest = await readManifest(outcome.directory);
    const base = manifest.ok && manifest.value.layers.find(({ kind }) => kind === 'imagery');
    const said = outcome.report.warnings.filter((one) => one.includes('逐块纠正') && one.includes('tile by tile'));
    datums.push([crs, base && base.kind === 'imagery' && base.datum, said.length]);
  }
  expect(datums).toEqual([
    [undefined, 'WGS84', 0],
    ['wgs84', 'WGS84', 0],
    ['cgcs2000', 'CGCS2000', 0],
    ['epsg:4549', 'WGS84', 0],
    ['gcj02', 'GCJ02', 1],
    ['BD09', 'BD09', 1],
  ]);
  const heights = join(folder, 'heights.mbtiles');
  await writeMbtiles(heights, [{ zoom: 10, column: 857, row: 418, bytes: hillPicture(10, 857, 418) }]);
  expect(await refusal([`terrain=${heights}`], { crs: 'gcj02' })).toBe(
    'datum: heights.mbtiles：高程为 gcj02 坐标，须先重新切片为 WGS-84 · heights.mbtiles: heights in gcj02 must be cut anew in WGS-84',
  );
});

test('a model with a transform of its own is placed with the volume it fills there', async () => {
  const model = join(folder, `model-${serial++}`);
  const root = {
    boundingVolume: { box: [5, 0, 1, 5, 0, 0, 0, 2, 0, 0, 0, 1] },
    // Twice as large, a quarter turn to the left, ten metres up.
    transform: [0, 2, 0, 0, -2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 10, 1],
    geometricError: 1,
    content: { uri: 'a.glb' },
  };
  put('tileset.json', JSON.stringify({ asset: { version: '1.1' }, geometricError: 1, root }), model);
  put('a.glb', 'glTF', model);
  const { outcome } = await run([model], { at: '117,25' });
  if (!outcome.isInstalled) throw new Error('not installed');
  const manifest = await readManifest(outcome.directory);
  const layer = manifest.ok ? manifest.value.layers.find(({ kind }) => kind === 'tiles3d') : undefined;
  if (layer?.kind !== 'tiles3d') throw new Error('no layer');
  const placed = JSON.parse(readFileSync(join(outcome.directory, layer.path, layer.entry), 'utf8'));
  expect(placed.root.boundingVolume).toEqual({ box: [0, 10, 12, 0, 10, 0, -4, 0, 0, 0, 0, 2] });
});

test('every topology problem is found where it is, and only accepted ones are installed', async () => {
  const bow: [number, number][] = [
    [117.01, 25],
    [117.011, 25.001],
    [117.011, 25],
    [117.01, 25.001],
    [117.01, 25],
  ];
  const grids = collection(
    grid('350802001001001', square(117, 25)),
    grid('350802001001002', square(117.0009, 25)),
    grid('350802001001002', square(117.003, 25).slice(0, 4)),
    grid('350802001009001', bow),
  );
  const village = (code: string, ring: [number, number][]) => grid(code, ring);
  const villages = collection(
    village('350802001001', square(117, 25, 0.003)),
    village('350802001002', square(117.02, 25)),
  );
  const sources = [put('grids.geojson', grids), put('villages.geojson', villages)];
  const first = await run(sources);
  expect(first.outcome.isInstalled).toBe(false);
  expect(existsSync(first.library)).toBe(false);
  expect(first.outcome.report.topology.counts).toEqual({
    openRing: 1,
    selfCrossing: 1,
    overlap: 1,
    gap: 1,
    outsideParent: 1,
    orphan: 1,
    duplicate: 1,
    emptyLevel: 1,
  });
  const overlap = first.outcome.report.topology.problems.find(({ kind }) => kind === 'overlap');
  // A tenth of a square of 100.9 by 110.8 metres.
  expect(overlap?.areaM2).toBeGreaterThan(1_100);
  expect(overlap?.areaM2).toBeLessThan(1_130);
  expect(overlap?.at.map((degrees) => Math.round(degrees * 1e5) / 1e5)).toEqual([117.00095, 25.0005]);
  const { outcome } = await run(sources, { acceptsWarnings: true });
  if (!outcome.isInstalled) throw new Error('not installed');
  expect(featuresIn(outcome.directory, 'problems.geojson')).toHaveLength(8);
});

test('a grid whose code matches no community is taken in by the one around it, and the report says so', async () => {
  const sources = [
    put(
      'grids.geojson',
      collection(
        grid('350802001001001', square(117, 25)),
        grid('350802777777001', square(117.001, 25)),
        grid('350802888888001', square(118, 25)),
      ),
    ),
    put('villages.geojson', collection(grid('350802001001', square(117, 25, 0.002)))),
  ];
  const { outcome } = await run(sources, { acceptsWarnings: true });
  if (!outcome.isInstalled) throw new Error('not installed');
  const { parentsByPlace, topology } = outcome.report;
  const orphans = topology.problems.flatMap(({ kind, code }) => (kind === 'orphan' ? [code] : []));
  const read = (layer: string) =>
    featuresIn(outcome.directory, `vector/${layer}.geojson`).map(({ properties }) => properties);
  expect({
    parentsByPlace,
    orphans,
    parents: read('grids').map(({ code, parentCode }) => [code, parentCode]),
    towns: read('towns').map(({ code }) => code),
  }).toEqual({
    parentsByPlace: [{ code: '350802777777001', parentCode: '350802001001' }],
    orphans: ['350802888888001'],
    parents: [
      ['350802001001001', '350802001001'],
      ['350802777777001', '350802001001'],
      ['350802888888001', '350802888888'],
    ],
    towns: ['350802001', '350802888'],
  });
});

test('serials run from north to south and from west to east inside their community', async () => {
  const bare = (name: string, west: number, south: number) =>
    grid('', square(west, south), { name, parentCode: '350802001001' });
  const source = put(
    'grids.geojson',
    collection(
      bare('东南', 117.001, 25),
      bare('西北', 117, 25.001),
      bare('西南', 117, 25),
      bare('东北', 117.001, 25.001),
    ),
  );
  const { outcome } = await run([source], { serials: true });
  if (!outcome.isInstalled) throw new Error('not installed');
  const codes = featuresIn(outcome.directory, 'vector/grids.geojson').map(({ properties: { name, code } }) => [
    name,
    code,
  ]);
  expect(Object.fromEntries(codes)).toEqual({
    西北: '350802001001001',
    东北: '350802001001002',
    西南: '350802001001003',
    东南: '350802001001004',
  });
});

test('every import is a version of its own; switching and reverting move one pointer; a flipped byte is named', async () => {
  const source = put('grids.geojson', collection(grid('350802001001001', square(117, 25))));
  const library = join(folder, 'versions');
  await run([source], {}, library);
  await run([source], {}, library);
  const current = async () =>
    (await listPacks(library)).filter(({ isCurrent }) => isCurrent).map(({ version }) => version);
  expect(await current()).toEqual(['0002']);
  expect(await switchPack(library, 'xinluo', '0001')).toEqual({ ok: true, value: { id: 'xinluo', version: '0001' } });
  expect(await current()).toEqual(['0001']);
  expect((await switchPack(library, 'xinluo', '../..')).ok).toBe(false);
  expect(await revertPack(library)).toEqual({ ok: true, value: { id: 'xinluo', version: '0002' } });
  const opened = await openPack(library);
  if (!opened.ok) throw new Error(opened.failure.message);
  expect(opened.value.dir).toBe(join(library, 'xinluo/0002'));
  expect(await opened.value.verifyFiles()).toEqual([]);
  for (const name of ['vector/grids.geojson', 'manifest.json']) {
    const path = join(opened.value.dir, name);
    const bytes = readFileSync(path);
    bytes[bytes.length - 5] = bytes[bytes.length - 5]! ^ 1;
    writeFileSync(path, bytes);
  }
  expect(await opened.value.verifyFiles()).toEqual(['vector/grids.geojson', 'manifest.json']);
  await opened.value.close();
});

const tileset = (root: object) => JSON.stringify({ asset: { version: '1.1' }, geometricError: 1, root });
const region = { boundingVolume: { region: [2.04, 0.43, 2.041, 0.431, 0, 9] } };

test('hostile tilesets, folders and vector files are refused with the reason and leave nothing behind', async () => {
  const withTileset = (root: object) => {
    const path = put('tileset.json', tileset(root));
    put('a.glb', 'glTF', join(path, '..'));
    return join(path, '..');
  };
  const clash = withTileset({ ...region, content: { uri: 'a.glb' } });
  put('A.glb', 'glTF', clash);
  const linked = withTileset({ ...region, content: { uri: 'a.glb' } });
  symlinkSync('/etc/hostname', join(linked, 'hostname'));
  const endless = Array.from({ length: 300_000 }, (_, index) => [117 + index * 1e-7, 25]);
  const answers = {
    self: await refusal([withTileset({ ...region, content: { uri: 'tileset.json' } })]),
    children: await refusal([withTileset({ ...region, children: Array.from({ length: 100_000 }, () => ({})) })]),
    nan: (
      await refusal([
        put(
          'tileset.json',
          tileset({ boundingVolume: { box: [] }, content: { uri: 'a.glb' } }).replace(
            '[]',
            `[${'1e999,'.repeat(11)}1]`,
          ),
        ),
      ])
    ).split('：')[1],
    remote: await refusal([withTileset({ ...region, content: { uri: 'https://example.invalid/a.glb' } })]),
    nowhere: (
      await refusal([
        withTileset({ boundingVolume: { box: [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1] }, content: { uri: 'a.glb' } }),
      ])
    ).split(' ')[0],
    caseClash: (await refusal([clash])).split(':')[0],
    link: (await refusal([linked])).split(':')[0],
    terrain: await refusal([
      join(put('layer.json', '{"tiles":["https://example.invalid/{z}/{x}/{y}.terrain"]}'), '..'),
    ]),
    vertices: await refusal(
      [
        put(
          'water.geojson',
          collection({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [endless] } }),
        ),
      ],
      { role: 'water' },
    ),
    osm: (await refusal([put('x.osm', '<osm><node id="1" lat="1" lon="2"></osm>')])).split('：')[0],
  };
  expect(answers).toEqual({
    self: expect.stringContaining('tileset.json 引用了自身，绘制时不会结束'),
    children: expect.stringContaining('tileset.json 中一个瓦片有 100000 个子瓦片，过多'),
    nan: 'tileset.json 中有无效的包围体（不是有限的数） · tileset.json: tileset.json holds a bounding volume that is no finite numbers',
    remote: expect.stringContaining('瓦片全部缺失（1 个）'),
    nowhere: expect.stringContaining('notPlaced:'),
    caseClash: 'caseClash',
    link: 'link',
    terrain: expect.stringContaining('layer.json 引用了包外的地址 https://example.invalid/'),
    vertices: 'empty: 没有任何要素可用：too many vertices × 1 · nothing of use was left: too many vertices × 1',
    osm: 'osm: x.osm 不是有效的 OSM XML',
  });
});
