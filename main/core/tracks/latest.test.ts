import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ageOf, type Fix, LatestPositions } from './latest.ts';

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
  ...facts,
});

test('the newest by the device’s own time stays; an older one and the same one again move nothing', () => {
  const positions = new LatestPositions(folder());
  expect([
    positions.accept(fix()),
    positions.accept(fix({ lon: 118, receivedAt: AT + 5_000 })),
    positions.accept(fix({ lon: 119, fixAt: AT - 1, receivedAt: AT + 6_000 })),
    positions.accept(fix({ lon: 117.02, fixAt: AT + 7_000, receivedAt: AT + 7_100 })),
  ]).toEqual(['accepted', 'repeated', 'older', 'accepted']);
  expect(positions.get('u-001')?.lon).toBe(117.02);
});

test('a device whose clock once ran ahead is not frozen there for ever', () => {
  const positions = new LatestPositions(folder());
  positions.accept(fix({ fixAt: AT + 3_600_000 }));
  expect(positions.accept(fix({ lon: 117.02, fixAt: AT + 5_000, receivedAt: AT + 5_000 }))).toBe('accepted');
});

test('age is by our clock, or by the device’s when that says it is older', () => {
  expect(ageOf(fix(), AT + 10_000)).toBe(10_000);
  expect(ageOf(fix({ fixAt: AT - 60_000 }), AT + 10_000)).toBe(70_000);
  expect(ageOf(fix({ fixAt: AT + 60_000 }), AT + 10_000)).toBe(10_000);
});

test('changes are taken once, and what was saved is known after a restart', () => {
  const directory = folder();
  const positions = new LatestPositions(directory);
  positions.accept(fix());
  expect(positions.takeChanged()).toEqual([fix()]);
  expect(positions.takeChanged()).toEqual([]);
  positions.save();
  expect([...new LatestPositions(directory).all()]).toEqual([fix()]);
});

test('a torn file costs the last positions and not the start', () => {
  const directory = folder();
  writeFileSync(join(directory, 'positions.json'), '[{"unitId":');
  expect([...new LatestPositions(directory).all()]).toEqual([]);
});
