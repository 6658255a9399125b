import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeTak, encodeXml, withStreamHeader } from './encode.ts';
import { CotStream, EVENT_LIMIT, type Found } from './stream.ts';

const AT = 1_930_716_909_000;
const event = (uid: string) => ({
  uid,
  type: 'a-f-G-U-C',
  how: 'm-g',
  at: AT,
  staleAt: AT + 60_000,
  point: { lat: 25, lon: 117, ceM: 5 },
  callsign: 'A > B',
});
const asXml = (uid: string) => encodeXml(event(uid));
const asTak = (uid: string) => withStreamHeader(encodeTak(event(uid)));

function read(...chunks: Uint8Array[]): Found[] {
  const stream = new CotStream();
  return [...chunks.flatMap((chunk) => [...stream.receive(Buffer.from(chunk))]), ...stream.end()];
}
const uids = (found: readonly Found[]) => found.flatMap(({ decoded }) => (decoded.ok ? [decoded.event.uid] : []));
const shown = (found: readonly Found[]) =>
  found.map(({ decoded }) => (decoded.ok ? decoded.event.uid : decoded.reason));

describe('events in a stream', () => {
  const both = Buffer.concat([asXml('a'), asTak('b'), Buffer.from('\r\n'), asXml('c'), asXml('d'), asTak('e')]);

  test('follow each other in both forms, in one read and one byte at a time', () => {
    expect(shown(read(both))).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(shown(read(...[...both].map((byte) => Uint8Array.of(byte))))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('are cut anywhere', () => {
    fc.assert(
      fc.property(fc.nat(both.length), fc.nat(both.length), (one, other) => {
        const [first, second] = one < other ? [one, other] : [other, one];
        const chunks = [both.subarray(0, first), both.subarray(first, second), both.subarray(second)];
        expect(shown(read(...chunks))).toEqual(['a', 'b', 'c', 'd', 'e']);
      }),
      { numRuns: 60 },
    );
  });

  test('come with the bytes they were', () => {
    expect(read(both).map(({ raw }) => raw.toString('hex'))).toEqual(
      [asXml('a'), asTak('b'), asXml('c'), asXml('d'), asTak('e')].map((bytes) => bytes.toString('hex')),
    );
  });

  test('end at </event >, and at an event that is only its tag', () => {
    const spaced = Buffer.from(asXml('a').toString().replace('</event>', '</event \n>'));
    expect(shown(read(spaced, Buffer.from('<event uid="x" type="y"/>'), asXml('b')))).toEqual(['a', 'missing', 'b']);
  });
});

describe('after garbage the next sound event is taken', () => {
  test('a spoilt declaration costs itself, not the event behind it', () => {
    const spoilt = Buffer.from('<?xml version=\u0080\u0000.0" encoding="UTF-8"?>\n', 'latin1');
    const bare = asXml('a').subarray(asXml('a').indexOf('<event'));
    expect(shown(read(spoilt, bare, asXml('b')))).toEqual(['format', 'a', 'b']);
  });

  test.each([
    ['text', 'hello'],
    ['half an event', asXml('x').subarray(60, 200)],
    ['an event cut in its middle', asXml('x').subarray(0, 250)],
    ['an event cut in an attribute', Buffer.from('<event version="2.0" uid="ab')],
    ['an event cut in its declaration', Buffer.from('<?xml version="1.0"')],
    ['other XML', Buffer.from('<html><body/></html>')],
    ['a DTD', Buffer.from('<!DOCTYPE event [<!ENTITY a "b">]>')],
    ['a TAK header of nothing', Buffer.from('bf00', 'hex')],
    ['a TAK header of too much', Buffer.from('bfffffff7f0a', 'hex')],
    ['a varint without an end', Buffer.from(`bf${'ff'.repeat(12)}`, 'hex')],
    ['a TAK message that swallows what follows', Buffer.from('bfac020a', 'hex')],
    ['a TAK message cut off', asTak('x').subarray(0, 40)],
    ['a mesh header', Buffer.from('bf01bf', 'hex')],
    ['a byte order mark', Buffer.from('efbbbf', 'hex')],
  ])('%s', (_what, garbage) => {
    for (const sound of [asXml, asTak]) {
      expect(uids(read(Buffer.from(garbage), sound('a'), sound('b')))).toEqual(['a', 'b']);
    }
  });

  test('whatever it was', () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom('<', '<event', '<event ', '<?xml', '</event>', '"', '>').map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), (garbage) => {
        expect(uids(read(...garbage, asXml('a'), asTak('b'))).slice(-2)).toEqual(['a', 'b']);
      }),
      { numRuns: 150 },
    );
  });
});

describe('size', () => {
  test('an event without an end is given up at 64 KiB and the next one taken, with bounded memory', () => {
    const stream = new CotStream();
    const found: Found[] = [];
    found.push(...stream.receive(asXml('x').subarray(0, 200)));
    for (let sent = 0; sent < 40; sent++) {
      found.push(...stream.receive(Buffer.alloc(4_096, 'y')));
      expect(stream.pending).toBeLessThanOrEqual(EVENT_LIMIT);
    }
    found.push(...stream.receive(asXml('a')));
    expect(shown(found)[0]).toBe('oversize');
    expect(uids(found)).toEqual(['a']);
  });

  test('one that ends beyond the limit is refused whole', () => {
    const long = Buffer.from(
      asXml('x')
        .toString()
        .replace('</detail>', `<remarks>${'z'.repeat(70_000)}</remarks></detail>`),
    );
    expect(shown(read(Buffer.concat([long, asXml('a')])))).toEqual(['oversize', 'a']);
  });

  test('heaps of beginnings do not cost the square of their number', () => {
    const heap = Buffer.from(`${'<event '.repeat(9_000)}${'<?xml '.repeat(200)}${'\u00bf'.repeat(900)}`);
    const started = process.cpuUsage();
    read(heap);
    const { user } = process.cpuUsage(started);
    expect(user).toBeLessThan(2_000_000);
  });
});
