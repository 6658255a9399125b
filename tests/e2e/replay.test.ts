/**
 * The past in the real application: an incident worked to its end is replayed step by step, and a pole that is really pressed in
 * the middle of it takes the screen back.
 */
import { describe, expect, test } from 'vitest';
import type { ReplayOverview } from '#shared/wire/replay.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { openDesk } from './kit/desk.ts';
import { type ApiIncident, ask, order, SOON, unansweredItem } from './kit/duty.ts';
import { GAS_LEAK, HOLD_UP } from './kit/liveStation.ts';
import { metresBetween, placeInView } from './kit/mapPlace.ts';

const HOUR_MS = 3_600_000;

describe('replay at the desk', () => {
  let incident: ApiIncident;

  const desk = openDesk(async () => {
    await locate('u-001', 160, 40);
    await locate('u-002', -260, 120);
    await desk.station.press('70A1', HOLD_UP);
    incident = await firstOpen();
    // The window must know it before it is closed: an alarm it hears of later would break into the replay.
    await unansweredItem(desk.duty.page, incident.id).waitFor();
    const body = { incidentId: incident.id };
    await order(desk.duty.url, 'incident.acknowledge', body);
    await locate('u-001', 60, 20);
    await order(desk.duty.url, 'incident.note', { ...body, text: '到场核实' });
    await locate('u-001', -60, -40);
    for (const dispatch of (await incidentNow()).dispatches) {
      await order(desk.duty.url, 'dispatch.withdraw', { ...body, dispatchId: dispatch.id, reason: '误报' });
    }
    expect(await order(desk.duty.url, 'incident.close', { ...body, reason: 'false', note: '' })).toMatchObject({
      ok: true,
    });
    await unansweredItem(desk.duty.page, incident.id).waitFor({ state: 'detached' });
  });

  const firstOpen = async () =>
    (await ask<{ incidents: ApiIncident[] }>(desk.duty.url, '/api/incidents?state=open')).incidents[0]!;
  const incidentNow = async () =>
    (await ask<{ incident: ApiIncident }>(desk.duty.url, `/api/incidents/${incident.id}`)).incident;
  const locate = async (unitId: string, eastM: number, northM: number) => {
    const [lon, lat] = pointAt(eastM, northM);
    await apart();
    await fetch(`${desk.duty.url}/ingest/osmand?id=${unitId}&lon=${lon}&lat=${lat}&speed=1.2&bearing=270`);
    await apart();
  };
  /** Positions are kept to a tenth of a second: what comes before and after one is at another moment. */
  const apart = () => new Promise((done) => setTimeout(done, 250));
  const overview = () => {
    const now = Date.now();
    return ask<ReplayOverview>(desk.duty.url, `/api/replay/overview?from=${now - HOUR_MS}&to=${now}`);
  };
  /** The camera has come to a place, metres from the middle of the district, to a few pixels. */
  const looksAt = (eastM: number, northM: number) =>
    expect
      .poll(async () => metresBetween(await placeInView(desk.duty.page), pointAt(eastM, northM)), SOON)
      .toBeLessThan(25);
  const scrubToTheEnd = async () => {
    const { page } = desk.duty;
    const { x, y, width, height } = (await shown('replay-scrub').boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width - 2, y + height / 2, { steps: 5 });
    await page.mouse.up();
  };
  const shown = (testId: string) => desk.duty.page.getByTestId(testId);
  const phaseOfPast = () => shown('past').getByTestId('incident-phase').textContent();

  test('a span is asked for, and what cannot be replayed is said before it is asked', async () => {
    const { page } = desk.duty;
    await page.keyboard.press('z');
    await shown('replay-picker').waitFor();
    await shown('replay-to').fill('2099-01-01T00:00:00');
    expect(await shown('replay-span-fault').textContent()).toBe('结束时间还没有到');
    await desk.duty.picture('replay-1-picker');
    await shown('replay-hour').click();
    await shown('replay-bar').waitFor();
    expect(await shown('replay-moment').textContent()).toMatch(/^回放 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d只供查看/);
  });

  test('it is stepped through event by event, and each shows the incident as it stood then', async () => {
    const { page } = desk.duty;
    const { entries } = await overview();
    const opened = entries.find(({ kind }) => kind === 'incident.opened')!;
    const closed = entries.find(({ kind }) => kind === 'incident.closed')!;
    await page.keyboard.press('.');
    const isShown = (seq: number) => shown(`replay-entry-${seq}`).locator('..').getAttribute('aria-current');
    await expect.poll(() => isShown(opened.seq), SOON).toBe('true');
    await page.keyboard.press('.');
    await page.keyboard.press('.');
    await expect.poll(() => isShown(entries[2]!.seq), SOON).toBe('true');
    await shown(`replay-entry-${opened.seq}`).click();
    const wordOf = async () => (await phaseOfPast())?.trim();
    await expect.poll(wordOf, SOON).not.toBe('已结案');
    await desk.duty.picture('replay-2-opened');
    await shown(`replay-entry-${closed.seq}`).click();
    await expect.poll(wordOf, SOON).toBe('已结案');
    await page.keyboard.press(',');
    await expect.poll(wordOf, SOON).not.toBe('已结案');
    await desk.duty.picture('replay-3-before-closing');
  });

  test('it plays and pauses, faster and slower', async () => {
    const { page } = desk.duty;
    await shown('replay-speed').selectOption('64');
    await page.getByTestId('replay-scrub').focus();
    await page.keyboard.press('Home');
    const moment = () => shown('replay-moment').textContent();
    await expect.poll(moment, SOON).not.toBe('');
    const before = await moment();
    await page.keyboard.press('Escape');
    await page.getByTestId('replay.play').click();
    await expect.poll(moment, SOON).not.toBe(before);
    await page.getByTestId('replay.play').click();
    expect(await page.getByTestId('replay.play').textContent()).toContain('播放');
  });

  test('a unit that is followed stays in the middle, step by step, while it plays and while it is scrubbed', async () => {
    const { page } = desk.duty;
    const { entries } = await overview();
    const show = (kind: string) => shown(`replay-entry-${entries.find((entry) => entry.kind === kind)!.seq}`).click();
    await show('incident.opened');
    await shown('replay-follow').selectOption('unit:u-001');
    await looksAt(160, 40);
    await show('incident.noted');
    await looksAt(60, 20);
    await show('incident.opened');
    await looksAt(160, 40);
    await page.getByTestId('replay.play').click();
    await looksAt(-60, -40);
    // At 64× the end of the span is near, and there it stands still.
    await expect.poll(() => page.getByTestId('replay.play').textContent(), SOON).toContain('播放');
    await show('incident.opened');
    await looksAt(160, 40);
    await scrubToTheEnd();
    await looksAt(-60, -40);
    await desk.duty.picture('replay-4-follow-unit');
  });

  test('an incident that is followed is flown to, and the steps are its own', async () => {
    const { page } = desk.duty;
    await shown('replay-follow').selectOption(`incident:${incident.id}`);
    await looksAt(0, 0);
    // Out of the field, so that keys are commands again. To its last event first: the replay stands behind it.
    await page.keyboard.press('Escape');
    await page.keyboard.press(',');
    await page.keyboard.press(',');
    const [before] = (await overview()).entries.filter(({ incidentId }) => incidentId === incident.id).slice(-2);
    const isShown = () => shown(`replay-entry-${before!.seq}`).locator('..').getAttribute('aria-current');
    await expect.poll(isShown, SOON).toBe('true');
    await looksAt(0, 0);
    await desk.duty.picture('replay-5-follow-incident');
    await shown('replay-follow').selectOption('');
  });

  test('a pole pressed meanwhile takes the screen back, and one key returns to the moment', async () => {
    const { page } = desk.duty;
    const at = await shown('replay-moment').textContent();
    expect((await desk.station.press('70A2', GAS_LEAK)).kind).toBe('ack');
    await shown('replay-suspended').waitFor();
    expect(await shown('replay-suspended').textContent()).toContain('新警情');
    const live = await firstOpen();
    await unansweredItem(page, live.id).waitFor();
    expect(await shown('past').count()).toBe(0);
    expect(await shown('replay-moment').count()).toBe(0);
    await desk.duty.picture('replay-6-new-alarm');
    await page.keyboard.press('a');
    await expect.poll(async () => (await firstOpen()).acknowledgedAt, SOON).not.toBe(null);
    await page.keyboard.press('z');
    await shown('past').waitFor();
    expect(await shown('replay-moment').textContent()).toBe(at);
  });

  test('an order given in a replay is refused in words, and live comes back whole', async () => {
    const { page } = desk.duty;
    const before = await firstOpen();
    await page.keyboard.press('1');
    await page.getByText('正在回放，没有执行').first().waitFor();
    expect((await firstOpen()).dispatches).toEqual(before.dispatches);
    await page.keyboard.press('Escape');
    await page.keyboard.press('0');
    await shown('replay-bar').waitFor({ state: 'detached' });
    expect(await page.getByTestId('incident-panel').isVisible()).toBe(true);
    expect(desk.duty.trouble()).toEqual([]);
  });
});
