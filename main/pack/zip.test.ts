import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type TestEntry, zipBytes } from './testing/zipBytes.ts';
import { openZip } from './zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'zip-'));
afterAll(() => rmSync(folder, { recursive: true }));

let serial = 0;
function fileOf(bytes: Buffer): string {
  const path = join(folder, `${serial++}.3tz`);
  writeFileSync(path, bytes);
  return path;
}

async function readOne(entry: TestEntry): Promise<string> {
  const opened = await openZip(fileOf(zipBytes([entry])));
  if (!opened.ok) return opened.failure.code;
  const read = await opened.value.read(entry.name);
  await opened.value.close();
  return read.ok ? Buffer.from(read.value).toString('utf8') : read.failure.code;
}

const data = Buffer.from('方寸之间'.repeat(20));

test('stored, deflated and ZIP64 entries come back whole', async () => {
  const text = data.toString('utf8');
  expect([
    await readOne({ name: 'a.json', data }),
    await readOne({ name: '东溪/a.glb', data, deflate: true }),
    await readOne({ name: 'big.glb', data, deflate: true, zip64: true }),
    await readOne({ name: 'empty', data: Buffer.alloc(0) }),
  ]).toEqual([text, text, text, '']);
});

test('an entry that lies about itself is refused by name of the lie', async () => {
  expect({
    bomb: await readOne({ name: 'a', data: Buffer.alloc(4_000_000), deflate: true }),
    longer: await readOne({ name: 'a', data, deflate: true, claimedBytes: 10 }),
    shorter: await readOne({ name: 'a', data, deflate: true, claimedBytes: data.length + 1 }),
    crc: await readOne({ name: 'a', data, claimedCrc: 1 }),
    header: await readOne({ name: 'a', data, localName: 'b' }),
    encrypted: await readOne({ name: 'a', data, flags: 1 }),
    method: await readOne({ name: 'a', data, method: 12 }),
  }).toEqual({
    bomb: 'zipTooBig',
    longer: 'zipBroken',
    shorter: 'zipBroken',
    crc: 'zipBroken',
    header: 'zipBroken',
    encrypted: 'zipUnsupported',
    method: 'zipUnsupported',
  });
});

test('a missing entry, a duplicate name, a cut file and no ZIP at all are refused', async () => {
  const whole = zipBytes([{ name: 'a', data }]);
  const opened = await openZip(fileOf(whole));
  const missing = opened.ok ? await opened.value.read('b') : opened;
  if (opened.ok) await opened.value.close();
  const codes = [
    missing,
    await openZip(
      fileOf(
        zipBytes([
          { name: 'a', data },
          { name: 'a', data },
        ]),
      ),
    ),
    await openZip(fileOf(whole.subarray(0, whole.length - 5))),
    await openZip(fileOf(whole.subarray(60))),
    await openZip(fileOf(Buffer.from('not a zip'))),
    await openZip(fileOf(Buffer.alloc(0))),
  ].map((result) => (result.ok ? 'accepted' : result.failure.code));
  expect(codes).toEqual(['zipMissing', 'zipBroken', 'zipBroken', 'zipBroken', 'zipBroken', 'zipBroken']);
});

test('no single flipped byte of an archive makes the reader throw or return other bytes', async () => {
  const whole = zipBytes([{ name: 'a', data, deflate: true }]);
  const wrong: number[] = [];
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at] = changed[at]! ^ 0x5a;
    const opened = await openZip(fileOf(changed));
    if (!opened.ok) continue;
    const read = await opened.value.read('a');
    await opened.value.close();
    if (read.ok && !Buffer.from(read.value).equals(data)) wrong.push(at);
  }
  expect(wrong).toEqual([]);
});
