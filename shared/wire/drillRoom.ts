/**
 * The drill room of a machine: a second core of realm drill beside the station's own, with windows of its own. Which room a window
 * belongs to is settled when it is opened and never changes; what a window asks for is done in its own room.
 */
import { z } from 'zod';
import type { DrillPhase } from '../domain/drill.ts';
import type { Bilingual } from '../kit/bilingual.ts';

export type Room = 'station' | 'drillRoom';

/** `own`: this station's devices, units, groups and scene, without any way to the outside; `demo`: the built-in district. */
export const DRILL_GROUNDS = ['own', 'demo'] as const;
export type DrillGroundId = (typeof DRILL_GROUNDS)[number];

export const drillRoomWishSchema = z.strictObject({ ground: z.enum(DRILL_GROUNDS) });
export type DrillRoomWish = z.output<typeof drillRoomWishSchema>;

/** A real alarm broke in. It holds until every real alarm is answered and the drill, if one is open, goes on again. */
export interface BrokenIn {
  /** Of the alarm that broke in first. */
  readonly at: number;
  /** Which alarm, in a line: what it is and where. */
  readonly note: string;
  /** A real alarm is unanswered still: the drill cannot go on. */
  readonly isUnanswered: boolean;
}

export interface DrillRoomState {
  readonly state: 'none' | 'opening' | 'open' | 'failed';
  /** Why it failed, or why its core is away for a moment. */
  readonly reason: Bilingual | null;
  readonly ground: DrillGroundId | null;
  /** The drill that is played in it; null: none is open. */
  readonly drill: { readonly phase: Exclude<DrillPhase, 'ended'>; readonly title: Bilingual } | null;
  readonly brokenIn: BrokenIn | null;
}

export const NO_DRILL_ROOM: DrillRoomState = {
  ...{ state: 'none', reason: null, ground: null, drill: null, brokenIn: null },
};

export type DrillRoomAnswer =
  | { readonly ok: true }
  /** `mayNotDirect`, `alreadyOpen`, `drillStation`, `noGround`, `notStarted`. */
  | { readonly ok: false; readonly code: string; readonly reason: Bilingual };
