/** Bodies that take their time (RELIABILITY S7): a photo from the edge of the network comes in, whatever else drips is cut. */
import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ADMIN, openStation, WORKER } from './kit/station.ts';

const VOICE = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(4_000, 7)]);

interface Wire {
  readonly socket: Socket;
  /** All that came until the core ended the connection. */
  readonly cut: Promise<string>;
}

function ask(url: string, line: string, token: string, bytes: number): Wire {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString();
  });
  socket.write(
    `${line} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n`,
  );
  return { socket, cut: new Promise((done) => socket.once('close', () => done(text))) };
}

test('an upload may take longer than anybody else, and only by whoever may upload', async () => {
  await using station = await openStation();
  const { url } = station.core;
  const hash = createHash('sha256').update(VOICE).digest('hex');
  const upload = ask(url, `PUT /api/worker/evidence/${hash}`, WORKER, VOICE.length);
  upload.socket.write(VOICE.subarray(0, 1_000));
  const stranger = ask(url, `PUT /api/worker/evidence/${hash}`, 'nobody', VOICE.length);
  const command = ask(url, 'POST /api/commands', ADMIN, 400);
  command.socket.write('{"commandId"');
  const dripping = setInterval(() => command.socket.write(' '), 500);
  onTestFinished(() => clearInterval(dripping));
  expect(await command.cut).toMatch(/^HTTP\/1\.1 408 /);
  expect(await stranger.cut).toMatch(/^HTTP\/1\.1 401 /);
  // The time of everybody else is over: this one goes on where it stopped.
  upload.socket.write(VOICE.subarray(1_000));
  expect(await upload.cut).toMatch(/^HTTP\/1\.1 200 [\s\S]*"ok":true/);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});
