/**
 * Clocks, rises and alarm discipline in the real window: one more unit by one key while there is time, a device shelved by three, a
 * flood that groups the queue, and an alarm nobody accepts.
 */
import { afterAll, expect, test } from 'vitest';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { openDesk } from './kit/desk.ts';
import { incidentOf, incidentsOf, openIncidentOf, order, PATIENCE_MS, SOON } from './kit/duty.ts';
import { ADMIN, HOLD_UP, INTRUSION } from './kit/liveStation.ts';
import { liveBefore } from './kit/yesterday.ts';

const TAMPER = '137';
const HOUR_MS = 3_600_000;
/** Accounts of the two doors. */
const [STANDS, SHUT] = ['70A2', '70A3'];
const FAR = { id: 'u-020', name: '步巡 远', eastM: -900, northM: -800 };

let ids = 0;
let reporting: NodeJS.Timeout | undefined;

const desk = openDesk(
  async ({ duty, station }) => {
    // Rises by itself while the other tests run.
    await station.press('70A1', HOLD_UP);
    const [lon, lat] = pointAt(FAR.eastM, FAR.northM);
    const report = () => void fetch(`${duty.url}/ingest/osmand?id=${FAR.id}&lat=${lat}&lon=${lon}`).catch(() => {});
    report();
    reporting = setInterval(report, 3_000);
  },
  [FAR],
  0,
  // A day and an hour ago a door was forced, and never said that it is shut again; another's did. Both were dealt with.
  (station) =>
    liveBefore(station, 25 * HOUR_MS, async (url) => {
      for (const account of [STANDS, SHUT]) {
        await station.press(account, INTRUSION);
        const { id } = await openIncidentOf(url, 'intrusion');
        await order(url, 'incident.acknowledge', { incidentId: id });
        const closing = { incidentId: id, reason: 'real', note: '已关门', forceReason: '测试' };
        expect(await order(url, 'incident.close', closing)).toMatchObject({ ok: true });
      }
      await station.press(SHUT, INTRUSION, 3);
    }),
);
afterAll(() => clearInterval(reporting));

const page = () => desk.duty.page;
const at = (testId: string) => page().getByTestId(testId);

/** An alarm of another system, somewhere of its own. */
async function alarm(index: number): Promise<void> {
  const [lon, lat] = pointAt(-1_000 + (index % 5) * 420, -900 + Math.floor(index / 5) * 420);
  const body = { id: `e2e-${++ids}`, kind: 'access', class: 'intrusion', title: `门禁 ${index}`, lon, lat };
  const answer = await fetch(`${desk.duty.url}/api/alarms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}` },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
}

async function choose(incidentId: string): Promise<void> {
  await at(`queue-item-${incidentId}`).first().click();
  await at('incident-panel').waitFor();
}

test('a unit that will be late is foretold, and one key sends who is sooner', async () => {
  const [lon, lat] = pointAt(0, 60);
  const { incidentId = '' } = await order(desk.duty.url, 'incident.open', { kind: 'publicOrder', lon, lat });
  const { dispatchId } = (await order(desk.duty.url, 'incident.dispatch', { incidentId, unitId: FAR.id })) as {
    dispatchId?: string;
  };
  await order(desk.duty.url, 'dispatch.depart', { incidentId, dispatchId: dispatchId ?? '' });
  await choose(incidentId);
  await at('forecast-late').waitFor();
  expect(await at('forecast-late').textContent()).toMatch(/可能晚到 (?:\d:\d\d|\d\d 分钟).*加派/);
  await at('queue-late').first().waitFor();
  await desk.duty.picture('escalation-forecast');
  await page().keyboard.press(']');
  await expect.poll(async () => (await incidentOf(desk.duty.url, incidentId)).dispatches.length, SOON).toBe(2);
  const forecast = (await incidentOf(desk.duty.url, incidentId)).watch.forecasts[0];
  const sent = (await incidentOf(desk.duty.url, incidentId)).dispatches[1];
  expect(sent?.unitId).toBe(forecast?.proposal?.unitId);
});

test('a chattering lid is shelved by three keys, kept and counted, and its calls for help are not offered', async () => {
  await desk.station.press('70A3', TAMPER);
  const { id } = await openIncidentOf(desk.duty.url, 'tamper');
  await choose(id);
  await page().keyboard.press('a');
  await page().keyboard.press('\\');
  await at('dialog-shelve').waitFor();
  expect(await at('dialog-shelve').textContent()).not.toContain('紧急求助');
  await page().keyboard.press('1');
  await page().keyboard.press('1');
  await desk.duty.picture('escalation-shelve');
  await at('shelve-confirm').click();
  await at('dialog-shelve').waitFor({ state: 'detached' });
  const before = (await incidentsOf(desk.duty.url, 'open')).length;
  await desk.station.press('70A3', TAMPER);
  await page().keyboard.press('Control+i');
  await at('alarms-tab-shelved').click();
  const row = at('shelved-99010100100000000003');
  await expect.poll(() => row.textContent(), SOON).toContain('期间收到 1 条，未鸣响');
  await desk.duty.picture('escalation-shelved');
  expect((await incidentsOf(desk.duty.url, 'open')).length).toBe(before);
  await at('unshelve-99010100100000000003').click();
  await row.waitFor({ state: 'detached' });
  await at('alarms-tab-quality').click();
  await at('quality-figures').waitFor();
  await at('figure-perHour').click();
  await desk.duty.picture('escalation-quality');
  await page().keyboard.press('Escape');
});

test('what has stood for a day is in the panel with its source and age, and goes when its device says that it is over', async () => {
  await page().keyboard.press('Control+i');
  await at('alarms-tab-quality').click();
  const figure = at('figure-standing');
  await expect.poll(() => figure.locator('strong').textContent(), SOON).toBe('1');
  await figure.click();
  const list = at('quality-list');
  await expect.poll(() => list.locator('.alarm-row').count(), SOON).toBe(1);
  // The other door said that it is shut.
  const words = await list.textContent();
  expect(words).toContain('东溪小学 一键报警');
  expect(words).not.toContain('车站广场');
  expect(words).toMatch(/1 天|25 小时|1天/);
  await desk.duty.picture('escalation-standing');
  await page().keyboard.press('l');
  expect(await list.textContent()).toMatch(/25 h|1 d/);
  await page().keyboard.press('l');
  await desk.station.press(STANDS, INTRUSION, 3);
  await page().keyboard.press('Escape');
  await page().keyboard.press('Control+i');
  await at('alarms-tab-quality').click();
  await expect.poll(() => at('figure-standing').locator('strong').textContent(), SOON).toBe('0');
  await at('figure-chattering').click();
  await at('quality-list').waitFor();
  await page().keyboard.press('Escape');
});

test('a flood groups the queue with every incident in it, and one key goes back and forth', async () => {
  for (let index = 0; index < 20; index++) await alarm(index);
  await at('queue-flood').waitFor();
  const open = (await incidentsOf(desk.duty.url, 'open')).length;
  const counted = async () => {
    const counts = await page().locator('.flood-group__count').allTextContents();
    return counts.reduce((sum, count) => sum + Number(count), 0);
  };
  await expect.poll(counted, SOON).toBe(open);
  expect(await at('flood-line').textContent()).toContain('报警潮');
  await desk.duty.picture('escalation-flood');
  await page().keyboard.press('[');
  await at('queue-flood').waitFor({ state: 'detached' });
  await page().keyboard.press('[');
  await at('queue-flood').waitFor();
});

test('what nobody accepts rises, is one notice, and is read above without falling silent', async () => {
  const raised = at('banner-escalation');
  // Run alone, the sixty seconds it takes begin with this test.
  await raised.waitFor({ timeout: 2 * PATIENCE_MS });
  const holdUp = await openIncidentOf(desk.duty.url, 'holdUp');
  await expect
    .poll(async () => (await incidentOf(desk.duty.url, holdUp.id)).watch.escalation?.why, SOON)
    .toBe('unanswered');
  await desk.duty.picture('escalation-raised');
  await page().setViewportSize({ width: 1_920, height: 1_080 });
  await desk.duty.picture('escalation-raised-1920');
  expect(await raised.textContent()).toContain('等待带班领导确认');
  const raisedIds = (await incidentsOf(desk.duty.url, 'open')).flatMap(({ id, watch }) =>
    watch.escalation ? [id] : [],
  );
  // This seat is a duty officer's; the leader is somebody else.
  await order(desk.duty.url, 'incident.acknowledgeEscalation', { incidentIds: raisedIds });
  await expect
    .poll(async () => (await incidentOf(desk.duty.url, holdUp.id)).watch.escalation?.endedBy ?? null, SOON)
    .toBe('管理员');
  expect((await incidentOf(desk.duty.url, holdUp.id)).acknowledgedAt).toBeNull();
  await at('queue-unanswered').or(at('queue-flood')).first().waitFor();
  expect(desk.duty.trouble()).toEqual([]);
});
