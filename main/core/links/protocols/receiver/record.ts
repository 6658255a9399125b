/**
 * What the alarm receivers of the trade print, whatever their format: a record names receiver, line and account and holds
 * events of a known code, events of the receiver's own short forms, or nothing but a sign of life.
 */
import type { Qualifier } from '#shared/catalog/codes.ts';
import type { ContactIdEvent } from '../dc09/contactId.ts';
import type { SiaEvent } from '../dc09/siaPayload.ts';

/** One letter or digit, an area and a zone (4x2, 3x1 and their like): what it means is agreed per site. */
export interface ShortEvent {
  readonly kind: 'short';
  readonly code: string;
  readonly partition: string | null;
  readonly zone: string | null;
}

/** Ademco high speed: one digit per channel. */
export interface ChannelEvent {
  readonly kind: 'channel';
  readonly channel: number;
  readonly state: string;
}

export type ReceiverEvent = ContactIdEvent | SiaEvent | ShortEvent | ChannelEvent;

interface Origin {
  /** Two digits for Sur-Gard and Radionics, one for Ademco 685. */
  readonly receiver: string;
  readonly line: string;
}

export type ReceiverRecord =
  | (Origin & { readonly kind: 'heartbeat' })
  /** The receiver about itself. */
  | (Origin & { readonly kind: 'status'; readonly text: string })
  | (Origin & {
      readonly kind: 'message';
      readonly form: 'contactId' | 'sia' | 'basic' | 'highSpeed';
      readonly account: string;
      /** Empty when the frame was sound and its content fits nothing. */
      readonly events: readonly ReceiverEvent[];
      readonly text: string | null;
    });

export type DecodedRecord =
  | {
      readonly ok: true;
      readonly record: ReceiverRecord;
      /** More of it could follow: only its terminator says that it is whole, quiet does not. */
      readonly isOpenEnded: boolean;
    }
  /** English, for the integrator. */
  | { readonly ok: false; readonly reason: 'format'; readonly detail: string };

/** Text between terminators to a record; pure, never throws. */
export type DecodeRecord = (text: string) => DecodedRecord;

export const isRecord = (record: ReceiverRecord, isOpenEnded = false): DecodedRecord => ({
  ok: true,
  record,
  isOpenEnded,
});
export const noRecord = (detail: string): DecodedRecord => ({ ok: false, reason: 'format', detail });

/** Receivers print letters where the wire had digits: E new, R restore, P previous; O and C for opening and closing. */
const QUALIFIERS: Readonly<Record<string, Qualifier>> = {
  '1': 1,
  E: 1,
  O: 1,
  '3': 3,
  R: 3,
  C: 3,
  '6': 6,
  P: 6,
  S: 6,
};

/** In DTMF the digit 0 is sent as A, and some receivers print it so (DC-05). */
const digits = (printed: string) => printed.replaceAll('A', '0');

export function contactIdOf(qualifier: string, code: string, partition: string, zone: string): ContactIdEvent[] {
  const known = QUALIFIERS[qualifier];
  if (known === undefined) return [];
  return [{ kind: 'cid', qualifier: known, code: digits(code), partition: digits(partition), zone: digits(zone) }];
}

/** Channels that say nothing happened are no events. */
export function channelsOf(states: string): ChannelEvent[] {
  return [...states].flatMap((state, index) =>
    state === '5' || state === '0' || state === ' ' ? [] : [{ kind: 'channel' as const, channel: index + 1, state }],
  );
}
