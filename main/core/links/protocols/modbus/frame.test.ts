import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { OutputPermit } from '../../outputPermit.ts';
import { crc16, type Framing, rtuFraming, tcpFraming } from './framing.ts';
import { readBits, writeCoil, writeRegister } from './pdu.ts';

const permit = new OutputPermit('live');
const hex = (text: string) => Buffer.from(text, 'hex');
/** With a CRC that is right. */
const seal = (text: string) => {
  const crc = crc16(hex(text));
  return Buffer.concat([hex(text), Buffer.of(crc & 0xff, crc >> 8)]);
};
const INPUTS = readBits(7, 'discreteInputs', 0, 6);
const COIL_ON = writeCoil(permit, 7, 3, true);
const ANSWER = hex('07020114A10F');
const LEVELS = [false, false, true, false, true, false];
const rtu = (bytes: Buffer) => rtuFraming.find(bytes, INPUTS, 1);

describe('the examples of the protocol', () => {
  test('reading six inputs of unit 7', () => {
    expect(rtuFraming.encode(INPUTS, 1)).toEqual(hex('070200000006F86E'));
    expect(rtu(ANSWER)).toEqual({ answer: { kind: 'bits', bits: LEVELS }, raw: ANSWER });
  });

  test('coil 3 on, and its echo', () => {
    const frame = hex('07050003FF007C5C');
    expect(rtuFraming.encode(COIL_ON, 1)).toEqual(frame);
    expect(rtuFraming.find(frame, COIL_ON, 1)).toEqual({ answer: { kind: 'written' }, raw: frame });
  });

  test('an exception', () => {
    expect(rtu(hex('0782022160'))).toEqual({ answer: { kind: 'exception', code: 2 }, raw: hex('0782022160') });
  });

  test('the same over Modbus TCP', () => {
    expect(tcpFraming.encode(INPUTS, 0x1234)).toEqual(hex('123400000006070200000006'));
    const answer = hex('12340000000407020114');
    expect(tcpFraming.find(answer, INPUTS, 0x1234)).toEqual({ answer: { kind: 'bits', bits: LEVELS }, raw: answer });
  });
});

describe('what is no answer', () => {
  test('every cut of an answer, and every answer with one bit wrong', () => {
    for (let length = 0; length < ANSWER.length; length++) expect(rtu(ANSWER.subarray(0, length))).toBeNull();
    for (let bit = 0; bit < ANSWER.length * 8; bit++) {
      const spoilt = Buffer.from(ANSWER);
      spoilt[bit >> 3]! ^= 1 << (bit & 7);
      expect(rtu(spoilt)).toBeNull();
    }
  });

  test.each([
    ['another unit', '08020114'],
    ['another function', '07010114'],
    ['another number of bytes', '0702021400'],
    ['a wrong count of bytes', '07020214'],
    ['another coil than was written', '07050004FF00'],
    ['the coil written off', '070500030000'],
  ])('%s', (_, body) => {
    expect(seal('07020114')).toEqual(ANSWER);
    expect([rtu(seal(body)), rtuFraming.find(seal(body), COIL_ON, 1)]).toEqual([null, null]);
  });

  test('a late answer of Modbus TCP, by its number', () => {
    expect(tcpFraming.find(hex('12330000000407020114'), INPUTS, 0x1234)).toBeNull();
  });
});

describe.each<[string, Framing]>([
  ['RTU', rtuFraming],
  ['TCP', tcpFraming],
])('%s', (_, framing) => {
  const sound = framing === rtuFraming ? ANSWER : hex('00010000000407020114');

  test('an answer is found in any noise around it', () => {
    const noise = fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(noise, noise, (before, after) => {
        const found = framing.find(Buffer.concat([before, sound, after]), INPUTS, 1);
        expect(found?.answer.kind).toBeDefined();
      }),
      { numRuns: 2_000 },
    );
  });

  test('random bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const found = framing.find(Buffer.from(bytes), INPUTS, 1);
        expect(found === null || found.raw.length > 0).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});

test('nothing that writes can be made without a permit, and only a live station has one', () => {
  expectTypeOf(OutputPermit).constructorParameters.toEqualTypeOf<[realm: 'live']>();
  expectTypeOf(writeCoil).parameter(0).toEqualTypeOf<OutputPermit>();
  expectTypeOf(writeRegister).parameter(0).toEqualTypeOf<OutputPermit>();
  // A look-alike is none: the permit's own field cannot be forged.
  expectTypeOf<{ readonly realm: 'live' }>().not.toExtend<OutputPermit>();
});
