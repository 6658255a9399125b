import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WALL_PRESETS } from '#shared/catalog/wallPresets.ts';
import { WALL_COMMAND_BODIES } from '#shared/domain/wallPlan.ts';
import { WALL_REGION_KINDS } from '#shared/domain/wallRegion.ts';
import { add, channelsOf, draftOf, emptyDraft, fill, nudge, type PresetDraft, remove } from './presetDraft.ts';

const boxesOf = ({ regions }: PresetDraft) =>
  regions.map(({ id, column, row, columns, rows }) => [id, column, row, columns, rows]);

test('a region moves and grows cell by cell, and stops at the edge and at its neighbours', () => {
  const draft = emptyDraft();
  const step = (columns: number, rows: number, isResize = false) => nudge(draft, 'map', { columns, rows }, isResize);
  expect(boxesOf(step(1, 0))).toEqual([['map', 1, 0, 12, 12]]);
  expect(step(-1, 0)).toBe(draft);
  expect(boxesOf(step(1, 0, true))).toEqual([['map', 0, 0, 13, 12]]);
  expect(step(0, 1, true)).toBe(draft);
  const two = add(draft, 'queue')!.draft;
  expect(boxesOf(two)).toEqual([
    ['map', 0, 0, 12, 12],
    ['queue', 12, 0, 6, 4],
  ]);
  expect(nudge(two, 'queue', { columns: -1, rows: 0 }, false)).toBe(two);
});

test('a new region takes the room there is, has an id of its own, and finds none on a full wall', () => {
  let draft = emptyDraft();
  for (let each = 0; each < 6; each++) draft = add(draft, 'clock')?.draft ?? draft;
  expect(draft.regions.map(({ id }) => id)).toEqual([
    'map',
    'clock',
    'clock-2',
    'clock-3',
    'clock-4',
    'clock-5',
    'clock-6',
  ]);
  expect(add(draft, 'queue')).toBe(null);
  expect(add(remove(draft, 'clock-3'), 'queue')?.regionId).toBe('queue');
});

test('whatever is done, what comes of it can be saved', () => {
  const deed = fc.record({
    kind: fc.constantFrom(...WALL_REGION_KINDS),
    what: fc.constantFrom('add', 'move', 'resize'),
    columns: fc.integer({ min: -3, max: 3 }),
    rows: fc.integer({ min: -3, max: 3 }),
    at: fc.nat(9),
  });
  const start = fc.constantFrom(emptyDraft(), ...WALL_PRESETS.map((preset) => draftOf(preset, (name) => name)));
  fc.assert(
    fc.property(start, fc.array(deed, { maxLength: 20 }), (first, deeds) => {
      const last = deeds.reduce((draft, { kind, what, columns, rows, at }) => {
        if (what === 'add') return add(draft, kind)?.draft ?? draft;
        const { id } = draft.regions[at % draft.regions.length]!;
        return nudge(draft, id, { columns, rows }, what === 'resize');
      }, first);
      expect(WALL_COMMAND_BODIES['wallPreset.save'].safeParse({ ...last, name: '夜间' }).success).toBe(true);
    }),
  );
});

test('what stands in a region is changed, and cameras are read as they are typed', () => {
  expect(fill(emptyDraft(), 'map', { kind: 'clock' }).regions[0]?.content).toEqual({ kind: 'clock' });
  expect(channelsOf(' a b\nc，d ')).toEqual(['a', 'b', 'c', 'd']);
  expect(channelsOf('x'.repeat(41))).toBe(null);
  expect(channelsOf('')).toEqual([]);
});
