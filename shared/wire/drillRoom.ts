/**
 * The drill room of a machine: a second core of realm drill beside the station's own, with windows of its own. Which room a window
 * belongs to is settled when it is opened and never changes; what a window asks for is done in its own room.
 */
import { z } from 'zod';
import type { DrillPhase } from '../domain/drill.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import { mayDirect, type Role } from './roles.ts';
import type { SignInState } from './session.ts';

export type Room = 'station' | 'drillRoom';

/** `own`: this station's devices, units, groups and scene, without any way to the outside; `demo`: the built-in district. */
export const DRILL_GROUNDS = ['own', 'demo'] as const;
export type DrillGroundId = (typeof DRILL_GROUNDS)[number];

export const drillRoomWishSchema = z.strictObject({ ground: z.enum(DRILL_GROUNDS) });
export type DrillRoomWish = z.output<typeof drillRoomWishSchema>;

/** Who wishes for a drill room, as the station's core knows them. */
export interface DrillRoomAsker {
  readonly role: Role;
  /** The seat of the machine the core runs on, with nobody signed in at it. */
  readonly isOwn: boolean;
  readonly signIn: SignInState | null;
}

/**
 * Whoever leads drills. While nobody has an account also the machine's own desk: it acts as ever then and could make itself the
 * administrator, so a machine for drills needs nothing else. The first account ends that.
 */
export function mayOpenDrillRoom({ role, isOwn, signIn }: DrillRoomAsker): boolean {
  return mayDirect(role) || (isOwn && role === 'duty' && signIn === 'unset');
}

/** A real alarm broke in. It holds until every real alarm is answered and the drill, if one is open, goes on again. */
export interface BrokenIn {
  /** When the alarm that is named was first heard of. */
  readonly at: number;
  /** Which alarm, in a line: what it is and where. One stays named until it is answered or a graver one comes. */
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
