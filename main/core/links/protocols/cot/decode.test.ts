import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '#tests/simulators/seeded.ts';
import { decodeBytes, describe as describeDecoded } from './describe.ts';
import { encodeTak, encodeXml, withMeshHeader, withStreamHeader } from './encode.ts';
import { type Decoded, meaningOf, NO_DETAIL } from './event.ts';
import { Message } from './protobuf.ts';
import { CotStream, EVENT_LIMIT } from './stream.ts';
import { decodeTak } from './tak.ts';
import { readCotTime } from './time.ts';
import { decodeXml } from './xml.ts';

/** The example of PROTOCOLS §4.5, byte for byte. */
const MESH = Buffer.from(
  'bf01bf1295010a09612d662d472d552d432a07756e69742d303730c89bc8bd983838c89bc8bd98384088c5cfbd98384a036d2d67513d0ad7a370f5' +
    '4340594a0856d5cb195d4061000000000000484069000000000000144071000000e0cf1263417a3812091207554e49542d30371a130a044379616e' +
    '120b5465616d204d656d6265722a02083f3a12099a99999999991940110000000000f07040',
  'hex',
);
const MESH_AS_STREAM = withStreamHeader(MESH.subarray(3));
const T = 1_930_716_909_000;
const UNIT = {
  uid: 'unit-07',
  type: 'a-f-G-U-C',
  how: 'm-g',
  sentAt: T,
  startAt: T,
  staleAt: T + 120_000,
  point: { lat: 39.9175, lon: 116.403066, haeM: 48, ceM: 5, leM: null },
  detail: {
    ...NO_DETAIL,
    callsign: 'UNIT-07',
    groupName: 'Cyan',
    groupRole: 'Team Member',
    batteryPercent: 63,
    speedMps: 6.4,
    courseDegrees: 271,
  },
};
const xml = (change: { attributes?: string; point?: string; detail?: string; around?: string } = {}) => {
  const times = 'time="2031-03-08T06:15:09Z" start="2031-03-08T06:15:09.000000Z" stale="2031-03-08T06:17:09.0Z"';
  const attributes = change.attributes ?? `uid="unit-07" type="a-f-G-U-C" ${times} how="m-g"`;
  const point = change.point ?? '<point lat="39.9175" lon="116.403066" hae="48" ce="5" le="9999999"/>';
  const detail =
    change.detail ??
    '<contact callsign="UNIT-07"/><__group name="Cyan" role="Team Member"/><status battery="63"/><track speed="6.4" course="271"/>';
  return Buffer.from(`<event version="2.0" ${attributes}>${point}<detail>${detail}</detail></event>`);
};
const reasonOf = (decoded: Decoded) => (decoded.ok ? 'ok' : decoded.reason);

describe('the example of PROTOCOLS §4.5', () => {
  test('as protobuf in a mesh datagram, in a stream, and bare', () => {
    expect(decodeBytes(MESH)).toEqual({ ok: true, event: UNIT });
    expect(decodeBytes(withStreamHeader(MESH.subarray(3)))).toEqual({ ok: true, event: UNIT });
    expect(decodeTak(MESH.subarray(3))).toEqual({ ok: true, event: UNIT });
  });

  test('as XML, with and without declaration, byte order mark, blanks and the NUL of C', () => {
    const plain = xml();
    const declared = Buffer.from(`\uFEFF <?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n${plain}\n\0`);
    for (const bytes of [plain, declared]) expect(decodeBytes(bytes)).toEqual({ ok: true, event: UNIT });
  });

  test('is the normalised record of npm run decode', () => {
    expect(describeDecoded(decodeBytes(MESH))).toEqual({
      ok: true,
      fix: {
        unitKey: 'unit-07',
        t: T,
        lat: 39.9175,
        lon: 116.403066,
        altM: 48,
        speedMps: 6.4,
        courseDeg: 271,
        accM: 5,
        valid: true,
        battPct: 63,
      },
      alarm: [],
      uid: 'unit-07',
      type: 'a-f-G-U-C',
      callsign: 'UNIT-07',
      stale: T + 120_000,
    });
  });
});

test('an emergency, its words and its end are told from each other', () => {
  const of = (type: string, detail: string) => {
    const decoded = decodeXml(xml({ attributes: `uid="u-9-1-1" type="${type}"`, detail }));
    return decoded.ok && [meaningOf(decoded.event), decoded.event.detail.emergency, decoded.event.detail.parentUid];
  };
  const link = '<link uid="unit-07" relation="p-p" type="a-f-G-U-C"/>';
  expect(of('b-a-o-tbl', `${link}<emergency type="911 Alert">UNIT-07</emergency>`)).toEqual([
    'emergency',
    { kind: '911 Alert', text: 'UNIT-07', isCancel: false },
    'unit-07',
  ]);
  expect(of('b-a-o-can', '<emergency cancel="true">UNIT-07</emergency>')).toEqual([
    'cancel',
    { kind: null, text: 'UNIT-07', isCancel: true },
    null,
  ]);
  expect(of('b-a-o-can', '')).toEqual(['cancel', null, null]);
  expect(of('b-a-o-opn', '<emergency cancel="true"/>')).toMatchObject(['cancel', { isCancel: true }, null]);
  expect(of('b-a-o-anything', '')).toEqual(['emergency', null, null]);
  for (const type of ['b-a-on', 'b-t-f', 'a-h-G']) expect([type, of(type, '')]).toEqual([type, ['other', null, null]]);
  expect(of('t-x-c-t', '')).toEqual(['ping', null, null]);
});

test('xmlDetail carries what no typed message does, and a broken one costs only what it would have said', () => {
  const emergency = { kind: '911 Alert', text: 'A & <b>' };
  const point = { lat: 1, lon: 2, ceM: 3 };
  const event = { uid: 'x', type: 'b-a-o-tbl', how: 'm-g', at: T, staleAt: T, point, callsign: 'C', emergency };
  const decoded = decodeTak(encodeTak(event));
  expect(decoded.ok && decoded.event.detail).toEqual({
    ...NO_DETAIL,
    callsign: 'C',
    emergency: { kind: '911 Alert', text: 'A & <b>', isCancel: false },
  });
  const broken = Buffer.from(encodeTak(event));
  broken.write('(', broken.indexOf('<emergency'));
  const read = decodeTak(broken);
  expect(read.ok && [read.event.uid, read.event.detail.callsign, read.event.detail.emergency]).toEqual([
    'x',
    'C',
    null,
  ]);
});

test.each([
  ['no uid', xml({ attributes: 'type="a-f-G"' }), 'missing'],
  ['a uid of blanks', xml({ attributes: 'uid="  " type="a-f-G"' }), 'missing'],
  ['no type', xml({ attributes: 'uid="x"' }), 'missing'],
  ['no point', xml({ point: '' }), 'missing'],
  ['another element', Buffer.from('<events/>'), 'missing'],
  ['an event that is cut off', xml().subarray(0, 120), 'xml'],
  ['an attribute twice', xml({ attributes: 'uid="x" uid="y" type="a-f-G"' }), 'xml'],
  ['an unknown entity', xml({ detail: '&xxe;' }), 'xml'],
  ['two roots', Buffer.concat([xml(), xml()]), 'xml'],
  ['a DTD', Buffer.from(`<!DOCTYPE event [<!ENTITY a "b">]>${xml()}`), 'doctype'],
  [
    'an entity bomb',
    Buffer.from(
      `<!DOCTYPE e [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;">]>${xml({ detail: '&c;' })}`,
    ),
    'doctype',
  ],
  ['an external entity', Buffer.from(`<!DOCTYPE e [<!ENTITY a SYSTEM "file:///etc/passwd">]>${xml()}`), 'doctype'],
  ['depth 33', xml({ detail: `${'<a>'.repeat(31)}${'</a>'.repeat(31)}` }), 'depth'],
  ['depth 5,000', xml({ detail: '<a>'.repeat(5_000) }), 'depth'],
  ['more than 64 KiB', xml({ detail: `<remarks>${'x'.repeat(70_000)}</remarks>` }), 'oversize'],
])('XML with %s is refused', (_what, bytes, reason) => {
  expect(reasonOf(decodeXml(bytes))).toBe(reason);
});

test('depth 32 and the largest size are taken, and names of the language are names like any other', () => {
  expect(reasonOf(decodeXml(xml({ detail: `${'<a>'.repeat(30)}${'</a>'.repeat(30)}` })))).toBe('ok');
  const room = 64 * 1024 - xml({ detail: '<remarks></remarks>' }).length;
  expect(reasonOf(decodeXml(xml({ detail: `<remarks>${'x'.repeat(room)}</remarks>` })))).toBe('ok');
  expect(reasonOf(decodeXml(xml({ detail: '<__proto__ constructor="x" __proto__="y"/>' })))).toBe('ok');
});

test('texts become one plain line, markup stays the text it is', () => {
  const decoded = decodeXml(
    xml({
      detail:
        '<contact callsign="&lt;img src=x onerror=alert(1)&gt;&#10;\u202E甲"/><remarks><![CDATA[</b>&]]></remarks>',
    }),
  );
  expect(decoded.ok && [decoded.event.detail.callsign, decoded.event.detail.remarks]).toEqual([
    '<img src=x onerror=alert(1)> 甲',
    '</b>&',
  ]);
});

test.each([
  ['<point lat="90.1" lon="1" hae="0" ce="5" le="5"/>', null],
  ['<point lat="1" lon="-180.5" hae="0" ce="5" le="5"/>', null],
  ['<point lat="NaN" lon="1" hae="0" ce="5" le="5"/>', null],
  ['<point lat="0x10" lon="1" hae="0" ce="5" le="5"/>', null],
  ['<point lat="" lon="1"/>', null],
  ['<point lat="0" lon="0" hae="0" ce="9999999" le="9999999"/>', null],
  ['<point lat="0.0" lon="0.0" hae="9999999.0" ce="999999" le="999999"/>', null],
  ['<point lat="0" lon="0" hae="0" ce="4" le="5"/>', { lat: 0, lon: 0, haeM: 0, ceM: 4, leM: 5 }],
  [
    '<point lat="-1.5e0" lon="+2." hae="999999" ce="-1" le="x"/>',
    { lat: -1.5, lon: 2, haeM: null, ceM: null, leM: null },
  ],
])('%s is %j', (point, expected) => {
  const decoded = decodeXml(xml({ point }));
  expect(decoded.ok && decoded.event.point).toEqual(expected);
});

test('times have 0 to 6 digits of fraction; a moment that never was is none', () => {
  const times = {
    '2031-03-08T06:15:09Z': T,
    '2031-03-08T06:15:09.1Z': T + 100,
    '2031-03-08T06:15:09.123456Z': T + 123,
    '1970-01-01T00:00:00Z': 0,
    '2031-00-08T06:15:09Z': null,
    '2031-13-08T06:15:09Z': null,
    '2031-03-32T06:15:09Z': null,
    '2031-02-29T06:15:09Z': null,
    '2031-03-08T24:15:09Z': null,
    '2031-03-08T06:60:09Z': null,
    '2031-03-08 06:15:09': null,
    now: null,
    '': null,
  };
  for (const [text, at] of Object.entries(times)) expect([text, readCotTime(text)]).toEqual([text, at]);
});

describe('protobuf', () => {
  const payload = MESH.subarray(3);
  test('skips unknown fields of every wire type, refuses groups, field 0 and what is cut', () => {
    const unknown = Buffer.from('9a060568656c6c6f' + 'a00601' + 'a9060102030405060708' + 'b50601020304', 'hex');
    expect(reasonOf(decodeTak(Buffer.concat([unknown, payload, unknown])))).toBe('ok');
    for (const bad of ['0b', '0c', '00', '07', 'ff'.repeat(11)]) {
      expect([bad, reasonOf(decodeTak(Buffer.concat([payload, Buffer.from(bad, 'hex')])))]).toEqual([bad, 'protobuf']);
    }
    for (let cut = 1; cut < payload.length; cut++) {
      expect([cut, reasonOf(decodeTak(payload.subarray(0, cut)))]).toEqual([cut, 'protobuf']);
    }
  });

  test('a known field written as another type is no message of ours', () => {
    const latitudeAsText = Buffer.from('12090a01612a0162520178', 'hex');
    expect(reasonOf(decodeTak(latitudeAsText))).toBe('protobuf');
    expect(reasonOf(decodeTak(Buffer.from('12060a01612a0162', 'hex')))).toBe('ok');
    expect(reasonOf(decodeTak(Buffer.from('12080a01612a01622801', 'hex')))).toBe('protobuf');
  });

  test('a length beyond the bytes reserves nothing, and empty or foreign messages name nobody', () => {
    expect(Message.read(Buffer.from('12ffffffffffffffff7f', 'hex'))).toBeNull();
    expect(reasonOf(decodeTak(Buffer.alloc(0)))).toBe('protobuf');
    expect(reasonOf(decodeTak(Buffer.from('0a0408011001', 'hex')))).toBe('missing');
    expect(reasonOf(decodeTak(Buffer.from('1200', 'hex')))).toBe('missing');
  });

  test('no coordinates at all is no position', () => {
    const decoded = decodeTak(Buffer.from('12060a01612a0162', 'hex'));
    expect(decoded.ok && decoded.event.point).toBeNull();
  });
});

test('what is encoded is decoded, as XML and as TAK', () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => /^[\p{L}\p{N}<&'"]+$/u.test(text));
  const outgoing = fc.record({
    uid: name,
    type: fc.constantFrom('a-f-G-U-C', 'b-a-o-tbl', 't-x-c-t'),
    at: fc.integer({ min: 0, max: 4e12 }),
    lat: fc.integer({ min: -9_000, max: 9_000 }),
    lon: fc.integer({ min: -18_000, max: 18_000 }),
    callsign: name,
    battery: fc.integer({ min: 0, max: 100 }),
  });
  fc.assert(
    fc.property(outgoing, ({ uid, type, at, lat, lon, callsign, battery }) => {
      const point = { lat: lat / 100, lon: lon / 100, ceM: 7 };
      const event = { uid, type, how: 'm-g', at: at + 1, staleAt: at + 9, point, callsign, batteryPercent: battery };
      const expected = { uid, type, how: 'm-g', sentAt: at + 1, startAt: at + 1, staleAt: at + 9 };
      for (const bytes of [encodeXml(event), withMeshHeader(encodeTak(event)), withStreamHeader(encodeTak(event))]) {
        const decoded = decodeBytes(bytes);
        expect(decoded).toEqual({
          ok: true,
          event: {
            ...expected,
            point: { ...point, haeM: null, leM: null },
            detail: { ...NO_DETAIL, callsign, batteryPercent: battery },
          },
        });
      }
    }),
    { numRuns: 40 },
  );
});

test('ten thousand random buffers are all noise and leave nothing behind', () => {
  const { below } = seeded(45);
  const stream = new CotStream();
  let sound = 0;
  for (let round = 0; round < 10_000; round++) {
    const bytes = Buffer.from(Array.from({ length: below(60) }, () => below(256)));
    for (const { decoded } of stream.receive(bytes)) if (decoded.ok) sound++;
    expect(stream.pending).toBeLessThanOrEqual(EVENT_LIMIT);
  }
  expect(sound).toBe(0);
  expect([...stream.receive(MESH_AS_STREAM), ...stream.end()].at(-1)?.decoded).toEqual({ ok: true, event: UNIT });
});

test('random bytes and mutated events are answered with a value, never with an exception', () => {
  const mutated = fc
    .tuple(fc.constantFrom(MESH, xml(), withStreamHeader(MESH.subarray(3))), fc.nat(), fc.integer({ min: 0, max: 255 }))
    .map(([sound, at, byte]) => {
      const bytes = Buffer.from(sound);
      bytes[at % bytes.length] = byte;
      return bytes;
    });
  const random = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(random, mutated), (bytes) => typeof describeDecoded(decodeBytes(bytes)).ok === 'boolean'),
    { numRuns: 300 },
  );
});
