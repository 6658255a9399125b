import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSettings } from '../settings.ts';
import type { DisplayFacts } from './displayFacts.ts';
import { DisplayRegistry } from './displayRegistry.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pingan-displays-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As after a start of the application: what is known comes from the disk. */
function open(): DisplayRegistry {
  const settings = openSettings(join(folder, 'settings.json'), () => undefined);
  let marks = settings.current.displays.length;
  return new DisplayRegistry(settings, () => `${marks++}`.padStart(6, '0'));
}
const facts = (id: number, label: string, x: number): DisplayFacts => {
  const bounds = { x, y: 0, width: 1_920, height: 1_080 };
  return { id, label, isInternal: false, bounds, workArea: bounds, scaleFactor: 1, rotation: 0 };
};
const seen = (registry: DisplayRegistry, ...displays: DisplayFacts[]) =>
  registry.see(displays).map(({ identity, name }) => `${identity} ${name}`);

test('each display gets an identity with its model in it, and is listed from the left', () => {
  const registry = open();
  expect(seen(registry, facts(2, 'SONY TV  *00', 3_840), facts(1, 'DELL U2723QE', 0), facts(3, '', 1_920))).toEqual([
    'dell-u2723qe-000000 DELL U2723QE',
    'display-000001 #2',
    'sony-tv-00-000002 SONY TV  *00',
  ]);
});

test('after a start with other numbers they are known again, and one that was away is as well', () => {
  const before = seen(open(), facts(1, 'DELL', 0), facts(2, 'SONY', 1_920), facts(3, 'SONY', 3_840));
  expect(before).toEqual(['dell-000000 DELL', 'sony-000001 SONY', 'sony-000002 SONY']);
  const later = open();
  expect(seen(later, facts(8, 'SONY', 3_840), facts(9, 'DELL', 0))).toEqual(['dell-000000 DELL', 'sony-000002 SONY']);
  expect(seen(later, facts(8, 'SONY', 3_840), facts(9, 'DELL', 0), facts(7, 'SONY', 1_920))).toEqual(before);
});

test('displays of years fill no more than their share of the record', () => {
  const registry = open();
  for (let count = 0; count < 80; count++) registry.see([facts(count, `MODEL ${count}`, 0)]);
  expect([registry.known.length, registry.known[0]?.label]).toEqual([64, 'MODEL 79']);
});
