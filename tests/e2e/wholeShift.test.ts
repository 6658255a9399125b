/**
 * A whole night in the real window: signed in and the sealed hand-over of the shift before taken, a storm of sixty poles through the
 * real port, false alarms closed, one incident up a level and back, a chattering lid shelved, the night's log printed to a file, and
 * everything handed over item by item with both signatures.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDesk } from './kit/desk.ts';
import { ask, incidentsOf, openIncidentOf, SOON } from './kit/duty.ts';
import { signBoth, touchAll } from './kit/handOver.ts';
import { ADMIN, INTRUSION } from './kit/liveStation.ts';
import { byKeyboard } from './kit/officers.ts';
import { wordsOfPdf } from './kit/pdf.ts';

const PASSWORD = 'Dongxi-Lu-2026!';
const POLES = 60;
const CLOSED_BY_HAND = 2;
const TAMPER = '137';
const LID = '99010100100000000003';
const HOUR_MS = 3_600_000;

interface Answer {
  readonly ok: boolean;
  readonly code?: string;
  readonly [field: string]: unknown;
}

async function post(path: string, body: object, token?: string): Promise<Answer> {
  const response = await fetch(`${desk.duty.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}

async function must(token: string, kind: string, body: object): Promise<Answer> {
  const answer = await post('/api/commands', { commandId: crypto.randomUUID(), kind, body }, token);
  if (!answer.ok) throw new Error(`${kind}: ${JSON.stringify(answer)}`);
  return answer;
}

const tokenOf = async (loginName: string) =>
  String((await post('/api/session', { loginName, password: PASSWORD })).token);

/** Everybody of the night, the roster, and what the officer before has sealed and left. */
const desk = openDesk(
  async () => {
    const ids = new Map<string, string>();
    for (const [loginName, name] of [
      ['chen', '陈静'],
      ['linxiao', '林晓'],
      ['zhouyan', '周岩'],
    ] as const) {
      const body = { loginName, name, role: 'duty', scope: null, password: PASSWORD };
      ids.set(loginName, String((await must(ADMIN, 'account.create', body)).accountId));
    }
    const now = Date.now();
    const [startAt, endAt] = [now - HOUR_MS, now + 7 * HOUR_MS];
    const people = [{ accountId: ids.get('linxiao'), post: 'duty' }];
    await must(ADMIN, 'roster.save', {
      ...{ fromAt: startAt, untilAt: endAt },
      shifts: [{ name: '夜班', startAt, endAt, people }],
    });
    const before = await tokenOf('chen');
    await must(before, 'shift.begin', {});
    await must(before, 'shift.note', { text: '二号楼电梯维修至晨六点', mustHandOver: true });
    const { handOverId } = await must(before, 'handOver.open', {});
    await must(before, 'handOver.seal', { handOverId });
  },
  [],
  POLES,
);
const folder = mkdtempSync(join(tmpdir(), 'pingan-night-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const page = () => desk.duty.page;
const byId = (id: string) => page().getByTestId(id);
const openCount = async () => (await incidentsOf(desk.duty.url, 'open')).length;

async function signIn(loginName: string): Promise<void> {
  await page().keyboard.press('Control+l');
  const fields = byId('dialog-sign-in').locator('input');
  await fields.nth(0).fill(loginName);
  await fields.nth(1).fill(PASSWORD);
  await page().keyboard.press('Enter');
  await page().locator('[data-testid="person"][data-state="person"]').waitFor();
}

test('the officer signs in by the roster, is shown what waits, takes it item by item, and is on duty', async () => {
  await page().keyboard.press('Control+l');
  await byId('sign-in-shift').waitFor();
  expect(await byId('sign-in-shift').locator('option').first().textContent()).toMatch(/^按排班签到：夜班 .*（林晓）$/);
  await desk.duty.picture('night-1-sign-in');
  const fields = byId('dialog-sign-in').locator('input');
  await fields.nth(0).fill('linxiao');
  await fields.nth(1).fill(PASSWORD);
  await page().keyboard.press('Enter');
  // A sealed hand-over waits: he is signed in, not yet on duty, and stands before it.
  await byId('hand-over-item').getByText('二号楼电梯维修至晨六点').waitFor();
  expect(await byId('hand-over-sign').isDisabled()).toBe(true);
  await touchAll(page());
  await byId('hand-over-sign').click();
  await byId('shift-end').waitFor();
  expect(await byId('shift-cell').getAttribute('aria-label')).toContain('林晓');
  await page().keyboard.press('Escape');
});

test('sixty poles at once: each is an incident, the queue groups them, and none of them is hidden', async () => {
  const accounts = desk.station.accounts.slice(-POLES);
  const outcomes = await Promise.all(accounts.map((account) => desk.station.press(account, INTRUSION)));
  expect([...new Set(outcomes.map(({ kind }) => kind))]).toEqual(['ack']);
  await expect.poll(openCount, SOON).toBe(POLES);
  await byId('queue-flood').waitFor();
  const counted = async () => {
    const counts = await page().locator('.flood-group__count').allTextContents();
    return counts.reduce((sum, count) => sum + Number(count), 0);
  };
  await expect.poll(counted, SOON).toBe(POLES);
  await desk.duty.picture('night-2-storm');
});

test('false alarms are closed, two of them by keyboard, and one incident goes up a level and comes back', async () => {
  const officer = await tokenOf('linxiao');
  const ids = (await incidentsOf(desk.duty.url, 'open')).map(({ id }) => id);
  const isFalse = ids.slice(0, POLES / 2);
  for (const incidentId of isFalse)
    await must(officer, 'incident.verify', { incidentId, verdict: 'false', means: 'video' });
  for (const incidentId of isFalse.slice(CLOSED_BY_HAND))
    await must(officer, 'incident.close', { incidentId, reason: 'false', note: '误报' });
  await page().keyboard.press('[');
  const hand = byKeyboard(page());
  for (const incidentId of isFalse.slice(0, CLOSED_BY_HAND)) {
    await byId(`queue-item-${incidentId}`).first().click();
    await page().locator(`[data-testid="queue-item-${incidentId}"][aria-current="true"]`).first().waitFor();
    await hand.chooseCloseReason('false');
    await hand.confirmClose();
    await byId('dialog-close').waitFor({ state: 'detached' });
  }
  await expect.poll(openCount, SOON).toBe(POLES / 2);

  const given = ids.at(-1)!;
  const to = { code: '990101', name: '示范区' };
  await must(officer, 'incident.acknowledge', { incidentId: given });
  await must(officer, 'incident.transfer', {
    incidentId: given,
    to,
    reason: '需区级协调',
    dueAt: Date.now() + HOUR_MS,
  });
  await must(officer, 'incident.acceptTransfer', { incidentId: given });
  await byId(`queue-item-${given}`).first().click();
  await byId('incident-panel').getByText('示范区').first().waitFor();
  await must(officer, 'incident.returnTransfer', { incidentId: given, reason: '属街道职责' });
  await byId('incident-panel').getByText('属街道职责').first().waitFor();
  await desk.duty.picture('night-3-transfer');
});

test('a chattering lid is found in the panel and shelved there, and stays in sight', async () => {
  for (let times = 0; times < 6; times++) expect((await desk.station.press('70A3', TAMPER)).kind).toBe('ack');
  await openIncidentOf(desk.duty.url, 'tamper');
  await page().keyboard.press('Control+i');
  await byId('alarms-tab-chattering').click();
  await byId(`shelve-${LID}`).click();
  await byId('dialog-shelve').waitFor();
  await page().keyboard.press('1');
  await page().keyboard.press('1');
  await byId('shelve-confirm').click();
  await byId('dialog-shelve').waitFor({ state: 'detached' });
  await must(ADMIN, 'device.startMaintenance', {
    ...{ deviceId: '99010100100000000002', untilAt: Date.now() + HOUR_MS, reason: '换电池' },
  });
  await byId('alarms-tab-shelved').click();
  await byId(`shelved-${LID}`).waitFor();
  await byId('shelved-99010100100000000002').getByText('换电池').waitFor();
  await byId('alarms-tab-quality').click();
  await byId('figure-levels').waitFor();
  expect(await byId('figure-badActorShare').textContent()).toMatch(/\d+ 次 ÷ \d+ 次/);
  expect(await byId('figure-shelved').textContent()).toMatch(/1 台 ÷ 在册 63 台/);
  await desk.duty.picture('night-4-quality');
});

test('the night’s log is printed to a file with its words', async () => {
  const file = join(folder, 'night.pdf');
  await desk.duty.running.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page().keyboard.press('Control+s');
  await byId('shift-sheet').waitFor();
  await byId('shift-tab-log').click();
  await byId('duty-log').getByText('交接完成').first().waitFor();
  await byId('pdf-shifts').click();
  await byId('print-said').waitFor();
  const words = wordsOfPdf(file);
  expect([...'值班日志林晓入侵误报示范区搁置'].filter((character) => !words.includes(character))).toEqual([]);
});

test('everything is handed over: touched item by item, signed by both, and nothing is lost on the way', async () => {
  await byId('shift-tab-handOver').click();
  await byId('hand-over-open').click();
  await byId('hand-over-items').waitFor();
  await page().keyboard.press('Control+l');
  await byId('sign-out').click();
  await byId('sign-in-banner').waitFor();
  await signIn('zhouyan');
  const kinds = page().locator('.shift-items__kind');
  await expect
    .poll(async () => [...new Set(await kinds.allTextContents())], SOON)
    .toEqual(expect.arrayContaining(['未结事件', '搁置报警', '检修中', '须交接备注']));
  await desk.duty.picture('night-5-taking');
  await signBoth(page(), { loginName: 'linxiao', password: PASSWORD });
  expect(await byId('shift-cell').getAttribute('aria-label')).toContain('周岩');
  const { handOvers } = await ask<{
    handOvers: { completed: { hash: string } | null; giverSigned: { hash: string }; takerSigned: { hash: string } }[];
  }>(desk.duty.url, '/api/shifts');
  const last = handOvers.find(({ completed, giverSigned }) => completed !== null && giverSigned !== null);
  expect([last?.giverSigned.hash, last?.takerSigned.hash]).toEqual([last?.completed?.hash, last?.completed?.hash]);
  expect((await incidentsOf(desk.duty.url, 'open')).length).toBe(POLES / 2 + 1);
  expect(desk.duty.trouble()).toEqual([]);
});
