import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSettings } from './settings.ts';

const defaults = {
  language: 'zh-CN',
  reportTone: 'normal',
  duty: null,
  displays: [],
  walls: [],
  wallStart: { withApplication: true, withLogin: false },
  softwareGl: null,
};
let folder: string;
let problems: string[];
const open = () => openSettings(join(folder, 'shell/settings.json'), (problem) => problems.push(problem));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pingan-settings-'));
  problems = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a first start has defaults and nothing to complain about', () => {
  expect([open().current, problems]).toEqual([defaults, []]);
});

test('a change is on disk when the call returns, and leaves no temporary file', () => {
  open().change({ language: 'en' });
  expect(open().current).toEqual({ ...defaults, language: 'en' });
  expect(readdirSync(join(folder, 'shell'))).toEqual(['settings.json']);
});

test('how loud reports are is kept over a start, and what nobody offers is not taken', () => {
  open().change({ reportTone: 'off' });
  expect(open().current).toEqual({ ...defaults, reportTone: 'off' });
  writeFileSync(join(folder, 'shell/settings.json'), '{"reportTone":"deafening"}');
  expect(open().current).toEqual(defaults);
  expect(problems.length).toBe(1);
});

test('a torn file gives defaults and a sentence, and the next change mends it', () => {
  open().change({ language: 'en' });
  const file = join(folder, 'shell/settings.json');
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 12));
  const settings = open();
  expect(settings.current).toEqual(defaults);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^设置文件损坏，已用默认设置/);
  settings.change({ language: 'en' });
  expect(open().problem).toBe(null);
});

test('a field nobody knows gives defaults and names the file', () => {
  open().change({});
  writeFileSync(join(folder, 'shell/settings.json'), '{"languages":"en"}');
  expect([open().current, problems.length]).toEqual([defaults, 1]);
});

test('a folder that cannot be written is told about and the value still holds', () => {
  writeFileSync(join(folder, 'shell'), 'a file where the folder should be');
  const settings = open();
  settings.change({ language: 'en' });
  expect(settings.current).toEqual({ ...defaults, language: 'en' });
  expect(problems.at(-1)).toMatch(/^设置未能保存/);
});
