/**
 * The scenarios of a station: those that come with the application, those somebody imported, and a copy of each that was ever
 * launched, by its hash, so that a score can be explained years later. Files beside the journal; nothing here decides.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { readScenario, SCENARIO_SUFFIX, type Scenario } from '#shared/wire/scenario.ts';

export interface KeptScenario {
  readonly scenario: Scenario;
  /** SHA-256 of its text as `scenarioText` writes it. */
  readonly hash: string;
  readonly source: 'builtIn' | 'own';
}

export interface ScenarioStoreParts {
  readonly folder: string;
  readonly builtIn: readonly Scenario[];
  /** Replaces a file as a whole, or not at all. */
  write(path: string, content: string): void;
}

const LAUNCHED = 'launched';
const MOST_OWN = 200;

export class ScenarioStore {
  readonly #parts: ScenarioStoreParts;
  readonly #scenarios = new Map<string, KeptScenario>();

  /** A file that cannot be read is left where it is and left out; the built-in ones are always there. */
  constructor(parts: ScenarioStoreParts) {
    this.#parts = parts;
    mkdirSync(join(parts.folder, LAUNCHED), { recursive: true, mode: 0o700 });
    for (const name of readdirSync(parts.folder).filter((name) => name.endsWith(SCENARIO_SUFFIX))) {
      const read = readScenario(readFileSync(join(parts.folder, name), 'utf8'));
      if (read.ok) this.#keep(read.value, 'own');
    }
    for (const scenario of parts.builtIn) this.#keep(scenario, 'builtIn');
  }

  /** Built-in ones first, each group by its id. */
  get all(): readonly KeptScenario[] {
    return [...this.#scenarios.values()].sort(
      (one, other) => one.source.localeCompare(other.source) || one.scenario.id.localeCompare(other.scenario.id),
    );
  }

  find(scenarioId: string): KeptScenario | undefined {
    return this.#scenarios.get(scenarioId);
  }

  /** Refused with `scenarioBuiltIn` for an id that comes with the application, and with `tooManyScenarios`. */
  add(scenario: Scenario): Result<KeptScenario> {
    const before = this.#scenarios.get(scenario.id);
    if (before?.source === 'builtIn') return refuse('scenarioBuiltIn', `${scenario.id} 是内置脚本，请换一个编号`);
    if (!before && this.all.filter(({ source }) => source === 'own').length >= MOST_OWN)
      return refuse('tooManyScenarios', `自有脚本已有 ${MOST_OWN} 个，请先删除一些`);
    this.#parts.write(this.#pathOf(scenario.id), scenarioText(scenario));
    return ok(this.#keep(scenario, 'own'));
  }

  /** Refused with `unknownScenario` or `scenarioBuiltIn`. What was launched stays by its hash. */
  remove(scenarioId: string): Result<KeptScenario> {
    const kept = this.#scenarios.get(scenarioId);
    if (!kept) return refuse('unknownScenario', '没有这个演练脚本');
    if (kept.source === 'builtIn') return refuse('scenarioBuiltIn', '内置脚本不能删除');
    rmSync(this.#pathOf(scenarioId), { force: true });
    this.#scenarios.delete(scenarioId);
    return ok(kept);
  }

  /** Keeps it as it is launched. */
  noteLaunch({ scenario, hash }: KeptScenario): void {
    this.#parts.write(this.#launchedPath(hash), scenarioText(scenario));
  }

  /** As it was launched once; undefined where the file is gone or is not what it was. */
  launched(hash: string): Scenario | undefined {
    if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
    const same = [...this.#scenarios.values()].find((kept) => kept.hash === hash);
    if (same) return same.scenario;
    try {
      const text = readFileSync(this.#launchedPath(hash), 'utf8');
      const read = hashOf(text) === hash ? readScenario(text) : undefined;
      return read?.ok ? read.value : undefined;
    } catch {
      return undefined;
    }
  }

  #keep(scenario: Scenario, source: KeptScenario['source']): KeptScenario {
    const kept = { scenario, hash: hashOf(scenarioText(scenario)), source };
    this.#scenarios.set(scenario.id, kept);
    return kept;
  }

  // The id is lower-case letters, digits and dashes: it can name no other folder.
  #pathOf = (scenarioId: string) => join(this.#parts.folder, `${scenarioId}${SCENARIO_SUFFIX}`);
  #launchedPath = (hash: string) => join(this.#parts.folder, LAUNCHED, `${hash}${SCENARIO_SUFFIX}`);
}

/** How a scenario is written to a file: everything it says, with what the schema fills in. */
export const scenarioText = (scenario: Scenario): string => `${JSON.stringify(scenario, null, 2)}\n`;

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
