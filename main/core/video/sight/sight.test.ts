import { expect, test } from 'vitest';
import type { Channel } from '#shared/domain/channel.ts';
import { type Ground, openGround } from './ground.ts';
import { SightRanker } from './ranker.ts';
import { seenRing } from './seenArea.ts';
import { type Eye, sightOf, targetAt } from './sight.ts';
import { type Block, OWN_WALL_M, Skyline } from './skyline.ts';

const ORIGIN = [117.01, 25.07] as const;
const box = (west: number, south: number, east: number, north: number, topM: number): Block => ({
  rings: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ],
  ],
  topM,
});
const groundOf = (blocks: readonly Block[], heights: Parameters<typeof openGround>[0]['heights'] = null) =>
  openGround({ origin: ORIGIN, blocks, heights });
const eye = (x: number, y: number, more: Partial<Eye> = {}): Eye => ({
  ...{ x, y, heading: null, fov: null, rangeM: 200, heightM: 5, hasPtz: false },
  ...more,
});
const see = (ground: Ground, from: Eye, x: number, y: number) => sightOf(ground, from, targetAt(ground, x, y));

/** Seeded, so that a city that fails fails again. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Rectangles turned anyhow, some with a courtyard; they may touch and overlap. */
function city(random: () => number, count: number, sideM: number): Block[] {
  return Array.from({ length: count }, () => {
    const [cx, cy] = [random() * sideM, random() * sideM];
    const [halfWidth, halfDepth, turn] = [4 + random() * 18, 4 + random() * 18, random() * Math.PI];
    const ring = (scale: number) =>
      [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ].map(([sx, sy]): [number, number] => {
        const [dx, dy] = [sx! * halfWidth * scale, sy! * halfDepth * scale];
        return [cx + dx * Math.cos(turn) - dy * Math.sin(turn), cy + dx * Math.sin(turn) + dy * Math.cos(turn)];
      });
    return { rings: random() < 0.2 ? [ring(1), ring(0.4)] : [ring(1)], topM: 2 + random() * 30 };
  });
}

/** Walks the ray step by step and asks every building it comes near: metres of it that lie inside one. */
function metresInside(blocks: readonly Block[], from: number[], to: number[], stepM = 0.1): number {
  const length = Math.hypot(to[0]! - from[0]!, to[1]! - from[1]!);
  const near = blocks.filter(({ rings: [outer = []] }) => {
    const [cx, cy] = [0, 1].map((axis) => outer.reduce((sum, corner) => sum + corner[axis]!, 0) / outer.length);
    const radius = Math.hypot(outer[0]![0] - cx!, outer[0]![1] - cy!);
    const cross = (to[0]! - from[0]!) * (cy! - from[1]!) - (to[1]! - from[1]!) * (cx! - from[0]!);
    return Math.abs(cross) / length <= radius;
  });
  let inside = 0;
  for (let at = OWN_WALL_M + stepM; at < length; at += stepM) {
    const [x, y, z] = [0, 1, 2].map((axis) => from[axis]! + ((to[axis]! - from[axis]!) * at) / length);
    const isHeld = near.some(
      ({ rings, topM }) => z! < topM && rings.reduce((odd, ring) => odd !== winds(ring, x!, y!), false),
    );
    if (isHeld) inside += stepM;
  }
  return inside;
}

/** By the angles its corners turn through, not by crossings. */
function winds(ring: Block['rings'][number], x: number, y: number): boolean {
  let turned = 0;
  ring.forEach(([ax, ay], at) => {
    const [bx, by] = ring[(at + 1) % ring.length]!;
    turned += Math.atan2((ax - x) * (by - y) - (ay - y) * (bx - x), (ax - x) * (bx - x) + (ay - y) * (by - y));
  });
  return Math.abs(turned) > Math.PI;
}

test('lines of sight over random cities agree with walking them step by step past every building', () => {
  const random = numbers(20_261_122);
  const wrong: unknown[] = [];
  let [clear, hidden] = [0, 0];
  for (let town = 0; town < 8; town++) {
    const blocks = city(random, 25, 220);
    const skyline = new Skyline(blocks);
    for (let ray = 0; ray < 20; ray++) {
      const from = [random() * 260 - 20, random() * 260 - 20, 1 + random() * 25];
      const to = [random() * 260 - 20, random() * 260 - 20, 1.5];
      // What ends inside a building is told by `holding`; here are rays from street to street.
      if (skyline.holding(to[0]!, to[1]!) >= 0) continue;
      const isHidden = skyline.blockBetween(from[0]!, from[1]!, from[2]!, to[0]!, to[1]!, to[2]!, -1) >= 0;
      const coarse = metresInside(blocks, from, to);
      // A corner that is only grazed is looked for with a finer step.
      const inside = isHidden && coarse === 0 ? metresInside(blocks, from, to, 0.005) : coarse;
      if (inside > 0) hidden += 1;
      else clear += 1;
      if (isHidden ? inside === 0 : inside > 0.2) wrong.push({ town, from, to, isHidden, inside });
    }
  }
  expect(wrong).toEqual([]);
  expect(Math.min(clear, hidden)).toBeGreaterThan(20);
});

test('a point is in the building that winds around it, and in none of its courtyards', () => {
  const random = numbers(7);
  const blocks = city(random, 30, 200);
  const skyline = new Skyline(blocks);
  const points = Array.from({ length: 400 }, () => [random() * 240 - 20, random() * 240 - 20] as const);
  const ours = points.map(([x, y]) => skyline.holding(x, y) >= 0);
  const theirs = points.map(([x, y]) =>
    blocks.some(({ rings }) => rings.reduce((odd, ring) => odd !== winds(ring, x, y), false)),
  );
  expect(ours).toEqual(theirs);
  expect(ours.filter(Boolean).length).toBeGreaterThan(30);
});

test('a building hides, a low one is looked over, and the house the alarm came from does not hide itself', () => {
  const high = groundOf([box(20, -10, 30, 10, 15)]);
  expect(see(high, eye(0, 0), 60, 0)).toMatchObject({ clearShare: 0, blockedBy: 'building', distanceM: 60 });
  const low = groundOf([box(20, -10, 30, 10, 2)]);
  expect(see(low, eye(0, 0, { heightM: 8 }), 60, 0)).toMatchObject({ clearShare: 1, blockedBy: null });
  const home = groundOf([box(40, -10, 60, 10, 15)]);
  expect(see(home, eye(0, 0), 50, 0)).toMatchObject({ clearShare: 1, blockedBy: null });
  const corner = groundOf([box(20, 0, 30, 40, 15)]);
  const half = see(corner, eye(0, 0), 60, 0).clearShare;
  expect(half > 0 && half < 1).toBe(true);
});

test('the wall a camera hangs on hides nothing in front of it and everything behind', () => {
  const ground = groundOf([box(-20, -10, 0, 10, 15)]);
  const onWall = eye(0.4, 0);
  expect(see(ground, onWall, 40, 0).clearShare).toBe(1);
  expect(see(ground, onWall, -60, 0)).toMatchObject({ clearShare: 0, blockedBy: 'building' });
});

test('a hill between them hides as well', () => {
  const heights = Float32Array.from({ length: 41 * 3 }, (_, at) => (at % 41 === 20 ? 30 : 0));
  const hill = { west: -200, south: -20, stepM: 10, columns: 41, rows: 3, heights };
  expect(see(groundOf([], hill), eye(-60, 0), 60, 0)).toMatchObject({ clearShare: 0, blockedBy: 'terrain' });
  expect(see(groundOf([], hill), eye(20, 0), 60, 0)).toMatchObject({ clearShare: 1, blockedBy: null });
});

const camera = (id: string, x: number, y: number, more: Partial<Channel> = {}): Channel => {
  const [lon, lat] = groundOf([]).frame.toLonLat(x, y);
  return {
    ...{ id, name: id, lon, lat, heading: null, fov: null, rangeM: 150, heightM: 5, hasPtz: false },
    ...{ owner: null, isPrivate: false, login: null, ptz: null, sources: [], ...more },
  };
};

test('cameras are ranked by what they see, then by where they look and how near they are; not by distance alone', () => {
  const ground = groundOf([box(-30, -10, -20, 10, 15)]);
  const cameras = [
    camera('behind-a-house', -35, 0),
    camera('looks-away', 15, 0, { heading: 90, fov: 60 }),
    camera('looks-here', 50, 0, { heading: 270, fov: 60 }),
    camera('far-and-here', 110, 0, { heading: 270, fov: 60 }),
    camera('dome', 40, 20, { heading: 0, hasPtz: true }),
    camera('tower', 0, 1_900, { heading: 180, fov: 40, rangeM: 3_000, heightM: 60 }),
  ];
  const ranker = new SightRanker(ground, cameras);
  const [lon, lat] = ground.frame.toLonLat(0, 0);
  const ids = (limit: number) => ranker.rank(lon, lat, limit).map(({ channel }) => channel.id);
  expect(ids(6)).toEqual(['looks-here', 'dome', 'tower', 'far-and-here', 'looks-away', 'behind-a-house']);
  expect(ids(2)).toEqual(['looks-here', 'dome']);
  const dead = ranker.rank(lon, lat, 1, ({ id }) => (id === 'looks-here' ? 0.1 : 1));
  expect(dead.map(({ channel }) => channel.id)).toEqual(['dome']);
});

test('beyond its range a camera comes after every other, however free its view; the range is its own or that of its kind', () => {
  const ground = groundOf([box(-30, -20, -20, 20, 15)]);
  const cameras = [
    camera('behind-a-house', -60, 0),
    camera('far-but-free', 600, 0, { heading: 270, fov: 60 }),
    camera('far-and-reaches', 600, 60, { heading: 270, fov: 60, rangeM: 700 }),
    camera('usual', 100, 0, { rangeM: null }),
    camera('turns', 0, 100, { rangeM: null, hasPtz: true }),
    camera('on-a-roof', 0, -300, { rangeM: null, heightM: 30 }),
  ];
  const [lon, lat] = ground.frame.toLonLat(0, 0);
  const ranked = new SightRanker(ground, cameras).rank(lon, lat, 9);
  expect(ranked.map(({ channel, sight }) => [channel.id, sight.isBeyondRange])).toEqual([
    ['turns', false],
    ['far-and-reaches', false],
    ['on-a-roof', false],
    ['behind-a-house', false],
    ['usual', true],
    ['far-but-free', true],
  ]);
});

test('the seen area ends at walls, at the range and at the edges of the view', () => {
  const ground = groundOf([box(20, -50, 30, 50, 15)]);
  const ring = seenRing(ground, eye(0, 0, { heading: 90, fov: 60, rangeM: 80 }));
  expect(ring[0]).toEqual(ring.at(-1));
  expect(Math.max(...ring.map(([x]) => x))).toBeCloseTo(20, 6);
  expect(Math.max(...ring.map(([, y]) => y))).toBeCloseTo(20 * Math.tan(Math.PI / 6), 6);
  const open = seenRing(groundOf([]), eye(0, 0, { heading: 90, fov: 60, rangeM: 80 }));
  expect(Math.max(...open.map(([x]) => x))).toBeCloseTo(80, 1);
});

test('no point of a seen area lies behind a wall, and none in front of it is left out', () => {
  const random = numbers(99);
  const blocks = city(random, 30, 200);
  const skyline = new Skyline(blocks);
  const ground = groundOf(blocks);
  const from = [
    [100, 100],
    [10, 60],
    [150, 20],
  ].find(([x, y]) => skyline.holding(x!, y!) < 0)!;
  const ring = seenRing(ground, eye(from[0]!, from[1]!, { rangeM: 90 }));
  const wrong: unknown[] = [];
  let [seen, unseen] = [0, 0];
  for (let round = 0; round < 200; round++) {
    const [x, y] = [from[0]! + (random() - 0.5) * 170, from[1]! + (random() - 0.5) * 170];
    if (Math.hypot(x - from[0]!, y - from[1]!) > 88) continue;
    const flat = blocks.map(({ rings }) => ({ rings, topM: 1_000 }));
    const isOpen = metresInside(flat, [...from, 0] as number[], [x, y, 0]) === 0 && skyline.holding(x, y) < 0;
    if (isOpen) seen += 1;
    else unseen += 1;
    if (winds(ring.slice(0, -1), x, y) !== isOpen) wrong.push([x, y, isOpen]);
  }
  // Between two rays the ring is a chord: a few points at the very edge may fall to either side.
  expect(wrong.length).toBeLessThanOrEqual(6);
  expect(Math.min(seen, unseen)).toBeGreaterThan(10);
});
