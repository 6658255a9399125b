/** A SIA payload as text (SIA DC-03, PROTOCOLS §1.4), with its account before a bar or without, in brackets or without. */
import { readSiaPayload, type SiaEvent } from '../dc09/siaPayload.ts';
import { type EventFront, frontOf } from '../front.ts';

export type SiaDescription =
  | ({
      readonly ok: true;
      readonly account: string | null;
      readonly events: readonly SiaEvent[];
      /** Free text that belongs to no event. */
      readonly text: string | null;
    } & EventFront)
  | { readonly ok: false; readonly reason: 'format'; readonly detail: string };

/** As in a DC-09 message (§1.2). */
const ACCOUNT = /^(#[0-9A-Za-z]{0,16}|[0-9A-Fa-f]{3,16}|)\|/;
const BRACKETS = /^\[(.*)\]$/s;

export function describeSia(latin1: string): SiaDescription {
  const trimmed = latin1.trim();
  const data = BRACKETS.exec(trimmed)?.[1] ?? trimmed;
  const account = ACCOUNT.exec(data);
  const content = readSiaPayload(account ? data.slice(account[0].length) : data);
  if (!content) return { ok: false, reason: 'format', detail: 'a part of it is no block of events and no text' };
  return { ok: true, account: account?.[1]?.replace('#', '') || null, ...frontOf(content.events), ...content };
}
