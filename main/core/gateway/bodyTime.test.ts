import { type AddressInfo, connect, type Socket } from 'node:net';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { allowSlowBody, type BodyTime, limitBodies } from './bodyTime.ts';

const LONG_MS = 120_000;

/** A server on which everybody has a moment and `/photo` has what is given, once somebody has shown a token. */
async function serve(photo: BodyTime, everybody: BodyTime = { withinMs: 300 }): Promise<number> {
  const app = Fastify({ logger: false });
  limitBodies(app, everybody);
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post('/short', async ({ body }) => ({ bytes: (body as Buffer).length }));
  app.post('/slow-answer', async () => new Promise((answer) => setTimeout(() => answer({ late: true }), 600)));
  const guard = async (
    request: { headers: { authorization?: string } },
    reply: { code(n: number): { send(o: object): unknown } },
  ) => (request.headers.authorization ? undefined : reply.code(401).send({ code: 'unauthorised' }));
  app.post('/photo', { onRequest: [guard as never, allowSlowBody(photo)] }, async ({ body }) => ({
    bytes: (body as Buffer).length,
  }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => app.close());
  return (app.server.address() as AddressInfo).port;
}

/** A client that says what it likes when it likes, and keeps all it hears. */
function dial(port: number): Socket & { heard(): string; readonly cut: Promise<string>; answered(): Promise<string> } {
  const socket = connect({ host: '127.0.0.1', port });
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes.toString();
  });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  const cut = new Promise<string>((done) => socket.once('close', () => done(text)));
  const answered = () =>
    new Promise<string>((done) => {
      const look = () => (text.includes('\r\n\r\n') ? done(text) : socket.once('data', look));
      look();
    });
  return Object.assign(socket, { heard: () => text, cut, answered });
}

const head = (path: string, bytes: number, more = '') =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\nContent-Length: ${bytes}\r\n${more}\r\n`;
const TOKEN = 'Authorization: Bearer x\r\n';

test('a body that does not come is cut with 408, while a photo that was allowed to be slow comes in', async () => {
  const port = await serve({ withinMs: LONG_MS });
  const photo = dial(port);
  photo.write(head('/photo', 8, TOKEN));
  photo.write('half');
  const loris = dial(port);
  loris.write(head('/short', 8));
  loris.write('h');
  expect(await loris.cut).toMatch(/^HTTP\/1\.1 408 /);
  photo.write('more');
  expect(await photo.answered()).toMatch(/^HTTP\/1\.1 200 [\s\S]*\{"bytes":8\}/);
});

test('nobody is allowed to be slow before it is known who asks', async () => {
  const port = await serve({ withinMs: LONG_MS });
  const stranger = dial(port);
  stranger.write(head('/photo', 8));
  expect(await stranger.cut).toMatch(/^HTTP\/1\.1 401 /);
});

test('a slow body has its end, too', async () => {
  const port = await serve({ withinMs: 100 });
  const photo = dial(port);
  photo.write(head('/photo', 8, TOKEN));
  expect(await photo.cut).toMatch(/^HTTP\/1\.1 408 /);
});

test('one that drips is cut long before its end', async () => {
  const port = await serve({ withinMs: LONG_MS, pace: { everyMs: 150, bytes: 1_000 } });
  const photo = dial(port);
  photo.write(head('/photo', 80_000, TOKEN));
  const dripping = setInterval(() => photo.write('x'), 20);
  onTestFinished(() => clearInterval(dripping));
  expect(await photo.cut).toMatch(/^HTTP\/1\.1 408 /);
});

test('an answer may take as long as it takes, once everything was said', async () => {
  const port = await serve({ withinMs: LONG_MS });
  const patient = dial(port);
  patient.write(head('/slow-answer', 4));
  patient.write('body');
  expect(await patient.answered()).toContain('{"late":true}');
});
