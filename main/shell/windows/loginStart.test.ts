import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { desktopEntry, keepLoginStart, stationArguments } from './loginStart.ts';

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pingan-login-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const asked: object[] = [];
const app = { setLoginItemSettings: (settings: object) => asked.push(settings) } as unknown as App;
const on = (platform: NodeJS.Platform, env: Record<string, string>) => ({
  ...{ app, platform, env, args: ['--data=/srv/dong xi', '--wall'] },
  say: (line: string) => void said.push(line),
});

test('on Linux an entry is written for the desktop and removed again', () => {
  const linux = on('linux', { XDG_CONFIG_HOME: folder, APPIMAGE: '/opt/Pingan.AppImage' });
  const file = join(folder, 'autostart/pingan-command.desktop');
  expect(keepLoginStart(true, linux)).toBe(true);
  expect(readFileSync(file, 'utf8').split('\n')).toContain(
    'Exec="/opt/Pingan.AppImage" "--data=/srv/dong xi" "--wall"',
  );
  expect([keepLoginStart(false, linux), existsSync(file), keepLoginStart(false, linux)]).toEqual([true, false, true]);
});

test('elsewhere the system is asked, with what makes it this station again', () => {
  keepLoginStart(true, on('win32', {}));
  expect(asked).toEqual([{ openAtLogin: true, args: ['--data=/srv/dong xi', '--wall'] }]);
});

test('a folder that takes nothing is told about', () => {
  writeFileSync(join(folder, 'autostart'), 'a file where the folder should be');
  expect(keepLoginStart(true, on('linux', { XDG_CONFIG_HOME: folder }))).toBe(false);
  expect(said).toEqual([expect.stringMatching(/^开机启动未能设置/)]);
});

test('what has a meaning in the entry is written so that it has none', () => {
  const entry = desktopEntry(['/opt/100%/app', 'a"b', '$HOME', 'c\\d']);
  expect(entry.split('\n')).toContain(String.raw`Exec="/opt/100%%/app" "a\\"b" "\\$HOME" "c\\\\d"`);
});

test('what is started again is the same station with the same wall', () => {
  const options = { configFile: '/etc/station.json', dataDirectory: '/srv/data', wall: 'all' } as const;
  expect([
    stationArguments(options, null),
    stationArguments({ configFile: null, dataDirectory: null, wall: null }, '/app'),
  ]).toEqual([['--config=/etc/station.json', '--data=/srv/data', '--wall=all'], ['/app']]);
});
