/** What `/api/drill` answers (docs/integrator/drills.md): the drill to everybody, its script and score to whoever leads it. */
import type { DrillState, PlayedInject } from '../domain/drill.ts';
import type { DrillScore, ScoreLine } from '../domain/drillScore.ts';
import type { Realm } from '../domain/event.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import type { Problem } from '../kit/result.ts';
import type { Scenario } from './scenario.ts';

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

/** For whoever leads the drill, and nobody who is trained by it. */
export interface DrillScript {
  readonly scenario: Scenario;
  readonly lines: readonly ScriptLine[];
  /** The next ones that have a time, soonest first. */
  readonly next: readonly { readonly injectId: string; readonly inSeconds: number }[];
  readonly score: ExplainedScore;
}

export interface DrillReport {
  readonly realm: Realm;
  /** The station's clock, and what it runs at: 0 while a drill stands. */
  readonly nowAt: number;
  readonly pace: number;
  readonly drill: DrillState | null;
  /** Seconds of the script that have passed. */
  readonly seconds: number | null;
  /** Null: there is no drill, its scenario is lost, or the role does not lead drills. */
  readonly script: DrillScript | null;
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
