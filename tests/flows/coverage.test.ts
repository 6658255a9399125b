import { expect, test } from 'vitest';
import type { CoverageReport, CoverageState, Departure, IncidentCoverage } from '#shared/domain/coverage.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { eventually, openStation, STATION, type TestStation } from './kit/station.ts';

const NOW = Date.UTC(2026, 10, 21, 4);

/** Two guards far apart and a spare one beside the second; the school stands beside the first. */
const UNITS = [
  ['u-near', 20, 0],
  ['u-east', 580, -580],
  ['u-spare', 570, -580],
].map(([id, eastM, northM]) => {
  const [lon, lat] = pointAt(eastM as number, northM as number);
  return { id, name: `${id} 号`, kind: 'police', mode: 'ebike', skills: [], lon, lat };
});
/** No phones: theirs are other units than these. */
const TOKENS = STATION.tokens.filter(({ role }) => role !== 'worker');
const OVERRIDES = { ...STATION, units: UNITS, tokens: TOKENS };

const stateOf = (station: TestStation) => station.get<CoverageState>('/api/coverage');
const reportWhen = (station: TestStation, what: string, holds: (report: CoverageReport) => boolean) =>
  eventually(what, async () => {
    const state = await stateOf(station);
    return state.state === 'ready' && holds(state.report) ? state.report : undefined;
  });
const unmetOf = ({ bands }: CoverageReport, band: number) => bands[band]!.places.unmet.map(({ name }) => name);

test('coverage arrives, shrinks with a dispatch, says so beforehand, and a move-up fills the gap', async () => {
  await using station = await openStation({ overrides: OVERRIDES, clock: () => NOW });
  expect((await stateOf(station)).state).toBe('starting');
  const before = await reportWhen(station, 'coverage', () => true);
  expect(before.profile.id).toBe('fujian-a');
  expect(before.inputs).toEqual({
    counted: 3,
    atPost: 3,
    leftOut: { busy: 0, offShift: 0, stale: 0, wrongForce: 0, offRoad: 0 },
    oldestFixAt: null,
    ignoresTiers: false,
  });
  expect(before.bands.map(({ places: { met, total }, grids, units }) => [met, total, grids.total, units])).toEqual([
    [2, 2, 4, 3],
    [2, 2, 4, 3],
    [2, 2, 4, 3],
  ]);
  const shares = before.bands.map(({ coveredM }) => coveredM / before.roadM);
  expect(shares[0]! > 0 && shares[0]! < shares[1]! && shares[1]! < shares[2]! && shares[2]! <= 1).toBe(true);

  const [lon, lat] = pointAt(0, 200);
  const opened = await station.command('incident.open', { kind: 'publicOrder', lon, lat, title: '争吵' });
  const incidentId = opened.incidentId as string;
  const incident = async () =>
    (await station.get<{ incident: IncidentState }>(`/api/incidents/${incidentId}`)).incident;
  await station.get(`/api/incidents/${incidentId}/recommendation`);
  const asked = await station.get<
    Omit<IncidentCoverage, 'departures'> & { departures: readonly (Departure & { sentence: string | null })[] }
  >(`/api/incidents/${incidentId}/coverage`);
  const ofNear = asked.departures.find(({ unitId }) => unitId === 'u-near')!;
  expect(ofNear.uncovers.map(({ seconds, places }) => [seconds, places.map(({ name }) => name)])).toContainEqual([
    60,
    ['东溪小学', '东溪社区 1 号报警杆'],
  ]);
  expect(ofNear.handling).toEqual({ seconds: 1_200, source: 'planned', samples: 0 });
  expect(ofNear.sentence).toMatch(/^派出后 2 处重点场所超过 \d 分钟，约 \d+ 分钟（.*处置按规划值 20 分钟）$/);
  expect(asked.departures.find(({ unitId }) => unitId === 'u-spare')!.uncovers).toEqual([]);
  const order = asked.departures.map(({ unitId }) => unitId);
  expect([order[0], asked.gap, asked.moveUp]).toEqual(['u-near', [], null]);

  expect((await station.command('incident.dispatch', { incidentId, unitId: 'u-near' })).ok).toBe(true);
  const after = await reportWhen(station, 'the gap', ({ inputs }) => inputs.leftOut.busy === 1);
  expect(unmetOf(after, 0)).toEqual(['东溪小学', '东溪社区 1 号报警杆']);
  expect(after.bands[0]!.coveredM).toBeLessThan(before.bands[0]!.coveredM);
  const { moveUp, gap } = await station.get<IncidentCoverage>(`/api/incidents/${incidentId}/coverage`);
  expect(gap[0]!.places.map(({ name }) => name)).toEqual(['东溪小学', '东溪社区 1 号报警杆']);
  expect(moveUp).toMatchObject({ uncovers: [], lostCount: 2, restoredCount: 2 });
  expect(['u-east', 'u-spare']).toContain(moveUp!.unitId);

  const relocate = { incidentId, unitId: moveUp!.unitId, task: 'relocate', target: moveUp!.target };
  expect((await station.command('incident.dispatch', { ...relocate, target: undefined })).code).toBe('badBody');
  const sent = await station.command('incident.dispatch', relocate);
  expect(sent.ok).toBe(true);
  const dispatchId = sent.dispatchId as string;
  const relocation = (await incident()).dispatches.find(({ id }) => id === dispatchId)!;
  expect(relocation).toMatchObject({ task: 'relocate', target: moveUp!.target, state: 'notified' });
  // The way is to where it is to stand, not to the incident.
  expect(Math.abs(relocation.etaSeconds! - moveUp!.etaSeconds)).toBeLessThanOrEqual(2);
  // Who is on the way fills the gap already: nobody else is offered for it.
  expect((await station.get<IncidentCoverage>(`/api/incidents/${incidentId}/coverage`)).moveUp).toBeNull();

  await station.command('dispatch.accept', { incidentId, dispatchId });
  await station.command('dispatch.arrive', { incidentId, dispatchId });
  const { phase, clock, dispatches } = await incident();
  expect([phase, clock.map(({ metAt }) => metAt)]).toEqual(['dispatched', [null, null, null]]);
  expect(dispatches.map(({ state }) => state)).toEqual(['notified', 'done']);
  // Its terminal reports from the new place: covered again.
  const { target } = moveUp!;
  const at = `id=${moveUp!.unitId}&lat=${target.lat}&lon=${target.lon}&timestamp=${NOW}`;
  await fetch(`${station.core.url}/ingest/osmand?${at}`);
  const restored = await reportWhen(station, 'the gap filled', (report) => unmetOf(report, 0).length === 0);
  expect(restored.inputs).toMatchObject({ counted: 2, atPost: 1, oldestFixAt: NOW });
}, 40_000);
