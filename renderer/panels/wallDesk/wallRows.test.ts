import { expect, test } from 'vitest';
import { UNPLANNED, type WallDisplay } from '#shared/domain/wallPlan.ts';
import type { WallReport } from '#shared/wire/wall.ts';
import { troubled, wallRows } from './wallRows.ts';

const report = (displayId: string, part: Partial<WallReport> = {}): WallReport => ({
  ...{ displayId, label: '', width: 1_920, height: 1_080, presetId: 'overview' },
  ...{ machine: '大屏机', state: 'painting', since: 1 },
  ...part,
});
const display = (id: string, name: string | null): WallDisplay => ({ id, name, hand: null, ...UNPLANNED, sent: [] });

test('those that are heard come first, named by people, by themselves, or by their identity', () => {
  const displays = new Map([
    ['dell', display('dell', '左屏')],
    ['old', display('old', '甲屏')],
  ]);
  const reports = [report('dell', { label: 'DELL' }), report('sony', { label: 'SONY' }), report('x-1')];
  const rows = wallRows({ presets: new Map(), displays }, reports);
  expect(rows.map(({ name, report: heard }) => [name, heard !== null])).toEqual([
    ['左屏', true],
    ['SONY', true],
    ['x-1', true],
    ['甲屏', false],
  ]);
});

test('a canvas is wide by what it says, and one nobody has seen is not', () => {
  const rows = wallRows({ presets: new Map(), displays: new Map([['b', display('b', null)]]) }, [
    report('a', { width: 7_680, height: 2_160 }),
  ]);
  expect(rows.map(({ id, isWide }) => [id, isWide])).toEqual([
    ['a', true],
    ['b', false],
  ]);
});

test('one that fell silent or is gone is in trouble; one that was never seen is not', () => {
  const rows = wallRows({ presets: new Map(), displays: new Map([['n', display('n', null)]]) }, [
    report('a'),
    report('b', { state: 'silent' }),
    report('c', { state: 'gone' }),
  ]);
  expect(troubled(rows).map(({ id }) => id)).toEqual(['b', 'c']);
});
