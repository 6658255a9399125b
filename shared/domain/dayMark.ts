/** One line of the day book for each incident and each alarm: what the figures of a day are counted from, and no more. */
import type { AlarmClass } from '../catalog/codes.ts';
import type { IncidentKind, IncidentLevel } from '../catalog/incidentKinds.ts';
import type { AlarmFacts } from './alarm.ts';
import type { CloseReason, IncidentState } from './incident.ts';
import { type IncidentMoments, momentsOf } from './incidentMoments.ts';

/** A limit of the 1-3-5 clock: its seconds, when it is due, and when one of its forces came. */
export type BandMark = readonly [seconds: number, dueAt: number, metAt: number | null];

export interface IncidentMark extends IncidentMoments {
  readonly id: string;
  readonly number: string;
  readonly kind: IncidentKind;
  readonly level: IncidentLevel;
  /** Of the place, as short as it is known. */
  readonly placeName: string;
  readonly gridCode: string | null;
  readonly closeReason: CloseReason | null;
  readonly bands: readonly BandMark[];
}

export interface AlarmMarkOfDay {
  readonly alarmId: string;
  readonly at: number;
  readonly class: AlarmClass;
  readonly deviceId: string | null;
  /** The device, or what the caller calls itself. */
  readonly source: string;
  readonly incidentId: string | null;
  /** Code of the town its first incident is in; null: it came to none, or to one outside every grid. */
  readonly town: string | null;
}

export function incidentMarkOf(incident: IncidentState): IncidentMark {
  const { id, number, kind, level, place, closeReason, clock } = incident;
  return {
    ...momentsOf(incident),
    ...{ id, number, kind, level, closeReason },
    placeName: place.gridName ?? place.communityName ?? place.address,
    gridCode: place.gridCode,
    bands: clock.map(({ seconds, dueAt, metAt }) => [seconds, dueAt, metAt]),
  };
}

export function alarmMarkOf(alarm: AlarmFacts): AlarmMarkOfDay {
  const { alarmId, receivedAt: at, class: alarmClass, deviceId } = alarm;
  const source = deviceId ?? alarm.account ?? alarm.remote;
  return { alarmId, at, class: alarmClass, deviceId, source, incidentId: null, town: null };
}

/** What calls for somebody; arming, tests, cancels and news of a link do not. */
const CALLS: ReadonlySet<AlarmClass> = new Set([
  'emergency',
  'fire',
  'medical',
  'intrusion',
  'tamper',
  'environment',
  'unknown',
]);

/** Restores and what was set aside for maintenance, a walk test or a shelf are no alarms of the day. */
export const isCountedAlarm = ({
  restore,
  setAside,
  class: alarmClass,
}: Pick<AlarmFacts, 'restore' | 'setAside' | 'class'>): boolean =>
  !restore && setAside === undefined && CALLS.has(alarmClass);
