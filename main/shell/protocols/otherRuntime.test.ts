import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok, refuse } from '#shared/kit/result.ts';
import { corePack, withOtherRuntime } from './otherRuntime.ts';

const asked: string[] = [];
const answers: Record<string, { status: number; body: string; headers?: Record<string, string> }> = {
  '/pack/city/layers.json': { status: 200, body: '"of the core"' },
  '/pack/city/imagery/base/3/1/2': { status: 200, body: 'a picture', headers: { 'content-type': 'image/png' } },
  '/pack/city/terrain/dem/3/1/2': { status: 200, body: 'heights', headers: { 'content-encoding': 'gzip' } },
};
const core = createServer((request: IncomingMessage, response) => {
  asked.push(`${request.headers.authorization} ${request.url}`);
  const { status, body, headers } = answers[request.url ?? ''] ?? { status: 404, body: '' };
  response.writeHead(status, headers);
  response.end(headers?.['content-encoding'] ? gzipSync(body) : body);
});
let url: string | null = null;
beforeAll(async () => {
  await new Promise<void>((done) => core.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(core.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => core.close(done)));

const manifest = { id: 'city' } as never;
const own = {
  manifest,
  beyondRuntime: ['base', 'dem'],
  resolveFile: async (path: string) =>
    path === '/layers.json'
      ? ok({
          status: 200 as const,
          body: Buffer.from('"of the shell"'),
          contentLength: 14,
          contentType: 'application/json',
        })
      : refuse('notFound', `own ${path}`),
};
const textOf = async (pack: ReturnType<typeof withOtherRuntime>, path: string) => {
  const found = await pack.resolveFile(path);
  return found.ok ? Buffer.from(found.value.body as Uint8Array).toString() : found.failure.message;
};

test('tiles of what this runtime cannot read come from the core with the token of the seat, and nothing else does', async () => {
  const pack = withOtherRuntime(
    own,
    corePack('city', () => url, 'secret'),
  );
  const paths = [
    '/layers.json',
    '/imagery/base/3/1/2',
    '/terrain/dem/3/1/2',
    '/imagery/base/9/9/9',
    '/imagery/other/3/1/2',
    '/imagery/base/../../api/incidents',
    '/imagery/base/3/1/2?x',
    '/vector/base.geojson',
  ];
  const told = [];
  for (const path of paths) told.push(await textOf(pack, path));
  expect(told).toEqual([
    '"of the core"',
    'a picture',
    'heights',
    '核心没有此文件',
    'own /imagery/other/3/1/2',
    'own /imagery/base/../../api/incidents',
    'own /imagery/base/3/1/2?x',
    'own /vector/base.geojson',
  ]);
  expect(asked).toEqual([
    'Bearer secret /pack/city/layers.json',
    'Bearer secret /pack/city/imagery/base/3/1/2',
    'Bearer secret /pack/city/terrain/dem/3/1/2',
    'Bearer secret /pack/city/imagery/base/9/9/9',
  ]);
});

test('without a core the pack on this disk says what it can; a pack this runtime reads whole asks nobody', async () => {
  const away = withOtherRuntime(
    own,
    corePack('city', () => null, 'secret'),
  );
  expect([await textOf(away, '/layers.json'), await textOf(away, '/imagery/base/3/1/2')]).toEqual([
    '"of the shell"',
    '核心没有应答',
  ]);
  const whole = { ...own, beyondRuntime: [] };
  expect(
    withOtherRuntime(
      whole,
      corePack('city', () => url, 'secret'),
    ),
  ).toBe(whole);
});
