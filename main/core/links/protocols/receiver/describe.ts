/** A record as plain JSON: what `npm run decode` prints and the link panel shows. Field names are an interface. */
import type { DecodedRecord } from './record.ts';

export type DescribedRecord =
  | { readonly ok: true; readonly kind: string; readonly [field: string]: unknown }
  | { readonly ok: false; readonly reason: string; readonly detail: string };

export function describeRecord(decoded: DecodedRecord): DescribedRecord {
  if (!decoded.ok) return { ok: false, reason: decoded.reason, detail: decoded.detail };
  const { record } = decoded;
  const { kind, receiver, line } = record;
  if (record.kind === 'heartbeat') return { ok: true, kind, receiver, line };
  if (record.kind === 'status') return { ok: true, kind, receiver, line, text: record.text };
  const { form, account, events, text } = record;
  const [first] = events;
  const front = first?.kind === 'cid' ? first : null;
  return {
    ok: true,
    kind,
    form,
    receiver,
    line,
    account,
    qualifier: front?.qualifier ?? null,
    code: first ? (first.kind === 'channel' ? `CH${first.channel}` : first.code) : null,
    partition: first && 'partition' in first ? first.partition : null,
    zone: first && 'zone' in first ? first.zone : first?.kind === 'sia' ? first.address : null,
    events,
    text,
  };
}
