/**
 * A drill led from the director's window, at the demo station in the real application: a scenario is copied, changed, kept, taken out
 * and brought back as a file, played against the desk beside it, jumped and injected, ended and scored.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { DrillReport, ScenarioEntry } from '#shared/wire/drill.ts';
import { openReader } from './kit/accessibility.ts';
import { openLedStation } from './kit/director.ts';
import { ask, type Duty, PATIENCE_MS, SOON, takePicture, unansweredItem } from './kit/duty.ts';
import { pageOf } from './kit/launch.ts';
import { centreOf, metresBetween } from './kit/mapPlace.ts';
import { chineseOf, properNames } from './kit/words.ts';

const COPY = 'pole-hold-up-copy';
const DISTRICT = [117.01, 25.07] as const;
/** Of the copy, so that a busy machine has met it all the same. */
const LIMIT = '900';

let duty: Duty;
let director: Page;
let token = '';

beforeAll(async () => {
  ({ duty, director, token } = await openLedStation());
});
afterAll(() => duty?.close());

const byId = (id: string) => director.getByTestId(id);
const report = () => ask<DrillReport>(duty.url, '/api/drill', token);
const entryOf = async (id: string) => {
  const { scenarios } = await ask<{ scenarios: ScenarioEntry[] }>(duty.url, '/api/drill/scenarios', token);
  return scenarios.find((entry) => entry.id === id);
};
const stateOf = (id: string) => byId(id).getAttribute('data-state');
const lineOf = async (injectId: string) => (await report()).script?.lines.find((line) => line.injectId === injectId);

test('the library says of every scenario what it is and that it can be played here', async () => {
  await byId('library').waitFor();
  const rows = byId('library').locator('.side-row');
  await expect.poll(() => rows.count(), SOON).toBe(7);
  expect([await byId('realm-mark').textContent(), await byId('library').getByText('缺').count()]).toEqual(['演练', 0]);
  await takePicture(director, 'director-1-library');
});

test('a copy is edited: a bad value names its field and cannot be kept, a good one can', async () => {
  await byId('scenario-pole-hold-up').click();
  await byId('scenario-copy').click();
  await byId('part-expected-0').click();
  const limit = byId('field-expected.0.withinSeconds');
  await limit.fill('soon');
  await byId('problems').getByText('expected.0.withinSeconds').waitFor();
  expect([await byId('editor-save').isDisabled(), await byId('part-expected-0').getAttribute('data-bad')]).toEqual([
    true,
    'true',
  ]);
  await takePicture(director, 'director-2-editor-problem');
  await limit.fill(LIMIT);
  await director.getByText('脚本提到的本站都有。').waitFor();
  await byId('part-injects-1').click();
  expect((await (await openReader(director)).look()).unnamed).toEqual([]);
  await takePicture(director, 'director-3-editor');
  await director.keyboard.press('Control+s');
  await expect.poll(() => byId('editor-said').textContent(), SOON).toBe('已保存');
  expect(await entryOf(COPY)).toMatchObject({ source: 'own', misfits: [] });
});

test('a place is clicked on the map, and Escape leaves it as it was', async () => {
  const place = 'injects.1.act.at';
  const typed = () => Promise.all(['lon', 'lat'].map((each) => byId(`field-${place}.${each}`).inputValue()));
  const aim = async () => {
    await byId(`pick-${place}`).click();
    await byId('map-aim').waitFor();
  };
  await byId('field-injects.1.act.do').selectOption('roadClosed');
  await aim();
  await director.locator('[data-testid="director-map"]:is([data-scene="running"], [data-scene="flat"])').waitFor();
  await takePicture(director, 'director-8-aim');
  const { x, y } = await centreOf(director);
  await director.mouse.click(x, y);
  await byId('scenario-editor').waitFor();
  await expect.poll(() => byId('point-grid').textContent(), SOON).toMatch(/^在 .+ \d{15}$/);
  const picked = await typed();
  expect(metresBetween([Number(picked[0]), Number(picked[1])], DISTRICT)).toBeLessThan(3_000);
  await takePicture(director, 'director-9-picked');
  await aim();
  await director.keyboard.press('Escape');
  await byId('map-aim').waitFor({ state: 'detached' });
  const focused = director.evaluate('document.activeElement?.dataset.testid');
  expect([await typed(), await focused]).toEqual([picked, `pick-${place}`]);
});

test('what is not kept is not lost by a wrong step', async () => {
  await byId('part-general').click();
  await byId('field-lengthSeconds').fill('600');
  const { app } = duty.running;
  await app.evaluate(({ BrowserWindow, dialog }) => {
    dialog.showMessageBoxSync = (...asked: unknown[]) => {
      Reflect.set(globalThis, 'askedBeforeClosing', (asked[1] as { message: string }).message);
      return 0;
    };
    const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().includes('/director/'));
    window?.close();
  });
  const asked = () => app.evaluate(() => Reflect.get(globalThis, 'askedBeforeClosing') as string | undefined);
  await expect.poll(asked, SOON).toContain('有未保存的修改');
  await byId('page-roles').click();
  await byId('dialog-leave').waitFor();
  await director.keyboard.press('Escape');
  expect(await byId('field-lengthSeconds').inputValue()).toBe('600');
  await byId('editor-back').click();
  await byId('leave-confirm').click();
  await byId('library').waitFor();
  await expect.poll(() => byId('scenario-pane').getAttribute('data-id'), SOON).toBe(COPY);
});

test('it goes out as a file and comes back as the same scenario; a bad file says where it is bad', async () => {
  const before = await entryOf(COPY);
  const file = join(duty.running.dataFolder, `${COPY}.scenario.json`);
  await duty.running.app.evaluate(({ session }, path) => {
    const done = new Promise((resolve) => {
      session.defaultSession.once('will-download', (_event, item) => {
        item.setSavePath(path);
        item.once('done', (_done, state) => resolve(state));
      });
    });
    Reflect.set(globalThis, 'exported', done);
  }, file);
  await byId('scenario-export').click();
  const state = () => duty.running.app.evaluate(() => Reflect.get(globalThis, 'exported') as Promise<string>);
  expect(await state()).toBe('completed');
  await byId('scenario-remove').click();
  await byId('scenario-remove').click();
  await expect.poll(() => entryOf(COPY), SOON).toBeUndefined();
  const bad = join(duty.running.dataFolder, 'bad.scenario.json');
  writeFileSync(bad, readFileSync(file, 'utf8').replace('"device"', '"devise"'));
  await byId('scenario-file').setInputFiles(bad);
  await byId('import-said').getByText('injects.1.act.devise').waitFor();
  await byId('scenario-file').setInputFiles(file);
  await expect.poll(() => byId('import-said').getAttribute('data-kind'), SOON).toBe('done');
  expect((await entryOf(COPY))?.hash).toBe(before?.hash);
  const { events } = await ask<{ events: StoredEvent[] }>(duty.url, '/api/journal?after=0&limit=1000', token);
  const told = events.filter(({ stream }) => stream === `scenario:${COPY}`);
  expect(told.map(({ kind, actor }) => [kind, actor.name])).toEqual([
    ['drill.scenarioSaved', '本机导调'],
    ['drill.scenarioRemoved', '本机导调'],
    ['drill.scenarioSaved', '本机导调'],
  ]);
});

test('role cards say who plays what', async () => {
  await director.keyboard.press('3');
  await byId('role-police').getByText('有人接没有').waitFor();
  await takePicture(director, 'director-4-roles');
  await director.keyboard.press('2');
});

test('it is launched at ten times the pace, and the desk gets its alarm', async () => {
  await byId('launch-pace-10').click();
  await byId('launch').click();
  await byId('stage').waitFor();
  await expect.poll(() => stateOf('script-press'), SOON).toBe('played');
  await director.keyboard.press('Space');
  await expect.poll(() => byId('drill-phase').getAttribute('data-phase'), SOON).toBe('paused');
  const incidentId = (await lineOf('press'))?.incidentIds[0] ?? '';
  await unansweredItem(duty.page, incidentId).waitFor();
  expect((await report()).drill).toMatchObject({ scenarioId: COPY, phase: 'paused', pace: 10 });
});

test('what the desk does is seen at once: at its seat, in the log, and in what was expected of it', async () => {
  const incidentId = (await lineOf('press'))?.incidentIds[0] ?? '';
  await unansweredItem(duty.page, incidentId).click();
  await duty.page.keyboard.press('a');
  await unansweredItem(duty.page, incidentId).waitFor({ state: 'detached' });
  // Whom the script wants there; which of them is proposed first changes with where the patrols walk.
  const wanted = duty.page.locator('.candidate:has(.unit-mark--police, .unit-mark--auxPolice, .unit-mark--patrol)');
  await wanted.first().locator('[data-testid^="dispatch-"]').click();
  await expect.poll(() => stateOf('expected-ack'), SOON).toBe('met');
  await expect.poll(() => stateOf('expected-send'), SOON).not.toBe('open');
  const seat = director.locator('[data-testid="seat-row"][data-role="duty"]');
  await expect.poll(() => seat.getByTestId('seat-did').textContent(), SOON).toMatch(/派|受理/);
  expect([await seat.getAttribute('data-state'), await seat.textContent()]).toEqual([
    'there',
    expect.stringContaining('在看'),
  ]);
  await seat.click();
  await byId('drill-log').getByText('受理').first().waitFor();
  await seat.click();
  expect((await (await openReader(director)).look()).unnamed).toEqual([]);
  await takePicture(director, 'director-5-stage');
});

test('its pace is changed, and it is jumped and injected by hand', async () => {
  await byId('pace-1').click();
  await expect.poll(async () => (await report()).drill?.pace, SOON).toBe(1);
  await director.keyboard.press('Space');
  await expect.poll(() => byId('drill-phase').getAttribute('data-phase'), SOON).toBe('running');
  await byId('script-bank').locator('.script-row__head').click();
  await director.keyboard.press('j');
  await expect.poll(() => stateOf('script-bank'), SOON).toBe('played');
  await byId('script-again').locator('.script-row__head').click();
  await byId('inject-again').click();
  await byId('drill-log').getByText('手动注入').waitFor();
  expect((await lineOf('again'))?.played?.how).toBe('hand');
});

test('whoever does not lead drills is told so, and gets neither script nor seats', async () => {
  const { seat } = (await duty.page.evaluate('window.pingan.start()')) as { seat: { token: string; role: string } };
  const trainee = await ask<DrillReport>(duty.url, '/api/drill', seat.token);
  expect([seat.role, trainee.script, trainee.seats]).toEqual(['duty', null, null]);
  const address = `app://pingan/windows/director/index.html#core=${duty.url}&token=${seat.token}`;
  const opened = duty.running.app.waitForEvent('window');
  await duty.running.app.evaluate(({ BrowserWindow }, url) => void new BrowserWindow().loadURL(url), address);
  const page = await opened;
  await page.getByTestId('not-directing').waitFor({ timeout: PATIENCE_MS });
  expect([await page.getByTestId('script').count(), await page.getByTestId('expected').count()]).toEqual([0, 0]);
  await page.close();
});

test('ended, it shows what it came to line by line, and the way to the review', async () => {
  await director.keyboard.press('e');
  await byId('end-confirm').click();
  await byId('score-sheet').waitFor();
  await expect.poll(() => byId('score-sheet').getAttribute('data-final'), SOON).toBe('true');
  const { script } = await report();
  expect(await byId('score-total').textContent()).toBe(String(script?.score.points));
  expect([await stateOf('score-ack'), await byId('score-ack').textContent()]).toEqual([
    'met',
    expect.stringContaining('限 15 分钟'),
  ]);
  await takePicture(director, 'director-6-score');
  await byId('open-review').click();
  const review = await pageOf(duty.running.app, '/windows/review/');
  expect(review.url()).toContain(`id=${script?.score.drillId}`);
  await review.close();
});

test('in English no page of it holds Chinese but names', async () => {
  const names = (await properNames(duty.url, token)).add('示范街道综治中心').add('本机导调');
  await director.keyboard.press('l');
  await director.locator('html[lang="en"]').waitFor();
  const found: string[] = [];
  for (const page of ['score', 'roles', 'library']) {
    await byId(`page-${page}`).click();
    found.push(...(await chineseOf(director, names)));
  }
  expect(found).toEqual([]);
  await takePicture(director, 'director-7-english');
});

test('nothing went wrong in any page', () => {
  expect(duty.trouble()).toEqual([]);
});
