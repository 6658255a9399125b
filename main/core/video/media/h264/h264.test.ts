import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccessUnit } from './accessUnit.ts';
import { Depacketizer, type RtpFault } from './depacketizer.ts';
import { isBSlice, nalType, splitAnnexB, withoutEmulation } from './nal.ts';
import { MOST_PAYLOAD, packetize } from './packetizer.ts';
import { readRtp, writeRtp } from './rtpPacket.ts';
import { readSps } from './sps.ts';

const SPS = Buffer.from('6742c01ed900a02ff970110000030001000003003c8f162e48', 'hex');
const PPS = Buffer.from('68cb8cb2', 'hex');
const idr = (bytes: number) => Buffer.concat([Buffer.from([0x65, 0x88]), Buffer.alloc(bytes, 0x5a)]);
const slice = Buffer.from([0x41, 0x9a, 0x22, 0x33]);

/** Pushes payloads as packets of one picture, `from` their first number. */
function run(
  pictures: readonly (readonly Buffer[])[],
  change: (packet: Buffer, index: number) => Buffer | null = (packet) => packet,
) {
  const units: AccessUnit[] = [];
  const faults: RtpFault[] = [];
  const depacketizer = new Depacketizer(
    (unit) => units.push(unit),
    (fault) => faults.push(fault),
  );
  let sequence = 65_534;
  let index = 0;
  for (const [picture, payloads] of pictures.entries()) {
    for (const [place, payload] of payloads.entries()) {
      const isMarked = place === payloads.length - 1;
      const bytes = writeRtp(
        { payloadType: 96, isMarked, sequence, timestamp: (4_294_967_000 + picture * 6_000) % 2 ** 32, payload },
        7,
      );
      sequence = (sequence + 1) & 0xffff;
      const changed = change(bytes, index++);
      const packet = changed && readRtp(changed);
      if (packet) depacketizer.push(packet);
    }
  }
  return { units, faults };
}

const key = packetize({ nals: [SPS, PPS, idr(5_000)], isKey: true, ticks: 0 });
const plain = packetize({ nals: [slice], isKey: false, ticks: 0 });

test('what was cut into packets comes out as it went in, over the wrap of numbers and of time', () => {
  expect(key.every((payload) => payload.length <= MOST_PAYLOAD)).toBe(true);
  expect(run([key, plain, plain])).toEqual({
    faults: [],
    units: [
      { nals: [SPS, PPS, idr(5_000)], isKey: true, ticks: 0 },
      { nals: [slice], isKey: false, ticks: 6_000 },
      { nals: [slice], isKey: false, ticks: 12_000 },
    ],
  });
});

test('an aggregate of parameter sets is taken apart, and a delimiter is not handed on', () => {
  const length = (nal: Buffer) => Buffer.from([nal.length >> 8, nal.length & 255]);
  const aggregate = Buffer.concat([Buffer.from([0x78]), length(SPS), SPS, length(PPS), PPS]);
  const { units } = run([[Buffer.from([9, 0xf0]), aggregate, idr(10)]]);
  expect(units).toEqual([{ nals: [SPS, PPS, idr(10)], isKey: true, ticks: 0 }]);
});

test('after a lost packet nothing is shown until the next key picture', () => {
  const { units, faults } = run([key, plain, plain, key, plain], (packet, index) =>
    index === key.length ? null : packet,
  );
  expect(units.map(({ isKey, ticks }) => [isKey, ticks])).toEqual([
    [true, 0],
    [true, 18_000],
    [false, 24_000],
  ]);
  expect(faults).toEqual(['gap']);
});

test('lengths that lead outside, stray fragments and unknown packets are named and not used', () => {
  const faultOf = (payload: Buffer) => run([[payload]]).faults;
  expect(faultOf(Buffer.from([0x78, 0xff, 0xff, 1]))).toEqual(['truncated']);
  expect(faultOf(Buffer.from([0x78]))).toEqual(['truncated']);
  expect(faultOf(Buffer.from([0x7c, 0x05]))).toEqual(['truncated']);
  expect(faultOf(Buffer.from([0x7c, 0x05, 1]))).toEqual(['strayFragment']);
  expect(faultOf(Buffer.from([0x79, 1, 2, 3]))).toEqual(['unsupportedPacket']);
  expect(faultOf(Buffer.alloc(0))).toEqual(['truncated']);
});

test('a picture that never ends is given up before it fills the memory', () => {
  const endless = Array.from({ length: 9_000 }, (_, index) =>
    Buffer.from([0x7c, index === 0 ? 0x85 : 0x05, ...Buffer.alloc(600)]),
  );
  const { units, faults } = run([endless]);
  expect(units).toEqual([]);
  expect(faults[0]).toBe('tooLarge');
});

test('a size is read from a parameter set, and from a broken one none', () => {
  expect(readSps(SPS)).toEqual({ profile: 66, profileLevelId: '42c01e', widthPx: 640, heightPx: 360 });
  expect(readSps(SPS.subarray(0, 6))).toBeNull();
  expect(readSps(PPS)).toBeNull();
});

test('slices that refer to later pictures are known by their type', () => {
  // first_mb 0, slice_type 5 (P) and 6 (B), Exp-Golomb.
  expect([isBSlice(Buffer.from([0x41, 0b1001_1000, 0])), isBSlice(Buffer.from([0x41, 0b1001_1100, 0]))]).toEqual([
    false,
    true,
  ]);
});

test('a byte stream is cut at start codes of three and four bytes', () => {
  const bytes = Buffer.concat([Buffer.from([0, 0, 0, 1]), SPS, Buffer.from([0, 0, 1]), PPS, Buffer.from([0, 0, 0])]);
  expect(splitAnnexB(bytes)).toEqual([SPS, PPS]);
  expect(withoutEmulation(Buffer.from([1, 0, 0, 3, 1]))).toEqual(Buffer.from([1, 0, 0, 1]));
});

test('no bytes make the readers throw, and no packet reader gives a payload from outside', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 12 }), (chunks) => {
      const depacketizer = new Depacketizer((unit) => expect(unit.nals.every((nal) => nalType(nal) < 24)).toBe(true));
      for (const chunk of chunks) {
        const bytes = Buffer.from(chunk);
        const packet = readRtp(bytes);
        if (packet) depacketizer.push(packet);
        depacketizer.push({
          payloadType: 96,
          isMarked: chunk.length % 2 === 0,
          sequence: 1,
          timestamp: 5,
          payload: bytes,
        });
        readSps(bytes);
        isBSlice(bytes);
        splitAnnexB(bytes);
      }
    }),
  );
});
