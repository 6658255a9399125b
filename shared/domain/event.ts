/**
 * The envelope of everything that happens at a station. Facts, in the past tense; state is what you get by folding them.
 * The journal (main/core/journal) makes a StoredEvent out of a Draft; nothing else does.
 */

/** Who caused an event. `name` and `role` are kept as they were at that moment: an audit must not depend on later edits. */
export interface Actor {
  kind: 'operator' | 'device' | 'unit' | 'system';
  id: string;
  name?: string;
  role?: string;
}

/** Begins what the station itself is called in every `by` of the folded state; no name given to anybody may begin so. */
export const SYSTEM_PREFIX = 'system:';

/**
 * Who it was, for a list: the given name at that moment, or `system:<id>` for the station's own parts (`rule`, `clock`,
 * `links`, `core`), which have no name of their own and are named in the reader's language (shared/text/system.ts).
 */
export function nameOfActor(actor: Actor): string {
  return actor.kind === 'system' ? `${SYSTEM_PREFIX}${actor.id}` : (actor.name ?? actor.id);
}

export const isSystemName = (name: string | null) => name?.startsWith(SYSTEM_PREFIX) === true;

/** A core has exactly one realm and can never mix them. */
export type Realm = 'live' | 'drill';

/**
 * An event as a decision returns it, before it has a place in the journal.
 * `stream` is `incident:…`, `unit:…`, `device:…`, `task:…`, `shift:…`; `body` is plain JSON (what JSON.stringify keeps).
 */
export interface Draft<Kind extends string = string, Body = unknown> {
  stream: string;
  kind: Kind;
  body: Body;
}

/** An event with its place: `seq` in this station's order, `version` in its stream (both from 1, without gaps). */
export interface StoredEvent {
  seq: number;
  /** UUID v7 of the moment it was appended. */
  id: string;
  stream: string;
  version: number;
  station: string;
  /** UTC epoch milliseconds by the core's clock. Order is by `seq`, never by `at`: clocks step. */
  at: number;
  actor: Actor;
  realm: Realm;
  kind: string;
  body: unknown;
  /** SHA-256 in hex over the previous event's hash and this event's canonical row (main/core/journal/canonical.ts). */
  hash: string;
}
