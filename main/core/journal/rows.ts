import type { Actor, StoredEvent } from '#shared/domain/event.ts';
import type { EventRow } from './canonical.ts';

/** Every column of `events`, in the order of the canonical form. */
export const EVENT_COLUMNS = 'seq, id, stream, version, station, at, actor, realm, kind, body, hash';

/** The event of a row this journal wrote itself. */
export function eventOfRow(row: EventRow): StoredEvent {
  return { ...row, actor: JSON.parse(row.actor) as Actor, body: JSON.parse(row.body) as unknown };
}
