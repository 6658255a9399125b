/** Which injects of a script are due. Pure: the script, how the drill stands, and what came of what was played. */
import { type DrillState, scenarioSeconds } from '#shared/domain/drill.ts';
import type { DrillTrace } from '#shared/domain/drillTrace.ts';
import type { Scenario, ScenarioInject } from '#shared/wire/scenario.ts';
import { secondsOf } from '#shared/wire/scenarioActs.ts';

/** In order of the script. Whatever was played or skipped is not due again. */
export function dueInjects(scenario: Scenario, drill: DrillState, trace: DrillTrace, now: number): ScenarioInject[] {
  return scenario.injects.filter((inject) => {
    const left = secondsUntil(inject, drill, trace, now);
    return left !== null && left <= 0;
  });
}

/** Seconds of the script until it is played by itself; null: it was, it is skipped, or it waits for something that may never come. */
export function secondsUntil(
  { id, when }: ScenarioInject,
  drill: DrillState,
  trace: DrillTrace,
  now: number,
): number | null {
  if (drill.skipped.includes(id) || drill.played.some(({ injectId }) => injectId === id)) return null;
  if (when.at !== undefined) return when.at - scenarioSeconds(drill, now);
  if (when.after) {
    const happenedAt = trace.momentOf(when.after.inject, when.after.moment);
    return happenedAt === null ? null : when.after.delaySeconds - (now - happenedAt) / 1_000;
  }
  if (when.without) {
    const { inject, moment, forSeconds } = when.without;
    const played = trace.injectOf(inject);
    if (!played || trace.momentOf(inject, moment) !== null) return null;
    return forSeconds - (now - played.at) / 1_000;
  }
  return null;
}

/** What was played and goes on now, the last time it was played. */
export function inForce(scenario: Scenario, drill: DrillState): { inject: ScenarioInject; endsAt: number | null }[] {
  if (drill.phase === 'ended') return [];
  return scenario.injects.flatMap((inject) => {
    const played = drill.played.findLast(({ injectId }) => injectId === inject.id);
    if (!played || played.endedAt !== null || played.failure !== null || !LASTING.has(inject.act.do)) return [];
    const lasts = secondsOf(inject.act);
    return [{ inject, endsAt: lasts === null ? null : played.at + lasts * 1_000 }];
  });
}

const LASTING: ReadonlySet<string> = new Set(['deviceDies', 'roadClosed', 'cameraGone', 'networkDead']);
