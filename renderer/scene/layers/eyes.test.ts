import { expect, test } from 'vitest';
import type { OpenEye } from '../../live/openEyes.ts';
import type { SceneState } from '../contract.ts';
import type { MeshData } from '../map/mesh.ts';
import type { MapSurface } from '../map/surface.ts';
import { sceneFrame } from '../pack/frame.ts';
import { EyesLayer } from './eyes.ts';
import type { LayerContext } from './layer.ts';

const frame = sceneFrame([117.01, 25.07]);
const spot = (x: number, y: number) => [...frame.toLonLat(x, y)] as [number, number];
const eye = (number: number, part: Partial<OpenEye> = {}): OpenEye => {
  const [lon, lat] = spot(number * 100, 0);
  const ring = [spot(number * 100, 0), spot(number * 100 + 40, 60), spot(number * 100 - 40, 60), [lon, lat] as const];
  return {
    ...{
      channelId: `c-${number}`,
      number,
      lon,
      lat,
      headingDegrees: 0,
      fovDegrees: 60,
      rangeM: 70,
    },
    ...{ seen: { ring: ring.map(([east, north]) => [east, north]), isAssumed: false }, isFocused: false },
    ...part,
  };
};

/** The layer over a map that keeps what lies on it. */
function laid() {
  const lying: { mesh: MeshData; isVisible: boolean }[] = [];
  let added = 0;
  const map = {
    addFlat(mesh: MeshData) {
      const held = { mesh, isVisible: true };
      lying.push(held);
      added++;
      return {
        setVisible: (isVisible: boolean) => Object.assign(held, { isVisible }),
        dispose: () => void lying.splice(lying.indexOf(held), 1),
      };
    },
  } as unknown as MapSurface;
  const layer = new EyesLayer();
  layer.create({ pack: { frame }, requestPaint: () => {} } as unknown as LayerContext);
  layer.attach(map);
  const show = (eyes: readonly OpenEye[] | undefined, isVisible = true) => {
    layer.update({ incidents: [], work: null, ...(eyes && { eyes }) } as unknown as SceneState);
    layer.beforeMap(1, isVisible);
  };
  return { layer, lying, show, map, added: () => added };
}

/** The greatest opacity of what was added last: what is on top. */
const lastOpacity = ({ colours }: MeshData) => colours.at(-1)! / 255;

test('the ground open cameras see lies on the map while they are open, and is laid again only when it changed', () => {
  const { lying, show, added } = laid();
  const both = [eye(1), eye(2)];
  show(both);
  show(both);
  expect([lying.length, added()]).toEqual([1, 1]);
  show([eye(1)]);
  expect([lying.length, added()]).toEqual([1, 2]);
  show([]);
  expect(lying).toEqual([]);
  show(undefined);
  show(undefined);
  expect(added()).toBe(2);
});

test('a camera whose ground is not known yet, or that sees none, lays nothing', () => {
  const { lying, show } = laid();
  show([eye(1, { seen: null }), eye(2, { seen: { ring: [], isAssumed: false } })]);
  expect(lying).toEqual([]);
});

test('the focused one is brighter and on top; its neighbours step back', () => {
  const { lying, show } = laid();
  show([eye(1), eye(2)]);
  const calm = lastOpacity(lying[0]!.mesh);
  show([eye(1, { isFocused: true }), eye(2)]);
  expect(lying.length).toBe(1);
  expect(lastOpacity(lying[0]!.mesh)).toBeGreaterThan(calm);
  expect(lying[0]!.mesh.colours[3]! / 255).toBeLessThan(calm);
});

test('a map made anew gets the ground again, and a layer that is switched off hides it', () => {
  const { layer, lying, show, map } = laid();
  const one = [eye(1)];
  show(one);
  layer.detach();
  lying.length = 0;
  layer.attach(map);
  show(one, false);
  expect(lying.map(({ isVisible }) => isVisible)).toEqual([false]);
  expect(layer.locate({ kind: 'camera', id: 'c-1' })?.x).toBeCloseTo(100, 1);
  layer.dispose();
  expect(lying).toEqual([]);
});
