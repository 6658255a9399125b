import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { pbfBytes } from '../testing/pbfBytes.ts';
import type { OsmCollector } from './osm.ts';
import { readOsmPbf } from './osmPbf.ts';
import { ringsOf } from './osmRings.ts';
import { readOsmXml } from './osmXml.ts';

const folder = mkdtempSync(join(tmpdir(), 'osm-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('ways joined end to end in any direction are a ring, and one that lacks a piece is none', () => {
  expect(
    ringsOf([
      [1, 2, 3],
      [5, 4, 3],
      [5, 1],
    ])?.map((ring) => new Set(ring)),
  ).toEqual([new Set([1, 2, 3, 4, 5])]);
  expect([
    ringsOf([
      [1, 2, 3],
      [3, 4, 5],
    ]),
    ringsOf([[1, 2, 1]]),
  ]).toEqual([null, null]);
});

/** A lake of two shores with an island, a cut pond, a bus route, and a house of one ring. */
const NODES = [
  [1, 0, 0],
  [2, 10, 0],
  [3, 10, 10],
  [4, 0, 10],
  [5, 4, 4],
  [6, 6, 4],
  [7, 6, 6],
].map(([id, x, y]) => ({ id: id!, lon: 117 + x! / 1e4, lat: 25 + y! / 1e4 }));
const WAYS = [
  { id: 11, nodes: [1, 2, 3], tags: {} },
  { id: 12, nodes: [1, 4, 3], tags: {} },
  { id: 13, nodes: [5, 6, 7, 5], tags: {} },
];
const way = (ref: number, role: string) => ({ type: 'way' as const, ref, role });
const RELATIONS = [
  {
    id: 21,
    members: [way(11, 'outer'), way(12, 'outer'), way(13, 'inner')],
    tags: { type: 'multipolygon', natural: 'water', name: '东湖' },
  },
  { id: 22, members: [way(11, 'outer')], tags: { type: 'multipolygon', natural: 'water' } },
  { id: 23, members: [way(99, 'outer')], tags: { type: 'multipolygon', landuse: 'forest' } },
  // The id of a node is the same number as that of a way of the ring: what a member is must be read, too.
  {
    id: 24,
    members: [{ type: 'node' as const, ref: 11, role: '' }, way(11, '')],
    tags: { type: 'route' },
  },
  { id: 25, members: [way(13, 'outer')], tags: { type: 'multipolygon', building: 'yes' } },
];

const tagsXml = (tags: object) =>
  Object.entries(tags)
    .map(([key, value]) => `<tag k="${key}" v="${value}"/>`)
    .join('');
const XML = `<osm version="0.6">
${NODES.map(({ id, lon, lat }) => `<node id="${id}" lon="${lon}" lat="${lat}"/>`).join('')}
${WAYS.map(({ id, nodes, tags }) => `<way id="${id}">${nodes.map((ref) => `<nd ref="${ref}"/>`).join('')}${tagsXml(tags)}</way>`).join('')}
${RELATIONS.map(
  ({ id, members, tags }) =>
    `<relation id="${id}">${members.map(({ type, ref, role }) => `<member type="${type}" ref="${ref}" role="${role}"/>`).join('')}${tagsXml(tags)}</relation>`,
).join('')}
</osm>`;

const put = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

test.each<[string, () => Promise<OsmCollector>]>([
  ['.osm', () => readOsmXml(put('lake.osm', XML), false)],
  ['.osm.pbf', () => readOsmPbf(put('lake.osm.pbf', pbfBytes(NODES, WAYS, RELATIONS)))],
])(
  'a multipolygon of an %s becomes water with its island, and what an extract cut is counted and not drawn',
  async (_, read) => {
    const { byRole, dropped } = (await read()).finish();
    const [lake] = byRole.water;
    const [rings] = lake!.geometry.coordinates as [number, number][][][];
    expect({
      id: lake!.id,
      name: lake!.properties.name,
      shore: new Set(rings![0]!.map(String)).size,
      holes: rings!.slice(1).map((hole) => hole.length),
      water: byRole.water.length,
      buildings: byRole.buildings.map(({ id }) => id),
      landuse: byRole.landuse,
      dropped: dropped.list,
    }).toEqual({
      id: 'relation/21',
      name: '东湖',
      shore: 4,
      holes: [4],
      water: 1,
      buildings: ['relation/25'],
      landuse: [],
      dropped: [
        { reason: 'relation', count: 1 },
        { reason: 'relation with an open ring', count: 2 },
      ],
    });
  },
);
