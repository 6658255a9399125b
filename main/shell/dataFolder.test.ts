import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataFolderOf, glanceAtStation } from './dataFolder.ts';
import type { ShellOptions } from './options.ts';

const options: ShellOptions = {
  configFile: null,
  dataDirectory: null,
  screenshotFile: null,
  size: null,
  language: null,
  wall: null,
  join: null,
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pingan-glance-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function station(text: string): string {
  const file = join(folder, 'station.json');
  writeFileSync(file, text);
  return file;
}

test('the demo district is a drill on a free loopback port', () => {
  expect(glanceAtStation(null)).toEqual({
    id: 'demo',
    realm: 'drill',
    http: { host: '127.0.0.1', port: 0 },
    scene: 'builtin:demo',
  });
});

test('a station is known by its id, its realm, where it listens and its scene', () => {
  const file = station(
    '{"station":{"id":"shifan","name":"x"},"realm":"live","http":{"host":"127.0.0.1","port":4711},"scene":"map"}',
  );
  expect(glanceAtStation(file)).toEqual({
    id: 'shifan',
    realm: 'live',
    http: { host: '127.0.0.1', port: 4711 },
    scene: join(folder, 'map'),
  });
});

test('a station that says nothing about http listens where the config schema says', () => {
  expect(glanceAtStation(station('{"station":{"id":"shifan"}}')).http).toEqual({ host: '127.0.0.1', port: 4700 });
});

test('a station that cannot be read is left for the core to complain about', () => {
  const unread = { id: 'unread', realm: 'live', http: { host: '127.0.0.1', port: 0 }, scene: 'builtin:demo' };
  expect(glanceAtStation(station('{'))).toEqual(unread);
  expect(glanceAtStation(station('{"station":{"id":"../../etc"}}'))).toEqual(unread);
  expect(glanceAtStation(join(folder, 'absent.json'))).toEqual(unread);
});

test('live and drill of one station never share a folder', () => {
  const live = glanceAtStation(station('{"station":{"id":"shifan"},"realm":"live"}'));
  expect(dataFolderOf(options, live, '/a')).toBe(join('/a', 'stations', 'shifan-live'));
  expect(dataFolderOf(options, { ...live, realm: 'drill' }, '/a')).toBe(join('/a', 'stations', 'shifan-drill'));
  expect(dataFolderOf({ ...options, dataDirectory: '/d' }, live, '/a')).toBe('/d');
});
