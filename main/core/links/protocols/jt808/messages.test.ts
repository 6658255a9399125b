import fc from 'fast-check';
import { expect, describe as group, test } from 'vitest';
import { describeBytes, describeLine } from './describe.ts';
import { writeFrame } from './frame.ts';
import { writeMessage } from './header.ts';
import { type OutgoingLocation, readBatch, readLocation, readTime, writeBatch, writeLocation } from './location.ts';
import {
  readAuthentication,
  readRegistration,
  readTerminalReply,
  readTextMessage,
  writeAuthentication,
  writeConfirmAlarm,
  writeRegisterReply,
  writeRegistration,
  writeReply,
  writeTextMessage,
} from './messages.ts';

/** PROTOCOLS §4.4. */
const EXAMPLE =
  '7e0200002501380013800001020000000100000003026117bc06f02b7a003000e7010f310308141509010400007d027d01310109377e';

const location: OutgoingLocation = {
  alarmBits: 1,
  statusBits: 3,
  lon: 116.403066,
  lat: 39.9175,
  altitudeM: 48,
  speedMps: 231 / 36,
  courseDegrees: 271,
  at: Date.UTC(2031, 2, 8, 6, 15, 9),
};

test('the example of the specification', () => {
  expect(describeBytes(Buffer.from(EXAMPLE, 'hex'))).toEqual([
    {
      ok: true,
      messageId: '0200',
      terminal: '13800138000',
      serial: 258,
      version: 2013,
      message: 'location',
      fix: {
        unitKey: '13800138000',
        t: Date.UTC(2031, 2, 8, 6, 15, 9),
        lat: 39.9175,
        lon: 116.403066,
        altM: 48,
        speedMps: 231 / 36,
        courseDeg: 271,
        accM: null,
        valid: true,
        battPct: null,
      },
      alarm: ['sos'],
      items: { mileageM: 0x7e7d * 100, satellites: 9, otherIds: [], isCut: false },
    },
  ]);
});

group('one captured line', () => {
  const frameOf = (messageId: number, body: Buffer) => {
    const id = { terminalHex: '013800138000', terminal: '13800138000', serial: 7 };
    const header = { messageId, version: 2013, protocolVersion: null, encryption: 0, part: null, ...id } as const;
    return writeFrame(writeMessage({ header, body }));
  };

  test('says the first sound frame, garbage or not, or its first fault', () => {
    const bytes = Buffer.concat([Buffer.from('noise~~'), Buffer.from(EXAMPLE, 'hex'), frameOf(2, Buffer.alloc(0))]);
    expect(describeLine(bytes)).toMatchObject({ ok: true, message: 'location', fix: { valid: true }, alarm: ['sos'] });
    expect([Buffer.alloc(0), Buffer.from('7e7e', 'hex'), Buffer.from('noise')].map(describeLine)).toEqual([
      { ok: false, reason: 'empty' },
      { ok: false, reason: 'empty' },
      { ok: false, reason: 'noise' },
    ]);
  });

  test('of a batch says the newest point and every alarm, of a heartbeat neither', () => {
    const older = writeLocation({ ...location, at: location.at - 60_000 });
    const newer = writeLocation({ ...location, alarmBits: 2, lat: 39.5 });
    expect(describeLine(frameOf(0x0704, writeBatch(true, [newer, older])))).toMatchObject({
      message: 'batch',
      fix: { t: location.at, lat: 39.5 },
      alarm: ['overspeed', 'sos'],
    });
    expect(describeLine(frameOf(2, Buffer.alloc(0)))).toMatchObject({ message: 'heartbeat', fix: null, alarm: [] });
  });

  test('a latitude that no place has is none', () => {
    const nowhere = Buffer.from(writeLocation(location));
    nowhere.writeUInt32BE(95_000_000, 8);
    expect(describeLine(frameOf(0x0200, nowhere))).toMatchObject({ fix: { lat: null, lon: null, valid: false } });
  });
});

group('locations', () => {
  test.each([
    ['no fix', { statusBits: 1 }],
    ['encrypted coordinates', { statusBits: 0b100011 }],
    ['0, 0', { lon: 0, lat: 0 }],
    ['latitude beyond the pole', { lat: 90.000001 }],
    ['longitude beyond the date line', { lon: 180.000001 }],
  ])('%s is no position', (_, given) => {
    expect(readLocation(writeLocation({ ...location, ...given }))).toMatchObject({ isValid: false });
  });

  test('south and west are status bits', () => {
    const read = readLocation(writeLocation({ ...location, statusBits: 0b1110 }));
    expect(read).toMatchObject({ isValid: true, lon: -116.403066, lat: -39.9175 });
  });

  test('below the sea the altitude is negative', () => {
    expect(readLocation(writeLocation({ ...location, altitudeM: -154 }))).toMatchObject({ altitudeM: -154 });
  });

  test.each([
    ['310308141509', '2031-03-08T06:15:09.000Z'],
    ['000101000000', '1999-12-31T16:00:00.000Z'],
    ['991231235959', '2099-12-31T15:59:59.000Z'],
    ['320229000000', '2032-02-28T16:00:00.000Z'],
    ['310229000000', null],
    ['310008141509', null],
    ['310332141509', null],
    ['311308141509', null],
    ['310308241509', null],
    ['310308146009', null],
    ['000000000000', null],
    ['3103081415fa', null],
  ])('the time %s is %s', (bcd, expected) => {
    const at = readTime(Buffer.from(bcd, 'hex'));
    expect(at === null ? null : new Date(at).toISOString()).toBe(expected);
  });

  test('27 bytes are no location, items cut short cost only themselves, unknown ones are skipped', () => {
    expect(readLocation(writeLocation(location).subarray(0, 27))).toBe(null);
    const items = Buffer.from('ee02aabb' + '30011f' + '0104000000', 'hex');
    expect(readLocation(writeLocation({ ...location, items }))).toMatchObject({
      lon: 116.403066,
      items: { signal: 31, otherIds: [0xee], isCut: true },
    });
  });

  test('an item of a length it never has is not read as one', () => {
    const items = Buffer.from('3002ffff', 'hex');
    expect(readLocation(writeLocation({ ...location, items }))!.items).toEqual({ otherIds: [0x30], isCut: false });
  });

  test('what a terminal writes is read back', () => {
    const given = fc.record({
      alarmBits: fc.nat(0xffffffff),
      lon: fc.integer({ min: 1, max: 180_000_000 }).map((value) => value / 1e6),
      lat: fc.integer({ min: 1, max: 90_000_000 }).map((value) => value / 1e6),
      altitudeM: fc.integer({ min: -500, max: 9_000 }),
      speedMps: fc.nat(2_000).map((tenths) => tenths / 36),
      courseDegrees: fc.nat(359),
      at: fc.integer({ min: Date.UTC(2000, 0, 2) / 1_000, max: Date.UTC(2099, 11, 30) / 1_000 }).map((s) => s * 1_000),
    });
    fc.assert(
      fc.property(given, (sent) => {
        expect(readLocation(writeLocation({ ...sent, statusBits: 2 }))).toMatchObject({ ...sent, isValid: true });
      }),
    );
  });
});

group('batches', () => {
  const point = writeLocation(location);

  test('every point of a batch, and whether it was kept while there was no network', () => {
    expect(readBatch(writeBatch(true, [point, point]))).toMatchObject({ isCatchUp: true, missing: 0 });
    expect(readBatch(writeBatch(false, [point, point]))!.locations).toHaveLength(2);
  });

  test('a count or a length that says too much keeps the points that are there', () => {
    const whole = writeBatch(false, [point, point]);
    const more = Buffer.from(whole.with(1, 9));
    expect(readBatch(more)).toMatchObject({ locations: [{}, {}], missing: 7 });
    expect(readBatch(whole.subarray(0, -1))).toMatchObject({ locations: [{}], missing: 1 });
    expect(readBatch(Buffer.alloc(2))).toBe(null);
    expect(readBatch(Buffer.from('ffff00', 'hex'))).toEqual({ isCatchUp: false, locations: [], missing: 65_535 });
  });
});

group('registration and authentication', () => {
  const registration = {
    province: 99,
    city: 101,
    maker: 'PA001',
    model: 'PA-T1',
    terminalId: 'T00120',
    plateColour: 2,
    plate: '京A·示范8',
  };

  test.each([2013, 2019] as const)('the %i form', (version) => {
    expect(readRegistration(writeRegistration(registration, version), version)).toEqual(registration);
  });

  test('terminals of 2011 have a model of 8 bytes', () => {
    const body = Buffer.concat([
      Buffer.from('00630065', 'hex'),
      Buffer.from('PA001'),
      Buffer.from(' PA-T1\0\0'),
      Buffer.from('0T00120'),
      Buffer.of(2),
    ]);
    expect(readRegistration(body, 2013)).toEqual({ ...registration, plate: '' });
  });

  test('a body that ends before the colour is malformed', () => {
    expect(readRegistration(Buffer.alloc(24), 2013)).toBe(null);
    expect(readRegistration(Buffer.alloc(75), 2019)).toBe(null);
  });

  test('the code: the whole body in 2013, behind its length in 2019', () => {
    const sent = { code: '9f2c', imei: '867453012345678', softwareVersion: 'V1.2' };
    expect(readAuthentication(Buffer.from('9f2c\0'), 2013)).toEqual({ code: '9f2c', imei: '', softwareVersion: '' });
    expect(readAuthentication(writeAuthentication(sent, 2019), 2019)).toEqual(sent);
    expect(readAuthentication(Buffer.from('05393f', 'hex'), 2019)).toBe(null);
    expect(readAuthentication(Buffer.alloc(0), 2019)).toBe(null);
  });

  test('the replies, byte for byte', () => {
    expect(writeRegisterReply(258, 0, 'ab12').toString('hex')).toBe('01020061623132');
    expect(writeRegisterReply(258, 4, 'ab12').toString('hex')).toBe('010204');
    expect(writeReply(258, 0x0200, 0).toString('hex')).toBe('0102020000');
    expect(writeConfirmAlarm(0, 1).toString('hex')).toBe('000000000001');
    expect(readTerminalReply(Buffer.from('0003830000', 'hex'))).toEqual({
      replySerial: 3,
      replyMessageId: 0x8300,
      result: 0,
    });
    expect(readTerminalReply(Buffer.alloc(4))).toBe(null);
  });
});

group('text messages', () => {
  test('are GBK behind the flags, and in 2019 behind their kind', () => {
    expect(writeTextMessage('派遣', 0x0d, 2013).toString('hex')).toBe('0dc5c9c7b2');
    expect(writeTextMessage('派遣', 0x0d, 2019).toString('hex')).toBe('0d01c5c9c7b2');
  });

  test('a text too long for a frame ends after a whole character', () => {
    const body = writeTextMessage('事'.repeat(2_000), 0x0d, 2019);
    expect(body.length).toBeLessThanOrEqual(1_023);
    expect(readTextMessage(body, 2019)).toEqual({ flags: 0x0d, text: `${'事'.repeat(509)}…` });
  });
});
