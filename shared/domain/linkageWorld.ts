/** The part of the world that reaches beyond the station: who may be called in, and what was said to the outside. */
import type { StoredEvent } from './event.ts';
import { evolveGroup, type GroupState } from './group.ts';
import type { IncidentState } from './incident.ts';
import { noteDelivery } from './linkage.ts';
import { evolveNotices, type NoticeEventBody, type NoticeState } from './notice.ts';
import type { UnitState } from './unit.ts';

export interface LinkageWorld {
  readonly groups: Map<string, GroupState>;
  /** Those still to be carried out, and the last settled ones. */
  readonly notices: Map<string, NoticeState>;
}

export interface PackedLinkageWorld {
  readonly groups: readonly GroupState[];
  readonly notices: readonly NoticeState[];
}

interface Around {
  readonly incidents: Map<string, IncidentState>;
  readonly units: ReadonlyMap<string, UnitState>;
}

export const emptyLinkageWorld = (): LinkageWorld => ({ groups: new Map(), notices: new Map() });

/** After the nouns themselves: a notice is born of what an incident has become, and says back what reached whom. */
export function evolveLinkageWorld(
  world: LinkageWorld,
  noun: string,
  id: string,
  event: StoredEvent,
  around: Around,
): void {
  if (noun === 'group') {
    const group = evolveGroup(world.groups.get(id), event);
    if (group) world.groups.set(id, group);
    else world.groups.delete(id);
    return;
  }
  if (noun !== 'notice' && noun !== 'incident') return;
  evolveNotices(world.notices, event, (unitId) => around.units.get(unitId));
  if (event.kind === 'notice.settled') noteDeliveries(world, event, around.incidents);
}

function noteDeliveries({ notices }: LinkageWorld, event: StoredEvent, incidents: Map<string, IncidentState>): void {
  for (const { noticeId, state, reason } of (event.body as NoticeEventBody['notice.settled']).outcomes) {
    const { incidentId = '', groupId = null, memberId = null, bornAt = 0 } = notices.get(noticeId) ?? {};
    const incident = incidents.get(incidentId);
    if (!incident || groupId === null || memberId === null) continue;
    const isDelivered = state === 'delivered';
    const undelivered = isDelivered || state === 'sent' ? null : (reason ?? 'fault');
    const member = { groupId, memberId, bornAt };
    const change = noteDelivery(incident.linkage, member, { at: event.at, undelivered, isDelivered });
    incidents.set(incidentId, { ...incident, ...change });
  }
}

export const packLinkageWorld = ({ groups, notices }: LinkageWorld): PackedLinkageWorld => ({
  groups: [...groups.values()],
  notices: [...notices.values()],
});

export const unpackLinkageWorld = ({ groups, notices }: PackedLinkageWorld): LinkageWorld => ({
  groups: new Map(groups.map((group) => [group.id, group])),
  notices: new Map(notices.map((notice) => [notice.id, notice])),
});
