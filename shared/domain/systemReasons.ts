/**
 * Why the station itself did something. Events keep these codes where a person's own words would stand, and each window says
 * them in its reader's language (shared/text/system.ts). Kept for ever: a code that was once written is never renamed.
 */
export const SYSTEM_REASONS = {
  /** An automatic notice was not answered in its time. */
  silence: 'system:silence',
  /** The incident was closed while the dispatch still stood. */
  incidentClosed: 'system:incidentClosed',
  /** Nobody is free, fresh and suited. */
  noUnits: 'system:noUnits',
  /** A signal to be looked at was made into an incident. */
  becameIncident: 'system:becameIncident',
  /** The seat that held the incident is gone. */
  seatLost: 'system:seatLost',
  /** A patrol given by the rule was refused, or nobody answered it. */
  patrolNotTaken: 'system:patrolNotTaken',
} as const;

export type SystemReason = (typeof SYSTEM_REASONS)[keyof typeof SYSTEM_REASONS];
