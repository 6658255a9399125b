import { expect, test } from 'vitest';
import type { UnitState } from '#shared/domain/unit.ts';
import type { PackManifest } from '#shared/wire/pack.ts';
import type { SceneState, SceneStore } from '../contract.ts';
import type { Crowd } from '../crowd/crowdCanvas.ts';
import type { MapSurface } from '../map/surface.ts';
import { sceneFrame } from '../pack/frame.ts';
import { DRAWN_ROLES, type LoadedPack } from '../pack/load.ts';
import { LayerStack } from './stack.ts';

const CYCLES = 200;
const frame = sceneFrame([117.01, 25.07]);
const corner = (x: number, y: number) => [...frame.toLonLat(x, y)] as [number, number];
const grid = {
  type: 'Feature',
  geometry: {
    type: 'Polygon',
    coordinates: [[corner(0, 0), corner(90, 0), corner(90, 90), corner(0, 90), corner(0, 0)]],
  },
  properties: { code: '350802001001001', level: 'grid', parentCode: null, name: '一网格', center: corner(45, 45) },
} as const;
const camera = {
  type: 'Feature',
  geometry: { type: 'Point', coordinates: corner(20, 20) },
  properties: { deviceId: 'c-1', deviceClass: 'camera', name: '球机', gridCode: '350802001001001' },
} as const;
const pack = {
  url: '',
  manifest: { bbox: [117, 25, 117.1, 25.1], layers: [] } as unknown as PackManifest,
  frame,
  features: { ...Object.fromEntries(DRAWN_ROLES.map((role) => [role, []])), grids: [grid], cameras: [camera] },
  tiles: [],
  problems: [],
} as unknown as LoadedPack;
const unit = (id: string): UnitState => ({
  id,
  name: id,
  kind: 'patrol',
  mode: 'foot',
  skills: [],
  lon: 117.01,
  lat: 25.07,
  engagement: null,
});
const EMPTY: SceneState = {
  incidents: [],
  devices: [],
  units: [],
  selection: null,
  candidates: null,
  isCameraLocked: false,
};
const store: SceneStore = {
  getState: () => EMPTY,
  subscribe: () => () => {},
  positions: new Map(),
  onPositions: () => () => {},
  serverNow: () => 1_700_000_000_000,
};

/** Counts what is held on the map and among the crowds. */
function ledger() {
  let flats = 0;
  let crowds = 0;
  const crowd: Crowd = {
    isDrawing: true,
    add: () => {
      crowds++;
      return { isVisible: true, crowding: 1, pointOpacity: 1, dispose: () => crowds-- };
    },
  };
  const newMap = (): MapSurface => {
    flats = 0;
    return {
      addPictures: () => expect.unreachable(),
      addFlat: () => {
        flats++;
        return { setVisible: () => {}, dispose: () => flats-- };
      },
      addSolid: () => {
        throw new Error('nothing stands on these grids');
      },
      addTiles: () => {
        throw new Error('this pack has no tiles');
      },
      pickBuilding: () => null,
    };
  };
  return { crowd, newMap, held: () => ({ flats, crowds }) };
}

test('nothing is left behind by 200 new maps, 200 other lists of units and 200 selections', () => {
  const { crowd, newMap, held } = ledger();
  const stack = new LayerStack(pack, store, crowd, { requestPaint: () => {}, changed: () => {} });
  const cycle = (index: number) => {
    stack.attach(newMap());
    stack.update({ ...EMPTY, units: [unit(`a${index}`), unit(`b${index}`)] });
    stack.update({ ...EMPTY, units: [unit(`a${index}`)], selection: { kind: 'camera', id: 'c-1' } });
    stack.moved([`a${index}`]);
    stack.beforeMap(1);
    stack.detach();
  };
  cycle(0);
  const afterOne = held();
  for (let index = 1; index < CYCLES; index++) cycle(index);
  expect([held(), afterOne.crowds]).toEqual([afterOne, 2]);
  stack.dispose();
  expect(held().crowds).toBe(0);
});
