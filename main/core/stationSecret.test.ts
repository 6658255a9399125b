import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadStationSecret } from './stationSecret.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pingan-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the secret is made once, kept for its owner alone, and differs from any other', () => {
  const secret = loadStationSecret(folder);
  expect(secret).toHaveLength(32);
  expect(loadStationSecret(folder)).toEqual(secret);
  expect(statSync(join(folder, 'station.secret')).mode & 0o777).toBe(0o600);
  rmSync(join(folder, 'station.secret'));
  expect(loadStationSecret(folder)).not.toEqual(secret);
});

test('a file that holds none is made afresh', () => {
  writeFileSync(join(folder, 'station.secret'), 'torn');
  const secret = loadStationSecret(folder);
  expect(readFileSync(join(folder, 'station.secret'), 'latin1')).toBe(`${secret.toString('hex')}\n`);
});
