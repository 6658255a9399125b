import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseOwntracks } from './owntracksParse.ts';

const EXAMPLE =
  '{"_type":"location","tid":"07","tst":1930716909,"lat":39.9175,"lon":116.403066,"acc":6,"vel":23,"cog":271,"batt":63}';
const FIX = {
  deviceKey: '07',
  position: { lon: 116.403066, lat: 39.9175, courseDegrees: 271, speedMps: 23 / 3.6, accuracyM: 6 },
  fixAt: 1_930_716_909_000,
  batteryPercent: 63,
  alarm: null,
};
const example = (change: object) => parseOwntracks({ ...JSON.parse(EXAMPLE), ...change });

test('the example of PROTOCOLS §4.2 is a position in SI units', () => {
  expect(parseOwntracks(JSON.parse(EXAMPLE))).toEqual({ ok: true, value: FIX });
});

test('the topic names the device before the tid does', () => {
  expect(example({ topic: 'owntracks/zhang/u-001' })).toEqual({
    ok: true,
    value: { ...FIX, deviceKey: 'owntracks/zhang/u-001' },
  });
});

describe('a call for help', () => {
  test.each([
    { alarm: 'sos' },
    { alarm: '摔倒' },
    { alarm: true },
    { t: 'sos' },
    { event: 'SOS' },
    { poi: ' Sos ' },
    { tag: '求助' },
  ])('is %j', (change) => {
    const parsed = example(change);
    expect(parsed.ok && parsed.value.alarm).toBeTruthy();
  });

  test.each([
    { alarm: 'none' },
    { alarm: false },
    { alarm: '' },
    { t: 'u' },
    { event: 'enter' },
    { poi: '求助站' },
    { alarm: { sos: 1 } },
  ])('is not %j', (change) => {
    expect(example(change)).toEqual({ ok: true, value: FIX });
  });

  test('is heard without a position, and from a transition, whose place is no fix', () => {
    expect(example({ lat: 'x', alarm: 'sos' })).toEqual({ ok: true, value: { ...FIX, position: null, alarm: 'sos' } });
    expect(example({ _type: 'transition', event: 'sos' })).toEqual({
      ok: true,
      value: { ...FIX, position: null, alarm: 'sos' },
    });
  });

  test('carries its words as one plain line', () => {
    const parsed = example({ alarm: 'sos\r\n<img src=x onerror=alert(1)>' });
    expect(parsed.ok && parsed.value.alarm).toBe('sos <img src=x onerror=alert(1)>');
  });
});

test.each([
  [{ _type: 'lwt' }, 'otherType'],
  [{ _type: 'waypoint' }, 'otherType'],
  [{ _type: 'transition', event: 'enter' }, 'noPosition'],
  [{ _type: 'encrypted' }, 'encrypted'],
  [{ _type: undefined }, 'otherType'],
  [{ tid: undefined }, 'noIdentity'],
  [{ tid: 7 }, 'noIdentity'],
  [{ lat: 90.1 }, 'noPosition'],
  [{ lon: -180.5 }, 'noPosition'],
  [{ lat: '39.9' }, 'noPosition'],
  [{ lat: 0, lon: 0, acc: undefined }, 'noPosition'],
])('%j is nothing for us: %s', (change, code) => {
  const parsed = example(change);
  expect(parsed.ok ? 'ok' : parsed.failure.code).toBe(code);
});

test('what a phone does not know is null, not zero; a time that is none is null', () => {
  const bare = { cog: -1, vel: -1, acc: -5, batt: -1, tst: 1e300 };
  expect(example(bare)).toEqual({
    ok: true,
    value: {
      ...FIX,
      position: { lon: 116.403066, lat: 39.9175, courseDegrees: null, speedMps: null, accuracyM: null },
      fixAt: null,
      batteryPercent: null,
    },
  });
});

test('whatever JSON comes in, nothing is thrown and positions lie on the earth', () => {
  const field = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null));
  const message = fc.record(
    {
      _type: fc.constantFrom('location', 'transition', 'x'),
      tid: field,
      tst: field,
      lat: field,
      lon: field,
      acc: field,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(message, fc.jsonValue({ maxDepth: 2 })), (input) => {
      const parsed = parseOwntracks(input);
      const position = parsed.ok ? parsed.value.position : null;
      return position === null || (Math.abs(position.lat) <= 90 && Math.abs(position.lon) <= 180);
    }),
    { numRuns: 60 },
  );
});
