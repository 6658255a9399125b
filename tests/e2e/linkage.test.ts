/**
 * Linked groups in the real window: a leader keeps them in a form; a team of six bodies is told in one action, each answers by its own
 * way (a seat, two phones, a signed call of its own system, a voice that the officer enters), one does not and is overdue by name;
 * a second seat sees the same; told again, entered, closed. And one text to many units.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LinkedGroup } from '#shared/domain/linkage.ts';
import { openPhone } from '#tests/flows/kit/phone.ts';
import { type TestSeat, takeSeat } from '#tests/flows/kit/seat.ts';
import { Partner, partnerAnswers, partnerCertificate } from '#tests/simulators/partner.ts';
import { ask, type Duty, incidentOf, openDuty, openIncidentOf, order, SOON, unansweredItem } from './kit/duty.ts';
import { HOLD_UP, type LiveStation, makeLiveStation, PHONE } from './kit/liveStation.ts';
import { byKeyboard } from './kit/officers.ts';

const PASSWORD = 'Dongxi-Lu-2026!';
const SECRET = 'shared-with-the-partner-0001';
const AREA = '990101001';
const HOSTILE = '学校 <img src=x onerror="window.canary=1">';

let station: LiveStation;
let duty: Duty;
let partner: Partner;
let second: TestSeat;
let slips: string;
let incidentId: string;

const member = (id: string, name: string, channel: object) => ({ id, name, channel });

beforeAll(async () => {
  station = await makeLiveStation();
  const certificate = await partnerCertificate();
  partner = await new Partner(certificate, [200]).listen();
  slips = join(station.dataFolder, '..', 'slips');
  const config = JSON.parse(await readFile(station.configFile, 'utf8'));
  config.groups = [
    {
      id: 'team',
      name: '东溪联动组',
      kind: 'other',
      silenceSeconds: 10,
      answers: 'everyone',
      members: [
        member('police', '派出所 值班室', { kind: 'seat', scope: AREA }),
        member('community', '社区 张主任', { kind: 'phone', unitId: 'u-001' }),
        member('property', '物业 门岗', { kind: 'phone', unitId: 'u-002' }),
        member('fire', '消防 通信室', { kind: 'webhook', url: `https://${partner.host}/linkage` }),
        member('hospital', '医院 急诊', { kind: 'voice', phone: '059188887777' }),
        member('school', HOSTILE, { kind: 'printer' }),
      ],
    },
  ];
  const webhooks = [{ host: partner.host, secret: SECRET, networks: ['127.0.0.0/8'], ca: certificate.cert }];
  config.notices = { webhooks, printFolder: slips };
  await writeFile(station.configFile, JSON.stringify(config));
  duty = await openDuty({ configFile: station.configFile, dataFolder: station.dataFolder });
  for (const [loginName, name, role, scope] of [
    ['zhao', '带班 赵', 'leader', null],
    ['wang', '王警官', 'duty', AREA],
  ])
    await order(duty.url, 'account.create', { loginName, name, role, scope, password: PASSWORD });
});
afterAll(async () => {
  second?.[Symbol.dispose]();
  await duty?.close();
  await partner?.[Symbol.asyncDispose]();
  await station?.[Symbol.asyncDispose]();
});

const byId = (id: string) => duty.page.getByTestId(id);
const press = (key: string) => duty.page.keyboard.press(key);
const type = (text: string) => duty.page.keyboard.type(text);
const marksOf = async () => {
  const marks = byId('linkage-marks').locator('li');
  return marks.evaluateAll((all) => all.map((each) => `${each.dataset.testid?.slice(5)} ${each.dataset.mark}`));
};
/** Every event of a kind, as the journal has them. */
async function journal(kind: string): Promise<readonly { readonly body: unknown }[]> {
  const { events } = await ask<{ events: { kind: string; body: unknown }[] }>(
    duty.url,
    '/api/journal?after=0&limit=1000',
  );
  return events.filter((event) => event.kind === kind);
}

test('a leader signs in and adds, changes and removes a group with the keyboard alone', async () => {
  await press('Control+l');
  await byId('dialog-sign-in').waitFor();
  const fields = byId('dialog-sign-in').locator('input');
  await fields.nth(0).fill('zhao');
  await fields.nth(1).fill(PASSWORD);
  await press('Enter');
  await duty.page.locator('[data-testid="person"][data-state="person"]').waitFor();
  await press('Control+;');
  await byId('groups-sheet').waitFor();
  expect(await byId('groups-sheet').textContent()).toContain('由 station.json 定义');
  await duty.picture('linkage-1-groups');
  await byId('group-add').focus();
  await press('Enter');
  await byId('group-name').focus();
  await press('Enter');
  await expect
    .poll(() => byId('group-form').locator('[role="alert"]').allTextContents(), SOON)
    .toEqual(['请填写名称', '请填写姓名或岗位', '请选择力量']);
  await type('阳光物业');
  await byId('group-kind-property').focus();
  await press('Space');
  await byId('member-name').focus();
  await type('门岗');
  await byId('member-channel').selectOption('voice');
  await byId('member-phone').focus();
  await type('13800000001');
  await duty.picture('linkage-2-group-form');
  await press('Enter');
  await expect.poll(() => byId('groups-sheet').locator('.group-row').allTextContents(), SOON).toHaveLength(2);
  await expect.poll(() => byId('group-form').textContent(), SOON).toContain('138****0001');
  await byId('group-silence').fill('60');
  await press('Enter');
  await expect
    .poll(() => byId('groups-sheet').locator('.group-row').allTextContents(), SOON)
    .toContainEqual(expect.stringContaining('60 秒'));
  const saved = await journal('group.saved');
  expect(saved.map(({ body }) => (body as { group: { name: string } }).group.name)).toEqual([
    '东溪联动组',
    '阳光物业',
    '阳光物业',
  ]);
  expect(JSON.stringify(saved)).not.toContain('13800000001');
  for (const _ of ['ask', 'be sure']) {
    await byId('group-remove').focus();
    await press('Enter');
  }
  await expect.poll(() => byId('groups-sheet').locator('.group-row').allTextContents(), SOON).toHaveLength(1);
  expect(await journal('group.removed')).toHaveLength(1);
  await press('Escape');
});

test('the team is told in one action; five answer by their own way, the sixth is overdue and loud', async () => {
  const { page, url } = duty;
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ loginName: 'wang', password: PASSWORD }),
  });
  second = await takeSeat(url, ((await session.json()) as { token: string }).token);
  using community = await openPhone(url, 'u-001', PHONE);
  using property = await openPhone(url, 'u-002', PHONE);
  await station.press('70A1', HOLD_UP);
  incidentId = (await openIncidentOf(url, 'holdUp')).id;
  await unansweredItem(page, incidentId).click();
  await press('a');
  await byId('linkage-choose').click();
  await byId('dialog-linkage').getByRole('checkbox').first().check();
  await byId('linkage-confirm').click();
  await byId('linkage-team').waitFor();

  const groupId = 'team';
  const answer = { incidentId, groupId, state: 'acknowledged' };
  const answers = [
    await second.command('incident.answerLink', answer),
    await community.command('incident.answerLink', answer),
    await property.command('incident.answerLink', { ...answer, state: 'onTheWay' }),
  ];
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
  await expect.poll(() => partner.heard.length, SOON).toBeGreaterThan(0);
  expect(await partnerAnswers(url, SECRET, { ...answer, memberId: 'fire' })).toBe(200);
  await byId('linkage-team').getByRole('button', { name: '成员 6' }).click();
  await byId('member-answer-hospital').click();
  await byId('link-said-by').fill('急诊 李医生');
  await byId('link-answer-confirm').click();
  await byId('dialog-link-answer').waitFor({ state: 'detached' });
  await byId('linkage-team').getByRole('button', { name: '收起' }).click();

  await expect
    .poll(marksOf, SOON)
    .toEqual([
      'school loud',
      'police answered',
      'community answered',
      'property answered',
      'fire answered',
      'hospital answered',
    ]);
  expect(await byId('linkage-team').getAttribute('data-loud')).toBe('true');
  const words = await byId('linkage-team').textContent();
  expect(words).toContain('5/6 已应答');
  expect(words).toContain(`${HOSTILE} 10 秒未应答`);
  expect(await byId(`queue-item-${incidentId}`).first().textContent()).toContain('联动未应答');
  await expect.poll(() => readdir(slips), SOON).toHaveLength(1);
  await duty.picture('linkage-3-overdue');
});

test('the second seat sees the same, each answer with its way, and no text of a name has run', async () => {
  const there = (): readonly LinkedGroup[] => second.world.incidents.get(incidentId)?.linkage ?? [];
  await expect.poll(async () => (await incidentOf(duty.url, incidentId)).linkage, SOON).toEqual(there());
  expect(there()[0]?.members.map(({ memberId, state, via, saidBy }) => [memberId, state, via, saidBy])).toEqual([
    ['police', 'acknowledged', 'seat', null],
    ['community', 'acknowledged', 'phone', null],
    ['property', 'onTheWay', 'phone', null],
    ['fire', 'acknowledged', 'webhook', null],
    ['hospital', 'acknowledged', 'desk', '急诊 李医生'],
    ['school', 'told', null, null],
  ]);
  expect(await duty.page.evaluate(() => (globalThis as { canary?: number }).canary ?? null)).toBeNull();
});

test('told again only he is called; entered for him the team is complete, and with the incident it ends', async () => {
  await byId('linkage-again').click();
  await expect.poll(async () => (await journal('incident.linked')).length, SOON).toBe(2);
  const last = (await journal('incident.linked')).at(-1);
  expect(last).toMatchObject({ body: { members: [{ memberId: 'school' }] } });
  await byId('linkage-team').getByRole('button', { name: '成员 6' }).click();
  await byId('member-answer-school').click();
  await byId('link-said-by').fill('保安队长');
  await byId('link-answer-confirm').click();
  await expect.poll(() => byId('linkage-team').textContent(), SOON).toContain('6/6 已应答');
  expect(await byId('linkage-team').getAttribute('data-loud')).toBe('false');
  await duty.picture('linkage-4-complete');
  // Whoever has it in hand closes it: the window.
  const officer = byKeyboard(duty.page);
  await officer.chooseCloseReason('false');
  await officer.confirmClose();
  await byId('close-confirm').waitFor({ state: 'detached' });
  await expect.poll(() => second.world.incidents.get(incidentId)?.closedAt ?? null, SOON).not.toBeNull();
  expect(second.world.incidents.get(incidentId)?.linkage[0]?.members.map(({ state }) => state)).not.toContain('told');
});

test('one text goes to many units, and the desk sees who has it', async () => {
  const { page, url } = duty;
  using phone = await openPhone(url, 'u-001', PHONE);
  await press('Control+/');
  await byId('broadcast-sheet').waitFor();
  expect(await byId('broadcast-send').isDisabled()).toBe(true);
  await byId('broadcast-to-team').click();
  for (const unitId of ['u-001', 'u-002']) await byId(`broadcast-unit-${unitId}`).click();
  await byId('broadcast-words').fill('今晚有雨，<b>注意</b>积水');
  await byId('broadcast-send').click();
  await expect.poll(() => phone.messages.map(({ text }) => text), SOON).toEqual(['今晚有雨，<b>注意</b>积水']);
  await phone.command('message.mark', { unitId: 'u-001', upTo: phone.messages[0]!.id, as: 'read' });
  await expect.poll(() => byId('broadcast-sent').textContent(), SOON).toContain('2 支 · 送达 1 · 已看 1');
  expect(await byId('broadcast-sent').textContent()).toContain('未送达：巡防一组');
  expect(await page.locator('.broadcast__words b').count()).toBe(0);
  await duty.picture('linkage-5-broadcast');
  expect(duty.trouble()).toEqual([]);
});
