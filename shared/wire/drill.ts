/** What `/api/drill` answers (docs/integrator/drills.md): the drill to everybody, its script and score to whoever leads it. */
import type { DrillState, PlayedInject } from '../domain/drill.ts';
import type { DrillScore, ScoreLine } from '../domain/drillScore.ts';
import type { Realm } from '../domain/event.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import type { Problem } from '../kit/result.ts';
import type { Role } from './roles.ts';
import type { Scenario } from './scenario.ts';
import type { SeatBearer } from './session.ts';

/** `waiting`: for its time, its condition or the director; `failed`: it was played and something kept it from happening. */
export type InjectState = 'waiting' | 'played' | 'failed' | 'skipped';

export interface ScriptLine {
  readonly injectId: string;
  readonly state: InjectState;
  /** The last time it was played; null: not yet. */
  readonly played: PlayedInject | null;
  /** Seconds of the script until it is played by itself; null: that cannot be told. */
  readonly inSeconds: number | null;
  /** What it does goes on now. */
  readonly isInForce: boolean;
  readonly incidentIds: readonly string[];
}

/** A line of the score with its sentence: what was wanted, what was done, and what it is worth. */
export interface ExplainedLine extends ScoreLine {
  readonly sentence: Bilingual;
}

export interface ExplainedScore extends Omit<DrillScore, 'lines'> {
  readonly drillId: string;
  readonly scenarioId: string;
  readonly scenarioHash: string;
  readonly lines: readonly ExplainedLine[];
}

/** For whoever leads the drill, and nobody who is trained by it (`mayReadScript`). */
export interface DrillScript {
  readonly scenario: Scenario;
  readonly lines: readonly ScriptLine[];
  /** The next ones that have a time, soonest first. */
  readonly next: readonly { readonly injectId: string; readonly inSeconds: number }[];
  readonly score: ExplainedScore;
}

/** A seat of this core, on whatever machine, as whoever leads the drill sees it. Times by the station's clock. */
export interface DrillSeat {
  readonly seatId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly bearer: SeatBearer;
  /** Name of the joined machine that vouches for it; null: it is known by its address only. */
  readonly machine: string | null;
  /** Whence it is connected; null: from the machine the core runs on. */
  readonly address: string | null;
  readonly joinedAt: number;
  readonly incidentId: string | null;
  readonly lookingSince: number | null;
  /** The last command of this seat, and whether it was done. */
  readonly did: { readonly kind: string; readonly at: number; readonly code: string | null } | null;
  /** Seconds of the world since anything was heard of it; a healthy one is heard every two. */
  readonly silentSeconds: number;
  /** When its connection ended; null: it is there. */
  readonly leftAt: number | null;
}

export interface DrillReport {
  readonly realm: Realm;
  /** The station's clock, and what it runs at: 0 while a drill stands. */
  readonly nowAt: number;
  readonly pace: number;
  readonly drill: DrillState | null;
  /** Seconds of the script that have passed. */
  readonly seconds: number | null;
  /** Null: there is no drill, its scenario is lost, or whoever asks may not read it now. */
  readonly script: DrillScript | null;
  /** Those that are there, and those that left within the hour; null: whoever asks may not read the script now. */
  readonly seats: readonly DrillSeat[] | null;
}

/** A scenario as a list shows it. */
export interface ScenarioEntry {
  readonly id: string;
  readonly hash: string;
  readonly source: 'builtIn' | 'own';
  readonly title: Bilingual;
  readonly story: Bilingual;
  readonly lengthSeconds: number;
  readonly injects: number;
  readonly expected: number;
  readonly points: number;
  /** What of it this station does not have: devices, places, links. None: it can be launched. */
  readonly misfits: readonly Problem[];
}

/** What a scenario that is not kept yet lacks: fields that are wrong, and what this station does not have. */
export interface ScenarioCheck {
  readonly problems: readonly Problem[];
  readonly misfits: readonly Problem[];
}
