/**
 * What exactly is hashed. An auditor needs nothing but this comment, SHA-256 and the rows.
 *
 *   genesis = SHA-256( "pingan-journal-1" LF station LF realm )
 *   hash(n) = SHA-256( hash(n-1) LF seq LF id LF stream LF version LF station LF at LF actor LF realm LF kind LF body )
 *
 * Everything is UTF-8, numbers are plain decimal, hashes are lower-case hex, hash(0) is the genesis. `actor` and `body` are
 * the JSON text exactly as stored in the table: nobody ever has to serialise JSON again in the same way. JSON text holds no
 * raw line feed, and the other fields are refused when they hold a control character, so no two rows share a canonical form.
 */
import { hash } from 'node:crypto';
import type { Realm } from '#shared/domain/event.ts';

/** A row of the table `events`: `actor` and `body` are JSON text. */
export interface EventRow {
  seq: number;
  id: string;
  stream: string;
  version: number;
  station: string;
  at: number;
  actor: string;
  realm: Realm;
  kind: string;
  body: string;
  hash: string;
}

/** A place in the chain. */
export interface Head {
  /** 0 when there is no event yet; `hash` is then the genesis. */
  seq: number;
  hash: string;
}

/** The hash before the first event; it ties a journal to its station and realm. */
export function genesisHash(station: string, realm: Realm): string {
  return hash('sha256', `pingan-journal-1\n${station}\n${realm}`, 'hex');
}

/** The hash an event must have when it follows `previousHash`. */
export function rowHash(previousHash: string, row: Omit<EventRow, 'hash'>): string {
  return hash(
    'sha256',
    `${previousHash}\n${row.seq}\n${row.id}\n${row.stream}\n${row.version}\n${row.station}\n${row.at}\n${row.actor}\n${row.realm}\n${row.kind}\n${row.body}`,
    'hex',
  );
}

/** Control characters, and surrogates without their partner: UTF-8 has no form for those. */
const UNPLAIN = /[\p{Cc}\p{Cs}]/u;

/** Streams, kinds and station names must survive the canonical form; a text that would not is a bug of the caller. */
export function assertPlain(field: string, text: string): void {
  if (text.length === 0 || UNPLAIN.test(text))
    throw new TypeError(`${field} must be a non-empty text without control characters: ${JSON.stringify(text)}`);
}
