/** What an administrator may ask of accounts, and what a password has to be. */
import { z } from 'zod';
import { ACCOUNT_ROLES } from './account.ts';

const id = z.string().min(1).max(80);
const name = z.string().trim().min(1).max(40);
const scope = z
  .string()
  .regex(/^\d{6}(?:\d{3}){0,3}$/, 'is not an area code of 6, 9, 12 or 15 digits')
  .nullable()
  .default(null);
const loginName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,31}$/, 'must be 2 to 32 letters, digits, dots, dashes');
/** Whether it is good enough is said in words (`passwordFault`); this only bounds what is hashed. */
const password = z.string().min(1).max(256);

export const ACCOUNT_COMMAND_BODIES = {
  'account.create': z.strictObject({ loginName, name, role: z.enum(ACCOUNT_ROLES), scope, password }),
  'account.change': z.strictObject({ accountId: id, name, role: z.enum(ACCOUNT_ROLES), scope }),
  'account.setPassword': z.strictObject({ accountId: id, password }),
  'account.lock': z.strictObject({ accountId: id, reason: z.string().trim().min(1).max(300) }),
  'account.unlock': z.strictObject({ accountId: id }),
  'account.remove': z.strictObject({ accountId: id }),
  /** For somebody whose phone is lost. */
  'account.removeSecondFactor': z.strictObject({ accountId: id, reason: z.string().trim().min(1).max(300) }),
  'account.revokeSessions': z.strictObject({ accountId: id, sessionId: id.nullable().default(null) }),
} as const;
export type AccountCommandKind = keyof typeof ACCOUNT_COMMAND_BODIES;
export type AccountCommandBody<Kind extends AccountCommandKind> = z.output<(typeof ACCOUNT_COMMAND_BODIES)[Kind]>;

export const PASSWORD_LEAST = 10;
/** From here on length is enough. */
const PASSPHRASE = 16;
/** The first that are tried, without digits and marks. */
const COMMON = [
  'password',
  'qwerty',
  'admin',
  'pingan',
  'zongzhi',
  'wangge',
  'woaini',
  'abcdef',
  'iloveyou',
  'letmein',
];

export type PasswordFault = 'short' | 'plain' | 'name' | 'common' | 'repeated';

/** What is wrong with a password; null when nothing is. NIST SP 800-63B 5.1.1.2, with the mix of marks that 等保 asks for. */
export function passwordFault(candidate: string, names: readonly string[]): PasswordFault | null {
  const text = candidate.normalize('NFKC');
  const folded = text.toLowerCase();
  if ([...text].length < PASSWORD_LEAST) return 'short';
  if (new Set(folded).size < 5) return 'repeated';
  if (names.some((each) => each.length > 1 && folded.includes(each.toLowerCase()))) return 'name';
  const letters = folded.replace(/[^a-z]/g, '');
  if (COMMON.some((each) => letters === each || letters === each + each) || /^(?:0?123456|987654)/.test(folded))
    return 'common';
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(text)).length;
  return [...text].length < PASSPHRASE && kinds < 3 ? 'plain' : null;
}
