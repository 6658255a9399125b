import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Fix, LatestPositions } from './latest.ts';

const AT = 1_800_000_000_000;
const folder = () => mkdtempSync(join(tmpdir(), 'pingan-latest-'));
const fix = (facts: Partial<Fix> = {}): Fix => ({
  unitId: 'u-001',
  source: 'osmand',
  lon: 117.01,
  lat: 25.07,
  courseDegrees: null,
  speedMps: null,
  accuracyM: null,
  batteryPercent: null,
  fixAt: AT,
  receivedAt: AT,
  deviceAt: AT,
  staleAt: null,
  raw: null,
  ...facts,
});

test('changes are taken once, and what was saved is known after a restart', async () => {
  const directory = folder();
  const positions = new LatestPositions(directory);
  positions.set(fix());
  expect(positions.takeChanged()).toEqual([fix()]);
  expect(positions.takeChanged()).toEqual([]);
  await positions.save();
  expect([...new LatestPositions(directory).all()]).toEqual([fix()]);
  positions.set(fix({ lon: 117.02, raw: { datum: 'gcj02', lon: 117.03, lat: 25.08 } }));
  positions.saveNow();
  expect([...new LatestPositions(directory).all()]).toEqual([...positions.all()]);
});

test('thousands of units are saved whole', async () => {
  const directory = folder();
  const positions = new LatestPositions(directory);
  for (let unit = 0; unit < 3_210; unit++) positions.set(fix({ unitId: `u-${unit}` }));
  await positions.save();
  expect([...new LatestPositions(directory).all()]).toEqual([...positions.all()]);
});

test('positions saved before raw coordinates were kept are still known', () => {
  const directory = folder();
  const { deviceAt, staleAt, raw, ...before } = fix();
  writeFileSync(join(directory, 'positions.json'), JSON.stringify([before]));
  expect([...new LatestPositions(directory).all()]).toEqual([fix({ deviceAt: null })]);
});

test('a torn file costs the last positions and not the start', () => {
  const directory = folder();
  writeFileSync(join(directory, 'positions.json'), '[{"unitId":');
  expect([...new LatestPositions(directory).all()]).toEqual([]);
});
