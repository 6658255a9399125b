/** What an officer does about alarms as such: read what has risen, shelve what chatters, send one more who will be there sooner. */
import { isShelvable, type ShelvableClass } from '#shared/catalog/alarmKinds.ts';
import { type ArrivalForecast, isRaised } from '#shared/domain/escalation.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { World } from '#shared/domain/world.ts';
import type { Command } from './command.ts';
import { type CommandContext, maySend, openIncident, sendCommand } from './context.ts';
import { dispatchUnit } from './incidentCommands.ts';

/** What has risen and waits to be read, the gravest first. */
export function raisedIncidents({ incidents }: Pick<World, 'incidents'>): readonly IncidentState[] {
  return [...incidents.values()]
    .filter(isRaised)
    .sort((one, other) => one.level - other.level || one.openedAt - other.openedAt);
}

/** Whether this seat is one that is told: it reads them, and has them on top of its queue. */
export const readsEscalations = (context: CommandContext): boolean =>
  maySend(context, 'incident.acknowledgeEscalation');

export function readEscalations(context: CommandContext): void {
  const incidentIds = raisedIncidents(context.client.live.world).map(({ id }) => id);
  if (incidentIds.length === 0 || context.view.state.pending.includes('incident.acknowledgeEscalation')) return;
  void sendCommand(context, 'incident.acknowledgeEscalation', { incidentIds });
}

/** The next limit of the incident being worked on that somebody under way will probably miss, while it is still ahead. */
export function lateForecast(context: CommandContext): ArrivalForecast | undefined {
  const incident = openIncident(context);
  return incident && lateForecastOf(incident, context.client.now());
}

export function lateForecastOf({ watch, clock }: IncidentState, now: number): ArrivalForecast | undefined {
  return watch.forecasts.find(({ seconds, isLate }) => {
    const band = clock.find((each) => each.seconds === seconds);
    return isLate && band !== undefined && band.metAt === null && now < band.dueAt;
  });
}

/** Classes of a device's own alarms that may be shelved, as far as this window knows them. */
export function shelvableClasses({ alarms }: Pick<World, 'alarms'>, deviceId: string): readonly ShelvableClass[] {
  const classes = new Set<ShelvableClass>();
  for (const alarm of alarms.values()) {
    if (alarm.deviceId === deviceId && !alarm.restore && isShelvable(alarm.class)) classes.add(alarm.class);
  }
  return [...classes];
}

/** The device that called first for the incident being worked on. */
function callingDevice(context: CommandContext): string | null {
  return openIncident(context)?.alarms[0]?.deviceId ?? null;
}

export const alarmCommands: readonly Command[] = [
  {
    id: 'incident.addUnit',
    group: 'incident',
    keys: [']'],
    isAvailable: (context) => maySend(context, 'incident.dispatch') && lateForecast(context)?.proposal != null,
    run: (context) => {
      const unitId = lateForecast(context)?.proposal?.unitId;
      if (unitId !== undefined) dispatchUnit(context, unitId);
    },
  },
  {
    id: 'alarm.readEscalations',
    group: 'queue',
    keys: ["'"],
    isAvailable: (context) => readsEscalations(context) && raisedIncidents(context.client.live.world).length > 0,
    run: readEscalations,
  },
  {
    id: 'alarm.shelve',
    group: 'queue',
    keys: ['\\'],
    isAvailable: (context) => maySend(context, 'device.shelve') && callingDevice(context) !== null,
    run: (context) => {
      const deviceId = callingDevice(context);
      if (deviceId !== null) context.view.change({ dialog: { kind: 'shelve', deviceId } });
    },
  },
  {
    id: 'queue.floodLayout',
    group: 'queue',
    keys: ['['],
    isAvailable: () => true,
    // From what is on the screen now; the flood's own beginning and end set it back to `auto` (QueuePanel).
    run: ({ view }) => {
      const { queueLayout } = view.state;
      view.change({ queueLayout: queueLayout === 'auto' ? 'other' : 'auto' });
    },
  },
  {
    id: 'view.alarmQuality',
    group: 'view',
    keys: ['Control+i'],
    isAvailable: () => true,
    run: ({ view }) => view.change({ sheet: view.state.sheet?.id === 'alarms' ? null : { id: 'alarms', focus: null } }),
  },
];
