/**
 * The desk and the terminals of units and devices: what a terminal asks is answered from the world, and what the desk has
 * decided is told to the terminal it concerns. Links know neither incidents nor orders; this is where they meet.
 */
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { type Dispatch, isActive, type TaskKind } from '#shared/domain/dispatch.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { IncidentEventBody, IncidentState } from '#shared/domain/incident.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import type { World } from '#shared/domain/world.ts';
import type { Links, TerminalDesk, TerminalNotice } from './links/index.ts';

/** What to do, behind what and where. */
const TASK: Readonly<Record<TaskKind, string>> = {
  respond: '请立即前往处置',
  standBy: '请就近备勤',
  hold: '请前往值守',
  relocate: '请调整到该处',
  return: '请归位',
};

export interface TerminalStation {
  readonly world: World;
  readonly realm: 'live' | 'drill';
  readonly secret: Buffer;
  findUnit(unitKey: string): string | undefined;
}

export function terminalDesk({ world, realm, secret, findUnit }: TerminalStation): TerminalDesk {
  return {
    secret,
    findUnit,
    alarmStateOf: (sourceId) => alarmStateOf(world, sourceId),
    orderFor(unitId) {
      const { incidentId, dispatchId } = world.units.get(unitId)?.engagement ?? {};
      const incident = world.incidents.get(incidentId ?? '');
      const dispatch = incident?.dispatches.find(({ id }) => id === dispatchId);
      if (!incident || !dispatch || !isActive(dispatch.state)) return undefined;
      return { text: orderText(incident, dispatch, realm), isUrgent: true, dispatchId: dispatch.id };
    },
  };
}

/** Of the newest incident this source has called in; a further press that made it sound again waits again. */
function alarmStateOf(world: World, sourceId: string): ReturnType<TerminalDesk['alarmStateOf']> {
  let newest: { readonly at: number; readonly incident: IncidentState } | undefined;
  for (const incident of world.incidents.values()) {
    for (const { sourceId: caller, class: alarmClass, at } of incident.alarms) {
      if (caller === sourceId && alarmClass === 'emergency' && at >= (newest?.at ?? 0)) newest = { at, incident };
    }
  }
  if (!newest) return 'none';
  const { closedAt, acknowledgedAt } = newest.incident;
  return closedAt === null && acknowledgedAt === null ? 'waiting' : 'confirmed';
}

/** News of the desk that a terminal shows or acts on. A terminal that is not connected gets its order when it is. */
export function tellTerminals(
  events: readonly StoredEvent[],
  { world, realm }: TerminalStation,
  links: Pick<Links, 'ports' | 'notify' | 'confirmAlarm'>,
): void {
  for (const event of events) {
    if (event.kind === 'incident.dispatched') {
      const { incidentId, dispatchId, unitId } = event.body as IncidentEventBody['incident.dispatched'];
      const incident = world.incidents.get(incidentId);
      const dispatch = incident?.dispatches.find(({ id }) => id === dispatchId);
      // Events of one commit are told together: the order may already have ended.
      if (incident && dispatch && isActive(dispatch.state)) {
        tell(unitId, { text: orderText(incident, dispatch, realm), isUrgent: true, dispatchId });
      }
    }
    if (event.kind === 'incident.dispatchMoved') {
      const { incidentId, unitId, to } = event.body as IncidentEventBody['incident.dispatchMoved'];
      const number = world.incidents.get(incidentId)?.number;
      if (to === 'withdrawn' || to === 'timedOut') {
        tell(unitId, { text: `${prefix(realm)}事件 ${number} 的派遣已撤销`, isUrgent: false });
      }
    }
    if (event.kind === 'incident.acknowledged' || event.kind === 'incident.closed') {
      confirm((event.body as { incidentId: string }).incidentId);
    }
  }

  function tell(unitId: string, notice: TerminalNotice): void {
    const unit = world.units.get(unitId);
    if (unit) for (const linkId of Object.keys(links.ports)) links.notify(linkId, keyOf(unit), notice);
  }

  function confirm(incidentId: string): void {
    const alarms = world.incidents.get(incidentId)?.alarms ?? [];
    const sources = new Set(alarms.filter((alarm) => alarm.class === 'emergency').map(({ sourceId }) => sourceId));
    for (const sourceId of sources) {
      const { link, account } = world.devices.get(sourceId) ?? {};
      if (link !== undefined && account !== undefined) links.confirmAlarm(link, account);
      const unit = world.units.get(sourceId);
      if (unit) for (const linkId of Object.keys(links.ports)) links.confirmAlarm(linkId, keyOf(unit));
    }
  }
}

const keyOf = ({ terminal, id }: UnitState) => terminal ?? id;
const prefix = (realm: TerminalStation['realm']) => (realm === 'drill' ? '【演练】' : '');

/** Made to be heard: what, where, what to do, and the number last. */
function orderText(incident: IncidentState, dispatch: Dispatch, realm: TerminalStation['realm']): string {
  const kind = INCIDENT_KIND_CATALOG[incident.kind].zh;
  const what = incident.title ? `${kind}，${incident.title}` : kind;
  const { target, task } = dispatch;
  if (target)
    return `${prefix(realm)}调位：${target.name}。${TASK[task]}待命，补${what}出动后的空缺。事件 ${incident.number}`;
  return `${prefix(realm)}派遣：${what}。地点：${incident.place.address}。${TASK[task]}。事件 ${incident.number}`;
}
