import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LinkStation, NOW, until } from '#tests/simulators/linkStation.ts';
import { callTcp, type Wire } from '#tests/simulators/wire/wire.ts';
import type { Links } from './index.ts';

const ACK = '\x06';
const NAK = '\x15';
const alarm = (number: number) => {
  const digits = String(number).padStart(5, '0');
  return Buffer.from(`5022 1870A1E120${digits.slice(0, 2)}${digits.slice(2)}\x14`);
};

let station: LinkStation;
let wires: Wire[];
beforeEach(() => {
  station = new LinkStation();
  wires = [];
});
afterEach(() => {
  for (const wire of wires) wire.close();
  station.dispose();
});

async function startReceiver(): Promise<{ links: Links; port: number }> {
  const transport = { kind: 'tcp', host: '127.0.0.1', port: 0, idleSeconds: 60, maxConnections: 10 } as const;
  const links = await station.start({
    links: [{ id: 'poles', protocol: 'surgard', transport, lineDigits: 'auto', heartbeatSeconds: 30 }],
  });
  return { links, port: links.ports.poles!.port };
}

async function connect(port: number) {
  const wire = await callTcp('127.0.0.1', port);
  wires.push(wire);
  const heard = { text: '' };
  wire.onBytes((bytes) => {
    heard.text += bytes.toString('latin1');
  });
  return { wire, heard };
}

describe('a connection', () => {
  test('gets no acknowledgement before its record is durable', async () => {
    const { port } = await startReceiver();
    let commit: () => void = () => undefined;
    station.deliver = () =>
      new Promise((resolve) => {
        commit = resolve;
      });
    const { wire, heard } = await connect(port);
    const other = await connect(port);
    wire.send(alarm(1));
    await until(() => station.signals.length === 1);
    // Another connection is served meanwhile.
    other.wire.send(Buffer.from('1022           @    \x14'));
    await until(() => other.heard.text === ACK);
    expect(heard.text).toBe('');
    commit();
    await until(() => heard.text === ACK);
  });

  test('is told with NAK what could not be stored, in its place, and the repetition is tried afresh', async () => {
    const { links, port } = await startReceiver();
    station.deliver = async (signal) => {
      if (signal.events[0]?.zone === '001') throw new Error('disk full');
    };
    const { wire, heard } = await connect(port);
    wire.send(Buffer.concat([alarm(1), alarm(2)]));
    await until(() => heard.text.length === 2);
    expect(heard.text).toBe(NAK + ACK);
    expect(links.health()[0]).toMatchObject({ notStored: 1, acked: 1, naked: 1 });
    station.deliver = async () => undefined;
    wire.send(alarm(1));
    await until(() => heard.text.length === 3);
    expect(heard.text.at(-1)).toBe(ACK);
  });

  test('has to wait while the disk is slow, and loses nothing', async () => {
    const { port } = await startReceiver();
    const commits: (() => void)[] = [];
    let isSlow = true;
    station.deliver = () => (isSlow ? new Promise((resolve) => commits.push(resolve)) : Promise.resolve());
    const { wire, heard } = await connect(port);
    const COUNT = 20_000;
    for (let number = 0; number < COUNT; number++) wire.send(alarm(number));
    await until(() => station.signals.length >= 64);
    // A caller beside it is answered many times over: time enough to have read everything, had it not been made to wait.
    const other = await connect(port);
    for (let round = 1; round <= 50; round++) {
      other.wire.send(Buffer.from('1022           @    \x14'));
      await until(() => other.heard.text.length === round);
    }
    expect(station.signals.length).toBeLessThan(COUNT / 2);
    isSlow = false;
    for (const commit of commits) commit();
    await until(() => heard.text.length === COUNT);
    expect(heard.text).toBe(ACK.repeat(COUNT));
    expect(station.signals.length).toBe(COUNT);
  });

  test('draining answers what came in and takes nothing more', async () => {
    const { links, port } = await startReceiver();
    let commit: () => void = () => undefined;
    station.deliver = () =>
      new Promise((resolve) => {
        commit = resolve;
      });
    const { wire, heard } = await connect(port);
    wire.send(alarm(1));
    await until(() => station.signals.length === 1);
    const drained = links.drain();
    commit();
    await drained;
    await until(() => heard.text === ACK);
    expect(links.health(), 'one link').toMatchObject([{ isUp: false, inFlight: 0 }]);
  });

  test('the link says when the receiver has been silent for three heartbeats', async () => {
    const { links } = await startReceiver();
    expect(links.health()[0]!.fault).toBeNull();
    station.now = NOW + 91_000;
    expect(links.health()[0]!.fault).toMatchObject({ zh: '接收机 91 秒没有心跳' });
  });
});
