import { expect, test } from 'vitest';
import { type AccessEventBody, RefusalLog } from './refusalLog.ts';

const DUTY = { kind: 'operator', id: 'a-1', name: '林晓', role: 'duty' } as const;

function openLog() {
  const clock = { now: 1_000_000 };
  const told: AccessEventBody['access.refused'][] = [];
  const log = new RefusalLog(
    () => clock.now,
    (drafts) => told.push(...drafts.map(({ body }) => body as AccessEventBody['access.refused'])),
  );
  return { clock, told, log };
}

test('the first is told at once, its repeats after a minute with their number', () => {
  const { clock, told, log } = openLog();
  const refused = { actor: DUTY, role: 'duty', what: 'lan.open', code: 'roleMayNot' };
  for (let times = 0; times < 5_000; times++) log.note(refused);
  const line = { what: 'lan.open', code: 'roleMayNot', role: 'duty', address: null, sinceAt: 1_000_000 };
  expect(told).toEqual([{ ...line, times: 1 }]);
  clock.now += 60_000;
  log.tick();
  expect(told).toEqual([
    { ...line, times: 1 },
    { ...line, times: 4_999 },
  ]);
});

test('a thousand different ones in a minute are thirty lines and one count, and none is lost', () => {
  const { clock, told, log } = openLog();
  for (let each = 0; each < 1_000; each++) {
    log.note({
      actor: { kind: 'system', id: 'gateway' },
      role: null,
      address: `10.0.${each}.1`,
      what: 'seat',
      code: 'unauthorised',
    });
  }
  clock.now += 60_000;
  log.tick();
  expect(told).toHaveLength(31);
  expect(told.reduce((sum, { times }) => sum + times, 0)).toBe(1_000);
});

test('what was counted and not told yet is told when the core closes', () => {
  const { told, log } = openLog();
  for (let times = 0; times < 3; times++) log.note({ actor: DUTY, role: 'duty', what: 'lan.open', code: 'roleMayNot' });
  log.flush();
  expect(told.map(({ times }) => times)).toEqual([1, 2]);
});
