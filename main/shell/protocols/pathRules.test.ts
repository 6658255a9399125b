import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileUnder, innerPathOf } from './pathRules.ts';

const inner = (url: string) => innerPathOf(url, 'pingan');
let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'pingan-paths-')));
  mkdirSync(join(folder, 'root/windows'), { recursive: true });
  writeFileSync(join(folder, 'root/windows/a.html'), 'a');
  writeFileSync(join(folder, 'root-secret'), 'outside, with a name that begins like the root');
  symlinkSync(join(folder, 'root-secret'), join(folder, 'root/link'));
  symlinkSync(folder, join(folder, 'root/up'));
  symlinkSync(join(folder, 'root/windows/a.html'), join(folder, 'root/inside'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a plain address is a plain path, with its query and fragment left out', () => {
  expect(inner('app://pingan/windows/duty/index.html?lang=en#map')).toBe('windows/duty/index.html');
  expect(inner('app://pingan/assets/%E5%9C%B0%E5%9B%BE.svg')).toBe('assets/地图.svg');
});

test.each([
  ['parent', 'app://pingan/../package.json'],
  ['parent in the middle', 'app://pingan/windows/../../x'],
  ['escaped parent', 'app://pingan/%2e%2e/x'],
  ['half escaped parent', 'app://pingan/.%2E/x'],
  ['twice escaped parent', 'app://pingan/%252e%252e/x'],
  ['escaped slash', 'app://pingan/..%2fx'],
  ['escaped backslash', 'app://pingan/..%5cx'],
  ['backslash', 'app://pingan/..\\x'],
  ['absolute', 'app://pingan//etc/passwd'],
  ['drive letter', 'app://pingan/C:/x'],
  ['NUL', 'app://pingan/index.html%00.png'],
  ['broken escape', 'app://pingan/%E5%9C'],
  ['empty', 'app://pingan/'],
  ['folder', 'app://pingan/windows/'],
  ['another host', 'app://evil/index.html'],
  ['host that begins like ours', 'app://pingan.evil/index.html'],
  ['another scheme', 'file:///etc/passwd'],
])('%s is no path', (_name, url) => {
  expect(inner(url)).toBe(null);
});

test('a file under the root is found, also through a link that stays inside', async () => {
  const file = join(folder, 'root/windows/a.html');
  expect(await fileUnder(join(folder, 'root'), 'windows/a.html')).toBe(file);
  expect(await fileUnder(join(folder, 'root'), 'inside')).toBe(file);
});

test('links that lead out, folders and absent files are nothing', async () => {
  const outcomes = ['link', 'up/root-secret', 'windows', 'absent'].map((path) => fileUnder(join(folder, 'root'), path));
  expect(await Promise.all(outcomes)).toEqual([null, null, null, null]);
});
