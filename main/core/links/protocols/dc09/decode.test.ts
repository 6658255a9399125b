import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { expect, describe as group, test } from 'vitest';
import { decodeBytes } from './decode.ts';
import { describe } from './describe.ts';
import { encodeFrame, encodeMessage } from './encode.ts';
import { splitDatagram } from './frame.ts';
import type { Header } from './message.ts';

const KEY = Buffer.from('00112233445566778899AABBCCDDEEFF', 'hex');
const SEALED =
  '\n63790078"*ADM-CID"0418R1L2#70A1[5498AD4F8CB1D2340A94C2ECBEDDE3C14773DE14E55EFAB434468F6A976FF159DAC70C512216AA71F70DEC474BF897A9\r';

/** AES-128-CBC of whole blocks as they are, by Node alone. */
function encryptExactly(plain: Buffer): string {
  const cipher = createCipheriv('aes-128-cbc', KEY, Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('hex');
}

const read = (bytes: Buffer | string, key?: Buffer) => {
  return describe(decodeBytes(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, () => key));
};
/** The message whose body is given; the envelope is made here. */
const body = (text: string | Buffer, key?: Buffer) => {
  return read(encodeFrame(typeof text === 'string' ? Buffer.from(text, 'latin1') : text, 'ascii'), key);
};
const panic = {
  ok: true,
  token: 'ADM-CID',
  encrypted: false,
  sequence: '0417',
  receiver: null,
  line: '2',
  account: '70A1',
  timestamp: null,
  events: [{ kind: 'cid', qualifier: 1, code: '120', partition: '03', zone: '008' }],
  extensions: [],
};

group('the examples of the specification', () => {
  test('clear with position', () => {
    const frame =
      '\n14930058"ADM-CID"0417R1L2#70A1[#70A1|1120 03 008][X116E24.1840][Y39N55.0500]_06:15:09,03-08-2031\r';
    expect(read(frame)).toEqual({
      ...panic,
      receiver: '1',
      timestamp: '2031-03-08T06:15:09.000Z',
      extensions: [
        { letter: 'X', value: '116E24.1840' },
        { letter: 'Y', value: '39N55.0500' },
      ],
    });
  });

  test('acknowledgement', () => {
    const ack = { ...panic, token: 'ACK', receiver: '1', events: [] };
    expect(read('\n554A0014"ACK"0417R1L2#70A1[]\r')).toEqual(ack);
  });

  test('encrypted, and encoded again it is the same bytes', () => {
    expect(read(SEALED, KEY)).toEqual({
      ...panic,
      encrypted: true,
      sequence: '0418',
      receiver: '1',
      timestamp: '2031-03-08T06:15:09.000Z',
    });
    const header: Header = {
      form: 'ascii',
      token: 'ADM-CID',
      isEncrypted: true,
      sequence: '0418',
      receiver: '1',
      line: '2',
      account: '70A1',
    };
    const again = encodeMessage({
      header,
      data: '#70A1|1120 03 008',
      at: Date.UTC(2031, 2, 8, 6, 15, 9),
      key: KEY,
      pad: Buffer.from('QwErTyUiO'),
    });
    expect(again.toString('latin1')).toBe(SEALED);
  });
});

group('header', () => {
  test.each([
    ['"ADM-CID"0417L2#70A1[1120 03 008]', {}],
    ['"ADM-CID"0417#70A1[1120 03 008]', { line: null }],
    ['"ADM-CID"0417L#70A1[1120 03 008]', { line: '' }],
    ['"ADM-CID"0417R00fL00A0b1#70A1[1120 03 008]', { receiver: '00f', line: '00A0b1' }],
    ['"ADM-CID"9999L2#zZ9[1120 03 008]', { sequence: '9999', account: 'zZ9' }],
    ['"ADM-CID"0417L2#0123456789ABCDEF[1120 03 008]', { account: '0123456789ABCDEF' }],
    ['"NULL"0000L2#70A1[]', { token: 'NULL', sequence: '0000', events: [] }],
    ['"NAK"0000R0L0A0[]_06:15:09,03-08-2031', 'nak'],
    ['"XYZ-ABC"0417L2#70A1[whatever]', { token: 'XYZ-ABC', events: [] }],
  ])('%s', (text, expected) => {
    const nak = {
      token: 'NAK',
      sequence: '0000',
      receiver: '0',
      line: '0',
      account: 'A0',
      timestamp: '2031-03-08T06:15:09.000Z',
      events: [],
    };
    expect(body(text)).toEqual({ ...panic, ...(expected === 'nak' ? nak : (expected as object)) });
  });

  test.each([
    '"ADM-CID"417L2#70A1[1120 03 008]',
    '"ADM-CID"0417L2[1120 03 008]',
    '"ADM-CID"0417L2#[1120 03 008]',
    '"ADM-CID"0417L2#01234567890ABCDEF[1120 03 008]',
    '"ADM-CID"0417L2#70-1[1120 03 008]',
    '"ADM-CID"0417L2#70A1',
    '"ADM-CID0417L2#70A1[]',
    '""0417L2#70A1[]',
    '"',
  ])('%s is malformed', (text) => {
    expect(body(text)).toEqual({ ok: false, reason: 'format' });
  });
});

group('data part', () => {
  test.each([
    '[#70A1|1120 03 008]',
    '[70A1|1120 03 008]',
    '[|1120 03 008]',
    '[#|1120 03 008]',
    '[1120 03 008]',
    '[#70A1|112003008]',
    '[112003008]',
    '[#70A1|1120 03 008][]',
  ])('%s', (data) => {
    expect(body(`"ADM-CID"0417L2#70A1${data}`)).toEqual(panic);
  });

  test('the account in the header is the device, the one in the data is kept', () => {
    const decoded = decodeBytes(
      encodeFrame(Buffer.from('"ADM-CID"0417L2#70A1[#9999|1120 03 008]'), 'ascii'),
      () => KEY,
    );
    expect(decoded).toMatchObject({ ok: true, message: { dataAccount: '9999', header: { account: '70A1' } } });
  });

  test.each([
    '[]',
    '[#70A1|]',
    '[#70A1|1120 03 08]',
    '[#70A1|2120 03 008]',
    '[#70A1|112A 03 008]',
    '[#70A1|1120  03 008]',
    '[#70A1|1120 03008]',
    '[#70A1|1120 03 008',
    '[#70A1|1120 03 008][X116',
    '[#70A1|1120 03 008]x',
  ])('%s is not understood', (data) => {
    expect(body(`"ADM-CID"0417L2#70A1${data}`)).toEqual({ ok: false, reason: 'format' });
  });

  test('extension blocks repeat, may be unknown, and read UTF-8 or Windows-1252', () => {
    const text = Buffer.concat([
      Buffer.from('"SIA-DCS"0417L2#70A1[#70A1|NPA8][I'),
      Buffer.from('东溪社区'),
      Buffer.from('][I'),
      Buffer.from([0x93, 0x63, 0x61, 0x66, 0xe9, 0x94]),
      Buffer.from('][Vhttps://example.invalid/a][?odd][q]'),
    ]);
    expect(body(text)).toEqual({
      ...panic,
      token: 'SIA-DCS',
      events: [{ kind: 'sia', code: 'PA', address: '8', text: null }],
      extensions: [
        { letter: 'I', value: '东溪社区' },
        { letter: 'I', value: '“café”' },
        { letter: 'V', value: 'https://example.invalid/a' },
        { letter: '?', value: 'odd' },
        { letter: 'q', value: '' },
      ],
    });
  });
});

test.each([
  ['_06:15:09,03-08-2031', '2031-03-08T06:15:09.000Z'],
  ['_23:59:59,02-29-2032', '2032-02-29T23:59:59.000Z'],
  ['_00:00:00,01-01-1970', '1970-01-01T00:00:00.000Z'],
  ['_00:00:00,12-31-9999', '9999-12-31T00:00:00.000Z'],
  ['_06:15:09,00-08-2031', null],
  ['_06:15:09,13-08-2031', null],
  ['_06:15:09,03-32-2031', null],
  ['_06:15:09,02-29-2031', null],
  ['_24:00:00,03-08-2031', null],
  ['_06:60:00,03-08-2031', null],
  ['_6:15:09,03-08-2031', null],
  ['_', null],
])('the time %s is %s', (text, timestamp) => {
  expect(body(`"ADM-CID"0417L2#70A1[#70A1|1120 03 008]${text}`)).toEqual({ ...panic, timestamp });
});

group('encryption', () => {
  const at = Date.UTC(2031, 2, 8, 6, 15, 9);
  const header: Header = {
    form: 'ascii',
    token: 'ADM-CID',
    isEncrypted: true,
    sequence: '0417',
    receiver: null,
    line: '2',
    account: '70A1',
  };
  const sealed = { ...panic, encrypted: true, timestamp: '2031-03-08T06:15:09.000Z' };

  test.each([16, 24, 32])('AES with a key of %i bytes, in either CRC form and either case', (bytes) => {
    const key = Buffer.alloc(bytes, 'k');
    for (const form of ['ascii', 'binary'] as const) {
      const frame = encodeMessage({ header: { ...header, form }, data: '#70A1|1120 03 008', at, key });
      expect(read(frame, key)).toEqual(sealed);
    }
    const [frame] = splitDatagram(encodeMessage({ header, data: '#70A1|1120 03 008', at, key }));
    const lower = frame!.ok ? frame!.body.toString('latin1').replace(/\[.*/, (hex) => hex.toLowerCase()) : '';
    expect(body(lower, key)).toEqual(sealed);
  });

  /** Ciphertext of exactly these plain bytes. */
  const seal = (plain: Buffer, token: string) => `"*${token}"0417L2#70A1[${encryptExactly(plain)}`;
  const time = '_06:15:09,03-08-2031';

  test('with empty data the pad ends with a bar or without one, and may hold any bytes', () => {
    const empty = { ...sealed, token: 'NULL', events: [] };
    expect(body(seal(Buffer.from(`1234567890|]${time}`), 'NULL'), KEY)).toEqual(empty);
    expect(body(seal(Buffer.from(`12345678901]${time}`), 'NULL'), KEY)).toEqual(empty);
    const binary = Buffer.concat([Buffer.from([0, 10, 13, 255, 128, 34, 195, 40, 7, 8]), Buffer.from(`|]${time}`)]);
    expect(body(seal(binary, 'NULL'), KEY)).toEqual(empty);
  });

  test('the pad may be missing, and the account in the data is then taken for it', () => {
    expect(body(seal(Buffer.from(`#70A|1120 03 008][Xabcdefg]${time}`.padStart(48)), 'ADM-CID'), KEY)).toEqual({
      ...sealed,
      extensions: [{ letter: 'X', value: 'abcdefg' }],
    });
  });

  test('a wrong key, no key and no time cannot be told from each other', () => {
    const refused = { ok: false, reason: 'decrypt' };
    expect(read(SEALED, Buffer.alloc(16, 'w'))).toEqual(refused);
    expect(read(SEALED)).toEqual(refused);
    expect(body(seal(Buffer.from('p|#70A1|1120 03 008][Xabcdefghi]'), 'ADM-CID'), KEY)).toEqual(refused);
    expect(body('"*ADM-CID"0417L2#70A1[', KEY)).toEqual(refused);
  });

  test('ciphertext that is not whole blocks of hex is malformed', () => {
    expect(body('"*ADM-CID"0417L2#70A1[5498AD4F', KEY)).toEqual({ ok: false, reason: 'format' });
    expect(body(`"*ADM-CID"0417L2#70A1[${'G'.repeat(32)}`, KEY)).toEqual({ ok: false, reason: 'format' });
  });
});

group('properties', () => {
  test('10,000 random buffers never throw', () => {
    const looksAlmostRight = fc
      .tuple(fc.constantFrom('"ADM-CID"0417L2#70A1[', '"SIA-DCS"0417#1[', '"*NULL"0000L0#70A1['), fc.uint8Array())
      .map(([start, rest]) => encodeFrame(Buffer.concat([Buffer.from(start), rest]), 'ascii'));
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      looksAlmostRight,
    );
    fc.assert(
      fc.property(anything, (bytes) => {
        expect(typeof read(bytes, KEY).ok).toBe('boolean');
      }),
      { numRuns: 10_000 },
    );
  });

  test('what is encoded decodes to itself', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9B-F]{${length}}$`));
    const prefix = fc.option(fc.stringMatching(/^[0-9A-Fa-f]{0,6}$/));
    fc.assert(
      fc.property(
        fc.record({
          form: fc.constantFrom('ascii', 'binary'),
          isEncrypted: fc.boolean(),
          sequence: fc.stringMatching(/^\d{4}$/),
          receiver: prefix,
          line: prefix,
          account: fc.stringMatching(/^[0-9A-Za-z]{3,16}$/),
        }),
        fc.constantFrom(1, 3, 6),
        fc.tuple(digits(3), digits(2), digits(3)),
        fc.array(fc.record({ letter: fc.constantFrom('I', 'V', 'Q'), value: fc.stringMatching(/^[^[\]|]{0,30}$/) })),
        fc.integer({ min: 0, max: 253_402_300_799 }),
        (header, qualifier, [code, partition, zone], extensions, seconds) => {
          const message = {
            header: { ...header, token: 'ADM-CID' } as Header,
            extensions,
            at: seconds * 1_000,
            key: KEY,
          };
          const data = `#${header.account}|${qualifier}${code} ${partition} ${zone}`;
          const { form, isEncrypted, ...sent } = header;
          expect(read(encodeMessage({ ...message, data }), KEY)).toEqual({
            ok: true,
            token: 'ADM-CID',
            encrypted: isEncrypted,
            ...sent,
            timestamp: new Date(seconds * 1_000).toISOString(),
            events: [{ kind: 'cid', qualifier, code, partition, zone }],
            extensions,
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});
