/**
 * Everything that runs against an incident, as one list: answer, order, the arrivals of 1-3-5, handling, transfers and demands.
 * Each is warned of before, missed once, met once; which of it has happened is folded from events (escalation.ts, incidentEvolve.ts).
 */
import { DEFAULT_DUTY_LIMITS } from '../catalog/escalation.ts';
import { HANDLING_LIMIT_SECONDS } from '../catalog/handling.ts';
import type { IncidentKind } from '../catalog/incidentKinds.ts';
import type { ResponseProfile } from '../catalog/profiles.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import type { IncidentState } from './incident.ts';

/** The last part of its time, in which a deadline counts as near. */
export const WARN_SHARE = 1 / 3;

export const LIMIT_KEYS = ['answer', 'order', 'handling'] as const;
export type LimitKey = (typeof LIMIT_KEYS)[number];

/** A limit of the desk as the event that starts it states it. Epoch ms. */
export interface LimitStart {
  readonly key: LimitKey;
  readonly startAt: number;
  readonly warnAt: number;
  readonly dueAt: number;
}

export interface IncidentLimit extends LimitStart {
  readonly warnedAt: number | null;
  readonly missedAt: number | null;
  readonly metAt: number | null;
}

export type ClockKind = LimitKey | 'arrival' | 'transfer' | 'urge';

export interface IncidentClock {
  /** `answer`, `arrival:180`, `transfer:<id>`: told apart within one incident. */
  readonly key: string;
  readonly kind: ClockKind;
  /** Which arrival, to whom, which demand; null where the kind says it all. */
  readonly label: Bilingual | null;
  readonly startAt: number;
  readonly warnAt: number;
  readonly dueAt: number;
  readonly warnedAt: number | null;
  readonly missedAt: number | null;
  readonly metAt: number | null;
}

/** What the desk owes a new incident of this kind. No order is owed where no arrival is. */
export function limitStarts(kind: IncidentKind, profile: ResponseProfile | null, startAt: number): LimitStart[] {
  const { answer, order } = profile?.duty ?? DEFAULT_DUTY_LIMITS;
  const handlingMs = HANDLING_LIMIT_SECONDS[kind] * 1_000;
  const start = (key: LimitKey, warnMs: number, dueMs: number): LimitStart => ({
    key,
    startAt,
    warnAt: startAt + warnMs,
    dueAt: startAt + dueMs,
  });
  return [
    start('answer', answer.warnSeconds * 1_000, answer.seconds * 1_000),
    ...(profile ? [start('order', order.warnSeconds * 1_000, order.seconds * 1_000)] : []),
    start('handling', handlingMs * (1 - WARN_SHARE), handlingMs),
  ];
}

/** Every clock of the incident, those of the desk first, then by when they are due. */
export function clocksOf(incident: IncidentState): readonly IncidentClock[] {
  const { watch, clock, transfers, urges, feedback } = incident;
  const warnedAt = (key: string) => watch.warnings.find((warning) => warning.limit === key)?.at ?? null;
  const limits = watch.limits.map((limit): IncidentClock => ({ ...limit, kind: limit.key, label: null }));
  const arrivals = clock.map(({ seconds, label, dueAt, warnedAt: warned, missedAt, metAt }): IncidentClock => {
    const spanMs = seconds * 1_000;
    const startAt = dueAt - spanMs;
    const warnAt = dueAt - spanMs * WARN_SHARE;
    const key = `arrival:${seconds}`;
    return { key, kind: 'arrival', label, startAt, warnAt, dueAt, warnedAt: warned, missedAt, metAt };
  });
  const handed = transfers.map(({ id, to, at, dueAt, state, settledAt, overdueAt }): IncidentClock => {
    const answered = feedback.find((said) => said.at >= at)?.at ?? null;
    const metAt = state === 'returned' ? settledAt : answered;
    const label = { zh: to.name, en: to.name };
    return deadline(`transfer:${id}`, 'transfer', label, at, dueAt, warnedAt(`transfer:${id}`), overdueAt, metAt);
  });
  const demands = urges.map(({ id, text, at, dueAt, answeredAt, overdueAt }): IncidentClock => {
    const label = { zh: text, en: text };
    return deadline(`urge:${id}`, 'urge', label, at, dueAt, warnedAt(`urge:${id}`), overdueAt, answeredAt);
  });
  return [...limits, ...arrivals, ...handed, ...demands].sort((one, other) => one.dueAt - other.dueAt);
}

function deadline(
  key: string,
  kind: ClockKind,
  label: Bilingual,
  startAt: number,
  dueAt: number,
  warnedAt: number | null,
  missedAt: number | null,
  metAt: number | null,
): IncidentClock {
  const warnAt = dueAt - (dueAt - startAt) * WARN_SHARE;
  return { key, kind, label, startAt, warnAt, dueAt, warnedAt, missedAt, metAt };
}

/** `near`: warned of by now. */
export type ClockStanding = 'running' | 'near' | 'over' | 'met' | 'metLate';

export function standingAt({ warnAt, dueAt, metAt }: IncidentClock, now: number): ClockStanding {
  if (metAt !== null) return metAt <= dueAt ? 'met' : 'metLate';
  if (now >= dueAt) return 'over';
  return now >= warnAt ? 'near' : 'running';
}

/**
 * The one to look at: the next still ahead. When none is, the one overrun last. Null: nothing runs (any more).
 */
export function nextClock(clocks: readonly IncidentClock[], now: number): IncidentClock | null {
  const open = clocks.filter(({ metAt }) => metAt === null);
  const ahead = open.filter(({ dueAt }) => dueAt > now);
  return ahead[0] ?? open.at(-1) ?? null;
}
