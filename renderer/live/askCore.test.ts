import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { asJson, askCore } from './askCore.ts';

const disposers: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposers.splice(0)) dispose();
});

async function coreThat(answers: RequestListener) {
  const server = createServer(answers);
  disposers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'a-token-of-a-test' };
}

const UNREACHABLE = { ok: false, failure: { code: 'unreachable', message: '', status: null } };

test('a question carries the token and its body; one asked as nobody carries no token', async () => {
  const door = await coreThat(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const { authorization = null, 'content-type': type = null } = request.headers;
    response.end(JSON.stringify({ method: request.method, path: request.url, authorization, type, body }));
  });
  const asked = await askCore(door, '/api/x?a=%20', asJson, { method: 'PUT', json: { b: 1 } });
  const asNobody = await askCore({ ...door, token: null }, '/api/y', asJson);
  expect([asked, asNobody]).toEqual([
    {
      ok: true,
      value: {
        method: 'PUT',
        path: '/api/x?a=%20',
        authorization: 'Bearer a-token-of-a-test',
        type: 'application/json',
        body: '{"b":1}',
      },
    },
    { ok: true, value: { method: 'GET', path: '/api/y', authorization: null, type: null, body: '' } },
  ]);
});

test('a refusal keeps the core’s code and words; one without any is told by its status', async () => {
  const door = await coreThat((request, response) =>
    request.url === '/words'
      ? response.writeHead(409).end('{"code":"notNow","message":"现在不行"}')
      : response.writeHead(502).end('<html>'),
  );
  expect([await askCore(door, '/words', asJson), await askCore(door, '/none', asJson)]).toEqual([
    { ok: false, failure: { code: 'notNow', message: '现在不行', status: 409 } },
    { ok: false, failure: { code: '502', message: '', status: 502 } },
  ]);
});

test('no core, a core too slow with the last byte, one given up on and a body of another shape are not answered', async () => {
  const slow = await coreThat((_, response) => void response.writeHead(200).write('{"half":'));
  const odd = await coreThat((_, response) => response.end('not json'));
  const given = new AbortController();
  const waiting = askCore(slow, '/', asJson, { signal: given.signal });
  given.abort();
  expect([
    await askCore(null, '/', asJson),
    await askCore({ url: 'http://127.0.0.1:9', token: 'x' }, '/', asJson),
    await askCore(slow, '/', asJson, { withinMs: 50 }),
    await waiting,
    await askCore(odd, '/', asJson),
  ]).toEqual([UNREACHABLE, UNREACHABLE, UNREACHABLE, UNREACHABLE, UNREACHABLE]);
});
