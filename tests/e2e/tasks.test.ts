/**
 * Tasks, patrols and words of the field in the real window: a route is clicked on the map, a task is published by the form and
 * proved by a phone on the real wire, a late one is loud, a report becomes an incident by one key, a message is answered.
 */
import { expect, test } from 'vitest';
import type { FieldTask } from '#shared/domain/task.ts';
import { openPhone, type TestPhone } from '#tests/flows/kit/phone.ts';
import { openDesk } from './kit/desk.ts';
import { ask, incidentsOf, order, SOON, untilPainted } from './kit/duty.ts';
import { ADMIN, PHONE } from './kit/liveStation.ts';
import { chineseOf, properNames } from './kit/words.ts';

const desk = openDesk();

const tasks = async () => (await ask<{ tasks: FieldTask[] }>(desk.duty.url, '/api/tasks')).tasks;
const phoneOf = (unitId: string): Promise<TestPhone> => openPhone(desk.duty.url, unitId, PHONE);

test('a route is clicked on the map point by point and saved along the roads', async () => {
  const { page } = desk.duty;
  await untilPainted(desk.duty, ({ isPainted }) => isPainted);
  await page.keyboard.press('Control+t');
  await page.getByTestId('tasks-sheet').waitFor();
  await page.getByTestId('tasks-tab-routes').click();
  await page.getByTestId('route-new').click();
  await page.getByTestId('route-name').fill('东溪夜巡一线');
  await page.getByTestId('points-add').click();
  await page.getByTestId('map-aim').waitFor();
  const map = page.locator('.duty__map .scene');
  for (const [x, y] of [
    [240, 360],
    [360, 300],
    [460, 380],
  ] as const) {
    await map.click({ position: { x, y } });
  }
  await desk.duty.picture('tasks-1-points-on-map');
  await page.keyboard.press('Escape');
  await page.getByTestId('route-form').waitFor();
  expect(await page.locator('.points-editor__row').count()).toBe(3);
  expect(await page.getByTestId('route-name').inputValue()).toBe('东溪夜巡一线');
  await page.getByTestId('route-save').click();
  await page.getByTestId('route-rows').waitFor();
  expect(await page.getByTestId('route-rows').textContent()).toMatch(/东溪夜巡一线3 个签到点，.+按顺序尚未走过/);
  await desk.duty.picture('tasks-2-routes');
});

test('a patrol published by the form is accepted and proved by a phone, and the desk sees the proof', async () => {
  const { page } = desk.duty;
  using phone = await phoneOf('u-001');
  await page.getByTestId('tasks-tab-tasks').click();
  await page.getByTestId('task-new').click();
  await page.getByTestId('task-title').fill('东溪小学周边夜巡');
  await page.getByTestId('task-unit').selectOption('u-001');
  await page.getByTestId('task-route').selectOption({ index: 1 });
  await desk.duty.picture('tasks-3-form');
  await page.getByTestId('task-publish').click();
  await page.getByTestId('task-detail').waitFor();
  await expect.poll(() => [...phone.tasks.values()][0]?.title, SOON).toBe('东溪小学周边夜巡');
  const told = [...phone.tasks.values()][0]!;
  const [first, second] = told.points;
  await phone.command('task.accept', { taskId: told.taskId });
  await phone.stand(first!.lon, first!.lat);
  expect(await phone.command('task.checkIn', { taskId: told.taskId, pointId: first!.id })).toMatchObject({ ok: true });
  await phone.command('task.checkIn', { taskId: told.taskId, pointId: second!.id, reason: '施工封路' });
  await phone.command('task.item', { taskId: told.taskId, itemId: 'see', result: 'hazard', text: '消防通道堆放杂物' });
  const proof = (id: string) => page.getByTestId(`task-point-${id}`).textContent();
  await expect.poll(() => proof(first!.id), SOON).toContain('到点已证实');
  await expect.poll(() => proof(second!.id), SOON).toMatch(/手动签到，未证实：施工封路（不在范围内/);
  await desk.duty.picture('tasks-4-detail');
  await page.getByTestId('task-back').click();
  await expect
    .poll(() => page.getByTestId(`task-${told.taskId}`).textContent(), SOON)
    .toMatch(/网格员 林晓.*签到 2\/3检查 1\/5隐患 1未证实 1.*执行中/);
  expect((await tasks()).map(({ title }) => title)).toContain('复查：东溪小学周边夜巡');
});

test('a late task stands on top, in red, and in the notices', async () => {
  const { page, url } = desk.duty;
  const late = { kind: 'errand', title: '送达停水通知', dueAt: Date.now() + 1_500 };
  await order(url, 'task.publish', { ...late, audience: { kind: 'team', unitIds: ['u-002', 'u-005'] } });
  await expect.poll(() => page.getByTestId('notices').textContent(), SOON).toContain('任务超时：送达停水通知');
  await expect.poll(() => page.locator('.task-row').first().textContent(), SOON).toMatch(/送达停水通知.*超时/);
  await page.getByTestId('task-filter-overdue').click();
  expect(await page.locator('.task-row').count()).toBe(1);
  await desk.duty.picture('tasks-5-overdue');
  await page.locator('.task-row').first().click();
  await page.getByTestId('task-cancel').click();
  await page.getByTestId('task-cancel-reason').fill('改为电话通知');
  await page.getByTestId('task-cancel-confirm').click();
  await expect.poll(() => page.getByTestId('notices').textContent(), SOON).not.toContain('送达停水通知');
});

test('one key makes an incident of what a unit reports', async () => {
  const { page, url } = desk.duty;
  await page.keyboard.press('Escape');
  using phone = await phoneOf('u-002');
  const place = { lon: 117.0102, lat: 25.0703 };
  await phone.command('field.report', { unitId: 'u-002', kind: 'safetyHazard', text: '井盖缺失', ...place });
  await expect.poll(() => page.getByTestId('notices').textContent(), SOON).toContain('巡防一组 上报');
  await desk.duty.picture('tasks-6-report');
  await page.keyboard.press('Control+o');
  await expect
    .poll(async () => (await incidentsOf(url, 'open')).map(({ title }) => title), SOON)
    .toEqual(['巡防一组上报 井盖缺失']);
  await expect.poll(() => page.getByTestId('notices').textContent(), SOON).not.toContain('巡防一组 上报');
});

test('a unit’s message is read on its card and answered there', async () => {
  const { page } = desk.duty;
  using phone = await phoneOf('u-005');
  await phone.command('message.send', { unitIds: ['u-005'], text: '南门路灯不亮' });
  await page.getByTestId('unread-u-005').getByRole('button').click();
  await expect.poll(() => page.getByTestId('card').textContent(), SOON).toContain('南门路灯不亮');
  await page.getByTestId('unread-u-005').waitFor({ state: 'detached' });
  await page.getByTestId('unit-message').fill('已报修，请设警示');
  await page.keyboard.press('Enter');
  await expect.poll(() => phone.messages.at(-1)?.text, SOON).toBe('已报修，请设警示');
  await phone.command('message.mark', { unitId: 'u-005', upTo: phone.messages.at(-1)!.id, as: 'read' });
  await expect.poll(() => page.getByTestId('card').textContent(), SOON).toContain('已读');
  await desk.duty.picture('tasks-7-messages');
});

test('in English the sheet and the form hold no Chinese but names', async () => {
  const { page, url } = desk.duty;
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await page.keyboard.press('Control+t');
  await page.getByTestId('task-rows').waitFor();
  const titles = (await tasks()).map(({ title }) => title);
  // What people typed stays as they typed it, and the musts of a task are in both languages.
  const names = new Set([
    ...(await properNames(url, ADMIN)),
    ...titles,
    '示范街道综治中心',
    '南门路灯不亮',
    '井盖缺失',
    '已报修，请设警示',
  ]);
  expect(await chineseOf(page, names)).toEqual([]);
  await page.getByTestId('task-new').click();
  await page.getByTestId('task-form').waitFor();
  expect(await chineseOf(page, new Set([...names, '东溪夜巡一线']))).toEqual([]);
  await desk.duty.picture('tasks-8-english');
  expect(desk.duty.trouble()).toEqual([]);
});
