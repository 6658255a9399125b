/**
 * Contact ID as text (SIA DC-05, PROTOCOLS §2.1): `ACCT MT Q EEE GG CCC S` as a communicator dials it, or only `Q EEE GG CCC` as
 * records quote it. With blanks between the fields or without. What `npm run decode -- --protocol cid` prints.
 */

import { type EventFront, frontOf } from '../front.ts';
import { contactIdOf } from '../receiver/record.ts';

export type CidDescription =
  | ({
      readonly ok: true;
      /** Four digits; null in the short form. */
      readonly account: string | null;
      /** 18, 98 or 58; null in the short form. */
      readonly messageType: string | null;
      /** `none`: not sent, as in records. */
      readonly checksum: 'right' | 'none';
    } & EventFront)
  | { readonly ok: false; readonly reason: 'format' | 'checksum'; readonly detail: string };

const SHAPE =
  /^(?:(?<account>[0-9A-F]{4}) *(?<type>18|98|58) *)?(?<qualifier>[136ERPOCS]) *(?<code>[0-9A-F]{3}) *(?<partition>[0-9A-F]{2}) *(?<zone>[0-9A-F]{3})(?: *(?<check>[0-9A-F]))?$/;

/** Letters stand for the digit that was dialled. */
const DIALLED: Readonly<Record<string, string>> = { E: '1', O: '1', R: '3', C: '3', P: '6', S: '6' };

export function describeContactId(text: string): CidDescription {
  const groups = SHAPE.exec(text.trim().toUpperCase())?.groups;
  if (!groups) return { ok: false, reason: 'format', detail: 'not ACCT MT Q EEE GG CCC S, nor Q EEE GG CCC' };
  const { account, type, qualifier, code, partition, zone, check } = groups as Record<string, string | undefined>;
  if (check !== undefined) {
    if (account === undefined) return { ok: false, reason: 'format', detail: 'a check digit without the account' };
    const dialled = `${account}${type}${DIALLED[qualifier!] ?? qualifier}${code}${partition}${zone}`;
    const right = checkDigit(dialled);
    if (digitValue(check) !== digitValue(right)) {
      return { ok: false, reason: 'checksum', detail: `the check digit is ${check} and should be ${right}` };
    }
  }
  return {
    ok: true,
    account: account?.replaceAll('A', '0') ?? null,
    messageType: type ?? null,
    checksum: check === undefined ? 'none' : 'right',
    ...frontOf(contactIdOf(qualifier!, code!, partition!, zone!)),
  };
}

/** DTMF: 0 counts ten and is sent as A. */
const digitValue = (digit: string) => (digit === '0' ? 10 : Number.parseInt(digit, 16));

/** Makes the sum of all digits a multiple of 15. Written 0 for ten and F for fifteen. */
export function checkDigit(digits: string): string {
  const sum = [...digits].reduce((total, digit) => total + digitValue(digit), 0);
  const value = 15 - (sum % 15);
  return value === 10 ? '0' : value.toString(16).toUpperCase();
}
