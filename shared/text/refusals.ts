import type { Language } from './language.ts';

/** The core's refusals carry a Chinese sentence; these say the same in English, by code. */
const ENGLISH: Readonly<Record<string, string>> = {
  alarmExists: 'this alarm is already stored',
  unknownAlarm: 'there is no such alarm',
  alreadyReviewed: 'this signal has already been reviewed',
  unknownDevice: 'this device is not enrolled',
  incidentExists: 'this incident already exists',
  unknownIncident: 'there is no such incident',
  incidentClosed: 'this incident is already closed',
  alreadyAcknowledged: 'another seat has already accepted it',
  unknownStep: 'this kind of incident has no such step',
  stepSettled: 'this step has already been settled',
  reasonNeeded: 'a skipped step needs a reason',
  unitOnScene: 'a unit is still on scene; finish or withdraw it first',
  unknownDispatch: 'there is no such dispatch',
  illegalMove: 'the unit is not in a state that allows this',
  unknownUnit: 'this unit is not enrolled',
  unitEngaged: 'this unit has been sent to another incident',
  forbidden: 'your role may not do this',
  badCommand: 'the command was not understood',
  conflict: 'somebody else was faster; look again and decide anew',
};

/** The operator's sentence for a refusal. A code without English keeps the core's own words: better mixed than silent. */
export function refusalSentence(refusal: { code: string; message: string }, language: Language): string {
  if (language === 'zh-CN') return refusal.message || refusal.code;
  return ENGLISH[refusal.code] ?? `${refusal.code}: ${refusal.message}`;
}
