/** Commands about the hand-over between two shifts, and what a signature comes to. */
import { hash } from 'node:crypto';
import { ACCOUNT_ROLES } from '#shared/domain/account.ts';
import type { Draft } from '#shared/domain/event.ts';
import {
  decideHandOver,
  type HandOverCommand,
  type HandOverEventBody,
  type HandOverState,
  handOverText,
  openHandOver,
  type Signature,
} from '#shared/domain/handOver.ts';
import { type HandOverItem, handOverItems } from '#shared/domain/handOverItems.ts';
import { decideShift, NOT_ON_DUTY, type ShiftPerson, shiftOf, shiftStream } from '#shared/domain/shift.ts';
import { SHIFT_COMMAND_BODIES as BODIES, type ShiftCommandBody } from '#shared/domain/shiftCommands.ts';
import { isSameFingerprint } from '#shared/kit/hostIdentity.ts';
import { plainText } from '#shared/kit/plainText.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { itemDetail, itemTitle } from '#shared/text/handOverWords.ts';
import { mayCommand } from '#shared/wire/roles.ts';
import { type CommandFamily, drafted, type ExecuteContext, handle, type Outcome, type Sender } from './command.ts';
import type { Desk } from './desk.ts';
import { nextNumber, openIncident } from './openIncident.ts';
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
  'handOver.import': handle(BODIES['handOver.import'], takeIn),
};

/** Items of another machine go on here: the incidents that were chosen as incidents, everything else as notes to be handed over. */
function takeIn(
  context: ExecuteContext,
  { fileHash, fingerprint, openKeys }: ShiftCommandBody<'handOver.import'>,
  sender: Sender,
): Result<Outcome> {
  const { desk, packets } = context;
  const { world } = desk;
  const shift = shiftOf(world.duty.shifts.values(), sender.actor.id);
  if (!shift) return NOT_ON_DUTY;
  const read = packets.find(fileHash);
  if (!read) return refuse('unknownPreview', '请重新选择文件');
  if (!isSameFingerprint(fingerprint, read.fingerprint))
    return refuse('fingerprintDiffers', '指纹与签发该文件的站不符');
  if (world.duty.packets.has(fileHash)) return refuse('packetTaken', '这份交接已经接入过');
  const { station, items, giver, shift: given } = read.packet;
  const body: HandOverEventBody['handOver.imported'] = {
    ...{ shiftId: shift.id, packetHash: fileHash, fingerprint: read.fingerprint, station: { ...station } },
    ...{ shiftName: given.name, giver, items: items.length },
  };
  const drafts: Draft[] = [{ stream: shiftStream(shift.id), kind: 'handOver.imported', body }];
  const now = desk.clock();
  let number = world.lastNumber;
  for (const item of items) {
    const words = carriedWords(item, station.name);
    const { point, incidentKind } = item;
    if (!openKeys.includes(item.key) || item.kind !== 'incident' || !point || !incidentKind) {
      const note = { kind: 'note', noteId: desk.newId(), text: words, mustHandOver: true } as const;
      const noted = decideShift(shift, note, now);
      if (!noted.ok) return noted;
      drafts.push(...noted.value);
      continue;
    }
    const opened = openIncident(context, {
      ...{
        kind: incidentKind,
        ...point,
        title: plainText(item.name, 120),
        address: plainText(item.address ?? '', 200),
      },
      ...{ source: 'thirdParty', callerWords: words },
    });
    if (!opened.ok) return opened;
    number = nextNumber(number, now);
    drafts.push(...opened.value.drafts.map((draft) => numbered(draft, number)));
  }
  return ok({ drafts, shiftId: shift.id });
}

/** Several are opened in one append: each takes the number after the one before. */
const numbered = (draft: Draft, number: string): Draft =>
  draft.kind === 'incident.opened' ? { ...draft, body: { ...(draft.body as object), number } } : draft;

const carriedWords = (item: HandOverItem, stationName: string): string =>
  plainText(`【承接自 ${stationName}】${itemTitle(item, 'zh-CN')}：${itemDetail(item, 'zh-CN')}`, 500);

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
