import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSecurityLog } from './refusalLog.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pingan-log-'));
  file = join(folder, 'shell/security.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openSecurityLog(file, () => 7);
const lines = () =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('a refusal is one line; an address loses its query and an unreasonable length', () => {
  const log = open();
  log.note({ kind: 'request', url: 'https://evil.example/x?token=secret#y', resource: 'xhr' });
  log.note({ kind: 'navigation', url: `data:text/html,${'x'.repeat(100_000)}` });
  expect(lines()).toEqual([
    { at: 7, kind: 'request', url: 'https://evil.example/x', resource: 'xhr' },
    { at: 7, kind: 'navigation', url: `data:text/html,${'x'.repeat(285)}` },
  ]);
});

test('what the browser asks again and again is said once a run', () => {
  const log = open();
  for (let index = 0; index < 3; index++) log.note({ kind: 'origin', origin: 'app://pingan' });
  open().note({ kind: 'origin', origin: 'app://pingan' });
  expect(lines()).toEqual([
    { at: 7, kind: 'origin', origin: 'app://pingan' },
    { at: 7, kind: 'origin', origin: 'app://pingan' },
  ]);
});

test('a page gone wild does not fill the disk', () => {
  const log = open();
  for (let index = 0; index < 6_000; index++) log.note({ kind: 'window', url: `https://evil.example/${index}` });
  expect(lines()).toHaveLength(5_000);
});

test('a long log is turned over at the next start', () => {
  open().note({ kind: 'webview' });
  truncateSync(file, 2_000_000);
  open().note({ kind: 'webview' });
  expect([lines().length, statSync(`${file}.1`).size]).toEqual([1, 2_000_000]);
});

test('a log that cannot be written does not stop what it watches', () => {
  const log = open();
  rmSync(join(folder, 'shell'), { recursive: true });
  writeFileSync(join(folder, 'shell'), '');
  expect(() => log.note({ kind: 'webview' })).not.toThrow();
});
