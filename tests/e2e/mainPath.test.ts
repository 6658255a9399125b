/**
 * The main path in the real application, once by mouse and once by keyboard: a pole is pressed, the officer answers, the
 * nearest unit goes, arrives and is done, and the case is closed. Everything comes in over the real ports.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runJournalCommand } from '#main/core/journal/command-line.ts';
import type { IncidentKind } from '#shared/catalog/incidentKinds.ts';
import type { Dispatch } from '#shared/domain/dispatch.ts';
import {
  type Duty,
  incidentOf,
  incidentsOf,
  openDuty,
  openIncidentOf,
  order,
  SOON,
  unansweredItem,
  untilPainted,
} from './kit/duty.ts';
import {
  GAS_LEAK,
  HOLD_UP,
  INTRUSION,
  type LiveStation,
  makeLiveStation,
  type PoleAccount,
} from './kit/liveStation.ts';
import { byKeyboard, byMouse, type Officer } from './kit/officers.ts';
import { openPhones, type PhoneMove } from './kit/phone.ts';
import { soundDue, soundOf } from './kit/sound.ts';

const CLOCK_TIME = /^\d{2}:\d{2}:\d{2}$/;
const SUITED = ['u-001', 'u-002', 'u-003', 'u-005'];

interface Journey {
  readonly size: { readonly width: number; readonly height: number };
  readonly officer: (page: Duty['page']) => Officer;
  readonly account: PoleAccount;
  readonly code: string;
  readonly kind: IncidentKind;
}

const journeys: readonly (readonly [string, Journey])[] = [
  ['mouse', { size: { width: 1_366, height: 768 }, officer: byMouse, account: '70A1', code: HOLD_UP, kind: 'holdUp' }],
  [
    'keyboard',
    { size: { width: 1_920, height: 1_080 }, officer: byKeyboard, account: '70A2', code: INTRUSION, kind: 'intrusion' },
  ],
];

describe.each(journeys)('the main path by %s', (name, { size, officer, account, code, kind }) => {
  let station: LiveStation;
  let duty: Duty;

  beforeAll(async () => {
    station = await makeLiveStation();
    const { configFile, dataFolder } = station;
    duty = await openDuty({ size, configFile, dataFolder });
  });
  afterAll(async () => {
    await duty?.close();
    await station?.[Symbol.asyncDispose]();
  });

  const picture = (stage: string) => duty.picture(`${name}-${size.width}x${size.height}-${stage}`);

  test('from the pressed pole to the closed case', async () => {
    const { page, url } = duty;
    const hand = officer(page);
    using phones = await openPhones(url, SUITED);
    await untilPainted(duty, ({ isPainted, buildingsLoaded }) => isPainted && buildingsLoaded);
    await picture('1-quiet');

    expect((await station.press(account, code)).kind).toBe('ack');
    const { id } = await openIncidentOf(url, kind);
    await unansweredItem(page, id).waitFor();
    await expect.poll(() => soundOf(page), SOON).toBe(soundDue('鸣响'));
    await picture('2-alarm');

    await hand.select(id);
    await hand.acknowledge();
    await expect.poll(() => page.getByTestId('incident-phase').textContent(), SOON).not.toBe('待受理');
    await unansweredItem(page, id).waitFor({ state: 'detached' });
    const best = page.getByTestId('candidate-1');
    await expect
      .poll(() => best.locator('.candidate__reasons').textContent(), SOON)
      .toMatch(/经.+；(网格员|巡防队|民警|保安)，.+；(空闲|已自动通知，等待应答)$/);
    expect(await best.locator('.candidate__eta').textContent()).toMatch(/^\d+:\d{2}$/);
    await picture('3-accepted');

    await hand.dispatchFirst();
    const { unitId } = await sentBy('本机席位', id);
    const row = page.getByTestId(`dispatch-row-${unitId}`);
    const workOrder = await phones.orderFor(unitId);
    const moves: readonly (readonly [PhoneMove, string, number])[] = [
      ['accept', 'accepted', 2],
      ['depart', 'enRoute', 3],
      ['arrive', 'onScene', 4],
      ['finish', 'done', 5],
    ];
    await hand.flyTo();
    for (const [move, state, times] of moves) {
      expect(await phones.report(workOrder, move)).toMatchObject({ ok: true });
      await expect.poll(() => row.getAttribute('data-state'), SOON).toBe(state);
      const shown = await row.locator('.stepper time').allTextContents();
      expect(shown.filter((time) => CLOCK_TIME.test(time))).toHaveLength(times);
      if (move !== 'depart') await picture(`4-${state}`);
    }

    await hand.chooseCloseReason('real');
    await picture('5-closing');
    await hand.confirmClose();
    await page.getByTestId('dialog-close').waitFor({ state: 'detached' });
    await page.locator('.queue').getByTestId(`queue-item-${id}`).waitFor({ state: 'detached' });
    await picture('6-closed');
    expect(await incidentsOf(url, 'open')).toEqual([]);
    expect(await incidentOf(url, id)).toMatchObject({ state: 'closed', closeReason: 'real', closedBy: '本机席位' });
    await expect.poll(() => soundOf(page), SOON).toBe(soundDue('就绪'));
  });

  test('an unanswered alarm stays in sight however many cases are open and however far they are scrolled', async () => {
    const { page, url } = duty;
    for (let count = 0; count < 12; count++) {
      const opened = await order(url, 'incident.open', {
        kind: 'dispute',
        lon: 117.012,
        lat: 25.071,
        title: `纠纷 ${count}`,
      });
      expect(opened).toMatchObject({ ok: true });
    }
    expect((await station.press('70A3', GAS_LEAK)).kind).toBe('ack');
    const { id } = await openIncidentOf(url, 'safetyHazard');
    const item = unansweredItem(page, id);
    await item.waitFor();
    const rest = page.locator('.queue__rest [data-incident]');
    await expect.poll(() => rest.count(), SOON).toBe(12);
    await rest.last().scrollIntoViewIfNeeded();
    await expect.poll(() => isInSight(item), SOON).toBe(true);
    await picture('7-scrolled');
  });

  test('nothing went wrong in any page, and nothing was asked of a foreign host', () => {
    expect(duty.trouble()).toEqual([]);
    expect(duty.running.securityLog().filter((line) => line.kind === 'request')).toEqual([]);
  });

  test('the journal of the station verifies', async () => {
    await duty.close();
    const said: string[] = [];
    const code = await runJournalCommand(['verify', '--data', station.dataFolder], {
      say: (line) => said.push(line),
      complain: (line) => said.push(line),
      openOutput: () => Promise.reject(new Error('verify writes nothing')),
    });
    expect([code, said]).toEqual([0, expect.anything()]);
  });

  /** The dispatch this seat has made or confirmed, once the core has it. */
  async function sentBy(seat: string, incidentId: string): Promise<Dispatch> {
    let found: Dispatch | undefined;
    await expect
      .poll(async () => {
        const { dispatches } = await incidentOf(duty.url, incidentId);
        found = dispatches.find((dispatch) => !dispatch.isAutomatic && dispatch.by === seat);
        return found?.state;
      }, SOON)
      .toBe('notified');
    return found!;
  }
});

async function isInSight(item: ReturnType<Duty['page']['locator']>): Promise<boolean> {
  const box = await item.boundingBox();
  const queue = await item.page().locator('.queue').boundingBox();
  return box !== null && queue !== null && box.y >= queue.y && box.y + box.height <= queue.y + queue.height;
}
