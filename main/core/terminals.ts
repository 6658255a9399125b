/**
 * The desk and the terminals of units and devices: what a terminal asks is answered from the world. What the desk tells them is
 * a notice (main/core/notices). Links know neither incidents nor orders; this is where they meet.
 */
import { isActive } from '#shared/domain/dispatch.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import type { World } from '#shared/domain/world.ts';
import type { Links, OutputPermit, TerminalDesk } from './links/index.ts';
import { orderText } from './notices/index.ts';

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
    alarmStateOf(sourceId) {
      const state = alarmStateOf(world, sourceId);
      // Nobody who calls in earnest is silenced by what is played.
      return realm === 'drill' && state === 'confirmed' ? 'none' : state;
    },
    orderFor(unitId) {
      const { incidentId, dispatchId } = world.units.get(unitId)?.engagement ?? {};
      const incident = world.incidents.get(incidentId ?? '');
      const dispatch = incident?.dispatches.find(({ id }) => id === dispatchId);
      // A drill says nothing to a real vehicle, also not when it asks by coming back.
      if (realm === 'drill' || !incident || !dispatch || !isActive(dispatch.state)) return undefined;
      return { text: orderText(incident, dispatch), isUrgent: true, dispatchId: dispatch.id };
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

/**
 * What an officer has taken up, a terminal need not call any more: with a permit only, for it writes to a vehicle. What terminals are
 * told beside that are notices.
 */
export function confirmAtTerminals(
  _permit: OutputPermit,
  events: readonly StoredEvent[],
  { world }: Pick<TerminalStation, 'world'>,
  links: Pick<Links, 'ports' | 'confirmAlarm'>,
): void {
  for (const event of events) {
    if (event.kind === 'incident.acknowledged' || event.kind === 'incident.closed') {
      confirm((event.body as { incidentId: string }).incidentId);
    }
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
