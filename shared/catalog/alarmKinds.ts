/** What an alarm of each class opens, and which of them may be laid aside for a while (GB 50394 §5.2.2: no missed alarm). */
import { type AlarmClass, isMedicalCode } from './codes.ts';
import { INCIDENT_KIND_CATALOG, type IncidentKind, type IncidentLevel } from './incidentKinds.ts';

/** The others are recorded and shown with their device. */
const KIND_OF: Readonly<Partial<Record<AlarmClass, IncidentKind>>> = {
  emergency: 'holdUp',
  fire: 'fire',
  medical: 'medical',
  intrusion: 'intrusion',
  tamper: 'tamper',
  environment: 'safetyHazard',
  trouble: 'deviceTrouble',
  linkTrouble: 'deviceTrouble',
  unknown: 'other',
};

/** Sound whatever the device is being done to: no maintenance and no shelf disarms a call for help. */
export const ALWAYS_OPEN: readonly AlarmClass[] = ['emergency', 'fire', 'medical'];

/** May be shelved. A code nobody listed may not: nobody knows what it is. */
export const SHELVABLE_CLASSES = ['intrusion', 'tamper', 'environment', 'trouble', 'linkTrouble'] as const;
export type ShelvableClass = (typeof SHELVABLE_CLASSES)[number];

export const isShelvable = (alarmClass: AlarmClass): alarmClass is ShelvableClass =>
  (SHELVABLE_CLASSES as readonly AlarmClass[]).includes(alarmClass);

/** The kind of incident it opens; undefined: none. */
export const kindOfAlarm = (alarmClass: AlarmClass, code: string): IncidentKind | undefined =>
  isMedicalCode(code) ? 'medical' : KIND_OF[alarmClass];

/** Level of what it opens; null: it opens nothing. */
export function levelOfAlarm(alarmClass: AlarmClass, code: string): IncidentLevel | null {
  const kind = kindOfAlarm(alarmClass, code);
  return kind ? INCIDENT_KIND_CATALOG[kind].level : null;
}
