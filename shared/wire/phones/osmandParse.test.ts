import { expect, test } from 'vitest';
import { parseOsmandJson, parseOsmandQuery } from './osmandParse.ts';

test('the query form is read as the protocol page states it: knots, seconds, bearing, percent', () => {
  const query = {
    id: 'unit07',
    lat: '39.9175',
    lon: '116.403066',
    timestamp: '1930716909',
    speed: '12.5',
    bearing: '271',
    batt: '63',
  };
  expect(parseOsmandQuery(query)).toEqual({
    ok: true,
    value: {
      deviceKey: 'unit07',
      position: { lon: 116.403066, lat: 39.9175, accuracyM: null, courseDegrees: 271, speedMps: 12.5 * (1852 / 3600) },
      fixAt: 1_930_716_909_000,
      batteryPercent: 63,
      alarm: null,
    },
  });
});

test('location=lat,lon, milliseconds, ISO and plain UTC times are all understood', () => {
  const at = (timestamp: string) => {
    const parsed = parseOsmandQuery({ deviceid: 'a', location: '25.07,117.01', timestamp });
    return parsed.ok ? parsed.value.fixAt : parsed.failure;
  };
  expect([at('1930716909000'), at('2031-03-08T06:15:09Z'), at('2031-03-08 06:15:09')]).toEqual(
    Array(3).fill(1_930_716_909_000),
  );
});

test('a report without a position, or 0,0 without accuracy, is a sign of life', () => {
  const nothing = { position: null, fixAt: null, batteryPercent: null, alarm: null };
  expect(parseOsmandQuery({ id: 'a' })).toEqual({ ok: true, value: { deviceKey: 'a', ...nothing } });
  expect(parseOsmandQuery({ id: 'a', lat: '0', lon: '0' })).toEqual({
    ok: true,
    value: { deviceKey: 'a', ...nothing },
  });
});

test('bad reports are refused naming the parameter', () => {
  const code = 'badReport';
  expect(parseOsmandQuery({ lat: '1', lon: '2' })).toEqual({ ok: false, failure: { code, message: 'id: missing' } });
  expect(parseOsmandQuery({ id: 'a', lat: '91', lon: '2' })).toEqual({
    ok: false,
    failure: { code, message: 'lat, lon: not a position' },
  });
  expect(parseOsmandQuery({ id: 'a', lat: 'NaN', lon: '2' })).toEqual({
    ok: false,
    failure: { code, message: 'lat, lon: not a position' },
  });
  expect(parseOsmandQuery({ id: 'a', timestamp: 'soon' })).toEqual({
    ok: false,
    failure: { code, message: 'timestamp: not a time' },
  });
  expect(parseOsmandJson([])).toEqual({ ok: false, failure: { code, message: 'device_id: missing' } });
});

test('the JSON form carries metres a second, -1 for unknown, battery as a share and an alarm', () => {
  const body = {
    device_id: 'unit07',
    location: {
      timestamp: '2031-03-08T06:15:09.000Z',
      coords: { latitude: 39.9175, longitude: 116.403066, accuracy: 6, speed: 6.4, heading: -1 },
      battery: { level: 0.63 },
      alarm: 'sos',
    },
  };
  expect(parseOsmandJson(body)).toEqual({
    ok: true,
    value: {
      deviceKey: 'unit07',
      position: { lon: 116.403066, lat: 39.9175, accuracyM: 6, courseDegrees: null, speedMps: 6.4 },
      fixAt: 1_930_716_909_000,
      batteryPercent: 63,
      alarm: 'sos',
    },
  });
});
