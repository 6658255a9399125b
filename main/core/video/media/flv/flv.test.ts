import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccessUnit } from '../h264/accessUnit.ts';
import { FlvMuxer } from './flvMuxer.ts';
import { FlvReader } from './flvReader.ts';
import { FlvViewer } from './flvViewer.ts';

const SPS = Buffer.from('6742c01ed900a02ff970110000030001000003003c8f162e48', 'hex');
const PPS = Buffer.from('68cb8cb2', 'hex');
const keyAt = (ticks: number, bytes = 40): AccessUnit => ({
  nals: [SPS, PPS, Buffer.concat([Buffer.from([0x65]), Buffer.alloc(bytes, 9)])],
  isKey: true,
  ticks,
});
const plainAt = (ticks: number): AccessUnit => ({ nals: [Buffer.from([0x41, 1, 2, 3])], isKey: false, ticks });

test('what was written is read back the same, its clock from zero, however it is cut', () => {
  const muxer = new FlvMuxer();
  const units = [plainAt(0), keyAt(900_000), plainAt(906_000), plainAt(912_000), keyAt(918_000)];
  const bytes = Buffer.concat(units.flatMap((unit) => muxer.push(unit)));
  const expected = units.slice(1).map((unit) => ({ ...unit, ticks: Math.round((unit.ticks - 900_000) / 90) * 90 }));
  for (const step of [1, 13, 100, bytes.length]) {
    const reader = new FlvReader();
    const read = [];
    for (let at = 0; at < bytes.length; at += step) read.push(...reader.push(bytes.subarray(at, at + step)));
    expect(read).toEqual(expected);
  }
});

test('pictures that are shown later than they are decoded keep both times in order', () => {
  const muxer = new FlvMuxer();
  const shown = [0, 3, 1, 2, 6, 4, 5].map((place) => place * 3_600);
  const bytes = Buffer.concat(shown.flatMap((ticks, index) => muxer.push(index === 0 ? keyAt(ticks) : plainAt(ticks))));
  const decodedMs: number[] = [];
  for (let at = 13; at < bytes.length; at += 15 + bytes.readUIntBE(at + 1, 3))
    decodedMs.push(bytes.readUIntBE(at + 4, 3));
  expect(decodedMs.slice(1)).toEqual([...decodedMs.slice(1)].sort((one, other) => one - other));
});

test('a viewer that does not keep up misses pictures until the next key one', () => {
  const line = {
    waitingBytes: 0,
    sent: 0,
    sendBinary() {
      line.sent += 1;
    },
  };
  const viewer = new FlvViewer(line);
  viewer.onUnit(keyAt(0));
  line.waitingBytes = 3_000_000;
  for (const ticks of [6_000, 12_000]) viewer.onUnit(plainAt(ticks));
  line.waitingBytes = 0;
  viewer.onUnit(plainAt(18_000));
  expect({ sent: line.sent, dropped: viewer.dropped }).toEqual({ sent: 1, dropped: 3 });
  viewer.onUnit(keyAt(24_000));
  viewer.onUnit(plainAt(30_000));
  expect({ sent: line.sent, dropped: viewer.dropped }).toEqual({ sent: 3, dropped: 3 });
});

test('what is no FLV, too large a tag, another codec and a broken unit are each named', () => {
  const faultOf = (bytes: Buffer) => {
    const reader = new FlvReader();
    reader.push(bytes);
    return reader.fault;
  };
  const head = Buffer.from([0x46, 0x4c, 0x56, 1, 1, 0, 0, 0, 9, 0, 0, 0, 0]);
  const tag = (body: Buffer, length = body.length) =>
    Buffer.concat([
      head,
      Buffer.from([9, length >> 16, (length >> 8) & 255, length & 255, 0, 0, 0, 0, 0, 0, 0]),
      body,
      Buffer.alloc(4),
    ]);
  expect(faultOf(Buffer.from('GET / HTTP/1.1'))).toBe('notFlv');
  expect(faultOf(tag(Buffer.alloc(20), 0xff_ffff))).toBe('tagTooLarge');
  expect(faultOf(tag(Buffer.from([0x90, 0x68, 0x76, 0x63, 0x31])))).toBe('unsupportedCodec');
  expect(faultOf(tag(Buffer.from([0x17, 1, 0, 0, 0, 0, 0, 0xff, 0xff, 1])))).toBe('brokenUnit');
});

test('no bytes make the reader throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, hasHead) => {
      const head = hasHead ? [0x46, 0x4c, 0x56, 1, 1, 0, 0, 0, 9, 0, 0, 0, 0] : [];
      new FlvReader().push(Buffer.from([...head, ...bytes]));
    }),
  );
});
