/** Two seats send the same unit at the same moment: one has it, the other is told in words where it went. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandAnswer } from '#shared/wire/seat.ts';
import { type TestSeat, takeSeat } from '#tests/flows/kit/seat.ts';
import { type ApiIncident, type Duty, incidentOf, openDuty, openIncidentOf, SOON, unansweredItem } from './kit/duty.ts';
import { GAS_LEAK, INTRUSION, type LiveStation, makeLiveStation, SECOND_SEAT } from './kit/liveStation.ts';

let station: LiveStation;
let duty: Duty;
let second: TestSeat;
/** What the window works on, and what the other seat works on. */
let here: ApiIncident;
let there: ApiIncident;

beforeAll(async () => {
  station = await makeLiveStation();
  duty = await openDuty({ configFile: station.configFile, dataFolder: station.dataFolder });
  second = await takeSeat(duty.url, SECOND_SEAT);
  await station.press('70A1', INTRUSION);
  await station.press('70A2', GAS_LEAK);
  here = await openIncidentOf(duty.url, 'intrusion');
  there = await openIncidentOf(duty.url, 'safetyHazard');
  await unansweredItem(duty.page, here.id).click();
});
afterAll(async () => {
  second?.[Symbol.dispose]();
  await duty?.close();
  await station?.[Symbol.asyncDispose]();
});

const sendFromThere = (unitId: string): Promise<CommandAnswer> =>
  second.command('incident.dispatch', { incidentId: there.id, unitId });

test('a unit that another seat has just sent is refused to the window, saying who has it and where', async () => {
  const { page } = duty;
  const hand = await handOnTheWayTo(page, 'dispatch-u-001');
  expect(await sendFromThere('u-001')).toMatchObject({ ok: true });
  await hand.press();
  await expect
    .poll(() => refusalsHere(), SOON)
    .toEqual([`未执行：网格员 林晓 已被派往事件 ${there.number}（二号席位 派遣）`]);
  expect(await holdersOf('u-001')).toEqual([there.number]);
  await duty.picture('seat-race-refused');
  await page.keyboard.press('Escape');
  await expect.poll(() => refusalsHere(), SOON).toEqual([]);
});

test('a unit that the window has just sent is refused to the other seat, saying who has it and where', async () => {
  await duty.page.getByTestId('dispatch-u-003').click();
  await duty.page.getByTestId('dispatch-row-u-003').waitFor();
  expect(await sendFromThere('u-003')).toEqual({
    ok: false,
    code: 'unitEngaged',
    message: `民警 周岩 已被派往事件 ${here.number}（本机席位 派遣）`,
  });
  expect(await holdersOf('u-003')).toEqual([here.number]);
});

test('of two that really race, exactly one has the unit and exactly one is refused', async () => {
  const hand = await handOnTheWayTo(duty.page, 'dispatch-u-002');
  const [answer] = await Promise.all([sendFromThere('u-002'), hand.press()]);
  const refusedThere = answer.ok ? [] : [answer.message];
  const winner = answer.ok ? there : here;
  await expect
    .poll(async () => [...(await refusalsHere()), ...refusedThere], SOON)
    .toEqual([expect.stringContaining(`巡防一组 已被派往事件 ${winner.number}`)]);
  expect(await holdersOf('u-002')).toEqual([winner.number]);
});

test('nothing went wrong in any page', () => {
  expect(duty.trouble()).toEqual([]);
});

/** Numbers of the incidents in which the unit has an active dispatch. */
async function holdersOf(unitId: string): Promise<string[]> {
  const both = await Promise.all([here, there].map(({ id }) => incidentOf(duty.url, id)));
  return both
    .filter(({ dispatches }) => dispatches.some((dispatch) => dispatch.unitId === unitId && dispatch.endedAt === null))
    .map(({ number }) => number);
}

const refusalsHere = () => duty.page.locator('[data-testid="toast-refused"] strong').allTextContents();

/**
 * Stops the page's thread just before the button is pressed. After `press` the page hears of nothing until it has sent its
 * command: the officer whose hand was already on the way.
 */
async function handOnTheWayTo(page: Duty['page'], testId: string): Promise<{ press(): Promise<void> }> {
  await page.getByTestId(testId).waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send('Debugger.enable');
  const paused = new Promise((done) => session.once('Debugger.paused', done));
  const pressed = session.send('Runtime.evaluate', {
    expression: `debugger; document.querySelector('[data-testid="${testId}"]').click()`,
  });
  await paused;
  return {
    async press() {
      await session.send('Debugger.resume');
      await pressed;
      await session.detach();
    },
  };
}
