/**
 * One process that sends datagrams to a port as fast as it can: `node floodChild.ts PORT SECONDS`. Garbage, frames with a
 * wrong CRC, and sound frames of accounts nobody enrolled, 200 bytes each. Prints `{"sent":N,"seconds":S}` at the end.
 */
import { createSocket } from 'node:dgram';
import { encodeFrame } from '#main/core/links/protocols/dc09/encode.ts';

const [port, seconds] = process.argv.slice(2).map(Number);
const BYTES = 200;
/** Handed to the system before its answer is awaited: more only grows the queue. */
const BATCH = 128;

const body = (account: string) => `"ADM-CID"0001L0#${account}[#${account}|1120 01 001][I${'x'.repeat(BYTES)}`;
const framed = (account: string) => encodeFrame(Buffer.from(`${body(account).slice(0, BYTES - 11)}]`), 'ascii');
const spoilt = Buffer.from(framed('7E00'));
spoilt[BYTES - 20]! ^= 1;
const datagrams = [
  Buffer.alloc(BYTES, '\n"0'),
  spoilt,
  ...Array.from({ length: 6 }, (_, index) => framed(`7E0${index}`)),
  Buffer.alloc(BYTES, 0xff),
];

const socket = createSocket('udp4');
await new Promise<void>((resolve) => socket.connect(port!, '127.0.0.1', resolve));
const startedAt = performance.now();
let sent = 0;
while (performance.now() - startedAt < seconds! * 1_000) {
  await new Promise<void>((resolve) => {
    for (let index = 1; index < BATCH; index++) socket.send(datagrams[sent++ % datagrams.length]!);
    socket.send(datagrams[sent++ % datagrams.length]!, () => resolve());
  });
}
socket.close();
process.stdout.write(`${JSON.stringify({ sent, seconds: (performance.now() - startedAt) / 1_000 })}\n`);
