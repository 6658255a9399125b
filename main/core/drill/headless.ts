/** `--scenario FILE|ID`: a drill without anybody who leads it; what it came to is one line of JSON when it has ended. */
import { readFileSync } from 'node:fs';
import type { Core } from '#main/core/index.ts';
import type { Actor } from '#shared/domain/event.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { readScenario, SCENARIO_SUFFIX, type Scenario } from '#shared/wire/scenario.ts';
import type { DrillTokens } from './index.ts';
import { Hands } from './play/hands.ts';
import { BUILT_IN_SCENARIOS } from './scenarios/index.ts';

/** A file, or the id of one that comes with the application. Fails naming the file and every bad field of it. */
export function findScenario(fileOrId: string): Result<Scenario> {
  const builtIn = BUILT_IN_SCENARIOS.find(({ id }) => id === fileOrId);
  if (builtIn) return ok(builtIn);
  if (!fileOrId.endsWith(SCENARIO_SUFFIX))
    return refuse(
      'scenario',
      `--scenario ${fileOrId}: neither a *${SCENARIO_SUFFIX} file nor one of the built-in ones`,
    );
  let text: string;
  try {
    text = readFileSync(fileOrId, 'utf8');
  } catch (error) {
    return refuse('scenario', `--scenario ${fileOrId}: ${(error as Error).message}`);
  }
  const read = readScenario(text);
  if (read.ok) return read;
  const lines = (read.failure.problems ?? []).map(({ path, zh, en }) => `${path}: ${zh === en ? zh : `${zh} (${en})`}`);
  return refuse('scenario', `${fileOrId}: ${lines.join('; ')}`);
}

/** `--scenario`: nobody in particular. */
const AT_START: Actor = { kind: 'system', id: 'drill' };

/** Launches it and calls `ended` with its score. Fails as the command does, or as the import of the file. */
export async function launchScenario(
  core: Core,
  { callers, hand }: DrillTokens,
  scenario: Scenario,
  ended: (line: object) => void,
): Promise<Result<Disposable>> {
  const { drill, desk, url } = core;
  if (!BUILT_IN_SCENARIOS.includes(scenario)) {
    const added = await drill.save(scenario, AT_START);
    if (!added.ok) return added;
  }
  const listening = desk.onEvents((events) => {
    if (!events.some(({ kind }) => kind === 'drill.ended')) return;
    const { points, worth, possible, lines } = drill.score() ?? { points: 0, worth: 0, possible: 0, lines: [] };
    const told = lines.map(({ expectedId, state, points: got, sentence }) => ({
      ...{ expectedId, state, points: got },
      sentence: sentence.zh,
    }));
    ended({ drillEnded: true, scenario: scenario.id, points, worth, possible, lines: told });
  });
  const hands = new Hands({ url, reportToken: callers.token, directorToken: hand.token });
  const refused = await hands.command('drill.launch', { scenarioId: scenario.id });
  if (!refused) return ok(listening);
  listening.dispose();
  return { ok: false, failure: refused };
}
