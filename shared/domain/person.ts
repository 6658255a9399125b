/**
 * People who are not officers: who reported, who is concerned. Their values lie in the vault of the station (main/core/people),
 * sealed, and nowhere else; the journal, the wires and the screens carry a `personRef` and these masked forms (DOMAIN §7).
 */
import { z } from 'zod';
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Draft } from './event.ts';

/** Why the station holds them, which decides for how long. */
export const PERSON_CLASSES = ['reporter', 'party'] as const;
export type PersonClass = (typeof PERSON_CLASSES)[number];

/** Days after the last time they were heard of. PIPL 19: the shortest that the work needs; a hold stops the count. */
export const RETENTION_DAYS: Readonly<Record<PersonClass, number>> = { reporter: 180, party: 1_095 };

export const PERSON_FIELDS = ['name', 'phone', 'openid', 'address'] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];
export type PersonValues = Readonly<Partial<Record<PersonField, string>>>;

/** `p-` and a UUID. Says nothing of whom it means. */
export type PersonRef = string;

/** What may be shown, printed and kept: `王**`, `138****5678`. A field that is not known is absent. */
export type MaskedPerson = PersonValues;

/** `who` and when are the event's own actor and time. Never a value. */
export type PersonEventBody = {
  'person.revealed': { ref: PersonRef; fields: readonly PersonField[]; reason: string };
  'person.held': { ref: PersonRef; reason: string };
  'person.released': { ref: PersonRef; reason: string };
  /** The purge of one day: how many of each class are gone for good. */
  'person.purged': { counts: Readonly<Record<PersonClass, number>> };
};

const ref = z.string().regex(/^p-[0-9a-f-]{36}$/, 'is not a personRef');
const reason = z.string().trim().min(2).max(300);

export const PERSON_COMMAND_BODIES = {
  'person.reveal': z.strictObject({
    ref,
    fields: z
      .array(z.enum(PERSON_FIELDS))
      .min(1)
      .max(PERSON_FIELDS.length)
      .refine((fields) => new Set(fields).size === fields.length, 'a field is named twice'),
    reason: reason.describe('why they must be seen; goes into the journal'),
  }),
  'person.hold': z.strictObject({ ref, reason: reason.describe('which case or order keeps them') }),
  'person.release': z.strictObject({ ref, reason }),
} as const;

export type PersonCommandKind = keyof typeof PERSON_COMMAND_BODIES;

export const personStream = (personRef: PersonRef) => `person:${personRef}`;

/** What the vault knows of one, without a value. */
export interface PersonRecord {
  readonly ref: PersonRef;
  readonly class: PersonClass;
  readonly fields: readonly PersonField[];
  readonly heldBecause: string | null;
}

export function decidePerson(
  state: PersonRecord | undefined,
  command:
    | { kind: 'person.reveal'; fields: readonly PersonField[]; reason: string }
    | { kind: 'person.hold' | 'person.release'; reason: string },
): Result<Draft[]> {
  if (!state) return refuse('unknownPerson', '没有此人的资料，或已到期清除');
  const stream = personStream(state.ref);
  switch (command.kind) {
    case 'person.reveal': {
      const { fields, reason } = command;
      if (!fields.every((field) => state.fields.includes(field)))
        return refuse('unknownPersonField', '没有登记这项资料');
      return ok([{ stream, kind: 'person.revealed', body: { ref: state.ref, fields, reason } }]);
    }
    case 'person.hold':
      if (state.heldBecause !== null) return refuse('personHeld', `资料已封存：${state.heldBecause}`);
      return ok([{ stream, kind: 'person.held', body: { ref: state.ref, reason: command.reason } }]);
    case 'person.release':
      if (state.heldBecause === null) return refuse('personNotHeld', '资料没有封存');
      return ok([{ stream, kind: 'person.released', body: { ref: state.ref, reason: command.reason } }]);
  }
}

export function maskPerson(values: PersonValues): MaskedPerson {
  const masked = PERSON_FIELDS.flatMap((field) => {
    const value = values[field];
    return value === undefined ? [] : [[field, MASKS[field](value)] as const];
  });
  return Object.fromEntries(masked);
}

const MASKS: Readonly<Record<PersonField, (value: string) => string>> = {
  // The family name and nothing of how long the rest is; of `Anna Li` the first letter.
  name: (name) => `${[...name][0] ?? ''}**`,
  phone: maskPhone,
  openid: (openid) => `****${openid.length > 12 ? openid.slice(-4) : ''}`,
  address: maskAddress,
};

/** Three in front and four behind, where at least four are left between; of a shorter one only the last two. */
function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '');
  return digits.length >= 11
    ? `${digits.slice(0, 3)}****${digits.slice(-4)}`
    : `****${digits.length > 4 ? digits.slice(-2) : ''}`;
}

/** Up to the road, the village or the estate; never the building, the door or the floor. */
function maskAddress(address: string): string {
  const area = address.match(
    /^[^\d０-９一二三四五六七八九十号栋幢室#]{0,30}?(?:路|街道|街|巷|村|社区|小区|镇|乡)/,
  )?.[0];
  return `${area ?? [...address].slice(0, 2).join('')}***`;
}
