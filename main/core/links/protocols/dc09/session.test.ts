import { afterEach, beforeEach, expect, test } from 'vitest';
import { garbage, turnBit } from '#tests/simulators/dc09.ts';
import {
  bytes,
  frameOf,
  HEARTBEAT,
  HEARTBEAT_ACK,
  KEY,
  LinkStation,
  NAK,
  NOW,
  PANIC,
  PANIC_ACK,
  SEALED,
  sealed,
} from '#tests/simulators/linkStation.ts';
import { decodeBytes } from './decode.ts';
import { encodeFrame } from './encode.ts';

let station: LinkStation;
beforeEach(() => {
  station = new LinkStation();
});
afterEach(() => station.dispose());

test('row 1: noise, a wrong CRC and a wrong length are counted and not answered', async () => {
  const links = await station.start();
  expect(
    await station.firstReplyAfter(bytes('hello'), turnBit(bytes(PANIC), 200), bytes(PANIC.replace('0058', '0057'))),
  ).toBe(HEARTBEAT_ACK);
  expect(links.health()[0]).toMatchObject({ received: 4, refused: { format: 1, crc: 1, length: 1 }, answered: 1 });
  expect(station.signals).toEqual([]);
});

test('row 1: a site may answer noise with NAK', async () => {
  await station.start({ settings: { nakNoise: true } });
  expect(await station.ask(turnBit(bytes(PANIC), 200))).toBe(NAK);
});

test('row 2: an unknown account is not answered, but what it says is shown', async () => {
  await station.start();
  expect(await station.firstReplyAfter(frameOf('"ADM-CID"0001L0#BEEF[#BEEF|1120 03 008]'))).toBe(HEARTBEAT_ACK);
  expect(station.signals).toMatchObject([
    {
      deviceId: null,
      reason: 'unknownAccount',
      account: 'BEEF',
      duplicateKey: null,
      events: [{ class: 'emergency', code: '120' }],
    },
  ]);
});

test('row 2: encrypted without a key, or with another key, is shown and not answered', async () => {
  await station.start();
  const wrongKey = sealed(NOW, {}, { key: Buffer.alloc(16, 'w') });
  expect(await station.firstReplyAfter(sealed(NOW, { account: '70A3' }), wrongKey)).toBe(HEARTBEAT_ACK);
  expect(station.signals).toMatchObject([
    { deviceId: null, reason: 'undecodable', account: '70A3', events: [{ class: 'unreadable' }] },
    { deviceId: null, reason: 'undecodable', account: '70A1', authenticated: 'clear' },
  ]);
});

test('row 2: a site may answer strangers with NAK', async () => {
  await station.start({ settings: { nakStrangers: true } });
  const reply = await station.ask(frameOf('"NULL"0000L0#BEEF[]'));
  expect(reply).toBe(NAK);
});

test('row 3: clear in the name of a device that must encrypt is refused with DUH and noticed', async () => {
  await station.start();
  const forged = frameOf('"ADM-CID"0417R1L2#70A2[#70A2|1406 03 008]');
  expect(await station.ask(forged)).toBe(frameOf('"DUH"0417R1L2#70A2[]').toString('latin1'));
  expect(station.signals).toEqual([]);
  expect(station.news).toMatchObject([
    { kind: 'securityNotice', deviceId: 'pole-2', events: [{ class: 'cancel' }], raw: forged.toString('hex') },
  ]);
});

test.each([
  [-41, 'nak'],
  [-40, 'ack'],
  [0, 'ack'],
  [20, 'ack'],
  [21, 'nak'],
])('row 4: an encrypted message of %i s is answered with %s', async (seconds, kind) => {
  await station.start();
  const reply = await station.ask(sealed(NOW + seconds * 1_000));
  expect(reply === NAK ? 'nak' : 'ack').toBe(kind);
  expect(station.signals).toHaveLength(kind === 'ack' ? 1 : 0);
  expect(station.news.map((item) => item.kind)).toEqual(kind === 'ack' ? ['firstContact'] : ['clockSkew']);
});

test('row 4: encrypted without a time is answered with our time', async () => {
  await station.start();
  expect(await station.ask(sealed(null))).toBe(NAK);
  expect(station.news).toMatchObject([{ kind: 'clockSkew', isRefused: true, skewMs: null }]);
});

test.each([
  ['an unknown token', '"XYZ-ABC"0417R1L2#70A1[#70A1|1120 03 008]'],
  ['a payload that is none', '"ADM-CID"0417R1L2#70A1[#70A1|hello]'],
  ['a lower case code', '"SIA-DCS"0417R1L2#70A1[#70A1|Nba05]'],
  ['no end of data', '"ADM-CID"0417R1L2#70A1[#70A1|1120 03 008'],
  ['a request for a key', '"NULL"0417R1L2#70A1[][K00112233]'],
])('row 5: %s is stored, shown as unreadable and answered with DUH', async (_, body) => {
  await station.start();
  const frame = frameOf(body);
  expect(await station.ask(frame)).toBe(frameOf('"DUH"0417R1L2#70A1[]').toString('latin1'));
  await station.ask(frame);
  expect(station.signals).toMatchObject([
    { deviceId: 'pole-1', reason: 'unreadable', raw: frame.toString('hex'), events: [{ class: 'unreadable' }] },
  ]);
});

test('row 6: a retransmission is acknowledged again and raises nothing', async () => {
  const links = await station.start();
  expect(await station.ask(bytes(PANIC))).toBe(PANIC_ACK);
  expect(await station.ask(bytes(PANIC))).toBe(PANIC_ACK);
  expect(station.signals).toHaveLength(1);
  expect(links.health()[0]).toMatchObject({ outcomes: { accepted: 1, duplicate: 1 }, acked: 2 });
});

test('row 6: the next sequence number is a new alarm, and so is the same one after ten minutes', async () => {
  await station.start();
  await station.ask(bytes(PANIC));
  await station.ask(frameOf('"ADM-CID"0418R1L2#70A1[#70A1|1120 03 008]'));
  station.now += 10 * 60_000 + 1;
  await station.ask(bytes(PANIC));
  expect(station.signals.map((signal) => signal.sequence)).toEqual(['0417', '0418', '0417']);
});

test('row 7: a heartbeat is acknowledged and is a sign of life only', async () => {
  const links = await station.start();
  expect(await station.ask(HEARTBEAT)).toBe(HEARTBEAT_ACK);
  expect(station.signals).toEqual([]);
  expect(links.contacts()[0]).toEqual({ deviceId: 'pole-1', lastSeenAt: NOW, isLost: false });
});

test('row 8: the example of the specification becomes this signal and this answer', async () => {
  await station.start();
  expect(await station.ask(bytes(PANIC))).toBe(PANIC_ACK);
  expect(station.signals).toEqual([
    {
      linkId: 'poles',
      protocol: 'dc09',
      remote: { address: '127.0.0.1', port: expect.any(Number) },
      receivedAt: NOW,
      raw: bytes(PANIC).toString('hex'),
      deviceId: 'pole-1',
      account: '70A1',
      sequence: '0417',
      token: 'ADM-CID',
      events: [
        {
          class: 'emergency',
          code: '120',
          qualifier: 1,
          partition: '03',
          zone: '008',
          text: null,
          restore: false,
          silent: false,
          zh: '紧急求助',
          en: 'Panic',
        },
      ],
      deviceAt: NOW,
      skewMs: 0,
      isClockWrong: false,
      authenticated: 'clear',
      duplicateKey: expect.stringMatching(/^clear:poles:70A1:0417:[0-9a-f]{32}$/),
      position: { lon: 116 + 24.184 / 60, lat: 39 + 55.05 / 60 },
    },
  ]);
});

test('row 8: the encrypted example is acknowledged encrypted, with our time', async () => {
  await station.start();
  const reply = await station.ask(bytes(SEALED));
  expect(reply).toMatch(/^\n[0-9A-F]{4}0054"\*ACK"0418R1L2#70A1\[[0-9A-F]{64}\r$/);
  expect(decodeBytes(bytes(reply), () => KEY)).toMatchObject({ ok: true, message: { payload: '', time: { at: NOW } } });
  expect(station.signals).toMatchObject([{ authenticated: 'encrypted', deviceId: 'pole-1' }]);
});

test('a binary CRC is answered with a binary CRC', async () => {
  await station.start();
  const frame = encodeFrame(bytes('"NULL"0000#70A1[]'), 'binary');
  expect(bytes(await station.ask(frame))).toEqual(encodeFrame(bytes('"ACK"0000#70A1[]'), 'binary'));
});

test('receiver and line come back exactly as they were sent', async () => {
  await station.start();
  expect(await station.ask(frameOf('"NULL"0007R00aL#70a1[]'))).toBe(
    frameOf('"ACK"0007R00aL#70a1[]').toString('latin1'),
  );
});

test('several events of one message are one signal and one answer', async () => {
  await station.start();
  await station.ask(frameOf('"SIA-DCS"0009L2#70A1[#70A1|Nri1/PA8^Gate^/FA03][I东溪][LNo 3]'));
  expect(station.signals).toMatchObject([
    {
      events: [
        { class: 'emergency', code: 'PA', partition: '1', zone: '8', text: 'Gate' },
        { class: 'fire', code: 'FA', zone: '03', text: null },
      ],
      location: 'No 3',
    },
  ]);
});

test('an alarm that also asks for a key is raised and answered with DUH', async () => {
  await station.start();
  const reply = await station.ask(frameOf('"ADM-CID"0417R1L2#70A1[#70A1|1120 03 008][K0011]'));
  expect(reply).toBe(frameOf('"DUH"0417R1L2#70A1[]').toString('latin1'));
  expect(station.signals).toMatchObject([{ events: [{ class: 'emergency' }] }]);
});

test('a reply of another receiver is not answered, or two receivers would talk for ever', async () => {
  const links = await station.start();
  expect(await station.firstReplyAfter(frameOf('"DUH"0417R1L2#70A1[]'), frameOf('"NAK"0000R0L0A0[]'))).toBe(
    HEARTBEAT_ACK,
  );
  expect(links.health()[0]).toMatchObject({ refused: { reply: 2 } });
});

test('several frames of one datagram are answered one by one, in order, noise or not', async () => {
  await station.start();
  station.caller.send(bytes(PANIC), bytes('\0\r\nnoise'), HEARTBEAT, bytes(PANIC));
  expect(await station.replies(3)).toEqual([PANIC_ACK, HEARTBEAT_ACK, PANIC_ACK]);
  expect(station.signals).toHaveLength(1);
});

test('two hundred datagrams of garbage change nothing', async () => {
  const links = await station.start();
  for (const noise of garbage(7, 200)) station.caller.send(noise);
  expect(await station.ask(HEARTBEAT)).toBe(HEARTBEAT_ACK);
  expect(station.signals).toEqual([]);
  expect(links.health()[0]).toMatchObject({ answered: 1, isUp: true, fault: null });
});
