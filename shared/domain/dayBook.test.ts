import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RESPONSE_PROFILES } from '../catalog/profiles.ts';
import type { AlarmFacts } from './alarm.ts';
import { decideAlarm } from './alarm.ts';
import { type DayBook, packDayBook } from './dayBook.ts';
import { dayFigures } from './dayFigures.ts';
import { alarmRows } from './dayRows.ts';
import type { Actor, Draft } from './event.ts';
import type { CloseReason } from './incident.ts';
import { decideIncident, type IncidentCommand } from './incidentDecide.ts';
import { alarmOf, HOUR, MINUTE, OFFICER, opening, START, sendUnit } from './incidentLife.fixture.ts';
import { decideMerge } from './incidentMerge.ts';
import { emptyWorld, evolveWorld, packWorld, unpackWorld, type World } from './world.ts';

const DAY = 24 * HOUR;
/** A midnight; the fixtures' START is some hours into its day. */
const MIDNIGHT = Math.floor(START / DAY) * DAY;
const TOWN = '990101001';

/** A station's world, with everything that was decided on it folded. */
class Station {
  world: World = emptyWorld();

  act(id: string, at: number, command: IncidentCommand, actor: Actor = OFFICER): void {
    const decided = decideIncident(this.world.incidents.get(id), command, at);
    if (!decided.ok) throw new Error(decided.failure.code);
    this.fold(decided.value, at, actor);
  }

  fold(drafts: readonly Draft[], at: number, actor: Actor = OFFICER): void {
    for (const draft of drafts) {
      const seq = this.world.seq + 1;
      const place = { seq, id: `e-${seq}`, version: seq, station: 's', at, actor, realm: 'live', hash: '' } as const;
      evolveWorld(this.world, { ...draft, ...place, body: JSON.parse(JSON.stringify(draft.body)) });
    }
  }

  alarm(alarmId: string, at: number, facts: Partial<AlarmFacts> = {}): void {
    const alarm = { alarmId, receivedAt: at, deviceId: 'pole-1', class: 'emergency', restore: false, ...facts };
    const decided = decideAlarm(undefined, { kind: 'alarm.receive', alarm: alarm as AlarmFacts });
    if (decided.ok) this.fold(decided.value, at);
  }

  open(id: string, at: number, more: Parameters<typeof opening>[2] = {}): void {
    const alarm = { ...alarmOf(`pole-${id}`, at), alarmId: `a-${id}` };
    this.alarm(alarm.alarmId, at, { deviceId: alarm.deviceId });
    const place = { ...opening(id, 1).place, gridCode: `${TOWN}001001`, gridName: '东溪001网格' };
    this.act(id, at, opening(id, 1, { alarm, place, ...more }));
  }

  arrive(id: string, at: number): void {
    this.act(id, at, sendUnit(`d-${id}`));
    this.act(id, at, { kind: 'moveDispatch', dispatchId: `d-${id}`, move: 'arrive', reason: null });
    this.act(id, at, { kind: 'moveDispatch', dispatchId: `d-${id}`, move: 'finish', reason: null });
  }

  close(id: string, at: number, reason: CloseReason): void {
    this.act(id, at, { kind: 'close', reason, note: '', forceReason: '已回访' });
  }

  get book(): DayBook {
    return this.world.day;
  }
}

const NOTHING = {
  fromAt: MIDNIGHT,
  toAt: MIDNIGHT + DAY,
  closedInDay: [],
  incidents: { opened: [], byKind: [], byTown: [], byHour: Array.from({ length: 24 }, () => []) },
  alarms: { count: 0, byClass: [], byTown: [], byHour: Array.from({ length: 24 }, () => 0) },
  spans: {
    answer: { p50Ms: null, p90Ms: null, counted: [], leftOut: {} },
    order: { p50Ms: null, p90Ms: null, counted: [], leftOut: {} },
    arrival: { p50Ms: null, p90Ms: null, counted: [], leftOut: {} },
  },
  bands: [],
  closure: { closed: [], open: [], leftOut: {} },
  isCut: false,
};

test('a day in which nothing has happened has no shares and no times, not shares of nothing', () => {
  expect(dayFigures(emptyWorld().day, MIDNIGHT, MIDNIGHT + DAY, START)).toEqual(NOTHING);
});

test('every figure of a day names the incidents it was counted from, and why the others are not in it', () => {
  const station = new Station();
  const at = START;
  station.open('real', at);
  station.act('real', at + 8_000, { kind: 'acknowledge' });
  station.arrive('real', at + 50_000);
  station.close('real', at + 10 * MINUTE, 'real');
  station.open('late', at + 1_000);
  station.act('late', at + 21_000, { kind: 'acknowledge' });
  station.arrive('late', at + 91_000);
  station.open('false', at + 2_000, { incidentKind: 'fire' });
  station.close('false', at + 30_000, 'false');
  station.open('running', at + 10 * MINUTE);
  station.open('brief', at + 11 * MINUTE);
  station.close('brief', at + 12 * MINUTE, 'real');
  station.act(
    'byHand',
    at + 12 * MINUTE,
    opening('byHand', 7, { incidentKind: 'dispute', alarm: null, profile: null }),
  );
  const hour = Math.floor((START - MIDNIGHT) / HOUR);
  const all = ['real', 'late', 'false', 'running', 'brief', 'byHand'];
  const figures = dayFigures(station.book, MIDNIGHT, MIDNIGHT + DAY, at + 12 * MINUTE);
  expect(figures).toEqual({
    ...NOTHING,
    closedInDay: ['real', 'false', 'brief'],
    incidents: {
      opened: all,
      byKind: [
        { kind: 'holdUp', rows: ['real', 'late', 'running', 'brief'] },
        { kind: 'dispute', rows: ['byHand'] },
        { kind: 'fire', rows: ['false'] },
      ],
      byTown: [
        { town: TOWN, rows: ['real', 'late', 'false', 'running', 'brief'] },
        { town: null, rows: ['byHand'] },
      ],
      byHour: NOTHING.incidents.byHour.map((rows, index) => (index === hour ? all : rows)),
    },
    alarms: {
      count: 5,
      byClass: [{ class: 'emergency', count: 5 }],
      byTown: [{ town: TOWN, count: 5 }],
      byHour: NOTHING.alarms.byHour.map((count, index) => (index === hour ? 5 : count)),
    },
    spans: {
      // Closing what nobody had answered answers it.
      answer: {
        ...{ p50Ms: 20_000, p90Ms: 60_000, counted: ['real', 'late', 'false', 'brief'] },
        leftOut: { running: ['running'], notOwed: ['byHand'] },
      },
      order: {
        ...{ p50Ms: 50_000, p90Ms: 90_000, counted: ['real', 'late'] },
        leftOut: { none: ['false', 'brief'], running: ['running'], notOwed: ['byHand'] },
      },
      arrival: {
        ...{ p50Ms: 50_000, p90Ms: 90_000, counted: ['real', 'late'] },
        leftOut: { none: ['false', 'brief'], running: ['running', 'byHand'] },
      },
    },
    bands: [
      // A grid worker who comes first serves the earlier limits, and is no police.
      { seconds: 60, met: ['real'], missed: ['late', 'running', 'brief'], leftOut: { notReal: ['false'] } },
      {
        ...{ seconds: 180, met: ['real', 'late'], missed: [] },
        leftOut: { notReal: ['false'], running: ['running'], unverifiable: ['brief'] },
      },
      {
        ...{ seconds: 300, met: [], missed: ['real', 'late'] },
        leftOut: { notReal: ['false'], running: ['running'], unverifiable: ['brief'] },
      },
    ],
    closure: { closed: ['real', 'false', 'brief'], open: ['late', 'running', 'byHand'], leftOut: {} },
  });
});

test('one that was merged counts in no rate: it goes on in the other', () => {
  const station = new Station();
  station.open('one', START);
  station.open('two', START + 1_000);
  const { incidents } = station.world;
  const merged = decideMerge(incidents.get('two'), incidents.get('one'), '同一件事');
  if (merged.ok) station.fold(merged.value, START + 20_000);
  const { spans, bands, closure } = dayFigures(station.book, MIDNIGHT, MIDNIGHT + DAY, START + 21_000);
  expect([spans.answer, spans.arrival].map(({ leftOut }) => leftOut.duplicate)).toEqual([['two'], ['two']]);
  expect(bands.map(({ leftOut }) => leftOut)).toEqual(Array(3).fill({ running: ['one'], duplicate: ['two'] }));
  expect(closure).toEqual({ closed: [], open: ['one'], leftOut: { duplicate: ['two'] } });
});

test('figures outlive the incidents and alarms that leave the world, and a restart of the core', () => {
  const station = new Station();
  for (let index = 0; index < 1_200; index++) {
    station.open(`i-${index}`, START + index);
    station.close(`i-${index}`, START + index, 'real');
  }
  expect([station.world.incidents.size, station.world.alarms.size]).toEqual([200, 1_000]);
  const before = dayFigures(station.book, MIDNIGHT, MIDNIGHT + DAY, START + HOUR);
  expect([before.incidents.opened.length, before.alarms.count, before.closure.closed.length]).toEqual([
    ...[1_200, 1_200, 1_200],
  ]);
  const again = unpackWorld(JSON.parse(JSON.stringify(packWorld(station.world))));
  expect(packDayBook(again.day)).toEqual(packDayBook(station.book));
  expect(dayFigures(again.day, MIDNIGHT, MIDNIGHT + DAY, START + HOUR)).toEqual(before);
});

test('alarms are counted although their lines had to go; restores and what was set aside are none', () => {
  const station = new Station();
  for (let index = 0; index < 5_200; index++) station.alarm(`a-${index}`, START + index);
  station.alarm('restored', START + 5_300, { restore: true });
  station.alarm('kept-quiet', START + 5_301, { setAside: 'walkTest' });
  station.alarm('armed', START + 5_302, { class: 'armState' });
  const { alarms } = dayFigures(station.book, MIDNIGHT, MIDNIGHT + DAY, START + HOUR);
  expect([alarms.count, alarms.byTown]).toEqual([5_200, [{ town: null, count: 5_200 }]]);
  const rows = alarmRows(station.book, { fromAt: MIDNIGHT, toAt: MIDNIGHT + DAY });
  expect([rows.length, rows[0]?.alarmId, rows.at(-1)?.alarmId]).toEqual([5_000, 'a-200', 'a-5199']);
});

test('today and yesterday are kept, what is older goes, and what is still open stays', () => {
  const station = new Station();
  station.open('open', START - 3 * DAY);
  station.open('old', START - 3 * DAY);
  station.close('old', START - 3 * DAY, 'real');
  station.open('yesterday', START - DAY);
  station.close('yesterday', START - DAY, 'real');
  station.open('today', START);
  expect([...station.book.incidents.keys()]).toEqual(['open', 'yesterday', 'today']);
  expect([...station.book.alarms.keys()]).toEqual(['a-yesterday', 'a-today']);
  expect([...station.book.counts.values()].map(({ count }) => count)).toEqual([1, 1]);
  const yesterday = dayFigures(station.book, MIDNIGHT - DAY, MIDNIGHT, START);
  expect([yesterday.incidents.opened, yesterday.alarms.count]).toEqual([['yesterday'], 1]);
});

test('whatever happens to the incidents of a day, the parts of every figure are all of them, each once', () => {
  const acts = fc.record({
    at: fc.integer({ min: 0, max: 20 * MINUTE }),
    answered: fc.option(fc.integer({ min: 0, max: 5 * MINUTE }), { nil: null }),
    arrived: fc.option(fc.integer({ min: 0, max: 8 * MINUTE }), { nil: null }),
    closed: fc.option(fc.constantFrom<CloseReason>('real', 'false', 'test', 'duplicate', 'noTrace'), { nil: null }),
    kind: fc.constantFrom('holdUp' as const, 'fire' as const, 'dispute' as const),
  });
  fc.assert(
    fc.property(fc.array(acts, { maxLength: 12 }), fc.integer({ min: 0, max: 30 * MINUTE }), (days, later) => {
      const station = new Station();
      for (const [index, { at, answered, arrived, closed, kind }] of days.entries()) {
        const id = `i-${index}`;
        const profile = kind === 'dispute' ? null : RESPONSE_PROFILES['fujian-a'];
        station.open(id, START + at, { incidentKind: kind, profile });
        if (answered !== null) station.act(id, START + at + answered, { kind: 'acknowledge' });
        if (arrived !== null) station.arrive(id, START + at + (answered ?? 0) + arrived);
        if (closed !== null) station.close(id, START + at + 10 * MINUTE, closed);
      }
      const { incidents, spans, bands, closure } = dayFigures(station.book, MIDNIGHT, MIDNIGHT + DAY, START + later);
      const all = [...station.world.incidents.keys()].sort();
      const withClock = all.filter((id) => station.world.incidents.get(id)!.clock.length > 0);
      const parts = (...rows: (readonly string[])[]) => rows.flat().sort();
      expect(incidents.opened.toSorted()).toEqual(all);
      for (const { counted, leftOut } of Object.values(spans))
        expect(parts(counted, ...Object.values(leftOut))).toEqual(all);
      for (const { met, missed, leftOut } of bands)
        expect(parts(met, missed, ...Object.values(leftOut))).toEqual(withClock);
      expect(parts(closure.closed, closure.open, ...Object.values(closure.leftOut))).toEqual(all);
      expect(parts(...incidents.byKind.map(({ rows }) => rows))).toEqual(all);
      expect(parts(...incidents.byHour)).toEqual(all);
    }),
    { numRuns: 60 },
  );
});
