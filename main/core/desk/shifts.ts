/** Commands about the roster and the shifts people sign in to. */

import type { Draft } from '#shared/domain/event.ts';
import { openHandOver } from '#shared/domain/handOver.ts';
import { handOverItems } from '#shared/domain/handOverItems.ts';
import {
  AD_HOC_MS,
  decideShift,
  NOT_ON_DUTY,
  onDuty,
  type RosteredPerson,
  runningShift,
  type ShiftCommand,
  type ShiftEventBody,
  type ShiftFacts,
  type ShiftPerson,
  type ShiftState,
  shiftOf,
  suggestedShift,
} from '#shared/domain/shift.ts';
import { SHIFT_COMMAND_BODIES as BODIES, type ShiftCommandBody } from '#shared/domain/shiftCommands.ts';
import type { World } from '#shared/domain/world.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { type CommandFamily, drafted, type ExecuteContext, handle, type Outcome, type Sender } from './command.ts';
import type { Desk } from './desk.ts';

export const shiftCommands: CommandFamily = {
  'roster.save': handle(BODIES['roster.save'], saveRoster),
  'shift.note': handle(BODIES['shift.note'], ({ desk }, { text, mustHandOver }, sender) => {
    const shift = shiftAt(desk, personOf(sender));
    if (!shift) return refuse('noShift', '现在没有班次：请先签到');
    const command = { kind: 'note', noteId: desk.newId(), text, mustHandOver } as const;
    return drafted(decideShift(shift, command, desk.clock()), { shiftId: shift.id });
  }),
  'shift.settleNote': handle(BODIES['shift.settleNote'], ({ desk }, { shiftId, noteId }) =>
    drafted(decideShift(desk.world.duty.shifts.get(shiftId), { kind: 'settleNote', noteId }, desk.clock()), {
      shiftId,
    }),
  ),
};

export const personOf = ({ actor }: Pick<Sender, 'actor'>): ShiftPerson => ({
  accountId: actor.id,
  name: actor.name ?? actor.id,
});

/** The shift somebody is in, or the one whose time it is. */
export const shiftAt = ({ world, clock }: Pick<Desk, 'world' | 'clock'>, { accountId }: ShiftPerson) =>
  shiftOf(world.duty.shifts.values(), accountId) ?? runningShift(world.duty.shifts.values(), clock());

function saveRoster({ desk }: ExecuteContext, body: ShiftCommandBody<'roster.save'>): Result<Outcome> {
  const { world } = desk;
  const { fromAt, untilAt } = body;
  if (untilAt <= fromAt || untilAt - fromAt > LONGEST_ROSTER_MS)
    return refuse('shiftTimes', '排班表须为一段不超过 35 天的时间');
  const now = desk.clock();
  const drafts: Draft[] = [];
  const named = new Set<string>();
  for (const { shiftId, people, ...facts } of body.shifts) {
    if (facts.startAt < fromAt || facts.startAt >= untilAt)
      return refuse('shiftTimes', `班次“${facts.name}”不在这张表的时间内`);
    const known = shiftId === undefined ? undefined : world.duty.shifts.get(shiftId);
    if (shiftId !== undefined && !known) return refuse('unknownShift', '没有这个班次');
    const rostered = peopleOf(world, people);
    if (!rostered.ok) return rostered;
    const plan: ShiftFacts = { ...facts, people: rostered.value, isAdHoc: false };
    const id = known?.id ?? desk.newId();
    if (named.has(id)) return refuse('shiftTimes', `班次“${facts.name}”写了两次`);
    named.add(id);
    const decided = decideShift(known, { kind: 'plan', shiftId: id, facts: plan }, now);
    if (!decided.ok) return decided;
    drafts.push(...decided.value);
  }
  for (const shift of world.duty.shifts.values()) {
    const isOfThis = !shift.isAdHoc && shift.startAt >= fromAt && shift.startAt < untilAt;
    if (!isOfThis || named.has(shift.id)) continue;
    const decided = decideShift(shift, { kind: 'cancel' }, now);
    if (!decided.ok) return decided;
    drafts.push(...decided.value);
  }
  return ok({ drafts });
}

/** A month and the days around it. */
const LONGEST_ROSTER_MS = 35 * 86_400_000;

function peopleOf({ accounts }: World, people: ShiftCommandBody<'roster.save'>['shifts'][number]['people']) {
  const rostered: RosteredPerson[] = [];
  for (const { accountId, post } of people) {
    const account = accounts.get(accountId);
    if (!account) return refuse('unknownAccount', '没有这个账号');
    rostered.push({ accountId, name: account.name, post });
  }
  return ok(rostered);
}

/** Comes on duty; nobody passes by what another has sealed and left for him. */
export function beginShift(desk: Desk, person: ShiftPerson, shiftId?: string): Result<Outcome> {
  const waiting = openHandOver(desk.world.duty.handOvers.values());
  const isSealed = waiting !== undefined && waiting.sealed !== null;
  if (isSealed && waiting.giver.accountId !== person.accountId)
    return refuse('handOverWaiting', `${waiting.giver.name} 封存的交接尚未接：请先接班`);
  const begun = beginDrafts(desk, person, shiftId);
  if (!begun.ok) return begun;
  // Who comes back to his own sealed packet has nothing to hand over any more.
  const returned: Draft[] = isSealed
    ? [
        {
          stream: `shift:${waiting.shiftId}`,
          kind: 'handOver.cancelled',
          body: { handOverId: waiting.id, reason: `${person.name} 重新上班` },
        },
      ]
    : [];
  return ok({ ...begun.value, drafts: [...returned, ...begun.value.drafts] });
}

/** Into the shift that was named, the one he is down for, the one that runs; where there is none, one of his own. */
export function beginDrafts(
  desk: Desk,
  person: ShiftPerson,
  shiftId?: string,
): Result<{ drafts: Draft[]; shiftId: string }> {
  const { shifts } = desk.world.duty;
  const now = desk.clock();
  const command: ShiftCommand = { kind: 'begin', person };
  if (shiftOf(shifts.values(), person.accountId)) return refuse('alreadyOnDuty', '您已在班');
  const known = shiftId === undefined ? suggestedShift(shifts.values(), person.accountId, now) : shifts.get(shiftId);
  if (shiftId !== undefined || known) {
    const begun = decideShift(known, command, now);
    return begun.ok ? ok({ drafts: begun.value, shiftId: known?.id ?? '' }) : begun;
  }
  const id = desk.newId();
  const facts: ShiftFacts = { name: '', startAt: now, endAt: now + AD_HOC_MS, people: [], isAdHoc: true };
  const planned = decideShift(undefined, { kind: 'plan', shiftId: id, facts }, now);
  if (!planned.ok) return planned;
  const empty: ShiftState = { id, ...facts, attendance: [], notes: [] };
  const begun = decideShift(empty, command, now);
  return begun.ok ? ok({ drafts: [...planned.value, ...begun.value], shiftId: id }) : begun;
}

/** The last one at the desk hands over, or seals what there is: nothing is left with nobody. */
export function endShift(desk: Desk, person: ShiftPerson): Result<Outcome> {
  const { shifts, handOvers } = desk.world.duty;
  const own = shiftOf(shifts.values(), person.accountId);
  if (!own) return NOT_ON_DUTY;
  const open = openHandOver(handOvers.values());
  if (open?.giver.accountId === person.accountId)
    return refuse('handOverOpen', '您的交接尚未完成：请先完成、封存或撤销');
  const isLast = onDuty(shifts.values()).every(({ accountId }) => accountId === person.accountId);
  if (isLast && handOverItems(desk.world).length > 0)
    return refuse('handOverFirst', '只有您一人在班，且有未了事项：请先交接或封存');
  return drafted(endDrafts(desk, person, 'own'), { shiftId: own.id });
}

/** Nothing where he is in no shift. */
export function endDrafts(
  { world, clock }: Pick<Desk, 'world' | 'clock'>,
  person: ShiftPerson,
  because: ShiftEventBody['shift.ended']['because'],
): Result<Draft[]> {
  const own = shiftOf(world.duty.shifts.values(), person.accountId);
  return own ? decideShift(own, { kind: 'end', person, because }, clock()) : ok([]);
}
