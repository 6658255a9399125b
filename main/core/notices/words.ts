/** What notices say. Made to be heard as well as read: what, where, what to do, and the number last. */
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { Dispatch, TaskKind } from '#shared/domain/dispatch.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { LinkedGroup, LinkedMember } from '#shared/domain/linkage.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { World } from '#shared/domain/world.ts';

/** What to do, behind what and where. */
const TASK: Readonly<Record<TaskKind, string>> = {
  respond: '请立即前往处置',
  standBy: '请就近备勤',
  hold: '请前往值守',
  relocate: '请调整到该处',
  return: '请归位',
};

const whatOf = ({ kind, title }: IncidentState) => {
  const name = INCIDENT_KIND_CATALOG[kind].zh;
  return title ? `${name}，${title}` : name;
};

export function orderText(incident: IncidentState, { target, task }: Dispatch): string {
  const what = whatOf(incident);
  if (target) return `调位：${target.name}。${TASK[task]}待命，补${what}出动后的空缺。事件 ${incident.number}`;
  return `派遣：${what}。地点：${incident.place.address}。${TASK[task]}。事件 ${incident.number}`;
}

export const orderEndedText = (incident: IncidentState | undefined): string => `事件 ${incident?.number} 的派遣已撤销`;

export function linkageText(incident: IncidentState, group: LinkedGroup): string {
  return `联动：${group.name}。${whatOf(incident)}。地点：${incident.place.address}。请应答并前往。事件 ${incident.number}`;
}

/** Whom and what a notice of linkage is about; undefined when it has left the world. */
export function linkageOf(
  { incidents }: Pick<World, 'incidents'>,
  { incidentId, groupId, memberId }: Notice,
): { readonly incident: IncidentState; readonly group: LinkedGroup; readonly member: LinkedMember } | undefined {
  const incident = incidents.get(incidentId);
  const group = incident?.linkage.find((each) => each.groupId === groupId);
  const member = group?.members.find((each) => each.memberId === memberId);
  return incident && group && member && { incident, group, member };
}
