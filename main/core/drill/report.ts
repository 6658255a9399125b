/** The drill as it is told: to everybody that it goes on, to whoever leads it what comes next and how it is scored. */
import { type DrillState, scenarioSeconds } from '#shared/domain/drill.ts';
import { type DrillScore, scoreTrace } from '#shared/domain/drillScore.ts';
import type { DrillTrace } from '#shared/domain/drillTrace.ts';
import { explainScore } from '#shared/text/drillScore.ts';
import type { DrillReport, DrillScript, ExplainedScore, ScenarioEntry, ScriptLine } from '#shared/wire/drill.ts';
import type { PulsedDrill } from '#shared/wire/host.ts';
import type { Scenario } from '#shared/wire/scenario.ts';
import { inForce, secondsUntil } from './due.ts';
import { type DrillGround, misfitsOf } from './fit.ts';
import type { KeptScenario } from './scenarioStore.ts';

/** What the drill knows of itself; who sits at the desk the gateway adds. */
export type DrillFacts = Omit<DrillReport, 'seats'>;

interface Told extends Pick<DrillReport, 'realm' | 'nowAt' | 'pace' | 'drill'> {
  /** Null: not for this reader, or not known. */
  readonly played: { readonly scenario: Scenario; readonly trace: DrillTrace } | null;
}

export function reportOf({ played, ...facts }: Told): DrillFacts {
  const { drill, nowAt } = facts;
  const seconds = drill && Math.min(drill.lengthSeconds, Math.floor(scenarioSeconds(drill, nowAt)));
  const script = drill && played ? scriptOf(drill, played.scenario, played.trace, nowAt) : null;
  return { ...facts, seconds, script };
}

function scriptOf(drill: DrillState, scenario: Scenario, trace: DrillTrace, nowAt: number): DrillScript {
  const forced = new Set(inForce(scenario, drill).map(({ inject }) => inject.id));
  const lines = scenario.injects.map((inject): ScriptLine => {
    const played = drill.played.findLast(({ injectId }) => injectId === inject.id) ?? null;
    const left = drill.phase === 'ended' ? null : secondsUntil(inject, drill, trace, nowAt);
    return {
      injectId: inject.id,
      state: played
        ? played.failure
          ? 'failed'
          : 'played'
        : drill.skipped.includes(inject.id)
          ? 'skipped'
          : 'waiting',
      played,
      inSeconds: left === null ? null : Math.max(0, Math.ceil(left)),
      isInForce: forced.has(inject.id),
      incidentIds: trace.injectOf(inject.id)?.incidents.map(({ incidentId }) => incidentId) ?? [],
    };
  });
  const next = lines
    .flatMap(({ injectId, inSeconds }) => (inSeconds === null ? [] : [{ injectId, inSeconds }]))
    .sort((one, other) => one.inSeconds - other.inSeconds);
  return { scenario, lines, next, score: explainedScore(drill, scenario, scoreTrace(scenario, trace, nowAt)) };
}

/** Every line with its sentence. */
export function explainedScore(
  { id, scenarioId, scenarioHash }: Pick<DrillState, 'id' | 'scenarioId' | 'scenarioHash'>,
  scenario: Scenario,
  score: DrillScore,
): ExplainedScore {
  const lines = score.lines.map((line, index) => {
    const expected = scenario.expected[index]!;
    const inject = scenario.injects.find(({ id: injectId }) => injectId === expected.of)!;
    return { ...line, sentence: explainScore(expected, inject.title, line) };
  });
  return { ...score, drillId: id, scenarioId, scenarioHash, lines };
}

export function entryOf({ scenario, hash, source }: KeptScenario, ground: DrillGround): ScenarioEntry {
  const { id, title, story, lengthSeconds, injects, expected } = scenario;
  return {
    ...{ id, hash, source, title, story, lengthSeconds },
    injects: injects.length,
    expected: expected.length,
    points: expected.reduce((sum, { points }) => sum + points, 0),
    misfits: misfitsOf(scenario, ground),
  };
}

/** What the shell hears of it with each pulse. */
export function pulsedDrill(drill: DrillState | null): PulsedDrill | null {
  if (drill === null || drill.phase === 'ended') return null;
  const { phase, title, suspended } = drill;
  return { phase, title, suspended: suspended && { reason: suspended.reason, note: suspended.note } };
}
