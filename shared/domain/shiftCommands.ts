/** What seats may ask about shifts and the hand-over between them. */
import { z } from 'zod';
import { SHIFT_POSTS } from './shift.ts';

const id = z.string().min(1).max(80);
const at = z.number().int().min(0).max(8.64e15);
const words = z.string().trim().min(1).max(500);
/** Of the one who stands beside whoever is signed in at the seat; without them it is about the latter. */
const beside = {
  loginName: z.string().min(1).max(64).optional(),
  password: z.string().min(1).max(256).optional(),
  /** Where his account asks for one. */
  code: z.string().min(1).max(40).optional(),
};
const key = z.string().min(1).max(200);

const plannedShift = z.strictObject({
  /** Of one that is changed; absent: a new one. */
  shiftId: id.optional(),
  name: z.string().trim().min(1).max(40),
  startAt: at,
  endAt: at,
  people: z
    .array(z.strictObject({ accountId: id, post: z.enum(SHIFT_POSTS) }))
    .max(20)
    .refine(
      (people) => new Set(people.map(({ accountId }) => accountId)).size === people.length,
      'names somebody twice',
    ),
});

export const SHIFT_COMMAND_BODIES = {
  /** Every planned shift that begins from `fromAt` and before `untilAt`: those not named are cancelled. */
  'roster.save': z.strictObject({ fromAt: at, untilAt: at, shifts: z.array(plannedShift).max(100) }),
  'shift.begin': z.strictObject({ shiftId: id.optional(), ...beside }),
  'shift.end': z.strictObject({ ...beside }),
  'shift.note': z.strictObject({ text: words, mustHandOver: z.boolean().default(false) }),
  'shift.settleNote': z.strictObject({ shiftId: id, noteId: id }),
  /** `toAccountId`: who is to take it; null: whoever comes. */
  'handOver.open': z.strictObject({ toAccountId: id.nullable().default(null) }),
  /** `digest` is of the item as it was seen: what has changed since is refused. */
  'handOver.touch': z.strictObject({
    handOverId: id,
    key,
    digest: z.string().min(1).max(80),
    how: z.enum(['seen', 'taken']),
  }),
  'handOver.ask': z.strictObject({ handOverId: id, key, text: words }),
  'handOver.answer': z.strictObject({ handOverId: id, questionId: id, text: words }),
  'handOver.sign': z.strictObject({ handOverId: id, ...beside }),
  /** Nobody is there to take it: it waits, as it is now, for the next one. */
  'handOver.seal': z.strictObject({ handOverId: id }),
  'handOver.cancel': z.strictObject({ handOverId: id, reason: z.string().trim().min(1).max(300) }),
  /**
   * A file that was looked at (`POST /api/hand-overs/files`). `fingerprint`: of the key it is signed with, as two people compared it.
   * `openKeys`: incidents of it that go on here as incidents, with everything that begins with one; all else becomes a note.
   */
  'handOver.import': z.strictObject({
    fileHash: z.string().regex(/^[0-9a-f]{64}$/),
    fingerprint: z.string().min(8).max(120),
    openKeys: z.array(key).max(200).default([]),
  }),
} as const;
export type ShiftCommandKind = keyof typeof SHIFT_COMMAND_BODIES;
export type ShiftCommandBody<Kind extends ShiftCommandKind> = z.output<(typeof SHIFT_COMMAND_BODIES)[Kind]>;
