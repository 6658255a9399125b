/** Predicted arrival against the limit, while there is still time: who will be late, by how much, and who would be sooner. */
import { expect, test } from 'vitest';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { ADMIN, eventually, openStation, STATION } from './kit/station.ts';

const unit = (id: string, mode: string, eastM: number, northM: number) => {
  const [lon, lat] = pointAt(eastM, northM);
  return { id, name: `${id} 组`, kind: 'patrol', mode, skills: [], lon, lat };
};
const UNITS = [unit('far', 'foot', -600, -600), unit('near', 'ebike', 560, 600)];

test('a walker who cannot keep the limit is foretold before it, with who would be sooner; sent, that one takes it back', async () => {
  // Stands still but where it is moved: a slow machine cannot miss the limit.
  let now = Date.now();
  const clock = () => now;
  await using station = await openStation({
    clock,
    overrides: { units: UNITS, tokens: STATION.tokens.filter(({ role }) => role !== 'worker') },
  });
  const [lon, lat] = pointAt(600, 600);
  const { incidentId } = await station.command('incident.open', { kind: 'publicOrder', lon, lat });
  const send = async (unitId: string) => {
    const { dispatchId } = await station.command('incident.dispatch', { incidentId, unitId });
    expect(await station.command('dispatch.depart', { incidentId, dispatchId })).toMatchObject({ ok: true });
  };
  const forecasts = () =>
    station.core.desk.journal.read(0, 10_000).flatMap(({ kind, at, body }) =>
      kind === 'incident.arrivalForecast'
        ? [
            {
              at,
              ...(body as {
                seconds: number;
                isLate: boolean;
                lateBySeconds: number;
                unitId: string;
                proposal: unknown;
              }),
            },
          ]
        : [],
    );
  const reported = async (...places: readonly (readonly [id: string, eastM: number, northM: number])[]) => {
    for (const [id, eastM, northM] of places) expect(await station.position(id, eastM, northM)).toBe(200);
  };
  expect(forecasts()).toEqual([]);
  await reported(['far', -600, -600], ['near', 560, 600]);
  await send('far');
  const late = await eventually('the walker is foretold', () => forecasts()[0]);
  expect(late).toMatchObject({ isLate: true, unitId: 'far', proposal: { unitId: 'near', unitName: 'near 组' } });
  expect(late.lateBySeconds).toBeGreaterThan(60);
  const band = station.core.desk.world.incidents
    .get(String(incidentId))!
    .clock.find(({ seconds }) => seconds === late.seconds)!;
  // There is still time: that is what it is for.
  expect(late.at).toBeLessThan(band.dueAt);
  await send('near');
  now += 6_000;
  await reported(['near', 560, 600], ['far', -600, -600]);
  const inTime = await eventually('whoever is sooner takes it back', () =>
    forecasts().find(({ isLate, seconds }) => !isLate && seconds === late.seconds),
  );
  expect(inTime).toMatchObject({ unitId: 'near', proposal: null });
  // Said when it changes sides, and not with every look.
  expect(forecasts().filter(({ seconds }) => seconds === late.seconds)).toHaveLength(2);
  expect(await station.get(`/api/incidents/${String(incidentId)}`, ADMIN)).toMatchObject({
    incident: { closedAt: null },
  });
});
