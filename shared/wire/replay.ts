import type { IncidentKind } from '../catalog/incidentKinds.ts';
import type { StoredEvent } from '../domain/event.ts';
import type { IncidentState, TimelineEntry } from '../domain/incident.ts';
import type { PackedWorld } from '../domain/world.ts';
import type { PositionTuple } from './seat.ts';

/**
 * Replay over HTTP (`/api/replay/…`): the world at a moment of the past, and what happened after it, in the forms the seat
 * wire uses, so that a window folds and places them with the same functions as what is live.
 */

/** Longest span that can be looked at or written to a file. */
export const REPLAY_LONGEST_MS = 86_400_000;
/** Longest stretch of positions in one answer. */
export const REPLAY_POSITIONS_MS = 300_000;

export const REPLAY_FORMATS = ['geojson', 'csv', 'gpx'] as const;
export type ReplayFormat = (typeof REPLAY_FORMATS)[number];

/** Everything the journal held at `at`: the fold of its events up to `seq`. */
export interface ReplayWorld {
  readonly at: number;
  readonly seq: number;
  readonly hash: string;
  readonly world: PackedWorld;
}

/** Events in order without gaps; more are to be had when `isWhole` is false. */
export interface ReplayEvents {
  readonly events: readonly StoredEvent[];
  readonly isWhole: boolean;
}

/** Everybody as the desk knew it at `fromAt`, and each fix that moved a unit after it, by the time it came in. */
export interface ReplayPositions {
  readonly fromAt: number;
  readonly toAt: number;
  readonly state: readonly PositionTuple[];
  readonly moves: readonly PositionTuple[];
  /** More fixes than could be read: some units rest although they moved. */
  readonly isReduced: boolean;
  /** Stretches of the history that cannot be read. */
  readonly damageCount: number;
}

/** One thing that happened to an incident. */
export interface ReplayEntry extends TimelineEntry {
  readonly incidentId: string;
}

export interface ReplayIncident {
  readonly id: string;
  readonly number: string;
  readonly kind: IncidentKind;
  readonly level: IncidentState['level'];
  readonly openedAt: number;
  readonly closedAt: number | null;
}

/** What a span holds, for the scrub bar and the list beside it. */
export interface ReplayOverview {
  readonly fromAt: number;
  readonly toAt: number;
  /** Receive times of alarms, ascending. */
  readonly alarmsAt: readonly number[];
  /** Open at any moment of the span, in order of opening. */
  readonly incidents: readonly ReplayIncident[];
  /** In order of `seq`. */
  readonly entries: readonly ReplayEntry[];
  /** There was more than is listed; the latest is missing. */
  readonly isCut: boolean;
}
