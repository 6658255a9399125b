/** The packed application does what it is for: it receives an alarm, and an officer accepts and closes it in its window. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packedApplication } from '../../scripts/lib/packed.mjs';
import {
  cell,
  incidentOf,
  incidentsOf,
  openIncidentOf,
  PATIENCE_MS,
  SOON,
  takePicture,
  unansweredItem,
} from './kit/duty.ts';
import { runningCore } from './kit/inPage.ts';
import { launchPacked, type PackedRun } from './kit/launchPacked.ts';
import { HOLD_UP, type LiveStation, makeLiveStation } from './kit/liveStation.ts';

/** A pack of a pinned official runtime refuses every debugger, so only one made for evaluation can be driven from outside. */
const isDrivable = existsSync(join(packedApplication()?.directory ?? '', 'EVALUATION-ONLY.txt'));

describe.skipIf(!isDrivable)('the packed application', () => {
  let station: LiveStation;
  let packed: PackedRun;

  beforeAll(async () => {
    station = await makeLiveStation();
    packed = await launchPacked([
      `--config=${station.configFile}`,
      `--data=${station.dataFolder}`,
      '--size=1366x768',
      '--lang=zh-CN',
    ]);
    packed.page.setDefaultTimeout(PATIENCE_MS);
  });
  afterAll(async () => {
    await packed?.close();
    await station?.[Symbol.asyncDispose]();
  });

  test('an alarm is received, accepted and closed in its window', async () => {
    const { page } = packed;
    const url = await runningCore(page);
    await cell(page, 'core-health', 'good').waitFor();
    expect((await station.press('70A1', HOLD_UP)).kind).toBe('ack');
    const { id } = await openIncidentOf(url, 'holdUp');
    await unansweredItem(page, id).click();
    await page.getByTestId('action-acknowledge').click();
    await unansweredItem(page, id).waitFor({ state: 'detached' });
    await takePicture(page, 'packed-accepted');
    await page.getByTestId('action-close').click();
    await page.getByTestId('close-reason-test').click();
    await page.getByTestId('close-confirm').click();
    await page.getByTestId('dialog-close').waitFor({ state: 'detached' });
    await expect.poll(() => incidentsOf(url, 'open'), SOON).toEqual([]);
    expect(await incidentOf(url, id)).toMatchObject({ state: 'closed', closeReason: 'test' });
  });

  test('nothing went wrong in its page', async () => {
    const messages = await packed.page.consoleMessages();
    expect(messages.filter((message) => message.type() === 'error').map((message) => message.text())).toEqual([]);
    expect(await packed.page.pageErrors()).toEqual([]);
  });

  test('it leaves in order', async () => {
    expect(await packed.close()).toBe(0);
  });
});
