/** What no peer may do to a connection: hostile bytes, and parts without end. No socket: the bytes are the point. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jt808Link } from '#shared/wire/links/jt808.ts';
import { DEFAULT_SETTINGS, type JudgeContext, type Verdict } from '../../contract.ts';
import { openTimer } from '../../timer.ts';
import { writeFrame } from './frame.ts';
import { type Header, terminalHexOf, words, writeMessage } from './header.ts';
import { UPLINK } from './messages.ts';
import { Reassembly } from './reassembly.ts';
import { openJt808Session } from './session.ts';

const TERMINAL = '13800138000';
const context: JudgeContext = {
  linkId: 'buses',
  settings: DEFAULT_SETTINGS,
  timer: openTimer,
  findDevice: () => undefined,
  isDuplicate: () => false,
  terminals: {
    secret: Buffer.alloc(32),
    findUnit: (key) => (key === TERMINAL ? 'u-003' : undefined),
    alarmStateOf: () => 'none',
    orderFor: () => undefined,
  },
};
const record = jt808Link.parse({
  id: 'buses',
  protocol: 'jt808',
  transport: { kind: 'tcp', host: '127.0.0.1', port: 0 },
  requireAuthentication: false,
});

const open = () =>
  openJt808Session(context, record).openConnection!({
    remote: { address: '127.0.0.1', port: 1 },
    send: () => true,
    close: () => undefined,
  });

const header = (given: Partial<Header>): Header => ({
  messageId: UPLINK.heartbeat,
  version: 2013,
  protocolVersion: null,
  terminalHex: terminalHexOf(TERMINAL, 2013),
  terminal: TERMINAL,
  serial: 1,
  encryption: 0,
  part: null,
  ...given,
});
const frameOf = (given: Partial<Header>, body = Buffer.alloc(0)) =>
  writeFrame(writeMessage({ header: header(given), body }));
const HEARTBEAT = frameOf({});
/** On a busy machine. */
const SLOW = { timeout: 60_000 };

/** Everything a link would do with a verdict. */
function carryOut(verdict: Verdict): string {
  JSON.stringify([verdict.describe(), verdict.signal ?? null, verdict.fixes ?? []]);
  verdict.answer?.write(0);
  return verdict.outcome;
}

test('hostile bytes on 10,000 connections never throw, and the heartbeat after any of them is taken', SLOW, () => {
  const bytes = fc.uint8Array({ maxLength: 80 }).map((array) => Buffer.from(array));
  const message = fc
    .record({
      messageId: fc.constantFrom(...Object.values(UPLINK), 0x0801),
      encryption: fc.constantFrom<0 | 1>(0, 0, 0, 1),
      part: fc.option(fc.constantFrom({ total: 1, index: 1 }, { total: 2, index: 1 }, { total: 65_535, index: 9 })),
      serial: fc.nat(0xffff),
    })
    .chain((given) => bytes.map((body) => frameOf(given, body)));
  fc.assert(
    fc.property(fc.array(fc.oneof(bytes, message), { maxLength: 6 }), fc.nat(50), (runs, cut) => {
      const connection = open();
      const stream = Buffer.concat(runs);
      for (const piece of [stream.subarray(0, cut), stream.subarray(cut)]) {
        for (const verdict of connection.receive(piece, 0)) carryOut(verdict);
      }
      const outcomes = [...connection.receive(Buffer.concat([Buffer.of(0x7e), HEARTBEAT]), 0)].map(carryOut);
      expect(outcomes.at(-1)).toBe('heartbeat');
      for (const verdict of connection.close(0)) carryOut(verdict);
    }),
    { numRuns: 10_000 },
  );
});

test('half messages are bounded in number and in bytes, and time frees them', () => {
  const parts = new Reassembly(30_000);
  const add = (serial: number, index: number, total: number, bytes: number, at = 0) =>
    parts.add({ header: header({ serial, part: { total, index } }), body: Buffer.alloc(bytes) }, at).kind;
  const starts = Array.from({ length: 9 }, (_, set) => add(set * 10, 1, 2, 1));
  expect(starts).toEqual([...Array<string>(8).fill('waiting'), 'refused']);
  expect(add(0, 1, 2, 1)).toBe('waiting');
  expect(add(1, 2, 2, 1)).toBe('whole');
  expect(add(80, 1, 2, 1)).toBe('waiting');
  expect(parts.expire(30_001)).toBe(8);
  const kinds = Array.from({ length: 300 }, (_, index) => add(1_000 + index, index + 1, 65_535, 1_000, 30_001));
  expect(kinds.indexOf('refused')).toBe(262);
});

test('parts come in any order and twice, and numbers wrap', () => {
  const parts = new Reassembly(30_000);
  const add = (index: number, text: string) => {
    const serial = (65_534 + index - 1) & 0xffff;
    return parts.add({ header: header({ serial, part: { total: 3, index } }), body: Buffer.from(text) }, 0);
  };
  expect([add(3, 'c').kind, add(1, 'x').kind, add(1, 'a').kind]).toEqual(['waiting', 'waiting', 'waiting']);
  expect(add(2, 'b')).toEqual({
    kind: 'whole',
    message: { header: header({ serial: 65_535 }), body: Buffer.from('abc') },
  });
});

test('a batch whose SOS is in its second point raises it, with where that was', () => {
  const point = (alarmBits: number, lat: number) =>
    Buffer.concat([
      Buffer.of(0, 28, 0, 0, 0, alarmBits, 0, 0, 0, 3),
      words(lat, 0, 0, 1_000),
      Buffer.alloc(6),
      Buffer.from('310308141509', 'hex'),
    ]);
  const body = Buffer.concat([Buffer.of(0, 3, 1), point(0, 1), point(1, 2), point(1, 3)]);
  const [verdict] = [...open().receive(frameOf({ messageId: UPLINK.batch }, body), 0)];
  expect(verdict).toMatchObject({
    outcome: 'accepted',
    signal: { unitId: 'u-003', position: { lon: 0.001, lat: 0.131072 } },
  });
  expect(verdict!.fixes).toHaveLength(3);
});
