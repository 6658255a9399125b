/** The ADM-CID payload (PROTOCOLS §1.3): `QEEE GG CCC`, or the same without blanks. */
import type { Qualifier } from '#shared/catalog/codes.ts';

export interface ContactIdEvent {
  readonly kind: 'cid';
  readonly qualifier: Qualifier;
  readonly code: string;
  readonly partition: string;
  readonly zone: string;
}

const D = '[0-9B-F]';
const SHAPE = new RegExp(`^([136])(${D}{3})( ?)(${D}{2})\\3(${D}{3})$`);

/** Null: anything else, answered with DUH. */
export function readContactId(payload: string): ContactIdEvent | null {
  const match = SHAPE.exec(payload);
  if (!match) return null;
  return {
    kind: 'cid',
    qualifier: Number(match[1]) as Qualifier,
    code: match[2]!,
    partition: match[4]!,
    zone: match[5]!,
  };
}

export function writeContactId(event: Omit<ContactIdEvent, 'kind'>): string {
  return `${event.qualifier}${event.code} ${event.partition} ${event.zone}`;
}
