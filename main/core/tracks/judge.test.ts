import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageOf, freshnessOf, isLive } from '#shared/domain/position.ts';
import { distanceM } from '#shared/geo/earth.ts';
import type { FixOutcome, IncomingFix } from './fix.ts';
import { judge, NOTHING_KNOWN, type UnitMemory } from './judge.ts';

const AT = 1_800_000_000_000;
const HOUR = 3_600_000;
const METRE = 1 / 111_195;

const incoming = (facts: Partial<IncomingFix> = {}): IncomingFix => ({
  unitId: 'u-001',
  source: 'osmand',
  door: 'osmand',
  lon: 117.01,
  lat: 25.07,
  courseDegrees: 90,
  speedMps: 3,
  accuracyM: 5,
  batteryPercent: 80,
  deviceAt: AT,
  receivedAt: AT,
  ...facts,
});

/** A unit's fixes in the order of their arrival. */
class Unit {
  memory: UnitMemory = NOTHING_KNOWN;

  take(facts: Partial<IncomingFix> = {}): FixOutcome {
    const fix = incoming(facts);
    const judged = judge(fix, [fix.lon, fix.lat], null, this.memory, 'ebike');
    this.memory = judged.memory;
    return judged.outcome;
  }

  /** `count` fixes five seconds apart, each so late by the device's clock. */
  report(count: number, fromAt: number, delayMs: number): FixOutcome[] {
    return Array.from({ length: count }, (_, index) => {
      const receivedAt = fromAt + index * 5_000;
      return this.take({ deviceAt: receivedAt - delayMs, receivedAt, lat: 25.07 + index * 10 * METRE });
    });
  }

  freshnessAt(now: number) {
    return freshnessOf(this.memory.known, now);
  }
}

test('a fix becomes the unit’s position with its values kept', () => {
  const judged = judge(
    incoming({ courseDegrees: 370, batteryPercent: 63.4 }),
    [117.01, 25.07],
    null,
    NOTHING_KNOWN,
    'car',
  );
  expect([judged.outcome, judged.fix]).toEqual([
    'live',
    {
      unitId: 'u-001',
      source: 'osmand',
      lon: 117.01,
      lat: 25.07,
      courseDegrees: 10,
      speedMps: 3,
      accuracyM: 5,
      batteryPercent: 63,
      fixAt: AT,
      receivedAt: AT,
      deviceAt: AT,
      staleAt: null,
      raw: null,
    },
  ]);
});

describe('order', () => {
  test('the newest stays; an older one is history, the same one again is nothing', () => {
    const unit = new Unit();
    expect([
      unit.take(),
      unit.take({ lon: 117.011, receivedAt: AT + 5_000 }),
      unit.take({ lon: 117.0101, deviceAt: AT - 1_000, receivedAt: AT + 6_000 }),
      unit.take({ lon: 117.0102, deviceAt: AT + 7_000, receivedAt: AT + 7_100 }),
    ]).toEqual(['live', 'repeated', 'older', 'live']);
    expect(unit.memory.known?.lon).toBe(117.0102);
  });

  test('a repeated fix does not look alive, however often it comes', () => {
    const unit = new Unit();
    unit.take();
    for (let second = 1; second < 400; second++)
      expect(unit.take({ receivedAt: AT + second * 1_000 })).toBe('repeated');
    expect([30, 31, 301].map((second) => unit.freshnessAt(AT + second * 1_000))).toEqual(['ageing', 'stale', 'lost']);
  });

  test('a phone that empties its queue leaves a track behind and is live only with its last fix', () => {
    const unit = new Unit();
    unit.report(3, AT, 100);
    const back = AT + HOUR;
    const outcomes = Array.from({ length: 720 }, (_, index) =>
      unit.take({ deviceAt: AT + 15_000 + index * 5_000, receivedAt: back + index * 20 }),
    );
    expect(outcomes.filter((outcome) => outcome === 'live').length).toBeLessThan(8);
    expect(outcomes.indexOf('live')).toBeGreaterThan(700);
    expect(unit.freshnessAt(back + 720 * 20)).toBe('live');
  });

  test('a batch of old points that comes at once moves the unit to the newest of them, which is stale', () => {
    const unit = new Unit();
    const batch = [20, 15, 10].map((minutes) => unit.take({ deviceAt: AT - minutes * 60_000, receivedAt: AT }));
    expect([batch, unit.freshnessAt(AT)]).toEqual([['stale', 'stale', 'stale'], 'lost']);
  });
});

describe('a device clock that is wrong', () => {
  test.each([
    ['behind by eight hours', 8 * HOUR, 'stale'],
    ['ahead by eight hours', -8 * HOUR, 'future'],
    ['behind by two minutes', 120_000, 'stale'],
    ['in another epoch of GPS', 1_024 * 7 * 24 * HOUR, 'stale'],
  ] as const)('%s makes the unit neither stale nor fresh once it is known', (_, delayMs, first) => {
    const unit = new Unit();
    expect(unit.report(6, AT, delayMs)).toEqual([first, first, 'live', 'live', 'live', 'live']);
    const { known } = unit.memory;
    expect([known?.fixAt, known?.deviceAt]).toEqual([AT + 25_000, AT + 25_000 - delayMs]);
    expect([0, 31, 301].map((second) => unit.freshnessAt(AT + 25_000 + second * 1_000))).toEqual([
      'live',
      'stale',
      'lost',
    ]);
  });

  test('still knows late from now: its queue is history, its next fix is live', () => {
    const unit = new Unit();
    unit.report(4, AT, 8 * HOUR);
    const back = AT + HOUR;
    const queued = [50, 40, 30].map((minutes) =>
      unit.take({ deviceAt: back - 8 * HOUR - minutes * 60_000, receivedAt: back }),
    );
    expect(queued).toEqual(['stale', 'stale', 'stale']);
    expect(unit.take({ deviceAt: back - 8 * HOUR + 1_000, receivedAt: back + 1_000 })).toBe('live');
  });

  test('set right again it is believed at once', () => {
    const unit = new Unit();
    unit.report(4, AT, -8 * HOUR);
    expect(unit.report(3, AT + 60_000, 200)).toEqual(['live', 'live', 'live']);
    expect(unit.memory.known?.fixAt).toBe(AT + 70_000 - 200);
  });

  test('running ahead by seconds, it is as old as its arrival and order is kept', () => {
    const unit = new Unit();
    expect(unit.report(3, AT, -20_000)).toEqual(['live', 'live', 'live']);
    expect(unit.take({ deviceAt: AT + 27_000, receivedAt: AT + 11_000 })).toBe('older');
    expect(ageOf(unit.memory.known!, AT + 10_000)).toBe(0);
  });

  test('a time before 2000 is no time', () => {
    expect(new Unit().take({ deviceAt: 946_684_799_999 })).toBe('ancient');
    expect(new Unit().take({ deviceAt: Number.NaN })).toBe('ancient');
  });
});

describe('where nobody can be', () => {
  test.each([
    [{ lat: Number.NaN }, 'range'],
    [{ lat: 117.01, lon: 25.07 }, 'range'],
    [{ lon: 181 }, 'range'],
    [{ lon: Number.POSITIVE_INFINITY }, 'range'],
    [{ lon: 0, lat: 0, accuracyM: null }, 'nullIsland'],
  ] as const)('%j is %s', (facts, outcome) => {
    expect(new Unit().take(facts)).toBe(outcome);
  });

  test('a leap is refused, and the unit goes on from where it was', () => {
    const unit = new Unit();
    unit.take();
    expect([
      unit.take({ lat: 26, deviceAt: AT + 5_000, receivedAt: AT + 5_000 }),
      unit.take({ lat: 25.0701, deviceAt: AT + 10_000, receivedAt: AT + 10_000 }),
    ]).toEqual(['jump', 'live']);
  });

  test('when it was the first place that was wrong, three fixes that agree say so', () => {
    const unit = new Unit();
    unit.take({ lat: 26 });
    expect(unit.report(4, AT + 5_000, 0)).toEqual(['jump', 'jump', 'live', 'live']);
  });

  test('whatever comes in, what is accepted is on the earth, is never younger than its arrival and never leaps', () => {
    const place = fc.oneof(
      fc.double({ min: 117, max: 117.02, noNaN: true }),
      fc.constantFrom(0, 25.07, 117.01, 500, Number.NaN, Number.POSITIVE_INFINITY),
    );
    const report = fc.record({
      lon: place,
      lat: fc.oneof(fc.double({ min: 25, max: 25.1, noNaN: true }), place),
      delay: fc.oneof(fc.integer({ min: -90_000, max: 90_000 }), fc.constantFrom(-8 * HOUR, 8 * HOUR, AT)),
      accuracyM: fc.option(fc.double({ min: -1, max: 5_000, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(report, { maxLength: 40 }), (reports) => {
        let memory = NOTHING_KNOWN;
        for (const [index, { lon, lat, delay, accuracyM }] of reports.entries()) {
          const receivedAt = AT + index * 1_000;
          const fix = incoming({ lon, lat, accuracyM, deviceAt: receivedAt - delay, receivedAt });
          const before = memory.known;
          const judged = judge(fix, [lon, lat], null, memory, 'foot');
          memory = judged.memory;
          if (judged.outcome !== 'live') continue;
          const { known } = memory;
          expect(Math.abs(known!.lat)).toBeLessThanOrEqual(90);
          expect(known!.fixAt).toBeLessThanOrEqual(receivedAt);
          expect(known!.fixAt).toBeGreaterThanOrEqual(before?.fixAt ?? 0);
          expect(isLive(freshnessOf(known, receivedAt))).toBe(true);
          const isSoon = before && known!.fixAt - before.fixAt <= HOUR;
          const wasReplaced = isSoon && distanceM([before.lon, before.lat], [known!.lon, known!.lat]) > 10_000;
          if (wasReplaced) expect(index).toBeGreaterThanOrEqual(3);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('a CoT position is stale from the moment its sender said, as time passes', () => {
  const unit = new Unit();
  unit.take({ staleAt: AT + 8_000 });
  expect([8_000, 8_001].map((after) => unit.freshnessAt(AT + after))).toEqual(['live', 'stale']);
});

test('one that is over by its sender’s word when it comes in is where the unit was last, and never live', () => {
  const unit = new Unit();
  expect(unit.take({ staleAt: AT })).toBe('live');
  expect(unit.take({ staleAt: AT + 1_999, deviceAt: AT + 2_000, receivedAt: AT + 2_000, lon: 117.0101 })).toBe('stale');
  expect([unit.memory.known?.lon, unit.freshnessAt(AT + 2_000)]).toEqual([117.0101, 'stale']);
});
