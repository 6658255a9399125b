/**
 * Files that are a picture to whoever reads their first bytes and something else to whoever reads on. None of them leaves the
 * station as anything but a picture, shown by nobody by itself: by what is kept, and by the headers of what is served.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jpeg, png, segment, webp } from './kit/pictures.ts';
import { DUTY, openStation, type TestStation, WORKER } from './kit/station.ts';

const PAGE = Buffer.from('<!doctype html><html><body><script>alert(document.domain)</script></body></html>');
const SCRIPT = Buffer.from('*/=1;alert(document.domain);/*');
const DRAWING = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
);
const profile = (body: Buffer) => Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), body]);
const named = (body: Buffer) => Buffer.concat([Buffer.from('p\0\0', 'latin1'), body]);

/** What the store says of it, and null where it is kept: there the headers must hold it. */
const POLYGLOTS: readonly (readonly [what: string, bytes: Buffer, refusal: string | null])[] = [
  ['a JPEG with a page behind its end', Buffer.concat([jpeg(), PAGE]), 'carriesMore'],
  [
    'a JPEG with an archive of programs behind its end',
    Buffer.concat([jpeg(), Buffer.from('PK\x03\x04')]),
    'carriesMore',
  ],
  ['a JPEG that is a script by its header', jpeg([segment(0xe0, SCRIPT)]), 'carriesMore'],
  ['a JPEG with a page in its comment', jpeg([segment(0xfe, PAGE)]), 'carriesMore'],
  ['a JPEG with a drawing in its XMP', jpeg([segment(0xe1, DRAWING)]), 'carriesMore'],
  ['a JPEG with a page where its colours should be', jpeg([segment(0xe2, PAGE)]), 'carriesMore'],
  ['a JPEG with a page where Adobe’s word should be', jpeg([segment(0xee, PAGE)]), 'carriesMore'],
  ['a JPEG with a small picture of before it was cut', jpeg([segment(0xe0, Buffer.from('JFXX\0\x10'))]), 'carriesMore'],
  ['a JPEG with a page in its colour profile', jpeg([segment(0xe2, profile(PAGE))]), null],
  ['a JPEG with a page among its pixels', jpeg([], PAGE), null],
  ['a PNG with a page behind its end', Buffer.concat([png(), PAGE]), 'carriesMore'],
  ['a PNG with a page in its text', png([['tEXt', PAGE]]), 'carriesMore'],
  ['a PNG with a drawing in a chunk of its own', png([['evIl', DRAWING]]), 'carriesMore'],
  ['a PNG with a page in its colour profile', png([['iCCP', named(PAGE)]]), null],
  ['a WebP with a page behind its end', Buffer.concat([webp(), PAGE]), 'carriesMore'],
  ['a WebP with a page in its XMP', webp([['XMP ', PAGE]]), 'carriesMore'],
  ['a WebP with a page in its colour profile', webp([['ICCP', PAGE]]), null],
];
/** Called pictures by their sender only. */
const DISGUISED: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['a drawing that can run', DRAWING],
  ['a drawing behind a declaration', Buffer.concat([Buffer.from('<?xml version="1.0"?>\n'), DRAWING])],
  ['a page', PAGE],
  ['a GIF that is a script', Buffer.from('GIF89a=1;alert(1)//padding')],
];
const TYPES = ['image/jpeg', 'image/png', 'image/svg+xml', 'text/html', 'application/octet-stream'];
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let station: TestStation;
beforeAll(async () => {
  station = await openStation();
});
afterAll(() => station[Symbol.asyncDispose]());

async function put(bytes: Buffer, type = 'image/jpeg'): Promise<{ readonly status: number; readonly code?: string }> {
  const response = await fetch(`${station.core.url}/api/worker/evidence/${hashOf(bytes)}`, {
    method: 'PUT',
    headers: { 'content-type': type, authorization: `Bearer ${WORKER}` },
    body: new Uint8Array(bytes),
  });
  return { status: response.status, ...((await response.json()) as { code?: string }) };
}

const get = (bytes: Buffer) =>
  fetch(`${station.core.url}/api/evidence/${hashOf(bytes)}`, { headers: { authorization: `Bearer ${DUTY}` } });

/** Why a browser that is led to this answer might make more of it than a picture that lies in a file. */
function dangersOf({ headers }: Response): string[] {
  const [type, placing, policy] = ['content-type', 'content-disposition', 'content-security-policy'].map(
    (name) => headers.get(name) ?? '',
  );
  return [
    ...(/^image\/(?:jpeg|png|webp)$/.test(type!) ? [] : [`it is said to be ${type || 'anything'}`]),
    ...(headers.get('x-content-type-options') === 'nosniff' ? [] : ['a browser may guess what it is']),
    ...(placing!.startsWith('attachment') ? [] : ['it opens in place']),
    ...(/default-src 'none'/.test(policy!) && /sandbox/.test(policy!) ? [] : ['it may run']),
  ];
}

/** What a check of the first bytes alone would call it. */
const byFirstBytes = (bytes: Buffer) =>
  bytes.toString('latin1', 0, 2) === '\xff\xd8' ||
  bytes.toString('latin1', 1, 4) === 'PNG' ||
  bytes.toString('latin1', 8, 12) === 'WEBP';

test.each(POLYGLOTS)('%s is refused, or leaves as a picture and nothing else', async (_what, bytes, refusal) => {
  expect(byFirstBytes(bytes)).toBe(true);
  const { status, code } = await put(bytes, 'text/html');
  expect(code ?? null).toBe(refusal);
  const served = await get(bytes);
  expect([status, served.status]).toEqual(refusal === null ? [200, 200] : [400, 404]);
  if (refusal === null) expect(dangersOf(served)).toEqual([]);
});

test.each(DISGUISED)('%s is no picture, whatever its sender calls it', async (_what, bytes) => {
  const codes = [];
  for (const type of TYPES) codes.push((await put(bytes, type)).code);
  expect(codes).toEqual(TYPES.map(() => 'unknownFormat'));
  expect((await get(bytes)).status).toBe(404);
});

test('sound pictures are kept, so that the refusals above are about what was hidden', async () => {
  for (const bytes of [jpeg(), png(), webp()]) {
    expect((await put(bytes)).status).toBe(200);
    expect(dangersOf(await get(bytes))).toEqual([]);
  }
});

test('negative control: a door that serves the same bytes without our headers is found dangerous, one by one', async () => {
  const sent: Record<string, string> = {};
  const server = createServer((_request, response) => {
    for (const [name, value] of Object.entries(sent)) response.setHeader(name, value);
    response.end(jpeg([], PAGE));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const ask = async () => dangersOf(await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
  const ours = Object.fromEntries((await get(jpeg([], PAGE))).headers);
  const found: Record<string, readonly string[]> = {};
  const guards = ['content-type', 'x-content-type-options', 'content-disposition', 'content-security-policy'];
  for (const missing of guards) {
    for (const name of Object.keys(sent)) delete sent[name];
    for (const name of guards) if (name !== missing) sent[name] = ours[name]!;
    found[missing] = await ask();
  }
  sent['content-type'] = 'image/svg+xml';
  found['a drawing'] = await ask();
  server.close();
  expect(found).toEqual({
    'content-type': ['it is said to be anything'],
    'x-content-type-options': ['a browser may guess what it is'],
    'content-disposition': ['it opens in place'],
    'content-security-policy': ['it may run'],
    'a drawing': ['it is said to be image/svg+xml', 'it may run'],
  });
});
