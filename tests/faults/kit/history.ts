/** What a journal says really happened, read from the file after the core is gone, folded without the core's help. */
import { openJournal, type Verification } from '#main/core/journal/index.ts';
import { isActive } from '#shared/domain/dispatch.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { IncidentEventBody } from '#shared/domain/incident.ts';
import { emptyWorld, evolveWorld, type PackedWorld, packWorld } from '#shared/domain/world.ts';

export interface History {
  readonly events: readonly StoredEvent[];
  readonly verification: Verification;
  /** What opening had to complain of. */
  readonly faults: readonly string[];
}

const PAGE = 5_000;

/** Opens the journal as the next start would, reads and checks all of it, closes it again. */
export async function readHistory(directory: string): Promise<History> {
  const events: StoredEvent[] = [];
  const { verification, faults } = await walkHistory(directory, (event) => events.push(event));
  return { events, verification, faults };
}

/** The same for a journal too long to be held: each event once, in order. */
export async function walkHistory(
  directory: string,
  visit: (event: StoredEvent) => void,
): Promise<Omit<History, 'events'>> {
  const faults: string[] = [];
  const opened = openJournal({
    directory,
    station: 'shifan',
    realm: 'live',
    clock: Date.now,
    onFatal: (error) => {
      throw error;
    },
    onFault: ({ code }) => faults.push(code),
  });
  if (!opened.ok) throw new Error(opened.failure.message);
  const journal = opened.value;
  for (let seq = 0; ; ) {
    const page = journal.read(seq, PAGE);
    if (page.length === 0) break;
    for (const event of page) visit(event);
    seq = page.at(-1)!.seq;
  }
  const verification = await journal.verify();
  await journal.close();
  return { verification, faults };
}

/** The world at a seq, folded from the first event: no snapshot, no process that lived through it. */
export function worldAt(events: readonly StoredEvent[], seq: number): PackedWorld {
  const world = emptyWorld();
  for (const event of events) if (event.seq <= seq) evolveWorld(world, event);
  return packWorld(world);
}

export interface DoubleGrant {
  readonly seq: number;
  readonly unitId: string;
  readonly dispatchIds: readonly string[];
}

/** Moments at which a unit had more than one active dispatch, told from the dispatches alone and not from the unit's own record. */
export function doubleGrants(events: readonly StoredEvent[]): DoubleGrant[] {
  const active = new Map<string, Set<string>>();
  return events.flatMap(({ seq, kind, body }) => {
    if (kind === 'incident.dispatched') {
      const { unitId, dispatchId } = body as IncidentEventBody['incident.dispatched'];
      const held = active.get(unitId) ?? new Set();
      active.set(unitId, held.add(dispatchId));
      return held.size > 1 ? [{ seq, unitId, dispatchIds: [...held] }] : [];
    }
    if (kind === 'incident.dispatchMoved') {
      const { unitId, dispatchId, to } = body as IncidentEventBody['incident.dispatchMoved'];
      if (!isActive(to)) active.get(unitId)?.delete(dispatchId);
    }
    return [];
  });
}
