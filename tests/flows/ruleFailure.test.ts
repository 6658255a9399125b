/** A rule with a bug in it, over the wires people use: whoever asked is refused, everybody else is served on. */
import { expect, test, vi } from 'vitest';
import type { CommandFamily } from '#main/core/desk/command.ts';
import { COMMANDS } from '#main/core/desk/commands.ts';
import { packWorld } from '#shared/domain/world.ts';
import { ok } from '#shared/kit/result.ts';
import { openPhone } from './kit/phone.ts';
import { takeSeat } from './kit/seat.ts';
import { ADMIN, eventually, openStation, type TestStation } from './kit/station.ts';

/** It stands still: nothing but commands changes the world meanwhile. */
const NOON = Date.UTC(2026, 10, 22, 4);
const CALLER = '张三 13800000000';

/** As a rule breaks: with what it was given in the words of the error. */
const broken = () => {
  throw new TypeError(`nothing of ${CALLER}`);
};

const BROKEN: CommandFamily = {
  ...COMMANDS,
  'incident.acknowledge': broken,
  'dispatch.accept': broken,
  // Decided, and yet nothing a journal takes.
  'incident.claim': (_context, body) =>
    ok({ drafts: [{ stream: 'incident:x', kind: 'incident.claimed', body: { ...(body as object), times: 1n } }] }),
};

const INTERNAL = { ok: false, code: 'internal', message: expect.stringContaining('核心内部错误') };

const opened = async (station: TestStation) => {
  const { incidentId } = await station.command('incident.open', { kind: 'dispute', lon: 117.01, lat: 25.07 });
  return incidentId as string;
};

const stateOf = ({ core }: TestStation) =>
  JSON.stringify([core.desk.journal.head, core.desk.journal.durableHead, packWorld(core.desk.world)]);

test('a rule that throws is refused as internal to seat, phone and program, changes nothing, and is on record', async () => {
  const log: string[] = [];
  const faults = { rules: BROKEN, complain: (line: string) => void log.push(line) };
  await using station = await openStation({ faults, clock: () => NOON });
  const incidentId = await opened(station);
  const { dispatchId } = await station.command('incident.dispatch', { incidentId, unitId: 'u-001' });
  using seat = await takeSeat(station.core.url, ADMIN);
  using phone = await openPhone(station.core.url, 'u-001');
  const before = stateOf(station);
  const { seq } = station.core.desk.journal.head;

  const commandId = crypto.randomUUID();
  expect(await seat.command('incident.acknowledge', { incidentId }, commandId)).toEqual(INTERNAL);
  expect(await seat.command('incident.claim', { incidentId })).toEqual(INTERNAL);
  const accept = { commandId: crypto.randomUUID(), unitId: 'u-001', incidentId, move: 'accept' } as const;
  const report = { ...accept, dispatchId: dispatchId as string };
  expect(await phone.socket.timeout(10_000).emitWithAck('report', report)).toEqual(INTERNAL);
  const posted = await fetch(`${station.core.url}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}` },
    body: JSON.stringify({ commandId: crypto.randomUUID(), kind: 'incident.acknowledge', body: { incidentId } }),
  });
  expect([posted.status, await posted.json()]).toEqual([500, INTERNAL]);
  expect(stateOf(station)).toBe(before);

  expect(log.map((line) => line.split(': ').slice(0, 2))).toEqual([
    ['规则出错，已拒绝 · a rule failed and was refused', `incident.acknowledge at seq ${seq}`],
    ['规则出错，已拒绝 · a rule failed and was refused', `incident.claim at seq ${seq}`],
    ['规则出错，已拒绝 · a rule failed and was refused', `dispatch.accept at seq ${seq}`],
    ['规则出错，已拒绝 · a rule failed and was refused', `incident.acknowledge at seq ${seq}`],
  ]);
  expect(log.join('\n')).toContain('ruleFailure.test.ts');
  expect(log.join('\n')).not.toContain(CALLER);
  const metrics = await (await fetch(`${station.core.url}/metrics`)).text();
  expect(metrics).toContain('pingan_rule_failures_total{asked="incident.acknowledge"} 2');
  expect(metrics).toContain('pingan_rule_failures_total{asked="dispatch.accept"} 1');

  // The others are served on, and the answer is not kept: a mended core carries the same command out.
  expect(await seat.command('incident.note', { incidentId, text: '继续处置' })).toMatchObject({ ok: true });
  expect(station.core.desk.journal.answerOf(commandId)).toBe(undefined);
});

test('negative control: an event that cannot be folded ends the core, and is on no disk', async () => {
  const onFatal = vi.fn();
  const unfoldable = { stream: 'incident:x', kind: 'incident.opened', body: null };
  const faults = { onFatal, rules: { ...COMMANDS, 'incident.acknowledge': () => ok({ drafts: [unfoldable] }) } };
  const station = await openStation({ faults, clock: () => NOON });
  const incidentId = await opened(station);
  using seat = await takeSeat(station.core.url, ADMIN);
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const unanswered = seat.command('incident.acknowledge', { incidentId }).catch(() => 'never answered');
  await eventually('the core says that it ends', () => onFatal.mock.calls.length || undefined);
  await eventually('and answers nobody', () => unhandled.mock.calls.length || undefined);
  process.off('unhandledRejection', unhandled);
  expect(onFatal.mock.calls[0]?.[0]).toMatchObject({ code: 'foldFailed' });
  expect(station.core.desk.journal.readStream('incident:x')).toEqual([]);
  expect(await station.command('incident.note', { incidentId, text: '已停' })).toMatchObject({ ok: false });
  await station[Symbol.asyncDispose]();
  expect(await unanswered).toBe('never answered');
});
