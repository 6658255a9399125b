/**
 * The phones of one unit: the desk invites one with a one-time code, it joins, and it stays until it is revoked. Neither the
 * code nor the phone's token is in any event (main/core/machines/phones.ts keeps a hash). Events are on the unit's own stream.
 */
import { z } from 'zod';
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';

export interface UnitPhone {
  readonly id: string;
  readonly state: 'invited' | 'joined';
  readonly invitedAt: number;
  readonly invitedBy: string;
  /** Until when the code holds, epoch ms. */
  readonly codeUntilAt: number;
  /** What it says it is ("Android", "iPhone"), and when it came; null before it has. */
  readonly model: string | null;
  readonly joinedAt: number | null;
}

export type PhoneEventBody = {
  'unit.phoneInvited': { unitId: string; phoneId: string; codeUntilAt: number };
  'unit.phoneJoined': { unitId: string; phoneId: string; model: string; address: string };
  'unit.phoneRevoked': { unitId: string; phoneId: string; reason: string };
};

export type PhoneCommand =
  | { kind: 'invite'; phoneId: string; codeUntilAt: number }
  | { kind: 'join'; phoneId: string; model: string; address: string }
  | { kind: 'revoke'; phoneId: string; reason: string };

const id = z.string().min(1).max(80);

/** What a seat may ask. `worker.invite` is answered with the code. */
export const PHONE_COMMAND_BODIES = {
  'worker.invite': z.strictObject({ unitId: z.string().min(1).max(40) }),
  'worker.revoke': z.strictObject({
    unitId: z.string().min(1).max(40),
    phoneId: id,
    reason: z.string().trim().min(1).max(300),
  }),
} as const;
export type PhoneCommandKind = keyof typeof PHONE_COMMAND_BODIES;

/** A crew shares a unit; more than this many phones on one is a mistake. */
export const PHONES_LIMIT = 8;

interface Holder {
  readonly id: string;
  readonly name: string;
  readonly phones?: readonly UnitPhone[];
}

export function decidePhone(unit: Holder, command: PhoneCommand, now: number): Result<Draft[]> {
  const phones = phonesOf(unit, now);
  const unitId = unit.id;
  if (command.kind === 'invite') {
    if (phones.length >= PHONES_LIMIT)
      return refuse('tooManyPhones', `${unit.name} 已有 ${PHONES_LIMIT} 部手机，请先撤销不用的`);
    const { phoneId, codeUntilAt } = command;
    return ok([draft(unitId, 'unit.phoneInvited', { unitId, phoneId, codeUntilAt })]);
  }
  const phone = unit.phones?.find((one) => one.id === command.phoneId);
  if (!phone) return refuse('unknownPhone', `${unit.name} 没有这部手机`);
  if (command.kind === 'join') {
    if (phone.state === 'joined') return refuse('codeUsed', '这个加入码已经用过');
    const { phoneId, model, address } = command;
    return ok([draft(unitId, 'unit.phoneJoined', { unitId, phoneId, model, address })]);
  }
  return ok([draft(unitId, 'unit.phoneRevoked', { unitId, phoneId: phone.id, reason: command.reason })]);
}

/** Those of a unit at this moment: an invitation nobody took in time is none. */
export const phonesOf = (unit: Pick<Holder, 'phones'>, now: number): readonly UnitPhone[] =>
  (unit.phones ?? []).filter(({ state, codeUntilAt }) => state === 'joined' || codeUntilAt > now);

/** What a revoked phone was stays in the journal; the world forgets it. */
export function evolvePhones(phones: readonly UnitPhone[] | undefined, event: StoredEvent): readonly UnitPhone[] {
  const held = phones ?? [];
  switch (event.kind as keyof PhoneEventBody) {
    case 'unit.phoneInvited': {
      const { phoneId, codeUntilAt } = event.body as PhoneEventBody['unit.phoneInvited'];
      const invited: UnitPhone = {
        id: phoneId,
        state: 'invited',
        invitedAt: event.at,
        invitedBy: nameOfActor(event.actor),
        codeUntilAt,
        model: null,
        joinedAt: null,
      };
      return [...phonesOf({ phones: held }, event.at), invited];
    }
    case 'unit.phoneJoined': {
      const { phoneId, model } = event.body as PhoneEventBody['unit.phoneJoined'];
      return held.map((phone) =>
        phone.id === phoneId ? { ...phone, state: 'joined', model, joinedAt: event.at } : phone,
      );
    }
    case 'unit.phoneRevoked': {
      const { phoneId } = event.body as PhoneEventBody['unit.phoneRevoked'];
      return held.filter((phone) => phone.id !== phoneId);
    }
    default:
      return held;
  }
}

function draft<Kind extends keyof PhoneEventBody>(unitId: string, kind: Kind, body: PhoneEventBody[Kind]): Draft {
  return { stream: `unit:${unitId}`, kind, body };
}
