/**
 * The life of an incident in the real window, with a second seat beside it: verified, transferred up and given back, merged, split,
 * taken over, closed, opened again and evaluated.
 */
import { afterAll, expect, test } from 'vitest';
import { type TestSeat, takeSeat } from '#tests/flows/kit/seat.ts';
import { openDesk } from './kit/desk.ts';
import { incidentOf, openIncidentOf, order, SOON } from './kit/duty.ts';
import { GAS_LEAK, INTRUSION, SECOND_SEAT } from './kit/liveStation.ts';

let second: TestSeat;
/** What is worked on, and another one near it. */
let intrusion: { readonly id: string; readonly number: string };
let leak: { readonly id: string; readonly number: string };

const desk = openDesk(async ({ duty, station }) => {
  second = await takeSeat(duty.url, SECOND_SEAT);
  await station.press('70A1', INTRUSION);
  await station.press('70A2', GAS_LEAK);
  intrusion = await openIncidentOf(duty.url, 'intrusion');
  leak = await openIncidentOf(duty.url, 'safetyHazard');
});
afterAll(() => second?.[Symbol.dispose]());

const page = () => desk.duty.page;
const at = (testId: string) => page().getByTestId(testId);
const told = async (id: string) => incidentOf(desk.duty.url, id);

/** Opens a form by its place in the menu, as an officer does who does not know its key. */
async function openForm(action: string): Promise<void> {
  // What a form did is seen before the form has its answer and goes away.
  await expect.poll(() => page().locator('[data-testid^="dialog-"]').count(), SOON).toBe(0);
  await page().keyboard.press('6');
  await at(`menu-${action}`).click();
  await at(`dialog-${action}`).waitFor();
}

async function choose(id: string): Promise<void> {
  await at(`queue-item-${id}`).click();
  await expect
    .poll(() => at('incident-number').textContent(), SOON)
    .toBe(id === leak.id ? leak.number : intrusion.number);
}

test('the first to accept has it in hand, and both seats see who looks at what', async () => {
  await choose(intrusion.id);
  await page().keyboard.press('a');
  await expect.poll(() => at('incident-claim').textContent(), SOON).toContain('由您处理');
  second.socket.emit('focus', { incidentId: intrusion.id });
  await expect.poll(() => at('incident-claim').textContent(), SOON).toContain('二号席位 也在看');
  await expect.poll(() => at('queue-watching').first().textContent(), SOON).toBe('二号席位 在看');
  expect(
    await second.command('incident.verify', { incidentId: intrusion.id, verdict: 'real', means: 'video' }),
  ).toEqual({
    ok: false,
    code: 'incidentHeld',
    message: '事件由 本机席位 处理',
  });
});

test('it is verified by two keys, with the seconds it took', async () => {
  await page().keyboard.press('Control+1');
  await at('dialog-verify').waitFor();
  await page().keyboard.press('1');
  await desk.duty.picture('life-verify');
  await at('verify-confirm').click();
  await expect.poll(() => at('life-section').textContent(), SOON).toMatch(/核实属实（视频，受理后 \d+:\d\d）/);
  expect((await told(intrusion.id)).verification).toMatchObject({ verdict: 'real', means: 'video' });
});

test('it is transferred to the level above, taken over there and given back with a reason', async () => {
  await openForm('transfer');
  await at('transfer-search').fill('990101');
  await at('area-990101').click();
  await at('life-reason').fill('超出本街道处置能力');
  await desk.duty.picture('life-transfer');
  await at('transfer-confirm').click();
  await expect.poll(() => at('life-transfer').textContent(), SOON).toContain('待接收');
  expect(await second.command('incident.acceptTransfer', { incidentId: intrusion.id })).toMatchObject({ ok: true });
  await expect.poll(() => at('life-transfer').textContent(), SOON).toContain('承办');
  expect(
    await second.command('incident.returnTransfer', { incidentId: intrusion.id, reason: '已派员到场' }),
  ).toMatchObject({ ok: true });
  await expect.poll(() => at('life-transfer').textContent(), SOON).toContain('退回：已派员到场');
  expect((await told(intrusion.id)).transfers).toMatchObject([{ state: 'returned', to: { code: '990101' } }]);
});

test('a demand shows until it is answered', async () => {
  await openForm('urge');
  await at('life-text').fill('一小时内反馈现场情况');
  await at('urge-confirm').click();
  await expect.poll(() => at('life-urge').textContent(), SOON).toContain('督办：一小时内反馈现场情况');
  await openForm('feedback');
  await at('life-text').fill('现场已控制');
  await at('feedback-confirm').click();
  await expect.poll(() => at('life-urge').textContent(), SOON).toContain('已反馈');
});

test('another seat asks for it, is refused by one key, asks again and has it by silence', async () => {
  await second.command('incident.takeOver', { incidentId: intrusion.id });
  await expect.poll(() => at('incident-claim').textContent(), SOON).toContain('二号席位 请求接管');
  await desk.duty.picture('life-take-over');
  await page().keyboard.press('7');
  await expect.poll(() => at('incident-claim').textContent(), SOON).toContain('由您处理');
  await second.command('incident.takeOver', { incidentId: intrusion.id });
  await expect.poll(() => at('incident-claim').textContent(), SOON).toContain('由 二号席位 处理');
  await expect.poll(() => at('queue-holder').first().textContent(), SOON).toBe('二号席位 处理');
  await second.command('incident.release', { incidentId: intrusion.id });
  await expect.poll(() => at('incident-claim').textContent(), SOON).toContain('还没有人接手');
});

test('the leak is merged into it: nearest first, its alarms move, and each shows the other', async () => {
  await choose(leak.id);
  await page().keyboard.press('a');
  await expect.poll(() => at('incident-claim').textContent(), SOON).toContain('由您处理');
  await openForm('merge');
  await at(`pick-${intrusion.id}`).click();
  await at('life-reason').fill('同一处');
  await desk.duty.picture('life-merge');
  await at('merge-confirm').click();
  await expect.poll(() => at('incident-number').textContent(), SOON).toBe(intrusion.number);
  await expect.poll(() => at('life-section').textContent(), SOON).toContain(leak.number);
  expect(await told(leak.id)).toMatchObject({ state: 'closed', mergedInto: { number: intrusion.number } });
  expect((await told(intrusion.id)).alarms).toHaveLength(2);
});

test('its alarm is split off again as an incident of its own', async () => {
  const [, moved] = (await told(intrusion.id)).alarms;
  await openForm('split');
  await at(`split-${moved?.alarmId}`).check();
  await at('life-reason').fill('另一处');
  await at('split-confirm').click();
  await expect.poll(() => at('incident-number').textContent(), SOON).not.toBe(intrusion.number);
  await expect.poll(() => at('life-section').textContent(), SOON).toContain(`拆自 ${intrusion.number}`);
});

test('closing names what is missing; closed, it is found, opened again and evaluated', async () => {
  await choose(intrusion.id);
  await page().keyboard.press('c');
  await at('close-reason-false').click();
  await expect.poll(() => at('close-gaps').textContent(), SOON).toContain('与核实结论不符');
  await desk.duty.picture('life-close-gaps');
  await at('close-force').fill('复核为误报');
  await at('close-confirm').click();
  await at('action-reopen').waitFor();
  expect(await told(intrusion.id)).toMatchObject({ forced: { reason: '复核为误报', gaps: [{ code: 'verdict' }] } });
  await page().getByRole('tab').nth(1).click();
  await at('closed-search').fill(intrusion.number);
  await at(`queue-item-${intrusion.id}`).click();
  await at('action-reopen').click();
  await at('life-reason').fill('再次报警');
  await at('reopen-confirm').click();
  await expect.poll(() => at('life-section').textContent(), SOON).toContain('重新打开过 1 次');
  await at('reopen-confirm').waitFor({ state: 'detached' });
  await page().keyboard.press('c');
  await at('close-reason-real').click();
  await at('close-confirm').click();
  await expect.poll(async () => (await told(intrusion.id)).state, SOON).toBe('closed');
});

test('an evaluation by a leader stands with the closed incident', async () => {
  const body = { incidentId: intrusion.id, result: 'excellent', response: 'good', note: '处置得当' };
  expect(await second.command('incident.evaluate', body)).toMatchObject({ ok: false, code: 'roleMayNot' });
  expect(await order(desk.duty.url, 'incident.evaluate', body)).toMatchObject({ ok: true });
  await expect.poll(() => at('life-section').textContent(), SOON).toContain('评价：处置优秀，响应合格 处置得当');
  await expect.poll(() => at('incident-phase').textContent(), SOON).toBe('已评价');
  await desk.duty.picture('life-evaluated');
  expect(desk.duty.trouble()).toEqual([]);
});
