import { expect, test } from 'vitest';
import type { UnitState } from '#shared/domain/unit.ts';
import { countUnits } from './freshness.ts';
import type { Position } from './liveState.ts';

const NOW = 1_000_000;
const seenAgo = (fixAgo: number, receivedAgo = fixAgo): Position => ({
  lon: 117,
  lat: 25,
  courseDegrees: null,
  speedMps: null,
  accuracyM: null,
  fixAt: NOW - fixAgo,
  receivedAt: NOW - receivedAgo,
  batteryPercent: null,
});

test('each unit is counted once: busy before off shift before stale before free', () => {
  const unit = (id: string, isBusy = false, isOff = false): UnitState => ({
    id,
    name: id,
    kind: 'gridWorker',
    mode: 'ebike',
    skills: [],
    lon: 117,
    lat: 25,
    engagement: isBusy ? { incidentId: 'i', dispatchId: 'd', since: 0 } : null,
    ...(isOff && { isOffShift: true }),
  });
  const positions = new Map([
    ['free', seenAgo(1_000)],
    ['busy', seenAgo(90_000)],
    ['stale', seenAgo(90_000)],
    ['home', seenAgo(1_000)],
  ]);
  const units = [
    unit('free'),
    unit('busy', true),
    unit('stale'),
    unit('never'),
    unit('home', false, true),
    unit('kept', true, true),
  ];
  expect(countUnits(units, positions, NOW)).toEqual({ free: 1, busy: 2, stale: 2, offShift: 1 });
});
