import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
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
const OSM = `<osm version="0.6">
${[
  [1, 0, 0],
  [2, 10, 0],
  [3, 10, 10],
  [4, 0, 10],
  [5, 4, 4],
  [6, 6, 4],
  [7, 6, 6],
]
  .map(([id, x, y]) => `<node id="${id}" lon="${117 + x! / 1e4}" lat="${25 + y! / 1e4}"/>`)
  .join('')}
<way id="11"><nd ref="1"/><nd ref="2"/><nd ref="3"/></way>
<way id="12"><nd ref="1"/><nd ref="4"/><nd ref="3"/></way>
<way id="13"><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="5"/></way>
<relation id="21"><member type="way" ref="11" role="outer"/><member type="way" ref="12" role="outer"/>
<member type="way" ref="13" role="inner"/><tag k="type" v="multipolygon"/><tag k="natural" v="water"/><tag k="name" v="东湖"/></relation>
<relation id="22"><member type="way" ref="11" role="outer"/><tag k="type" v="multipolygon"/><tag k="natural" v="water"/></relation>
<relation id="23"><member type="way" ref="99" role="outer"/><tag k="type" v="multipolygon"/><tag k="landuse" v="forest"/></relation>
<relation id="24"><member type="way" ref="11" role=""/><tag k="type" v="route"/></relation>
<relation id="25"><member type="way" ref="13" role="outer"/><tag k="type" v="multipolygon"/><tag k="building" v="yes"/></relation>
</osm>`;

test('a multipolygon becomes water with its island, and what an extract cut is counted and not drawn', async () => {
  const path = join(folder, 'lake.osm');
  writeFileSync(path, OSM);
  const { byRole, dropped } = (await readOsmXml(path, false)).finish();
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
});
