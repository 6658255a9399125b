/**
 * One drill from its launch to the scored report and its review, at the demo station in the real application: played to its own end at ten
 * times the pace, with an officer at the desk who answers, sends and tells the police by keyboard.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DrillReport, ExplainedScore } from '#shared/wire/drill.ts';
import { openLedStation } from './kit/director.ts';
import { ask, type Duty, PATIENCE_MS, SOON, takePicture, unansweredItem } from './kit/duty.ts';
import { pageOf } from './kit/launch.ts';

const SCENARIO = 'bank-duress';
/** The script is fifteen minutes long: a minute and a half at this pace. */
const PLAYED_WITHIN = { timeout: 240_000, interval: 500 };

let duty: Duty;
let director: Page;
let review: Page;
let token = '';
let score: ExplainedScore;

beforeAll(async () => {
  ({ duty, director, token } = await openLedStation());
});
afterAll(() => duty?.close());

const byId = (id: string) => director.getByTestId(id);
const report = () => ask<DrillReport>(duty.url, '/api/drill', token);
const incidentOf = async (injectId: string) =>
  (await report()).script?.lines.find((line) => line.injectId === injectId)?.incidentIds[0] ?? '';

test('it is launched, and the silent alarm of the bank reaches the desk, where it is answered, ordered and told', async () => {
  await byId(`scenario-${SCENARIO}`).click();
  await byId('launch-pace-1').click();
  await byId('launch').click();
  await byId('stage').waitFor();
  await byId('script-duress').locator('.script-row__head').click();
  await director.keyboard.press('j');
  await expect.poll(() => incidentOf('duress'), SOON).not.toBe('');
  // The officer has as long as this machine takes to draw: what is tried is the way, not the speed of a test.
  await director.keyboard.press('Space');
  await expect.poll(() => byId('drill-phase').getAttribute('data-phase'), SOON).toBe('paused');
  const incidentId = await incidentOf('duress');
  const { page } = duty;
  await unansweredItem(page, incidentId).click();
  await page.keyboard.press('a');
  await unansweredItem(page, incidentId).waitFor({ state: 'detached' });
  await page.getByTestId('choice-reason').fill('熟悉现场');
  await page.keyboard.press('Enter');
  await page.keyboard.press('2');
  await expect.poll(() => page.getByTestId('choice-reason').inputValue(), SOON).toBe('');
  await page.keyboard.press('Control+b');
  await expect.poll(() => byId('expected-police').getAttribute('data-state'), SOON).toBe('met');
});

test(
  'at ten times the pace it goes on by itself to its end, and is scored line by line',
  async () => {
    await byId('pace-10').click();
    await director.keyboard.press('Space');
    await expect.poll(async () => (await report()).drill?.phase, PLAYED_WITHIN).toBe('ended');
    await byId('page-score').click();
    await expect.poll(() => byId('score-sheet').getAttribute('data-final'), SOON).toBe('true');
    score = (await report()).script!.score;
    expect(score.lines.map(({ points }) => points).reduce((sum, points) => sum + points, 0)).toBe(score.points);
    expect(score.points).toBeGreaterThan(0);
    expect(await byId('score-total').textContent()).toBe(String(score.points));
    for (const { expectedId, sentence } of score.lines)
      expect(await byId(`score-${expectedId}`).textContent()).toContain(sentence.zh);
    await takePicture(director, 'whole-drill-score');
  },
  PLAYED_WITHIN.timeout + 60_000,
);

test('its review is the film of the drill with the same score, and why the second was sent', async () => {
  await byId('open-review').click();
  review = await pageOf(duty.running.app, '/windows/review/');
  review.setDefaultTimeout(PATIENCE_MS);
  await review.getByTestId('time-line').waitFor();
  await review.getByTestId('review-tab-score').click();
  expect(await review.getByTestId('review-score').textContent()).toContain(String(score.points));
  for (const { expectedId, sentence } of score.lines)
    expect(await review.getByTestId(`score-${expectedId}`).textContent()).toContain(sentence.zh);
  await review.getByTestId('review-tab-decisions').click();
  await review.getByTestId('review-pane-decisions').getByText('理由：熟悉现场').waitFor();
  await review.getByTestId('review-speed-32').click();
  await review.keyboard.press('Home');
  const clock = () => review.getByTestId('review-clock').textContent();
  const first = await clock();
  await review.getByTestId('review-play').click();
  await expect.poll(clock, SOON).not.toBe(first);
  await takePicture(review, 'whole-drill-review');
});

test('the report says what the drill came to, and is the same when it is made again', async () => {
  const page = async () => {
    const query = new URLSearchParams({ subject: `drill:${score.drillId}`, lang: 'zh-CN' });
    const answer = await fetch(`${duty.url}/api/review/report?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.text();
  };
  const html = await page();
  expect([html.includes('<svg'), html.includes('演练'), html.includes('熟悉现场')]).toEqual([true, true, true]);
  expect(score.lines.filter(({ sentence }) => !html.includes(sentence.zh))).toEqual([]);
  expect(await page()).toBe(html);
});

test('nothing went wrong in any page', () => {
  expect(duty.trouble()).toEqual([]);
});
