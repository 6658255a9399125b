/**
 * Who is told when nobody answers, or when an incident is late, and how long a desk may take (DOMAIN §3, §4; RELIABILITY C5). Data:
 * a response profile names one plan and one set of duty limits. Every incident begins at the seat; a step of the plan is where it
 * rises to by itself.
 */

export const ESCALATION_LEVELS = ['seat', 'leader', 'next', 'wall'] as const;
export type EscalationLevel = (typeof ESCALATION_LEVELS)[number];

/** Roles of seats that are told (shared/wire/roles.ts). */
export type ToldRole = 'duty' | 'leader' | 'admin' | 'director' | 'wall';

export interface EscalationStep {
  readonly to: EscalationLevel;
  /** Seats of these get it on top of their queue, as a notice that waits for their acknowledgement. */
  readonly tells: readonly ToldRole[];
  /** An alarm nobody has accepted is here after so long. */
  readonly unansweredSeconds: number;
  /** A late incident is here when the step before was left unacknowledged for so long. */
  readonly unreadSeconds: number;
}

export interface EscalationPlan {
  /** Upwards. The first is the seat itself, where everything begins. */
  readonly steps: readonly EscalationStep[];
}

export interface DutyLimit {
  readonly seconds: number;
  /** From the same beginning; earlier than `seconds`. */
  readonly warnSeconds: number;
}

export interface DutyLimits {
  /** From the alarm to its acceptance. */
  readonly answer: DutyLimit;
  /** From the alarm to the first unit told. */
  readonly order: DutyLimit;
}

/** NFPA 1225:2022: answered within 10 s, the first unit dispatched within 60 s, each in 90 % of cases. */
export const DEFAULT_DUTY_LIMITS: DutyLimits = {
  answer: { warnSeconds: 10, seconds: 60 },
  order: { warnSeconds: 40, seconds: 60 },
};

/** An automatic notice that is unanswered for so long goes to the next unit. */
export const NOTICE_SILENCE_SECONDS = 30;

/** GA/T 368: from the press to the station within 2 s by wire and 3 s by radio. Which it was no wire says: the longer one. */
export const RECEIVING_LIMIT_SECONDS = 3;

export const DEFAULT_ESCALATION: EscalationPlan = {
  steps: [
    { to: 'seat', tells: ['duty', 'leader', 'admin'], unansweredSeconds: 0, unreadSeconds: 0 },
    { to: 'leader', tells: ['leader', 'admin'], unansweredSeconds: 60, unreadSeconds: 0 },
    { to: 'next', tells: ['leader', 'admin', 'director'], unansweredSeconds: 120, unreadSeconds: 180 },
    { to: 'wall', tells: ['duty', 'leader', 'admin', 'director', 'wall'], unansweredSeconds: 180, unreadSeconds: 180 },
  ],
};
