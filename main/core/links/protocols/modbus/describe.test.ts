import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OutputPermit } from '../../outputPermit.ts';
import { describeModbus } from './describe.ts';
import { crc16, rtuFraming, tcpFraming } from './framing.ts';
import { readBits, writeCoil, writeRegister } from './pdu.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const seal = (text: string) => {
  const body = hex(text);
  const crc = crc16(body);
  return Buffer.concat([body, Buffer.of(crc & 0xff, crc >> 8)]);
};
const UNIT_7 = { ok: true, framing: 'rtu', unit: 7 };
const INPUTS = { ...UNIT_7, function: 2, name: 'read discrete inputs' };

describe('the examples of the protocol', () => {
  test.each([
    ['a question', '070200000006F86E', { ...INPUTS, kind: 'request', start: 0, quantity: 6 }],
    [
      'its answer, inputs 2 and 4 on',
      '07020114A10F',
      { ...INPUTS, kind: 'bits', bits: [0, 0, 1, 0, 1, 0, 0, 0], on: [2, 4] },
    ],
    [
      'coil 3 on',
      '07050003FF007C5C',
      { ...UNIT_7, function: 5, name: 'write coil', kind: 'write', address: 3, value: true },
    ],
    ['an exception', '0782022160', { ...INPUTS, kind: 'exception', code: 2, exception: 'illegal address' }],
  ])('%s', (_, bytes, described) => {
    expect(describeModbus(hex(bytes))).toEqual(described);
  });

  test('the same over Modbus TCP, recognised or said', () => {
    const answer = {
      ...INPUTS,
      framing: 'tcp',
      transaction: 0x1234,
      kind: 'bits',
      bits: [0, 0, 1, 0, 1, 0, 0, 0],
      on: [2, 4],
    };
    const bytes = hex('1234 0000 0004 07 02 01 14');
    expect([describeModbus(bytes), describeModbus(bytes, 'tcp')]).toEqual([answer, answer]);
    expect(describeModbus(bytes, 'rtu')).toMatchObject({ ok: false, reason: 'crc' });
    expect(describeModbus(hex('07020114A10F'), 'tcp')).toMatchObject({ ok: false, reason: 'format' });
  });
});

describe('the other functions', () => {
  test.each([
    ['registers', '07 04 04 0001 FFFF', { function: 4, kind: 'registers', registers: [1, 65_535] }],
    ['a register written', '07 06 0010 00B4', { function: 6, kind: 'write', address: 16, value: 180 }],
    [
      'coils written',
      '07 0F 0000 000A 02 CD01',
      { kind: 'writeMany', start: 0, quantity: 10, bits: [1, 0, 1, 1, 0, 0, 1, 1, 1, 0] },
    ],
    ['coils confirmed', '07 0F 0000 000A', { kind: 'written', start: 0, quantity: 10 }],
    [
      'registers written',
      '07 10 0001 0002 04 000A 0102',
      { kind: 'writeMany', start: 1, quantity: 2, registers: [10, 258] },
    ],
    ['one nobody uses here', '07 2B 0E 01 00', { function: 43, name: 'unknown', kind: 'other', data: '0e0100' }],
    ['a code nobody knows', '07 82 63', { kind: 'exception', code: 99, exception: 'unknown' }],
  ])('%s', (_, body, described) => {
    expect(describeModbus(seal(body))).toMatchObject({ ...UNIT_7, ...described });
  });

  test('bytes that are a question and an answer are both', () => {
    expect(describeModbus(seal('07 02 03 0000 06'))).toMatchObject({
      kind: 'bits',
      on: [17, 18],
      or: { kind: 'request', start: 768, quantity: 6 },
    });
  });
});

describe('what is refused', () => {
  const answer = hex('07020114A10F');

  test('every bit that is wrong, every cut, one byte more', () => {
    for (let bit = 0; bit < answer.length * 8; bit++) {
      const spoilt = Buffer.from(answer);
      spoilt[bit >> 3]! ^= 1 << (bit & 7);
      expect(describeModbus(spoilt)).toMatchObject({ ok: false, reason: 'crc' });
    }
    for (let length = 0; length < answer.length; length++)
      expect(describeModbus(answer.subarray(0, length)).ok).toBe(false);
    expect(describeModbus(Buffer.concat([answer, Buffer.of(0)])).ok).toBe(false);
  });

  test.each([
    ['a count of bytes that is one too many', '07 02 02 14'],
    ['a count of bytes that is one too few', '07 02 01 14 00'],
    ['a question for nothing', '07 02 0000 0000'],
    ['a question for more than there can be', '07 02 0000 07D1'],
    ['a coil that is neither on nor off', '07 05 0003 1234'],
    ['an exception without a code', '07 82 02 00'],
  ])('%s, under a right CRC', (_, body) => {
    expect(describeModbus(seal(body))).toMatchObject({ ok: false, reason: 'length' });
  });

  test('a length over TCP that is not that of the rest, and more than a message can hold', () => {
    expect(describeModbus(hex('1234 0000 0005 07 02 01 14'), 'tcp')).toMatchObject({ ok: false, reason: 'length' });
    expect(describeModbus(seal(`07 02 FF${'00'.repeat(255)}`))).toMatchObject({ ok: false, reason: 'length' });
  });

  test('random bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        for (const bytes of [Buffer.from(noise), seal(Buffer.from(noise).toString('hex'))]) {
          expect(typeof describeModbus(bytes).ok).toBe('boolean');
        }
      }),
      { numRuns: 10_000 },
    );
  });
});

test('what the bus sends is what it says it is', () => {
  const permit = new OutputPermit('live');
  const word = fc.integer({ min: 0, max: 0xffff });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 247 }),
      word,
      fc.integer({ min: 1, max: 2_000 }),
      word,
      (unit, start, quantity, value) => {
        const asked = describeModbus(rtuFraming.encode(readBits(unit, 'coils', start, quantity), 1));
        expect(asked).toMatchObject({ ok: true, unit, function: 1 });
        expect([asked, 'or' in asked ? asked.or : null]).toContainEqual(
          expect.objectContaining({ kind: 'request', start, quantity }),
        );
        const written = tcpFraming.encode(writeRegister(permit, unit, start, value), value);
        expect(describeModbus(written, 'tcp')).toMatchObject({
          transaction: value,
          kind: 'write',
          address: start,
          value,
        });
        const coil = rtuFraming.encode(writeCoil(permit, unit, start, value > 100), 1);
        expect(describeModbus(coil)).toMatchObject({ kind: 'write', address: start, value: value > 100 });
      },
    ),
  );
});
