/**
 * What may follow what in the life of incidents and dispatches, written from DOMAIN §2 and apart from the desk's own rules: an
 * accountant for histories. Says each line that may not stand where it stands.
 */
import type { StoredEvent } from '#shared/domain/event.ts';

const AFTER: Readonly<Record<string, readonly string[]>> = {
  notified: ['accepted', 'refused', 'enRoute', 'onScene', 'timedOut', 'withdrawn'],
  accepted: ['refused', 'enRoute', 'onScene', 'withdrawn'],
  enRoute: ['onScene', 'withdrawn'],
  onScene: ['done', 'withdrawn'],
};
/** An incident that is over takes words, an evaluation, and being opened again. */
const OPEN_ONLY = new Set([
  ...['incident.acknowledged', 'incident.dispatched', 'incident.closed', 'incident.merged', 'incident.absorbed'],
  ...['incident.transferred', 'incident.transferAccepted', 'incident.transferReturned', 'incident.claimed'],
]);

interface Body {
  readonly incidentId?: string;
  readonly dispatchId?: string;
  readonly unitId?: string;
  readonly to?: string;
  readonly dispatches?: readonly { readonly id: string }[];
}

export function illegalIn(events: readonly StoredEvent[]): string[] {
  const isOpen = new Map<string, boolean>();
  const stateOf = new Map<string, string>();
  const holderOf = new Map<string, string>();
  const incidentOf = new Map<string, string>();
  const wrong: string[] = [];
  for (const { seq, kind, stream, body } of events) {
    if (!stream.startsWith('incident:')) continue;
    const id = stream.slice('incident:'.length);
    const { dispatchId = '', unitId = '', to = '', dispatches } = body as Body;
    if (kind === 'incident.opened') {
      if (isOpen.has(id)) wrong.push(`${seq}: incident.opened again ${id}`);
      isOpen.set(id, true);
      continue;
    }
    if (OPEN_ONLY.has(kind) && isOpen.get(id) !== true) {
      wrong.push(`${seq}: ${kind} in closed ${id}`);
      continue;
    }
    if (kind === 'incident.reopened') {
      if (isOpen.get(id) !== false) wrong.push(`${seq}: incident.reopened while open ${id}`);
      isOpen.set(id, true);
    }
    if (kind === 'incident.absorbed') for (const each of dispatches ?? []) incidentOf.set(each.id, id);
    if (kind === 'incident.closed' || kind === 'incident.merged') {
      isOpen.set(id, false);
      const active = [...stateOf].find(([each, state]) => incidentOf.get(each) === id && AFTER[state] !== undefined);
      if (kind === 'incident.closed' && active) wrong.push(`${seq}: ${id} is closed with ${active[0]} active`);
    }
    if (kind === 'incident.dispatched') {
      if (holderOf.has(unitId)) wrong.push(`${seq}: ${unitId} is sent twice`);
      holderOf.set(unitId, dispatchId);
      stateOf.set(dispatchId, 'notified');
      incidentOf.set(dispatchId, id);
    }
    if (kind === 'incident.dispatchMoved') {
      const from = stateOf.get(dispatchId) ?? 'nothing';
      if (!AFTER[from]?.includes(to)) wrong.push(`${seq}: ${dispatchId} from ${from} to ${to}`);
      stateOf.set(dispatchId, to);
      if (AFTER[to] === undefined) {
        for (const [unit, held] of holderOf) if (held === dispatchId) holderOf.delete(unit);
      }
    }
  }
  return wrong;
}
