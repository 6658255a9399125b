import { describe, expect, test } from 'vitest';
import type { WallDisplay, WallState } from './wallPlan.ts';
import { incidentInSight, TURN_MS, whatStands } from './wallStands.ts';

const at = (hours: number, minutes = 0, seconds = 0) => new Date(2026, 10, 22, hours, minutes, seconds).getTime();
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
type Each = ReturnType<typeof incident>;
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
  expect([standing.by, standing.preset.id, standing.incidentIds[0] ?? null]).toEqual(expected);
});

test.each([
  ['raised', { fromLevel: 3, level: 1 }, ['rule', 'emergency']],
  ['lowered', { fromLevel: 1, level: 2 }, ['hand', 'videoWall']],
  ['of another kind and as grave', { fromLevel: 1, level: 1 }, ['hand', 'videoWall']],
] as const)('an incident that was %s after the hand', (_how, facts, expected) => {
  const { level } = facts;
  const timeline = [{ kind: 'incident.classified', at: at(12, 6), facts }];
  const incidents = new Map([['i-1', { ...incident({ level, openedAt: at(11) }), timeline } as unknown as Each]]);
  const standing = whatStands(wallOf({ hand }), incidents, { displayId: ID, isWide: false }, at(12, 7));
  expect([standing.by, standing.preset.id]).toEqual(expected);
});

test('an incident that was raised, and lowered again by half, counts from when it was raised', () => {
  const changes = [
    { kind: 'incident.classified', at: at(12, 6), facts: { fromLevel: 4, level: 1 } },
    { kind: 'incident.classified', at: at(12, 6, 30), facts: { fromLevel: 1, level: 2 } },
  ];
  const incidents = new Map([
    ['i-1', { ...incident({ level: 2, openedAt: at(11) }), timeline: changes } as unknown as Each],
  ]);
  const standing = whatStands(wallOf({ hand }), incidents, { displayId: ID, isWide: false }, at(12, 7));
  expect([standing.by, standing.preset.id]).toEqual(['rule', 'shiftCoverage']);
});

test('a wide canvas has the wide form', () => {
  const on = (isWide: boolean) => whatStands(wallOf(null), NOBODY, { displayId: ID, isWide }, at(12)).preset.id;
  expect([on(false), on(true)]).toEqual(['overview', 'overviewWide']);
});

test('what was sent stands in its region until its end, and only where that region is', () => {
  const sent = {
    regionId: 'queue',
    presetId: 'overview',
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

describe('what is sent belongs to the preset it was sent to', () => {
  const sent = (sentAt: number, presetId: string | null, regionId = 'map') =>
    ({ regionId, presetId, content: { kind: 'coverage' }, sentAt, sentBy: '李', endsAt: null }) as const;
  /** Region and content of what stands at noon, where it is not the preset's own. */
  const sentOn = (
    display: Partial<WallDisplay>,
    incidents: ReturnType<typeof among>,
    { isWide = false }: { readonly isWide?: boolean } = {},
  ) =>
    whatStands(wallOf(display), incidents, { displayId: ID, isWide }, at(12))
      .regions.filter((region) => region.sent !== null)
      .map(({ id, content }) => [id, content.kind]);
  const emergency = among({ openedAt: at(11) });

  test.each([
    ['to the overview, before', sent(at(10), 'overview')],
    ['to the emergency of last week', sent(at(10), 'emergency')],
    ['before, in a journal that does not say to what', sent(at(10), null)],
  ])('an emergency comes up whole whatever was sent %s', (_where, before) => {
    expect(sentOn({ sent: [before] }, emergency)).toEqual([]);
    expect(sentOn({ sent: [before] }, emergency, { isWide: true })).toEqual([]);
  });

  test('what is sent onto the emergency that stands is shown there, in its wide form too, and not afterwards', () => {
    const display = { sent: [sent(at(11, 30), 'emergency')] };
    expect(sentOn(display, emergency)).toEqual([['map', 'coverage']]);
    expect(sentOn(display, emergency, { isWide: true })).toEqual([['map', 'coverage']]);
    expect(sentOn(display, NOBODY)).toEqual([]);
  });

  test('a second emergency takes nothing away from the first', () => {
    const display = { sent: [sent(at(11, 30), 'emergency')] };
    const both = among({ openedAt: at(11) }, { id: 'i-2', openedAt: at(11, 40) });
    expect(sentOn(display, both)).toEqual([['map', 'coverage']]);
  });

  test('a journal that does not say to which counts where the region is', () => {
    expect(sentOn({ sent: [sent(at(10), null)] }, NOBODY)).toEqual([['map', 'coverage']]);
  });
});

describe('what map, cameras and clocks are about', () => {
  const seen = (incidents: ReturnType<typeof among>, now: number, raisedBy: readonly string[] = []) =>
    incidentInSight(incidents, raisedBy, now)?.id ?? null;
  /** Of each of so many turns from then on, in its middle. */
  const turns = (count: number, from: number, incidents: ReturnType<typeof among>, raisedBy: readonly string[] = []) =>
    Array.from({ length: count }, (_, turn) => seen(incidents, from + (turn + 0.5) * TURN_MS, raisedBy));

  test('an emergency stays with the incidents that raised it, each in its turn, whatever else comes', () => {
    const grave = { id: 'grave', acknowledgedAt: at(12) };
    const lesser = { id: 'lesser', level: 4, openedAt: at(12) } as const;
    const one = among(grave, lesser);
    const { incidentIds } = whatStands(wallOf(null), one, { displayId: ID, isWide: false }, at(13));
    expect(incidentIds).toEqual(['grave']);
    expect(turns(4, at(13), one, incidentIds)).toEqual(['grave', 'grave', 'grave', 'grave']);
    const two = among(grave, { id: 'second', openedAt: at(12, 30) }, lesser);
    const raising = whatStands(wallOf(null), two, { displayId: ID, isWide: false }, at(13)).incidentIds;
    expect(raising).toEqual(['second', 'grave']);
    expect(turns(4, at(13), two, raising)).toEqual(['grave', 'second', 'grave', 'second']);
  });

  test('elsewhere every other turn is of the gravest level, and nobody who waits is left out', () => {
    const lesser = [
      { id: 'third', level: 3, openedAt: at(11) },
      { id: 'fourth', level: 4, openedAt: at(10) },
      { id: 'done', level: 3, openedAt: at(9), acknowledgedAt: at(10) },
    ] as const;
    const all = among({ id: 'old', level: 2, openedAt: at(11), acknowledgedAt: at(11) }, ...lesser);
    expect(turns(4, at(12), all)).toEqual(['old', 'third', 'old', 'fourth']);
    expect(turns(4, at(12), among(...lesser))).toEqual(['third', 'fourth', 'third', 'fourth']);
  });

  test('one of the gravest level is flown to when it comes or is raised, and held for half a turn at least', () => {
    const old = { id: 'old', openedAt: at(11) };
    const fresh = (openedAt: number) => among(old, { id: 'new', openedAt });
    const from = at(12, 0, 5);
    expect([0, 14_999, 15_000].map((later) => seen(fresh(from), from + later))).toEqual(['new', 'new', 'new']);
    expect(seen(fresh(from), at(12, 0, 40))).toBe('old');
    const late = at(12, 0, 15);
    expect([0, 24_999, 25_000].map((later) => seen(fresh(late), late + later))).toEqual(['new', 'new', 'old']);
    const facts = { fromLevel: 3, level: 1 };
    const timeline = [{ kind: 'incident.classified', at: at(12), facts }];
    const raised = new Map([...among(old), ['raised', { ...incident({ ...old, id: 'raised' }), timeline } as never]]);
    expect(seen(raised, at(12, 0, 1))).toBe('raised');
  });

  test('none of sixty that come within ten minutes is left out, though a new one comes every ten seconds', () => {
    const told = Array.from({ length: 60 }, (_, one) => ({
      ...{ id: `i-${one}`, level: 3 as const, openedAt: at(12) + one * 10_000 },
    }));
    const shown = new Set<string | null>();
    for (let now = at(12); now < at(12, 10) + 60 * TURN_MS; now += 1_000)
      shown.add(seen(among(...told.filter(({ openedAt }) => openedAt <= now)), now));
    expect(shown.size).toBe(60);
  });

  test('what is being dealt with stays while it is grave, a lesser one leaves soon, then all is calm', () => {
    expect(seen(among({ id: 'grave', acknowledgedAt: at(12) }), at(20))).toBe('grave');
    const small = among({ level: 3, acknowledgedAt: at(12) });
    expect([at(12, 1), at(12, 3)].map((now) => seen(small, now))).toEqual(['i-1', null]);
    expect(seen(small, at(12, 3), ['i-1'])).toBe('i-1');
    expect(seen(among({ closedAt: at(12, 1) }), at(12, 2))).toBe(null);
  });
});
