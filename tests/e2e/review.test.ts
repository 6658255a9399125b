/**
 * Looking back in the real application: an incident worked to its end is opened as a film from its card, played, scrubbed, noted
 * upon and printed, and a pole that is really pressed meanwhile is not hidden by it.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import type { ReviewFilm } from '#shared/wire/review.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { openPhone } from '#tests/flows/kit/phone.ts';
import { openDesk } from './kit/desk.ts';
import { type ApiIncident, ask, order, SOON, takePicture, unansweredItem } from './kit/duty.ts';
import { recordVoice, redPng, sha256 } from './kit/fieldMedia.ts';
import { ADMIN, GAS_LEAK, HOLD_UP, PHONE } from './kit/liveStation.ts';
import { metresBetween, placeInView } from './kit/mapPlace.ts';
import { wordsOfPdf } from './kit/pdf.ts';

interface Player {
  readonly duration: number;
  readonly played: { readonly length: number; end(index: number): number };
}

const folder = mkdtempSync(join(tmpdir(), 'pingan-review-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a review', () => {
  let incident: ApiIncident;
  let review: Page;

  const desk = openDesk(async () => {
    await locate('u-001', 160, 40);
    await locate('u-002', -260, 120);
    await locate('u-003', 420, -380);
    await desk.station.press('70A1', HOLD_UP);
    incident = await firstOpen();
    await unansweredItem(desk.duty.page, incident.id).click();
    const body = { incidentId: incident.id };
    await must('incident.acknowledge', body);
    const { dispatchId } = (await must('incident.dispatch', {
      ...body,
      unitId: 'u-003',
      reason: '首选在护学岗，不能离开',
    })) as { dispatchId?: string };
    await must('dispatch.accept', { ...body, dispatchId });
    await locate('u-003', 350, -310);
    await tell('photo', redPng());
    await locate('u-003', 280, -240);
    await must('dispatch.arrive', { ...body, dispatchId });
    await tell('voice', await recordVoice(desk.duty.page));
    await must('dispatch.finish', { ...body, dispatchId });
    await must('incident.close', { ...body, reason: 'real', note: '已处置', forceReason: '现场已处置' });
  });

  const must = async (kind: string, body: object) => {
    const answer = await order(desk.duty.url, kind, body);
    expect(answer).toMatchObject({ ok: true });
    return answer;
  };
  const firstOpen = async () =>
    (await ask<{ incidents: ApiIncident[] }>(desk.duty.url, '/api/incidents?state=open')).incidents[0]!;
  const filmNow = () =>
    ask<ReviewFilm>(desk.duty.url, `/api/review/film?subject=${encodeURIComponent(`incident:${incident.id}`)}`);
  const locate = async (unitId: string, eastM: number, northM: number) => {
    const [lon, lat] = pointAt(eastM, northM);
    await apart();
    await fetch(`${desk.duty.url}/ingest/osmand?id=${unitId}&lon=${lon}&lat=${lat}&speed=1.2&bearing=270`);
    await apart();
  };
  /** Positions are kept to a tenth of a second: what comes before and after one is at another moment. */
  const apart = () => new Promise((done) => setTimeout(done, 250));
  /** From the phone of the field, on the incident. */
  const tell = async (kind: string, bytes: Buffer) => {
    const hash = sha256(bytes);
    const headers = { 'content-type': 'application/octet-stream', authorization: `Bearer ${ADMIN}` };
    const url = `${desk.duty.url}/api/worker/evidence/${hash}`;
    const put = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
    expect([kind, put.status]).toEqual([kind, 200]);
    using phone = await openPhone(desk.duty.url, 'u-003', PHONE);
    const subject = { kind: 'incident', id: incident.id };
    expect(await phone.command('evidence.add', { subject, hash })).toMatchObject({ ok: true });
  };
  const shown = (testId: string) => review.getByTestId(testId);
  const clock = () => shown('review-clock').textContent();
  const playheadX = async () => (await shown('playhead').boundingBox())!.x;
  const looksAt = (eastM: number, northM: number) =>
    expect.poll(async () => metresBetween(await placeInView(review), pointAt(eastM, northM)), SOON).toBeLessThan(25);
  const tab = (id: string) => shown(`review-tab-${id}`).click();

  test('it opens from the card of the closed incident with its six times against their limits', async () => {
    const { page, running } = desk.duty;
    const opened = running.app.waitForEvent('window', { timeout: SOON.timeout });
    await page.getByTestId('action-review').click();
    review = await opened;
    review.setDefaultTimeout(SOON.timeout);
    await shown('time-line').waitFor();
    expect(await shown('review-title').textContent()).toContain(incident.number);
    const film = await filmNow();
    const states = film.incidents[0]!.intervals.map(({ name, state }) => [name, state]);
    const drawn = await Promise.all(
      states.map(async ([name]) => [name, await shown(`interval-${name}`).getAttribute('data-state')]),
    );
    expect(drawn).toEqual(states);
    await expect.poll(() => shown('review-map').getAttribute('data-scene'), SOON).toMatch(/running|flat/);
    await takePicture(review, 'review-1-times');
  });

  test('what was recommended stands beside who was sent, with the reason', async () => {
    await tab('decisions');
    const decision = shown('decision-u-003');
    expect(await decision.textContent()).toContain('理由：首选在护学岗，不能离开');
    expect(await decision.locator('[aria-current="true"]').textContent()).toContain('民警 周岩');
    await takePicture(review, 'review-2-choices');
    await tab('seats');
    expect(await shown('review-pane-seats').textContent()).toContain('受理');
    await takePicture(review, 'review-3-seats');
  });

  test('it plays at 8×: the hand glides, the clock goes on, and it stands still at the end', async () => {
    await review.keyboard.press('Home');
    await expect.poll(() => shown('review-clock').textContent(), SOON).toContain('0:00 /');
    const [before, at] = [await playheadX(), await clock()];
    await shown('review-speed-8').click();
    await shown('review-play').click();
    await expect.poll(playheadX, SOON).toBeGreaterThan(before + 5);
    await expect.poll(clock, SOON).not.toBe(at);
    await expect.poll(() => shown('review-play').textContent(), SOON).toContain('播放');
  });

  test('map and hand follow when it is scrubbed and stepped, and the map goes along with whoever is followed', async () => {
    const { dispatches } = (await filmNow()).incidents[0]!;
    expect(dispatches.some(({ unitId }) => unitId === 'u-003')).toBe(true);
    await shown('lane-name-u-003').click();
    await review.keyboard.press('End');
    await looksAt(280, -240);
    const box = (await shown('lane-entries').boundingBox())!;
    const ruler = (await shown('time-line').locator('.time-line__ruler').boundingBox())!;
    await review.mouse.move(ruler.x + ruler.width - 4, box.y + box.height / 2);
    await review.mouse.down();
    await review.mouse.move(ruler.x + 2, box.y + box.height / 2, { steps: 6 });
    await review.mouse.up();
    await looksAt(420, -380);
    const x = await playheadX();
    expect(x).toBeLessThan(ruler.x + 12);
    await review.keyboard.press('.');
    await expect.poll(() => shown('review-news').textContent(), SOON).not.toBe('');
    await review.keyboard.press('+');
    await takePicture(review, 'review-4-zoomed');
    await review.keyboard.press('0');
    await shown('lane-name-u-003').click();
  });

  test('what was photographed and said stands at its moment, heard at 1× and silent at any other speed', async () => {
    const { evidence } = await filmNow();
    expect(evidence.map(({ kind }) => kind)).toEqual(['photo', 'voice']);
    await tab('evidence');
    await shown(`evidence-line-${evidence[0]!.seq}`).getByRole('button').click();
    await shown('evidence-now-photo').locator('img').waitFor();
    await shown('review-speed-0.5').click();
    await shown(`evidence-line-${evidence[1]!.seq}`).getByRole('button').click();
    const mode = () => shown('clip').getAttribute('data-mode');
    await expect.poll(mode, SOON).toBe('still');
    await takePicture(review, 'review-5-evidence');
    const audio = <Value>(read: (player: Player) => Value) =>
      shown('clip')
        .locator('audio')
        .evaluate(read as unknown as () => Value);
    // Its recorder wrote no length. What is said as the film ends makes it longer, so the end is where it is once that is known.
    await expect.poll(() => audio(({ duration }) => Number.isFinite(duration)), SOON).toBe(true);
    // Of what was ever heard, whenever one looks: seconds of it, to its end or not.
    const heard = () =>
      audio(({ played, duration }) => {
        const last = played.length - 1;
        return last < 0 ? 'nothing' : played.end(last) > duration - 0.5 ? 'to its end' : 'a part';
      });
    const playToTheEnd = async () => {
      await review.keyboard.press('End');
      const end = await clock();
      await shown(`evidence-line-${evidence[1]!.seq}`).getByRole('button').click();
      await expect.poll(clock, SOON).not.toBe(end);
      await shown('review-play').click();
      await expect.poll(clock, SOON).toBe(end);
    };
    await playToTheEnd();
    expect(await heard()).toBe('nothing');
    await shown('review-speed-1').click();
    const heardToTheEnd = async () => {
      await playToTheEnd();
      return heard();
    };
    await expect.poll(heardToTheEnd, SOON).toBe('to its end');
  });

  test('a bookmark and a comment are set by key, seen on the time line, changed and taken away', async () => {
    await review.keyboard.press('Home');
    await review.keyboard.press('b');
    await shown('mark-words').fill('按下');
    await review.keyboard.press('Enter');
    await expect.poll(async () => (await filmNow()).marks.map(({ text }) => text), SOON).toEqual(['按下']);
    await shown('mark-words').waitFor({ state: 'detached' });
    await review.keyboard.press('End');
    await review.keyboard.press('c');
    await shown('mark-words').fill('到场后应先报告');
    await review.keyboard.press('Enter');
    await expect.poll(() => review.locator('.mark').count(), SOON).toBe(2);
    await expect.poll(() => shown('lane-marks').locator('.lane-tick').count(), SOON).toBe(2);
    await takePicture(review, 'review-6-notes');
    await review.getByTestId('mark-edit').first().click();
    await shown('mark-words').fill('按下按钮');
    await review.keyboard.press('Enter');
    await expect.poll(async () => (await filmNow()).marks[0]?.text, SOON).toBe('按下按钮');
    await review.getByTestId('mark-remove').last().click();
    await review.getByTestId('mark-remove').last().click();
    await expect.poll(async () => (await filmNow()).marks.length, SOON).toBe(1);
  });

  test('the report is made in one action, and twice the same bytes as HTML and as PDF', async () => {
    const { running, url } = desk.duty;
    const page = async () => {
      const query = new URLSearchParams({ subject: `incident:${incident.id}`, lang: 'zh-CN' });
      const answer = await fetch(`${url}/api/review/report?${query}`, {
        headers: { authorization: `Bearer ${ADMIN}` },
      });
      return answer.text();
    };
    const html = await page();
    expect(html).toContain(incident.number);
    expect(await page()).toBe(html);
    const pdf = async (name: string) => {
      const file = join(folder, name);
      await running.app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, file);
      await shown('report-pdf').click();
      await expect.poll(() => shown('report-said').textContent(), SOON).toBe('报告已生成');
      return file;
    };
    const [first, second] = [await pdf('one.pdf'), await pdf('two.pdf')];
    expect(readFileSync(first).equals(readFileSync(second))).toBe(true);
    const words = wordsOfPdf(first);
    expect([...'复盘到场'].filter((character) => !words.includes(character))).toEqual([]);
  });

  test('others are found by number', async () => {
    await review.keyboard.press('o');
    await shown('review-search').fill(incident.number);
    await shown(`choice-incident:${incident.id}`).waitFor();
    await takePicture(review, 'review-7-chooser');
    await shown(`choice-incident:${incident.id}`).click();
    await shown('review-play').waitFor();
  });

  test('a pole pressed meanwhile stops the film and stands over it until it is answered', async () => {
    await shown('review-speed-0.5').click();
    await expect.poll(() => shown('review-map').getAttribute('data-scene'), SOON).toMatch(/running|flat/);
    await shown('review-play').click();
    expect((await desk.station.press('70A2', GAS_LEAK)).kind).toBe('ack');
    await shown('live-band').waitFor();
    expect(await shown('review-play').textContent()).toContain('播放');
    await takePicture(review, 'review-8-alarm');
    await shown('to-desk').click();
    await must('incident.acknowledge', { incidentId: (await firstOpen()).id });
    await shown('live-band').waitFor({ state: 'detached' });
  });

  test('typed by its number at the desk, what still goes on opens as a film and says what is new since', async () => {
    const { page } = desk.duty;
    const going = await firstOpen();
    const note = (text: string) => must('incident.note', { incidentId: going.id, text });
    const entries = () => shown('review-pane-entries').textContent();
    await page.keyboard.press('/');
    await page.getByTestId('command-bar').waitFor();
    await page.keyboard.insertText(`review ${going.number.split('-')[1]}`);
    await expect.poll(() => page.getByTestId('bar-sentence').textContent(), SOON).toContain(`打开 ${going.number}`);
    const opened = desk.duty.running.app.waitForEvent('window', { timeout: SOON.timeout });
    await page.keyboard.press('Enter');
    const before = review;
    review = await opened;
    review.setDefaultTimeout(SOON.timeout);
    await before.close();
    await expect.poll(() => shown('review-title').textContent(), SOON).toContain(going.number);
    await tab('entries');
    await review.keyboard.press('Home');
    await expect.poll(clock, SOON).toContain('0:00 /');
    await note('先到的人说没有火');
    await expect.poll(() => shown('film-news').textContent(), SOON).toContain('更新');
    await takePicture(review, 'review-9-news');
    await shown('film-news').click();
    await expect.poll(entries, SOON).toContain('先到的人说没有火');
    await shown('film-news').waitFor({ state: 'detached' });
    expect(await clock()).toContain('0:00 /');
    await review.keyboard.press('End');
    await expect.poll(clock, SOON).not.toContain('0:00 /');
    const stood = await clock();
    await note('再看一遍阀门');
    await expect.poll(entries, SOON).toContain('再看一遍阀门');
    await expect.poll(clock, SOON).not.toBe(stood);
    expect(desk.duty.trouble()).toEqual([]);
  });
});
