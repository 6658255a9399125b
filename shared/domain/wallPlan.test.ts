import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WALL_PRESETS } from '../catalog/wallPresets.ts';
import type { Draft, StoredEvent } from './event.ts';
import { decideWall, WALL_COMMAND_BODIES, type WallCommand, type WallPreset } from './wallPlan.ts';
import { compositionFault, freePlace, isInside, overlaps, type WallBox } from './wallRegion.ts';
import { emptyWallWorld, evolveWallWorld, packWallWorld, unpackWallWorld, type WallWorld } from './wallWorld.ts';

const AT = 1_800_000_000_000;
const DISPLAY = 'DEL-U4919DW-7K2:1';
const MINE: WallPreset = {
  id: 'mine',
  name: '夜间',
  columns: 4,
  rows: 2,
  regions: [{ id: 'queue', column: 0, row: 0, columns: 4, rows: 2, content: { kind: 'queue' } }],
};

function apply(wall: WallWorld, drafts: readonly Draft[], at = AT): WallWorld {
  for (const draft of drafts) {
    const [noun = '', id = ''] = draft.stream.split(/:(.*)/s);
    const event: StoredEvent = {
      ...{ ...draft, seq: 1, id: 'e', version: 1, station: 's', at, realm: 'live', hash: '' },
      actor: { kind: 'operator', id: 'seat', name: '值班员 李' },
    };
    evolveWallWorld(wall, noun, id, event);
  }
  return wall;
}

function after(commands: readonly WallCommand[]): WallWorld {
  const wall = emptyWallWorld();
  for (const command of commands) {
    const decided = decideWall(wall, command, AT);
    if (!decided.ok) throw new Error(decided.failure.code);
    apply(wall, decided.value);
  }
  return wall;
}

const codeOf = (wall: WallWorld, command: WallCommand, now = AT) => {
  const decided = decideWall(wall, command, now);
  return decided.ok ? decided.value.map(({ kind }) => kind) : decided.failure.code;
};
const save: WallCommand = { kind: 'savePreset', preset: MINE };
const show = (presetId: string | null): WallCommand => ({ kind: 'show', displayId: DISPLAY, presetId });
const send = (seconds: number | null, regionIds = ['queue'], presetId = 'mine'): WallCommand => {
  const content = { kind: 'incident', incidentId: 'i-1' } as const;
  return { kind: 'send', displayId: DISPLAY, regionId: 'queue', content, seconds, presetId, regionIds };
};

test('every composition of the catalogue is one that could be saved', () => {
  const bodies = WALL_PRESETS.map(({ id: _id, ...preset }) => preset);
  expect(bodies.filter((body) => !WALL_COMMAND_BODIES['wallPreset.save'].safeParse(body).success)).toEqual([]);
  expect(new Set(WALL_PRESETS.map(({ id }) => id)).size).toBe(WALL_PRESETS.length);
});

test('a map is sent to a place on earth, at a distance there is, and nowhere else', () => {
  const sentTo = (at: unknown) =>
    WALL_COMMAND_BODIES['wall.send'].safeParse({
      ...{ displayId: DISPLAY, regionId: 'map', seconds: null },
      content: { kind: 'map', isTouring: false, incidentId: null, ...(at !== undefined && { at }) },
    }).success;
  const at = { lon: 117, lat: 25, distanceM: 900 };
  expect([undefined, at].map(sentTo)).toEqual([true, true]);
  const hostile = [
    ...[{ ...at, lon: 181 }, { ...at, lat: Number.NaN }, { ...at, lat: '25' }, { lon: 117, lat: 25 }, null],
    ...[0, -1, Number.POSITIVE_INFINITY, 1e300].map((distanceM) => ({ ...at, distanceM })),
    { ...at, heightM: 3 },
  ];
  expect(hostile.map(sentTo)).toEqual(hostile.map(() => false));
});

test('a display keeps what was said of it, and a snapshot loses nothing', () => {
  const rules = [{ level: 2, presetId: 'emergency' }] as const;
  const schedule = [
    { minute: 1_320, presetId: 'mine' },
    { minute: 420, presetId: 'overview' },
  ];
  const wall = after([
    save,
    { kind: 'name', displayId: DISPLAY, name: '左屏' },
    { kind: 'plan', displayId: DISPLAY, schedule, rules: [...rules] },
    show('mine'),
    send(60),
  ]);
  expect(packWallWorld(wall)).toEqual({
    presets: [MINE],
    displays: [
      {
        id: DISPLAY,
        name: '左屏',
        hand: { presetId: 'mine', at: AT, by: '值班员 李' },
        schedule: schedule.toReversed(),
        rules,
        sent: [
          {
            regionId: 'queue',
            presetId: 'mine',
            content: { kind: 'incident', incidentId: 'i-1' },
            sentAt: AT,
            sentBy: '值班员 李',
            endsAt: AT + 60_000,
          },
        ],
      },
    ],
  });
  expect(packWallWorld(unpackWallWorld(JSON.parse(JSON.stringify(packWallWorld(wall)))))).toEqual(packWallWorld(wall));
  expect(
    packWallWorld(apply(wall, [{ stream: `wall:${DISPLAY}`, kind: 'wall.forgotten', body: { displayId: DISPLAY } }])),
  ).toEqual({ presets: [MINE], displays: [] });
});

test.each<[string, readonly WallCommand[], WallCommand, unknown]>([
  ['a preset nobody made', [], show('none'), 'unknownWallPreset'],
  [
    'a plan with a preset nobody made',
    [],
    { kind: 'plan', displayId: DISPLAY, schedule: [], rules: [{ level: 1, presetId: 'none' }] },
    'unknownWallPreset',
  ],
  [
    'a change of what is built in',
    [],
    { kind: 'savePreset', preset: { ...MINE, id: 'overview' } },
    'wallPresetBuiltIn',
  ],
  ['the removal of what is built in', [], { kind: 'removePreset', presetId: 'overview' }, 'wallPresetBuiltIn'],
  [
    'the removal of what stands somewhere',
    [save, show('mine')],
    { kind: 'removePreset', presetId: 'mine' },
    'wallPresetInUse',
  ],
  [
    'the removal of what a rule brings up',
    [save, { kind: 'plan', displayId: DISPLAY, schedule: [], rules: [{ level: 1, presetId: 'mine' }] }],
    { kind: 'removePreset', presetId: 'mine' },
    'wallPresetInUse',
  ],
  ['sending to a region that is not there', [], send(60, ['map']), 'unknownRegion'],
  [
    'recalling what was never sent',
    [show('overview')],
    { kind: 'recall', displayId: DISPLAY, regionId: null },
    'nothingSent',
  ],
  ['forgetting a display nobody knows', [], { kind: 'forget', displayId: DISPLAY }, 'unknownWall'],
])('%s is refused', (_what, before, command, code) => {
  expect(codeOf(after(before), command)).toBe(code);
});

test('what is no longer used is removed, and what ended is not recalled again', () => {
  expect(codeOf(after([save, show('mine'), show(null)]), { kind: 'removePreset', presetId: 'mine' })).toEqual([
    'wallPreset.removed',
  ]);
  const wall = after([send(60)]);
  const recall: WallCommand = { kind: 'recall', displayId: DISPLAY, regionId: 'queue' };
  expect(codeOf(wall, recall, AT + 59_999)).toEqual(['wall.recalled']);
  expect(codeOf(wall, recall, AT + 60_000)).toBe('nothingSent');
});

test('what is sent to the same region of another preset stands beside it, and each is recalled by itself', () => {
  const sentTo = (wall: WallWorld) => wall.displays.get(DISPLAY)?.sent.map(({ presetId }) => presetId);
  const both = [send(60), send(null, ['queue'], 'overview'), send(null)];
  const recall = (regionId: string | null, presetId?: string | null): WallCommand => ({
    ...{ kind: 'recall', displayId: DISPLAY, regionId },
    ...(presetId !== undefined && { presetId }),
  });
  expect(sentTo(after(both))).toEqual(['overview', 'mine']);
  expect(sentTo(after([...both, recall('queue', 'mine')]))).toEqual(['overview']);
  expect(sentTo(after([...both, recall('queue')]))).toEqual([]);
  expect(sentTo(after([...both, recall(null, null)]))).toEqual([]);
  expect(codeOf(after(both), recall('queue', 'figures'))).toBe('nothingSent');
});

test('a journal that does not say to which preset something was sent is read as it was written', () => {
  const body = { displayId: DISPLAY, regionId: 'queue', content: { kind: 'clock' }, endsAt: null };
  const old = () => apply(emptyWallWorld(), [{ stream: `wall:${DISPLAY}`, kind: 'wall.sent', body }]);
  expect(old().displays.get(DISPLAY)?.sent).toEqual([
    { regionId: 'queue', presetId: null, content: { kind: 'clock' }, sentAt: AT, sentBy: '值班员 李', endsAt: null },
  ]);
  const replaced = apply(old(), [
    { stream: `wall:${DISPLAY}`, kind: 'wall.sent', body: { ...body, presetId: 'mine' } },
  ]);
  expect(replaced.displays.get(DISPLAY)?.sent.map(({ presetId }) => presetId)).toEqual(['mine']);
  const recalled = { displayId: DISPLAY, regionId: 'queue' };
  expect(
    apply(old(), [{ stream: `wall:${DISPLAY}`, kind: 'wall.recalled', body: recalled }]).displays.get(DISPLAY)?.sent,
  ).toEqual([]);
});

test('saying what holds already says nothing', () => {
  expect(codeOf(after([]), show(null))).toEqual([]);
  expect(
    codeOf(after([{ kind: 'name', displayId: DISPLAY, name: '左屏' }]), {
      kind: 'name',
      displayId: DISPLAY,
      name: '左屏',
    }),
  ).toEqual([]);
});

const box = fc.record({
  ...{ column: fc.nat(20), row: fc.nat(12) },
  ...{ columns: fc.integer({ min: 1, max: 12 }), rows: fc.integer({ min: 1, max: 12 }) },
});
const cellsOf = ({ column, row, columns, rows }: WallBox) =>
  Array.from({ length: columns * rows }, (_, at) => `${column + (at % columns)},${row + Math.floor(at / columns)}`);

test('two boxes overlap exactly when they share a cell', () => {
  fc.assert(
    fc.property(box, box, (one, other) => {
      const cells = new Set(cellsOf(one));
      expect(overlaps(one, other)).toBe(cellsOf(other).some((cell) => cells.has(cell)));
    }),
  );
});

test('a free place lies inside and touches nothing; where there is none, every place is taken', () => {
  const grid = { columns: 24, rows: 12 };
  fc.assert(
    fc.property(fc.array(box, { maxLength: 12 }), box, (taken, size) => {
      const place = freePlace(grid, taken, size);
      const everywhere = Array.from({ length: 24 * 12 }, (_, at) => ({
        ...size,
        column: at % 24,
        row: Math.floor(at / 24),
      }));
      const fits = everywhere.filter((one) => isInside(grid, one) && !taken.some((other) => overlaps(other, one)));
      expect(place).toEqual(fits[0] ?? null);
    }),
  );
});

test('the first fault of a composition is named', () => {
  const [queue] = MINE.regions;
  const ticker = { ...queue!, id: 'ticker', column: 3, columns: 2 };
  expect(compositionFault(MINE, MINE.regions)).toBe(null);
  expect(compositionFault(MINE, [queue!, ticker])).toEqual({ code: 'outside', regionId: 'ticker' });
  expect(compositionFault(MINE, [queue!, { ...ticker, columns: 1 }])).toEqual({ code: 'overlap', regionId: 'ticker' });
  expect(compositionFault(MINE, [queue!, queue!])).toEqual({ code: 'sameId', regionId: 'queue' });
});
