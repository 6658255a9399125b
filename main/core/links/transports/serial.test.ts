import { rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasSocat, PtyPair } from '#tests/simulators/wire/ptyPair.ts';
import { openSerial as openFarEnd } from '#tests/simulators/wire/wire.ts';
import { openSerial } from './serial.ts';
import type { StreamSocket, Transport } from './transport.ts';

const SETTINGS = {
  kind: 'serial',
  baudRate: 19_200,
  dataBits: 7,
  parity: 'even',
  stopBits: 1,
  rtscts: false,
  silenceSeconds: 0,
} as const;
const QUICK = { firstMs: 20, lastMs: 50 };

function open(path: string) {
  const heard: string[] = [];
  const sockets: StreamSocket[] = [];
  const transport = openSerial(
    { ...SETTINGS, path },
    {
      onOpen(socket) {
        sockets.push(socket);
        return {
          receive: (chunk) => void heard.push(chunk.toString()),
          ended: () => undefined,
          closed: () => void heard.push('|'),
        };
      },
      onFault: () => undefined,
    },
    QUICK,
  );
  return { transport, sockets, heard };
}

/** The test's own timeout is the limit. */
async function when(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
const isUp = (transport: Transport) => when(() => transport.isUp);

describe.skipIf(!hasSocat)('a serial port (needs socat)', () => {
  test('carries bytes both ways with 19200 7E1', async () => {
    await using pair = new PtyPair();
    await pair.plugIn();
    const { transport, sockets, heard } = open(pair.ours);
    await isUp(transport);
    const far = await openFarEnd(pair.theirs);
    const back: string[] = [];
    far.onBytes((bytes) => void back.push(bytes.toString()));
    far.send(Buffer.from('record'));
    await when(() => heard.join('') === 'record');
    expect(sockets[0]!.send(Buffer.of(0x06))).toBe(true);
    await when(() => back.join('') === '\x06');
    far.close();
    transport.dispose();
  });

  test('pulled and put in again, it is the same link on a new connection', async () => {
    await using pair = new PtyPair();
    await pair.plugIn();
    const { transport, sockets, heard } = open(pair.ours);
    await isUp(transport);
    await pair.unplug();
    await when(() => !transport.isUp);
    expect(transport.fault?.zh).toContain(pair.ours);
    expect(sockets[0]!.send(Buffer.of(0x06))).toBe(false);
    await pair.plugIn();
    await isUp(transport);
    const far = await openFarEnd(pair.theirs);
    far.send(Buffer.from('back'));
    await when(() => heard.join('') === '|back');
    far.close();
    transport.dispose();
  });

  test('a by-id link that leads to another port is followed there', async () => {
    await using before = new PtyPair();
    await using after = new PtyPair();
    await Promise.all([before.plugIn(), after.plugIn()]);
    const byId = join(tmpdir(), `pingan-by-id-${process.pid}`);
    rmSync(byId, { force: true });
    symlinkSync(before.ours, byId);
    const { transport, heard } = open(byId);
    await isUp(transport);
    rmSync(byId);
    symlinkSync(after.ours, byId);
    const far = await openFarEnd(after.theirs);
    await when(() => heard.length > 0);
    await isUp(transport);
    far.send(Buffer.from('moved'));
    await when(() => heard.join('') === '|moved');
    far.close();
    transport.dispose();
    rmSync(byId);
  });
});

test('a port that is not there is a fault, tried again until somebody gives up', async () => {
  const { transport, heard } = open('/dev/serial/by-id/not-there');
  await when(() => transport.fault?.zh.includes('无法打开') === true);
  expect({ isUp: transport.isUp, heard }).toEqual({ isUp: false, heard: [] });
  transport.dispose();
});
