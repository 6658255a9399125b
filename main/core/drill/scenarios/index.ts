/** The scenarios that come with the application, for the built-in demo district. A new one is one file here and one line below. */
import { parseScenario, type Scenario } from '#shared/wire/scenario.ts';
import bankDuress from './bank-duress.scenario.json' with { type: 'json' };
import deadNetwork from './dead-network.scenario.json' with { type: 'json' };
import lostChild from './lost-child.scenario.json' with { type: 'json' };
import poleHoldUp from './pole-hold-up.scenario.json' with { type: 'json' };
import schoolGate from './school-gate.scenario.json' with { type: 'json' };
import typhoon from './typhoon.scenario.json' with { type: 'json' };
import villageFire from './village-fire.scenario.json' with { type: 'json' };

const FILES: readonly unknown[] = [poleHoldUp, schoolGate, villageFire, lostChild, typhoon, deadNetwork, bankDuress];

/** Ours: one that does not parse is a bug. */
export const BUILT_IN_SCENARIOS: readonly Scenario[] = FILES.map((file) => {
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure));
  return parsed.value;
});
