import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { AddressRules, isAddressBlock } from './addressRules.ts';
import { guardedRequest, readBody } from './guardedRequest.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer!);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address!.port : 0}`;
}

const here = new AddressRules(['127.0.0.1/32']);
const ask = (url: string, rules = here) => guardedRequest({ url, rules, login: null, limitMs: 5_000 });
const codeOf = async (url: string, rules = here) => {
  const answer = await ask(url, rules);
  return answer.ok ? answer.value.status : answer.failure.code;
};

test('nothing is allowed that was not stated, however it is written', () => {
  const rules = new AddressRules(['10.0.0.0/8', 'fd00::/8']);
  const asked = [
    '10.1.2.3',
    '::ffff:10.1.2.3',
    '::ffff:a01:203',
    'fd00::5',
    '127.0.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '169.254.169.254',
    'fe80::1',
    '0.0.0.0',
    '8.8.8.8',
    'x',
  ];
  expect(asked.filter((address) => rules.allows(address))).toEqual([
    '10.1.2.3',
    '::ffff:10.1.2.3',
    '::ffff:a01:203',
    'fd00::5',
  ]);
  expect(['10.0.0.0/8', '10.0.0.0/33', '10.0.0.0', 'fd00::/8', 'x/8', '10.0.0.0/8/8'].filter(isAddressBlock)).toEqual([
    '10.0.0.0/8',
    'fd00::/8',
  ]);
});

test('a name is judged by what it means, and the connection goes to exactly that', async () => {
  const meaning = (address: string) => async () => [{ address }];
  expect(await new AddressRules(['10.0.0.0/8'], meaning('127.0.0.1')).pin('camera.site')).toMatchObject({
    ok: false,
    failure: { code: 'notAllowed' },
  });
  expect(await new AddressRules(['10.0.0.0/8'], meaning('10.0.0.9')).pin('camera.site')).toEqual({
    ok: true,
    value: { address: '10.0.0.9', family: 4 },
  });
  expect(
    await new AddressRules(['10.0.0.0/8'], () => Promise.reject(new Error('no'))).pin('camera.site'),
  ).toMatchObject({ ok: false, failure: { code: 'unreachable' } });
});

test('schemes, credentials and addresses outside the list are refused before anything is connected', async () => {
  const urls = [
    'file:///etc/passwd',
    'javascript:1',
    'http://a:b@127.0.0.1/',
    'http://169.254.169.254/latest',
    'http://[::1]/',
    'http://0x7f000002/',
    'not a url',
  ];
  expect(await Promise.all(urls.map((url) => codeOf(url)))).toEqual(urls.map(() => 'notAllowed'));
});

test('a redirect is judged like the first address, and four of them are one too many', async () => {
  const toLan = await serve((_request, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end());
  const toFile = await serve((_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end());
  const inCircles = await serve((_request, response) => response.writeHead(302, { location: '/again' }).end());
  expect([await codeOf(toLan), await codeOf(toFile), await codeOf(inCircles)]).toEqual([
    'notAllowed',
    'notAllowed',
    'notAllowed',
  ]);
});

test('an endless answer is read as far as its limit', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200);
    const more = () => void (response.destroyed || response.write(Buffer.alloc(65_536), more));
    more();
  });
  const answer = await ask(url);
  if (!answer.ok) throw new Error(answer.failure.message);
  expect(await readBody(answer.value.response, 1_000_000, 10_000)).toBeNull();
});

test('a login is tried once, and is not given to the machine one is redirected to', async () => {
  let asked = 0;
  const url = await serve((request, response) => {
    asked += 1;
    if (request.headers.authorization === `Basic ${Buffer.from('a:right').toString('base64')}`)
      response.writeHead(200).end();
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="c"' }).end();
  });
  const elsewhere = await serve((_request, response) => response.writeHead(302, { location: url }).end());
  const with1 = (from: string, password: string) =>
    guardedRequest({ url: from, rules: here, login: { user: 'a', password }, limitMs: 5_000 });
  expect(await with1(url, 'right')).toMatchObject({ ok: true, value: { status: 200 } });
  expect(await with1(url, 'wrong')).toMatchObject({ ok: false, failure: { code: 'unauthorised' } });
  expect(asked).toBe(4);
  expect(await with1(elsewhere, 'right')).toMatchObject({ ok: false, failure: { code: 'unauthorised' } });
});
