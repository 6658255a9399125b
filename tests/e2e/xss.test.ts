/**
 * RELIABILITY S10: hostile words in every name and every text the real window shows: lists, panels, sheets, tips, the map in words,
 * toasts, prints. Names say what they name, so that each is known to have come to a screen; texts of commands come from the wire
 * itself, so that a new field is tried, and missed when it never gets in.
 */
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeSeat } from '#tests/flows/kit/seat.ts';
import { seeded } from '#tests/simulators/seeded.ts';
import { COMMANDS } from '../../renderer/commands/registry.ts';
import { ask, type Duty, incidentsOf, openDuty, SOON } from './kit/duty.ts';
import { ADMIN, INTRUSION, type LiveStation, makeLiveStation } from './kit/liveStation.ts';
import { near, sayEverything } from './kit/xssCommands.ts';
import { marked, XSS_CORPUS } from './kit/xssCorpus.ts';
import { HOSTILE_HOOK, sayRareWords } from './kit/xssRare.ts';
import { nameHostile, PERSON, tellHostile } from './kit/xssStation.ts';
import { NOTHING_FOUND, readPaper, SAID, watchXss, type XssFound } from './kit/xssWatch.ts';

const SEED = 20_261_122;

let station: LiveStation;
let duty: Duty;
let found: () => Promise<XssFound>;
let incidentId = '';
let rare: readonly string[] = [];

beforeAll(async () => {
  station = await makeLiveStation();
  await nameHostile(station);
  duty = await openDuty({ configFile: station.configFile, dataFolder: station.dataFolder });
  found = await watchXss(duty.page);
  await station.press('70A1', INTRUSION);
  incidentId = await tellHostile(duty.url);
});
afterAll(async () => {
  await duty?.close();
  await station?.[Symbol.asyncDispose]();
});

const byId = (id: string) => duty.page.getByTestId(id);
const press = (key: string) => duty.page.keyboard.press(key);
const said = async () => (await duty.page.evaluate(SAID)) as string;

/** Nothing of what was said became anything but text, so far. */
async function expectOnlyText(where: string): Promise<void> {
  expect({ where, ...(await found()) }).toEqual({ where, ...NOTHING_FOUND });
}

/** Of a name its marked text; what is markup already stands for itself. */
const textOf = (name: string) => (name.includes('<') ? name : marked(name));

/** Each of these names has come to the screen, as text. */
async function expectShown(where: string, ...names: readonly string[]): Promise<void> {
  await expect
    .poll(async () => {
      const words = await said();
      return { where, unseen: names.filter((name) => !words.includes(textOf(name))) };
    }, SOON)
    .toEqual({ where, unseen: [] });
  await expectOnlyText(where);
}

test('names of the station, its area, its people and what they tell stand in the window as text', async () => {
  await press('Control+l');
  const fields = byId('dialog-sign-in').locator('input');
  await fields.nth(0).fill(PERSON.loginName);
  await fields.nth(1).fill(PERSON.password);
  await press('Enter');
  await duty.page.locator('[data-testid="person"][data-state="person"]').waitFor();
  await expectShown('top bar', 'station', 'account');
  await expectShown('notices', 'seen', 'report');
  await byId(`queue-item-${incidentId}`).first().click();
  await expectShown('incident', 'title', 'words', 'incident note', 'group', 'road', 'unit', 'phone', 'seat');
  await expectShown('cameras beside it', 'camera', 'second camera');
});

type Sheets = readonly (readonly [key: string, clicks: readonly string[], names: readonly string[]])[];

async function openSheets(sheets: Sheets): Promise<void> {
  for (const [key, clicks, names] of sheets) {
    await press(key);
    for (const id of clicks) await byId(id).first().click();
    await expectShown(`${key} ${clicks.join(' ')}`, ...names);
    await press('Escape');
    await duty.page.locator('.duty__sheet').waitFor({ state: 'detached' });
  }
}

test('so do those of every sheet', async () => {
  await openSheets([
    ['Control+m', [], ['scene']],
    ['Control+j', [], ['machine', 'its own name']],
    ['Control+u', [], ['account']],
    ['Control+q', [], ['camera', 'second camera', 'private camera']],
    ['Control+/', [], ['broadcast', 'seat']],
    ['Control+;', ['group-property'], ['group', 'member', 'member role']],
    ['Control+t', [], ['task']],
    ['Control+g', [], ['report']],
    ['m', [], ['device']],
    ['p', ['link-row-receiver'], ['link']],
    ['Control+s', ['shift-tab-now'], ['roster', 'note', 'seat']],
    ['Control+s', ['shift-tab-roster'], ['roster', 'account']],
    ['Control+s', ['shift-tab-handOver'], ['note', 'title', 'maintenance']],
    ['Control+s', ['shift-tab-log'], ['note', 'incident note', 'seat']],
  ]);
});

test('so do places, roads and grids of the imported scene where they are searched for and shown', async () => {
  for (const name of ['place', 'road', 'grid', 'village', 'town', 'unit', 'device', 'camera']) {
    await press('Control+k');
    await duty.page.keyboard.insertText(marked(name));
    await expectShown(`search for ${name}`, name);
    await press('Escape');
    await press('Escape');
  }
});

test('a duty log and a hand-over on paper are text, in both languages', async () => {
  type Ids = readonly { readonly id: string; readonly people?: readonly { readonly cameAt: number | null }[] }[];
  const { shifts, handOvers } = await ask<{ shifts: Ids; handOvers: Ids }>(duty.url, '/api/shifts');
  const pages = [...shifts.map(({ id }) => `shifts/${id}`), ...handOvers.map(({ id }) => `hand-overs/${id}`)];
  expect(handOvers.length).toBe(1);
  for (const path of pages.flatMap((page) => [`${page}/page?lang=zh-CN`, `${page}/page?lang=en`])) {
    const answer = await fetch(`${duty.url}/api/${path}`, { headers: { authorization: `Bearer ${ADMIN}` } });
    const { text, tags, injected } = await readPaper(duty.page, await answer.text());
    expect({ path, injected }).toEqual({ path, injected: [] });
    expect(tags.filter((tag) => !PAPER.has(tag))).toEqual([]);
    for (const name of ['station', 'note', 'seat', 'title']) expect(text).toContain(marked(name));
  }
});

test('words that only rare states let one say are said, and shown as text', async () => {
  using seat = await takeSeat(duty.url, ADMIN);
  const { shownBy, taskId, reached } = await sayRareWords(duty.url, seat);
  rare = reached;
  for (const [id, names] of Object.entries(shownBy)) {
    await byId(`queue-item-${id}`).first().click();
    await expectShown(`incident of ${names}`, ...names);
  }
  await openSheets([
    [
      'Control+t',
      ['task-filter-ended', `task-${taskId}`],
      ['to look at', 'by hand', 'hazard', 'task note', 'task place', 'task end'],
    ],
    ['Control+;', ['group-hooked'], [HOSTILE_HOOK]],
    ['Control+s', ['shift-tab-handOver'], ['question', 'answer']],
    ['Control+s', ['shift-tab-log'], ['why seen', 'why kept', 'why let go', 'question', 'answer', 'split']],
  ]);
});

/** What our pages for paper are made of. */
const PAPER = new Set([
  ...[
    'html',
    'head',
    'meta',
    'title',
    'style',
    'body',
    'h1',
    'h2',
    'p',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'div',
  ],
  ...['span', 'br', 'ul', 'li', 'strong'],
]);

test(`hostile words get into every text a command may carry (seed ${SEED})`, async () => {
  using seat = await takeSeat(duty.url, ADMIN);
  expect(XSS_CORPUS.length).toBeGreaterThanOrEqual(40);
  const { reached, missing } = await sayEverything(duty.url, seat, SEED, rare);
  const random = seeded(SEED);
  for (const [index, title] of XSS_CORPUS.entries()) {
    await fetch(`${duty.url}/api/alarms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}` },
      body: JSON.stringify({ id: `x-${index}`, kind: 'other', class: 'intrusion', title, ...near(random) }),
    });
  }
  const socket = createSocket('udp4');
  const { links } = JSON.parse(readFileSync(station.configFile, 'utf8')) as {
    links: [{ transport: { port: number } }];
  };
  for (const payload of XSS_CORPUS)
    await new Promise((sent) => socket.send(payload, links[0].transport.port, '127.0.0.1', sent));
  socket.close();
  await expectOnlyText('after all was said');
  // A text that is new and never got in is missed here.
  expect(missing).toEqual([]);
  expect(reached.length).toBeGreaterThanOrEqual(45);
}, 180_000);

test('the queue and every incident show them as text', async () => {
  const { page, url } = duty;
  await expect.poll(async () => (await said()).includes('onerror=xss()'), SOON).toBe(true);
  const open = (await incidentsOf(url, 'open')).slice(-12);
  expect(open.length).toBeGreaterThan(3);
  const shown = new Set<string>();
  // So many have come that the queue groups them: each by itself again.
  await byId('flood-group').first().waitFor();
  await byId('flood-layout').click();
  await byId('flood-group').first().waitFor({ state: 'detached' });
  for (const { id, number } of open) {
    const item = byId(`queue-item-${id}`).first();
    if ((await item.count()) === 0) continue;
    await item.click();
    await expect.poll(() => byId('incident-number').textContent(), SOON).toBe(number);
    const words = await said();
    for (const payload of XSS_CORPUS) if (words.includes(payload)) shown.add(payload);
    await expectOnlyText(`incident ${number}`);
  }
  expect(shown.size).toBeGreaterThan(20);
  expect(await page.locator('[data-testid="queue"] img, [data-testid="incident-panel"] script').count()).toBe(0);
}, 180_000);

test('so does every sheet and window the desk can open', async () => {
  const { page } = duty;
  const views = COMMANDS.filter(
    ({ id, keys }) => id.startsWith('view.') && keys.length > 0 && !/language|dismiss|commandBar|commandLine/.test(id),
  );
  expect(views.length).toBeGreaterThan(8);
  for (const { id, keys } of views) {
    await press(keys[0]!);
    const rows = page.locator(
      '.duty__sheet [role="row"], .duty__sheet [role="option"], .duty__sheet li button, .duty__sheet tbody tr',
    );
    for (const row of (await rows.all()).slice(0, 3)) {
      await row.hover({ timeout: 500 }).catch(() => undefined);
      await row.click({ timeout: 500 }).catch(() => undefined);
    }
    await expectOnlyText(id);
    await press('Escape');
    await press('Escape');
  }
}, 180_000);

test('the command bar, tips and a print of the window do too', async () => {
  const { page, running } = duty;
  for (const payload of XSS_CORPUS.slice(0, 8)) {
    await press('Control+k');
    await page.keyboard.insertText(payload);
    await expectOnlyText(`command bar ${payload}`);
    await press('Enter');
    await press('Escape');
    await press('Escape');
  }
  for (const element of (await page.locator('[title]:visible').all()).slice(0, 15)) {
    await element.hover({ timeout: 500 }).catch(() => undefined);
  }
  await expectOnlyText('tips');
  const printed = await running.app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('/duty/'));
    return (await window!.webContents.printToPDF({})).subarray(0, 5).toString();
  });
  expect(printed).toBe('%PDF-');
  await expectOnlyText('print');
  await duty.picture('xss');
}, 180_000);

test('the checks can fail: whatever of the corpus is markup leaves a trace where it is taken for markup', async () => {
  const { page } = duty;
  const missed: string[] = [];
  let tried = 0;
  for (const payload of XSS_CORPUS) {
    const before = JSON.stringify(await found());
    const isMarkup = await page.evaluate(`(() => {
      const proof = Object.assign(document.createElement('div'), { id: 'proof' });
      document.body.append(proof);
      proof.innerHTML = ${JSON.stringify(payload)};
      return proof.querySelector('*') !== null;
    })()`);
    if (isMarkup) {
      tried += 1;
      if (JSON.stringify(await found()) === before) missed.push(payload);
    }
    await page.evaluate(`document.querySelector('#proof').remove()`);
  }
  expect(missed).toEqual([]);
  expect(tried).toBeGreaterThan(30);
});
