import { expect, test } from 'vitest';
import type { WallDisplay, WallState } from './wallPlan.ts';
import { incidentInSight, TURN_MS, whatStands } from './wallStands.ts';

const at = (hours: number, minutes = 0) => new Date(2026, 10, 22, hours, minutes).getTime();
const ID = 'left';
const DISPLAY: WallDisplay = {
  id: ID,
  name: null,
  hand: null,
  schedule: [
    { minute: 8 * 60, presetId: 'overview' },
    { minute: 22 * 60, presetId: 'videoWall' },
  ],
  rules: [
    { level: 1, presetId: 'emergency' },
    { level: 2, presetId: 'shiftCoverage' },
  ],
  sent: [],
};
const wallOf = (display: Partial<WallDisplay> | null): WallState => ({
  presets: new Map(),
  displays: display ? new Map([[ID, { ...DISPLAY, ...display }]]) : new Map(),
});

interface Told {
  readonly id: string;
  readonly level: 1 | 2 | 3 | 4;
  readonly openedAt: number;
  readonly acknowledgedAt: number | null;
  readonly closedAt: number | null;
}
const incident = (told: Partial<Told>) =>
  ({
    ...{ id: 'i-1', level: 1, openedAt: at(12), acknowledgedAt: null, closedAt: null, reopenings: [], timeline: [] },
    ...told,
  }) as Told & { reopenings: []; timeline: [] };
const among = (...told: readonly Partial<Told>[]) => new Map(told.map((one) => [one.id ?? 'i-1', incident(one)]));

const NOBODY = among();
const hand = { presetId: 'videoWall', at: at(12, 5), by: '李' };

test.each<
  [string, Partial<WallDisplay> | null, ReadonlyMap<string, ReturnType<typeof incident>>, number, readonly unknown[]]
>([
  ['nobody has planned it', null, NOBODY, at(12), ['usual', 'overview', null]],
  ['nobody has planned it, in an emergency', null, among({}), at(12, 1), ['rule', 'emergency', 'i-1']],
  ['before the first line of the day', {}, NOBODY, at(7, 59), ['schedule', 'videoWall', null]],
  ['a line begins', {}, NOBODY, at(8), ['schedule', 'overview', null]],
  ['a hand chose', { hand }, NOBODY, at(12, 6), ['hand', 'videoWall', null]],
  [
    'an incident comes after the hand',
    { hand },
    among({ openedAt: at(12, 6) }),
    at(12, 7),
    ['rule', 'emergency', 'i-1'],
  ],
  [
    'the hand came after the incident',
    { hand },
    among({ openedAt: at(12, 4) }),
    at(12, 7),
    ['hand', 'videoWall', null],
  ],
  [
    'a second incident comes after that hand',
    { hand },
    among({ openedAt: at(12, 4) }, { id: 'i-2', openedAt: at(12, 6) }),
    at(12, 7),
    ['rule', 'emergency', 'i-2'],
  ],
  [
    'the incident is closed',
    { hand },
    among({ openedAt: at(12, 6), closedAt: at(12, 8) }),
    at(12, 9),
    ['hand', 'videoWall', null],
  ],
  ['a lesser incident meets the lesser rule', {}, among({ level: 2 }), at(12, 1), ['rule', 'shiftCoverage', 'i-1']],
  ['a graver one comes first', {}, among({ level: 2 }, { id: 'i-2' }), at(12, 1), ['rule', 'emergency', 'i-2']],
  ['no rule is for it', {}, among({ level: 3 }), at(12, 1), ['schedule', 'overview', null]],
  [
    'what a hand chose is gone',
    { hand: { ...hand, presetId: 'gone' } },
    NOBODY,
    at(12, 6),
    ['schedule', 'overview', null],
  ],
])('when %s', (_what, display, incidents, now, expected) => {
  const standing = whatStands(wallOf(display), incidents, { displayId: ID, isWide: false }, now);
  expect([standing.by, standing.preset.id, standing.incidentId]).toEqual(expected);
});

test('a raised incident breaks in again after the hand', () => {
  const raised = { ...incident({ openedAt: at(11) }), timeline: [{ kind: 'incident.classified', at: at(12, 6) }] };
  const incidents = new Map([['i-1', raised as unknown as ReturnType<typeof incident>]]);
  const standing = whatStands(wallOf({ hand }), incidents, { displayId: ID, isWide: false }, at(12, 7));
  expect([standing.by, standing.preset.id]).toEqual(['rule', 'emergency']);
});

test('a wide canvas has the wide form', () => {
  const on = (isWide: boolean) => whatStands(wallOf(null), NOBODY, { displayId: ID, isWide }, at(12)).preset.id;
  expect([on(false), on(true)]).toEqual(['overview', 'overviewWide']);
});

test('what was sent stands in its region until its end, and only where that region is', () => {
  const sent = {
    regionId: 'queue',
    content: { kind: 'clock' },
    sentAt: at(12),
    sentBy: '李',
    endsAt: at(12, 1),
  } as const;
  const queueAt = (now: number, presetId = 'overview') =>
    whatStands(wallOf({ hand: { ...hand, presetId }, sent: [sent] }), NOBODY, { displayId: ID, isWide: false }, now)
      .regions.filter(({ sent: shown }) => shown !== null || presetId === 'overview')
      .find(({ id }) => id === 'queue')?.content.kind;
  expect([queueAt(at(12, 1) - 1), queueAt(at(12, 1)), queueAt(at(12), 'shiftCoverage')]).toEqual([
    'clock',
    'queue',
    undefined,
  ]);
});

test('alarms nobody has answered come in turn, the newest first; then what is being dealt with; then calm', () => {
  const seen = (incidents: ReturnType<typeof among>, now: number) => incidentInSight(incidents, now)?.id ?? null;
  const two = among(
    { id: 'old', openedAt: at(11) },
    { id: 'new', openedAt: at(12) },
    { id: 'small', level: 3, openedAt: at(12) },
  );
  expect([0, 1, 2, 3].map((turn) => seen(two, at(12) + turn * TURN_MS))).toEqual(['new', 'old', 'new', 'old']);
  const answered = among({ id: 'grave', acknowledgedAt: at(12) }, { id: 'waits', level: 3, openedAt: at(11) });
  expect(seen(answered, at(13))).toBe('waits');
  expect(seen(among({ id: 'grave', acknowledgedAt: at(12) }), at(20))).toBe('grave');
  expect([at(12, 1), at(12, 3)].map((now) => seen(among({ level: 3, acknowledgedAt: at(12) }), now))).toEqual([
    'i-1',
    null,
  ]);
  expect(seen(among({ closedAt: at(12, 1) }), at(12, 2))).toBe(null);
});
