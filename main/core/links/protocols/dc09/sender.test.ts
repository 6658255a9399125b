import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeBytes } from './decode.ts';
import { encodeAck, encodeDuh, encodeNak } from './encode.ts';
import type { Message } from './message.ts';
import { Dc09Sender, type SenderOptions } from './sender.ts';

const NOW = Date.UTC(2031, 2, 8, 6, 15, 9);
const KEY = { encoding: 'ascii', value: '0123456789abcdef' } as const;
const PANIC = { contactId: { qualifier: 1, code: '120', partition: '03', zone: '008' } } as const;

/** A receiver that does with each message what the test says. */
let receiver: Socket;
let heard: Message[];
let reply: (message: Message) => Buffer | null;
let senders: Dc09Sender[];

beforeEach(async () => {
  heard = [];
  senders = [];
  reply = () => null;
  receiver = createSocket('udp4');
  receiver.on('message', (datagram, { address, port }) => {
    const decoded = decodeBytes(datagram, () => Buffer.from(KEY.value));
    if (!decoded.ok) throw new Error(decoded.detail);
    heard.push(decoded.message);
    const answer = reply(decoded.message);
    if (answer) receiver.send(answer, port, address);
  });
  receiver.bind(0, '127.0.0.1');
  await once(receiver, 'listening');
});
afterEach(() => {
  for (const sender of senders) sender.dispose();
  receiver.close();
});

function open(options: Partial<SenderOptions> = {}): Dc09Sender {
  const sender = new Dc09Sender({
    host: '127.0.0.1',
    port: receiver.address().port,
    account: '70A1',
    clock: () => NOW,
    ...options,
  });
  senders.push(sender);
  return sender;
}

test('an alarm, its acknowledgement, and the next sequence number', async () => {
  reply = (message) => encodeAck(message.header, undefined, NOW);
  const sender = open({ firstSequence: 9_999, receiver: '1' });
  expect(await sender.send(PANIC)).toMatchObject({ kind: 'ack', sequence: '9999', datagrams: 1 });
  expect(await sender.send({ sia: 'NPA8', hasTime: false })).toMatchObject({ kind: 'ack', sequence: '0001' });
  expect(await sender.heartbeat()).toMatchObject({ kind: 'ack', sequence: '0000' });
  expect(heard).toMatchObject([
    { header: { receiver: '1', line: '0' }, events: [{ kind: 'cid', code: '120' }], time: { at: NOW } },
    { events: [{ kind: 'sia', code: 'PA', address: '8' }], time: null },
    { header: { token: 'NULL' }, payload: '' },
  ]);
});

test('silence is repeated, the same bytes, and then given up', async () => {
  const sender = open({ resendEveryMs: 20, giveUpAfterMs: 70 });
  const outcome = await sender.send(PANIC);
  expect(outcome).toMatchObject({ kind: 'silence', reply: null });
  expect(outcome.datagrams).toBeGreaterThan(1);
  expect(new Set(heard.map((message) => message.header.sequence))).toEqual(new Set(['0001']));
});

test('a lost datagram is made up for by the next', async () => {
  reply = (message) => encodeAck(message.header, undefined, NOW);
  let toLose = 1;
  const sender = open({ resendEveryMs: 20, onSend: (datagram) => (toLose-- > 0 ? null : datagram) });
  expect(await sender.send(PANIC)).toMatchObject({ kind: 'ack', datagrams: 2 });
  expect(heard).toHaveLength(1);
});

test('NAK corrects the clock, and the correction stays', async () => {
  const receiverNow = NOW + 7_200_000;
  reply = ({ header, time }) => {
    return time?.at === receiverNow
      ? encodeAck(header, Buffer.from(KEY.value), receiverNow)
      : encodeNak(header.form, receiverNow);
  };
  const sender = open({ key: KEY });
  expect(await sender.send(PANIC)).toMatchObject({ kind: 'ack', sequence: '0001', datagrams: 2 });
  expect(await sender.send(PANIC)).toMatchObject({ kind: 'ack', datagrams: 1, reply: { isEncrypted: true } });
});

test('DUH ends the conversation', async () => {
  reply = (message) => encodeDuh(message.header);
  expect(await open().send(PANIC)).toMatchObject({ kind: 'duh', datagrams: 1 });
});

test('a reply to another message, or one that does not decrypt, is not taken for an answer', async () => {
  reply = (message) =>
    heard.length === 1
      ? encodeAck({ ...message.header, sequence: '0777' }, undefined, NOW)
      : heard.length === 2
        ? encodeAck(message.header, Buffer.alloc(16, 'w'), NOW)
        : encodeAck(message.header, Buffer.from(KEY.value), NOW);
  expect(await open({ key: KEY, resendEveryMs: 20 }).send(PANIC)).toMatchObject({ kind: 'ack', datagrams: 3 });
});

test('a key that is none is the fault of whoever configured it', () => {
  expect(() => open({ key: { encoding: 'hex', value: '00' } })).toThrow(TypeError);
});
