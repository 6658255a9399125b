/** Commands about the hand-over between two shifts, and what a signature comes to. */
import { hash } from 'node:crypto';
import { ACCOUNT_ROLES } from '#shared/domain/account.ts';
import {
  decideHandOver,
  type HandOverCommand,
  type HandOverState,
  handOverText,
  openHandOver,
  type Signature,
} from '#shared/domain/handOver.ts';
import { handOverItems } from '#shared/domain/handOverItems.ts';
import { NOT_ON_DUTY, type ShiftPerson, shiftOf } from '#shared/domain/shift.ts';
import { SHIFT_COMMAND_BODIES as BODIES } from '#shared/domain/shiftCommands.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { mayCommand } from '#shared/wire/roles.ts';
import { type CommandFamily, drafted, type ExecuteContext, handle, type Outcome } from './command.ts';
import type { Desk } from './desk.ts';
import { beginDrafts, endDrafts, personOf } from './shifts.ts';

export const handOverCommands: CommandFamily = {
  'handOver.open': handle(BODIES['handOver.open'], ({ desk }, { toAccountId }, sender) => {
    const giver = personOf(sender);
    const { shifts, handOvers } = desk.world.duty;
    const shift = shiftOf(shifts.values(), giver.accountId);
    if (!shift) return NOT_ON_DUTY;
    const to = toAccountId === null ? ok(null) : officer(desk, toAccountId);
    if (!to.ok) return to;
    const handOverId = desk.newId();
    const command: HandOverCommand = {
      ...{ kind: 'open', handOverId, shiftId: shift.id, shiftName: shift.name, giver, to: to.value },
    };
    return drafted(decideHandOver(openHandOver(handOvers.values()), command, []), { handOverId });
  }),
  'handOver.touch': handle(BODIES['handOver.touch'], (context, { handOverId, key, digest, how }, sender) =>
    decideOn(context, handOverId, { kind: 'touch', key, digest, how, by: personOf(sender) }),
  ),
  'handOver.ask': handle(BODIES['handOver.ask'], (context, { handOverId, key, text }, sender) => {
    const questionId = context.desk.newId();
    return decideOn(context, handOverId, { kind: 'ask', questionId, key, text, by: personOf(sender) });
  }),
  'handOver.answer': handle(BODIES['handOver.answer'], (context, { handOverId, questionId, text }, sender) =>
    decideOn(context, handOverId, { kind: 'answer', questionId, text, by: personOf(sender) }),
  ),
  'handOver.cancel': handle(BODIES['handOver.cancel'], (context, { handOverId, reason }, sender) => {
    const isHead = mayCommand(sender.role, 'roster.save');
    return decideOn(context, handOverId, { kind: 'cancel', by: personOf(sender), reason, isHead });
  }),
  'handOver.seal': handle(BODIES['handOver.seal'], ({ desk }, { handOverId }, sender) => {
    const state = desk.world.duty.handOvers.get(handOverId);
    const by = personOf(sender);
    const items = handOverItems(desk.world);
    const command = { kind: 'seal', by, hash: state ? hashOf(state, items) : '' } as const;
    const sealed = decideHandOver(state, command, items);
    if (!sealed.ok) return sealed;
    const ended = endDrafts(desk, by, 'sealed');
    return ended.ok ? ok({ drafts: [...sealed.value, ...ended.value], handOverId }) : ended;
  }),
};

function decideOn({ desk }: ExecuteContext, handOverId: string, command: HandOverCommand): Result<Outcome> {
  const state = desk.world.duty.handOvers.get(handOverId);
  return drafted(decideHandOver(state, command, handOverItems(desk.world)), { handOverId });
}

/** Somebody who may sit at the desk. */
function officer({ world }: Desk, accountId: string): Result<ShiftPerson> {
  const account = world.accounts.get(accountId);
  if (!account) return refuse('unknownAccount', '没有这个账号');
  const mayTake = ACCOUNT_ROLES.includes(account.role) && mayCommand(account.role, 'handOver.touch');
  if (!mayTake) return refuse('notAnOfficer', `${account.name} 的角色不能接班`);
  return ok({ accountId, name: account.name });
}

const hashOf = (state: HandOverState, items: ReturnType<typeof handOverItems>) =>
  hash('sha256', handOverText(state, items), 'hex');

/** The second of two equal signatures ends the giver's shift and begins the taker's, in the same append. */
export function signHandOver(
  desk: Desk,
  handOverId: string,
  by: ShiftPerson,
  means: Signature['means'],
): Result<Outcome> {
  const state = desk.world.duty.handOvers.get(handOverId);
  const items = handOverItems(desk.world);
  const signing = { kind: 'sign', by, means, hash: state ? hashOf(state, items) : '' } as const;
  const signed = decideHandOver(state, signing, items);
  if (!signed.ok || !state?.taker) return drafted(signed, { handOverId });
  if (!signed.value.some(({ kind }) => kind === 'handOver.completed')) return drafted(signed, { handOverId });
  const ended = endDrafts(desk, state.giver, 'handedOver');
  if (!ended.ok) return ended;
  const isOnDuty = shiftOf(desk.world.duty.shifts.values(), state.taker.accountId) !== undefined;
  const begun = isOnDuty ? ok({ drafts: [] }) : beginDrafts(desk, state.taker);
  if (!begun.ok) return begun;
  return ok({ drafts: [...signed.value, ...ended.value, ...begun.value.drafts], handOverId });
}
