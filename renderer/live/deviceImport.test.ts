import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { DEVICE_IMPORT_BYTES } from '#shared/wire/deviceImport.ts';
import { previewDevices } from './deviceImport.ts';

const disposers: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposers.splice(0)) dispose();
});

/** A core that keeps what it was sent and answers so. */
async function coreThatAnswers(status: number, answer: object) {
  const heard: { request: IncomingMessage; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    heard.push({ request, body });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  disposers.push(() => server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { heard, client: { door: { url, token: 'a-token-of-a-test' } } };
}

const GUESSED = { datum: null, mapping: null };
const file = new File(['编号,名称\n1,杆'], '杆 表.csv');

test('the file goes to the core as it is, under its name and this seat’s token', async () => {
  const preview = { previewId: 'p-1' };
  const { client, heard } = await coreThatAnswers(200, { ok: true, preview });
  expect(await previewDevices(client, file, GUESSED)).toEqual({ state: 'ready', preview });
  const [{ request, body }] = heard as [(typeof heard)[number]];
  expect([
    request.method,
    decodeURIComponent(request.url!.replaceAll('+', ' ')),
    request.headers.authorization,
    body,
  ]).toEqual(['POST', '/api/devices/preview?name=杆 表.csv', 'Bearer a-token-of-a-test', '编号,名称\n1,杆']);
});

test('how it is to be read goes with it', async () => {
  const { client, heard } = await coreThatAnswers(200, { ok: true, preview: {} });
  const mapping = { id: '编号', name: null } as never;
  await previewDevices(client, file, { datum: 'gcj02', mapping });
  const { searchParams } = new URL(heard[0]!.request.url!, 'http://core');
  expect([searchParams.get('datum'), JSON.parse(searchParams.get('mapping')!)]).toEqual(['gcj02', mapping]);
});

test('a refusal, a file too large and a core that is not there are three different answers', async () => {
  const { client } = await coreThatAnswers(400, { ok: false, code: 'unreadableFile', message: '不是表格' });
  expect(await previewDevices(client, file, GUESSED)).toEqual({
    state: 'refused',
    code: 'unreadableFile',
    message: '不是表格',
  });
  const huge = Object.assign(new Blob([new Uint8Array(DEVICE_IMPORT_BYTES + 1)]), { name: 'huge.csv' });
  expect(await previewDevices(client, huge, GUESSED)).toEqual({ state: 'tooLarge' });
  expect(await previewDevices({ door: null }, file, GUESSED)).toEqual({ state: 'unreachable' });
  const nobody = { door: { url: 'http://127.0.0.1:9', token: 'x' } };
  expect(await previewDevices(nobody, file, GUESSED)).toEqual({ state: 'unreachable' });
});
