import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeOsmand, describeOwntracks } from './describe.ts';

const FIX = {
  unitKey: 'unit07',
  t: 1_930_716_909_000,
  lat: 39.9175,
  lon: 116.403066,
  altM: null,
  speedMps: 12.5 * (1852 / 3600),
  courseDeg: 271,
  accM: null,
  valid: true,
  battPct: 63,
};

test('the example of PROTOCOLS §4.1 is the same record as a request line, an address, a query and a form', () => {
  const query = 'id=unit07&lat=39.9175&lon=116.403066&timestamp=1930716909&speed=12.5&bearing=271&batt=63';
  for (const text of [`GET /?${query} HTTP/1.1`, `http://127.0.0.1:4700/ingest/osmand?${query}`, `/?${query}`, query]) {
    expect(describeOsmand(text)).toEqual({ ok: true, fix: FIX, alarm: [] });
  }
});

test('the JSON of Traccar Client with height and alarm', () => {
  const coords = { latitude: 39.9175, longitude: 116.403066, accuracy: 6, speed: -1, heading: -1, altitude: 48 };
  const location = { timestamp: '2031-03-08T06:15:09Z', coords, battery: { level: 0.63 }, alarm: 'sos' };
  expect(describeOsmand(JSON.stringify({ device_id: 'unit07', location }))).toEqual({
    ok: true,
    fix: { ...FIX, altM: 48, speedMps: null, courseDeg: null, accM: 6 },
    alarm: ['sos'],
  });
});

test('the example of PROTOCOLS §4.2', () => {
  const text =
    '{"_type":"location","tid":"07","tst":1930716909,"lat":39.9175,"lon":116.403066,"acc":6,"vel":23,"cog":271,"batt":63}';
  expect(describeOwntracks(text)).toEqual({
    ok: true,
    fix: { ...FIX, unitKey: '07', speedMps: 23 / 3.6, accM: 6 },
    alarm: [],
  });
});

test('what is refused says why', () => {
  const reasonOf = (described: ReturnType<typeof describeOsmand>) => (described.ok ? 'ok' : described.reason);
  expect(
    ['', 'lat=1&lon=2', 'id=a&lat=91&lon=2', '{"device_id"', '[]'].map((text) => reasonOf(describeOsmand(text))),
  ).toEqual(['empty', 'badReport', 'badReport', 'json', 'badReport']);
  expect(['', '{', '{"_type":"lwt"}', '{"_type":"location"}'].map((text) => reasonOf(describeOwntracks(text)))).toEqual(
    ['empty', 'json', 'otherType', 'noIdentity'],
  );
  expect(describeOsmand('id=a')).toMatchObject({ ok: true, fix: { valid: false, lat: null } });
});

test('any text is answered with a value', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.webUrl({ withQueryParameters: true })), (text) => {
      return typeof describeOsmand(text).ok === 'boolean' && typeof describeOwntracks(text).ok === 'boolean';
    }),
  );
});
