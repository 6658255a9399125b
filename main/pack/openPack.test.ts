import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import type { LayerReport } from '#shared/wire/pack.ts';
import { writeMbtiles } from '#tests/fixtures/groundPacks.ts';
import { openPack, type ScenePack } from './index.ts';
import { zipBytes } from './testing/zipBytes.ts';

const root = mkdtempSync(join(tmpdir(), 'packs-'));
afterAll(() => rmSync(root, { recursive: true }));

const sharedData = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

const tileset = (...uris: string[]) =>
  JSON.stringify({
    asset: { version: '1.1' },
    geometricError: 10,
    root: { children: uris.map((uri) => ({ content: { uri } })) },
  });
const place = (name: string, coordinates: unknown = [117, 25]) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates },
  properties: { placeCode: name, name, placeClass: '学校', gridCode: '990101001001001' },
});
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const vector = (id: string, role: string) => ({ id, kind: 'vector', role, path: `vector/${id}.geojson` });
const tiles = (id: string, format = 'folder') => ({
  id,
  kind: 'tiles3d',
  format,
  path: `tiles3d/${id}${format === '3tz' ? '.3tz' : ''}`,
});

let serial = 0;
async function packWith(
  layers: object[],
  files: Record<string, string | Buffer>,
  listed: object = {},
): Promise<ScenePack> {
  const dir = join(root, `pack-${serial++}`);
  const manifest = {
    format: 'grid-scene-pack',
    version: 1,
    id: 'test',
    title: '测试',
    created: '2026-11-21T00:00:00+08:00',
    bbox: [117, 25, 117.1, 25.1],
    home: { lon: 117, lat: 25, height: 900, heading: 0, pitch: -35 },
    datum: 'WGS84',
    layers,
    files: listed,
  };
  for (const [path, bytes] of Object.entries({ ...files, 'manifest.json': JSON.stringify(manifest) })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }
  const opened = await openPack(dir);
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
}

const brief = (layers: readonly LayerReport[]) =>
  layers.map(({ id, state, count, reason }) => [id, state, count, reason?.zh ?? null]);

const english = (layers: readonly LayerReport[]) => layers.map(({ reason }) => reason?.en ?? null);

const pngSize = (body: unknown) => {
  const bytes = Buffer.from(body as Uint8Array);
  return `${bytes.readUInt32BE(16)}×${bytes.readUInt32BE(20)}`;
};

test('a broken layer is reported with its reason and the others go on', async () => {
  const pack = await packWith(
    [
      vector('places', 'places'),
      vector('roads', 'roads'),
      vector('water', 'water'),
      vector('grids', 'grids'),
      tiles('gone'),
      tiles('half'),
    ],
    {
      'vector/places.geojson': collection(place('一小'), place('二小', [999, 25])),
      'vector/roads.geojson': '{"type":"FeatureCollection","features":[',
      'vector/water.geojson': '{"type":"Feature"}',
      'tiles3d/half/tileset.json': tileset('a.glb', 'b.glb'),
      'tiles3d/half/a.glb': 'glTF',
    },
  );
  expect(brief(pack.layers)).toEqual([
    ['places', 'degraded', 1, '1 / 2 个要素无效：第 2 个要素 geometry.coordinates.0: 不能大于 180'],
    ['roads', 'unusable', 0, 'vector/roads.geojson 不是有效的 JSON'],
    ['water', 'unusable', 0, 'vector/water.geojson 不是有效的 GeoJSON：type: 只能是 “FeatureCollection”'],
    ['grids', 'unusable', 0, '找不到 vector/grids.geojson'],
    ['gone', 'unusable', 0, '找不到文件夹 tiles3d/gone'],
    ['half', 'degraded', 1, '缺少 1 / 2 个瓦片文件，如 b.glb'],
  ]);
  expect(english(pack.layers)).toEqual([
    '1 of 2 features are of no use: feature 2 geometry.coordinates.0: not more than 180',
    'vector/roads.geojson is no JSON',
    'vector/water.geojson is no GeoJSON: type: must be one of “FeatureCollection”',
    'vector/grids.geojson is not there',
    'the folder tiles3d/gone is not there',
    '1 of 2 tile files are missing, b.glb among them',
  ]);
  const places = await pack.readVector('places');
  expect(places.ok && places.value.map(({ properties }) => properties.name)).toEqual(['一小']);
  const codes = [await pack.readVector('roads'), await pack.readVector('units')].map((read) =>
    read.ok ? 'read' : read.failure.code,
  );
  expect(codes).toEqual(['unusable', 'noLayer']);
  await pack.close();
});

test('tilesets that point outside the pack, nest for ever or are no tilesets are not trusted', async () => {
  const pack = await packWith(
    [tiles('web'), tiles('self'), tiles('text'), tiles('zip', '3tz'), tiles('db', '3dtiles-sqlite')],
    {
      'tiles3d/web/tileset.json': tileset(
        'https://example.invalid/a.glb',
        '/etc/passwd',
        '../../manifest.json',
        'a.glb',
      ),
      'tiles3d/web/a.glb': 'glTF',
      'tiles3d/self/tileset.json': tileset('tileset.json', 'a.glb'),
      'tiles3d/self/a.glb': 'glTF',
      'tiles3d/text/tileset.json': 'hello',
      'tiles3d/zip.3tz': 'PK but not really',
    },
  );
  expect(brief(pack.layers)).toEqual([
    ['web', 'degraded', 1, '3 个瓦片不可读，如 ../../manifest.json（引用了包外的地址）'],
    ['self', 'unusable', 0, 'tileset.json 引用了自身，绘制时不会结束'],
    ['text', 'unusable', 0, 'tileset.json 不是有效的 3D Tiles 目录'],
    ['zip', 'unusable', 0, '不是 ZIP 压缩包，或已截断'],
    ['db', 'unusable', 0, '暂不支持 .3dtiles（SQLite）格式，请转换为 .3tz 或文件夹'],
  ]);
  expect(english(pack.layers)).toEqual([
    '3 tiles cannot be read, for one ../../manifest.json (leads out of the pack)',
    'tileset.json contains itself and would never be drawn to an end',
    'tileset.json is no 3D Tiles tileset',
    'is no ZIP archive, or is cut off',
    '.3dtiles (SQLite) is not drawn: convert it to .3tz or a folder',
  ]);
  await pack.close();
});

test('a file of another size than the manifest states degrades its layer, and the checksum names it', async () => {
  const path = 'vector/places.geojson';
  const pack = await packWith(
    [vector('places', 'places')],
    { [path]: collection(place('一小')) },
    { [path]: { bytes: 3, sha256: 'a'.repeat(64) } },
  );
  expect(brief(pack.layers)).toEqual([['places', 'degraded', 1, `${path} 的大小与清单不符`]]);
  expect(await pack.verifyFiles()).toEqual([path]);
  await pack.close();
});

test('files are served with their type, gzip marking and ranges, from folders and archives alike', async () => {
  const glb = Buffer.from('glTF0123456789');
  const archive = zipBytes([
    { name: 'tileset.json', data: Buffer.from(tileset('a.glb')) },
    { name: 'a.glb', data: glb, deflate: true },
  ]);
  const packed = gzipSync(glb);
  const pack = await packWith([tiles('box'), tiles('arc', '3tz'), vector('places', 'places')], {
    'tiles3d/box/tileset.json': tileset('a.glb', 'b.b3dm'),
    'tiles3d/box/a.glb': glb,
    'tiles3d/box/b.b3dm': packed,
    'tiles3d/arc.3tz': archive,
    'vector/places.geojson': collection(place('一小')),
  });
  const model = { status: 200, body: new Uint8Array(glb), contentLength: 14, contentType: 'model/gltf-binary' };
  const answer = async (path: string, range?: string) => {
    const file = await pack.resolveFile(path, range);
    if (!file.ok) return file.failure.code;
    return { ...file.value, body: new Uint8Array(file.value.body as Uint8Array) };
  };
  expect(await answer('/tiles3d/box/a.glb?v=1')).toEqual(model);
  expect(await answer('/tiles3d/arc/a.glb')).toEqual(model);
  expect(await answer('/tiles3d/arc/a.glb', 'bytes=4-7')).toEqual({
    ...model,
    status: 206,
    body: new Uint8Array(Buffer.from('0123')),
    contentLength: 4,
    contentRange: 'bytes 4-7/14',
  });
  expect(await answer('/tiles3d/box/a.glb', 'bytes=-2')).toEqual({
    ...model,
    status: 206,
    body: new Uint8Array(Buffer.from('89')),
    contentLength: 2,
    contentRange: 'bytes 12-13/14',
  });
  expect(await answer('/tiles3d/box/a.glb', 'bytes=14-')).toBe('range');
  expect(await answer('/tiles3d/box/b.b3dm', 'bytes=0-1')).toEqual({
    status: 200,
    body: new Uint8Array(packed),
    contentLength: packed.length,
    contentType: 'application/octet-stream',
    contentEncoding: 'gzip',
  });
  expect(await answer('/vector/places.geojson')).toEqual(
    expect.objectContaining({ contentType: 'application/geo+json; charset=utf-8' }),
  );
  await pack.close();
});

test('a large file is streamed and its ranges are cut from the disk', async () => {
  const big = Buffer.alloc(5 * 1024 * 1024, 7);
  big.write('needle', 4_500_000);
  const pack = await packWith([tiles('box')], {
    'tiles3d/box/tileset.json': tileset('a.glb'),
    'tiles3d/box/a.glb': big,
  });
  const file = await pack.resolveFile('/tiles3d/box/a.glb', 'bytes=4500000-4500005');
  if (!file.ok) throw new Error(file.failure.message);
  expect(file.value.body).toBeInstanceOf(ReadableStream);
  expect(await new Response(file.value.body as ReadableStream).text()).toBe('needle');
  expect(file.value.contentRange).toBe(`bytes 4500000-4500005/${big.length}`);
  await pack.close();
});

test('no path leads out of the pack', async () => {
  const pack = await packWith([tiles('box')], {
    'tiles3d/box/tileset.json': tileset('a.glb'),
    'tiles3d/box/a.glb': 'glTF',
    'secret.txt': 'no',
  });
  writeFileSync(join(root, 'outside.txt'), 'secret');
  symlinkSync(join(root, 'outside.txt'), join(pack.dir, 'tiles3d/box/link.txt'));
  symlinkSync(root, join(pack.dir, 'tiles3d/box/linked'));
  symlinkSync(join(pack.dir, 'tiles3d/box/a.glb'), join(pack.dir, 'tiles3d/box/inner.glb'));
  const hostile = [
    '/tiles3d/box/../../secret.txt',
    '/tiles3d/box/%2e%2e/%2e%2e/secret.txt',
    '/tiles3d/box/%2E%2e/box/a.glb',
    '/tiles3d/box/..%2f..%2fsecret.txt',
    '/tiles3d/box/%252e%252e/a.glb',
    '/tiles3d/box/..\\a.glb',
    '/tiles3d/box/%5c..%5ca.glb',
    '/tiles3d/box/a.glb%00.png',
    '/tiles3d/box/a.glb\0',
    '//etc/passwd',
    '/tiles3d/box//etc/passwd',
    '/tiles3d/box/C:/a.glb',
    '/tiles3d/box/%',
    '/tiles3d/box/link.txt',
    '/tiles3d/box/linked/outside.txt',
    '/tiles3d/box/',
    '/tiles3d/box',
    '/secret.txt',
    '/tiles3d/other/a.glb',
    '/vector/box.geojson',
    'tiles3d/box/a.glb',
    '',
  ];
  const answers = await Promise.all(hostile.map(async (path) => [path, await pack.resolveFile(path)] as const));
  expect(answers.filter(([, file]) => file.ok || file.failure.code !== 'notFound')).toEqual([]);
  const honest = await Promise.all(
    ['/tiles3d/box/a.glb', '/tiles3d/box/inner.glb', '/manifest.json'].map((path) => pack.resolveFile(path)),
  );
  expect(honest.map((file) => file.ok)).toEqual([true, true, true]);
  await pack.close();
});

test('XYZ folders are served, and imagery in another datum says that it is put right', async () => {
  const imagery = (id: string, more: object) => ({
    id,
    kind: 'imagery',
    format: 'folder-xyz',
    path: 'imagery/base',
    ...more,
  });
  const pack = await packWith([imagery('base', {}), imagery('mars', { datum: 'GCJ02' })], {
    'imagery/base/3/5/2.png': 'png',
  });
  expect(brief(pack.layers)).toEqual([
    ['base', 'usable', 1, null],
    ['mars', 'degraded', 1, '影像为 GCJ02 坐标，逐块纠正后显示，街道处误差约 1 至 2 米'],
  ]);
  const served = await Promise.all(
    ['/imagery/base/3/5/2', '/imagery/base/3/5/2.png', '/imagery/base/3/5/9'].map((path) => pack.resolveFile(path)),
  );
  expect(served.map((file) => (file.ok ? file.value.contentType : file.failure.code))).toEqual([
    'image/png',
    'image/png',
    'notFound',
  ]);
  await pack.close();
});

test('a window is told what every layer is worth, and tiles of meshes are numbered as pictures are', async () => {
  const pack = await packWith(
    [
      { id: 'mesh', kind: 'terrain', format: 'quantized-mesh-folder', path: 'terrain/mesh' },
      { id: 'rows', kind: 'terrain', format: 'quantized-mesh-mbtiles', path: 'terrain/rows.mbtiles' },
      { id: 'gone', kind: 'imagery', format: 'pmtiles', path: 'imagery/gone.pmtiles' },
    ],
    {
      'terrain/mesh/layer.json': JSON.stringify({
        tiles: ['{z}/{x}/{y}.terrain?v={version}'],
        bounds: [117, 25, 118, 26],
      }),
      'terrain/mesh/3/5/2.terrain': 'from the south',
    },
  );
  await writeMbtiles(join(pack.dir, 'terrain/rows.mbtiles'), [
    { zoom: 3, column: 5, row: 2, bytes: Buffer.from('rows') },
  ]);
  const again = await openPack(pack.dir);
  if (!again.ok) throw new Error(again.failure.message);
  const asked = ['/layers.json', '/terrain/mesh/3/5/5', '/terrain/mesh/3/5/2.terrain', '/terrain/rows/3/5/2'];
  const answers = await Promise.all(
    asked.map(async (path) => {
      const file = await again.value.resolveFile(path);
      return file.ok ? Buffer.from(file.value.body as Uint8Array).toString() : file.failure.code;
    }),
  );
  await again.value.close();
  await pack.close();
  expect([JSON.parse(answers[0]!), ...answers.slice(1)]).toEqual([
    [
      {
        id: 'mesh',
        state: 'usable',
        reason: null,
        tiles: { minZoom: 3, maxZoom: 3, bounds: [117, 25, 118, 26], format: 'mesh', projection: 'EPSG:4326' },
      },
      {
        id: 'rows',
        state: 'usable',
        reason: null,
        tiles: { minZoom: 3, maxZoom: 3, bounds: null, format: 'mesh', projection: 'EPSG:4326' },
      },
      {
        id: 'gone',
        state: 'unusable',
        reason: { zh: '找不到 imagery/gone.pmtiles', en: 'imagery/gone.pmtiles is not there' },
        tiles: null,
      },
    ],
    'from the south',
    'from the south',
    'rows',
  ]);
});

test.skipIf(!existsSync(sharedData))(
  'real raster archives get an honest answer (skipped: no shared data)',
  async () => {
    const pack = await packWith(
      [
        { id: 'good', kind: 'imagery', format: 'mbtiles', path: 'imagery/plain_1.mbtiles' },
        { id: 'corrupt', kind: 'imagery', format: 'mbtiles', path: 'imagery/corrupt.mbtiles' },
        { id: 'toner', kind: 'imagery', format: 'pmtiles', path: 'imagery/toner.pmtiles' },
      ],
      { 'imagery/placeholder': '' },
    );
    copyFileSync(join(sharedData, 'mbtiles/plain_1.mbtiles'), join(pack.dir, 'imagery/plain_1.mbtiles'));
    copyFileSync(join(sharedData, 'mbtiles/corrupt.mbtiles'), join(pack.dir, 'imagery/corrupt.mbtiles'));
    copyFileSync(join(sharedData, 'pmtiles/stamen_toner_raster_z3.pmtiles'), join(pack.dir, 'imagery/toner.pmtiles'));
    const again = await openPack(pack.dir);
    expect(again.ok && brief(again.value.layers)).toEqual([
      ['good', 'usable', 285, null],
      ['corrupt', 'unusable', 0, 'imagery/corrupt.mbtiles 已损坏（数据库被截断）'],
      ['toner', 'usable', 85, null],
    ]);
    if (!again.ok) return;
    const served = await Promise.all(
      ['/imagery/good/4/3/5', '/imagery/toner/3/6/2.png', '/imagery/toner/3/8/2', '/imagery/toner/9/6/2'].map((path) =>
        again.value.resolveFile(path),
      ),
    );
    await again.value.close();
    expect(
      served.map((file) => (file.ok ? [file.value.contentType, pngSize(file.value.body)] : file.failure.code)),
    ).toEqual([['image/png', '256×256'], ['image/png', '256×256'], 'notFound', 'notFound']);
  },
);

test.skipIf(!existsSync(sharedData))(
  'a real .3tz opens in place with every tile counted (skipped: no shared data)',
  async () => {
    const pack = await packWith([tiles('real', '3tz')], { 'tiles3d/placeholder': '' });
    copyFileSync(join(sharedData, 'tiles3d/TilesetWithRequestVolume.3tz'), join(pack.dir, 'tiles3d/real.3tz'));
    const again = await openPack(pack.dir);
    if (!again.ok) throw new Error(again.failure.message);
    expect(again.value.layers.map(({ state, reason }) => [state, reason])).toEqual([['usable', null]]);
    await again.value.close();
  },
);

test('a folder without a manifest, or with one that is no manifest, is no pack', async () => {
  const bare = join(root, 'bare');
  mkdirSync(bare);
  const absent = await openPack(bare);
  writeFileSync(join(bare, 'manifest.json'), '{');
  const broken = await openPack(bare);
  writeFileSync(join(bare, 'manifest.json'), '{"format":"something else"}');
  const other = await openPack(bare);
  expect([absent, broken, other].map((result) => (result.ok ? 'opened' : result.failure.code))).toEqual([
    'noPack',
    'manifest',
    'manifest',
  ]);
});
