/** What a device's own signals say of its power, its housing and its last test (PROTOCOLS §2.2). */
import type { AlarmFacts } from './alarm.ts';

export const CONDITIONS = ['mains', 'battery', 'tamper'] as const;
export type ConditionName = (typeof CONDITIONS)[number];

/** `isFault` as last told, and when; null: it never said anything about it. */
export type DeviceCondition = Readonly<
  Record<ConditionName, { readonly isFault: boolean; readonly at: number } | null>
>;

export const UNKNOWN_CONDITION: DeviceCondition = { mains: null, battery: null, tamper: null };

/** Contact ID digits and SIA pairs: what feeds the device from outside, and what it lives on when that fails. */
const MAINS: ReadonlySet<string> = new Set(['301', '337', '342', 'AT', 'AR', 'YP', 'YQ']);
const BATTERY: ReadonlySet<string> = new Set(
  ['302', '309', '311', '338', '345', '384'].concat(['YT', 'YR', 'YM', 'YL', 'XT', 'XR']),
);
/** Of class tamper, yet nobody touched the housing: a wrong code, which nothing ever restores. */
const WRONG_CODE: ReadonlySet<string> = new Set(['461', 'JA']);

type Told = Pick<AlarmFacts, 'class' | 'code' | 'restore' | 'receivedAt'>;

/** Which condition the signal speaks of; null: of none. */
export function conditionOf({ class: alarmClass, code }: Told): ConditionName | null {
  if (MAINS.has(code)) return 'mains';
  if (BATTERY.has(code)) return 'battery';
  return alarmClass === 'tamper' && !WRONG_CODE.has(code) ? 'tamper' : null;
}

/** The condition after a signal; the same object when the signal says nothing about it. */
export function noteCondition(condition: DeviceCondition, told: Told): DeviceCondition {
  const name = conditionOf(told);
  return name === null ? condition : { ...condition, [name]: { isFault: !told.restore, at: told.receivedAt } };
}
