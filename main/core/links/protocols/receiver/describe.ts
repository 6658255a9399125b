/** A record as plain JSON: what `npm run decode` prints and the link panel shows. Field names are an interface. */
import { frontOf } from '../front.ts';
import type { DecodedRecord } from './record.ts';

export type DescribedRecord =
  | { readonly ok: true; readonly kind: string; readonly [field: string]: unknown }
  | { readonly ok: false; readonly reason: string; readonly detail: string };

export function describeRecord(decoded: DecodedRecord): DescribedRecord {
  if (!decoded.ok) return { ok: false, reason: decoded.reason, detail: decoded.detail };
  const { record } = decoded;
  const { kind, receiver, line } = record;
  if (record.kind === 'heartbeat') return { ok: true, kind, receiver, line, account: null, ...frontOf([]) };
  if (record.kind === 'status') {
    return { ok: true, kind, receiver, line, account: null, ...frontOf([]), text: record.text };
  }
  const { form, account, events, text } = record;
  return { ok: true, kind, form, receiver, line, account, ...frontOf(events), events, text };
}
