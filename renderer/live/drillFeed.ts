/** The drill as its director follows it: asked for once a second, and at once when something of it was written down. */
import type { DrillReport, ScenarioCheck, ScenarioEntry } from '#shared/wire/drill.ts';
import { mayDirect } from '#shared/wire/roles.ts';
import type { Scenario } from '#shared/wire/scenario.ts';
import { asJson, askCore, type CoreAnswer } from './askCore.ts';
import type { DeskSource } from './deskSource.ts';
import { Observable } from './observable.ts';

const DRILL = '/api/drill';
const SCENARIOS = '/api/drill/scenarios';
const ASK_EVERY_MS = 1_000;

type Source = Pick<DeskSource, 'door' | 'live' | 'localNow' | 'connection'>;

export class DrillFeed {
  readonly changes = new Observable();
  readonly #source: Source;
  #report: DrillReport | null = null;
  #scenarios: readonly ScenarioEntry[] | null = null;
  #hasFailed = false;
  #isAsking = false;
  #askAt = Number.NEGATIVE_INFINITY;
  #drill: object | null = null;
  #role: string | null = null;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Null until the core has answered once. */
  get report(): DrillReport | null {
    return this.#report;
  }

  /** Null until they were read, and for whoever may not. */
  get scenarios(): readonly ScenarioEntry[] | null {
    return this.#scenarios;
  }

  /** The last question was not answered: what is shown is of before. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Call it a few times a second; it owns no timer. */
  watch(): void {
    const { live, connection, localNow } = this.#source;
    if (connection.state !== 'live') return;
    const { drill } = live.world;
    const role = live.seat?.role ?? null;
    const isNews = drill !== this.#drill || role !== this.#role;
    if (this.#isAsking || (!isNews && localNow() < this.#askAt)) return;
    if (role !== this.#role && role !== null && mayDirect(role)) void this.readScenarios();
    [this.#drill, this.#role] = [drill, role];
    void this.#ask();
  }

  async readScenarios(): Promise<void> {
    const read = asJson<{ readonly scenarios: readonly ScenarioEntry[] }>;
    const answer = await askCore(this.#source.door, SCENARIOS, read);
    this.#scenarios = answer.ok ? answer.value.scenarios : null;
    this.changes.changed();
  }

  readScenario(scenarioId: string): Promise<CoreAnswer<Scenario>> {
    return askCore(this.#source.door, pathOf(scenarioId), asJson<Scenario>);
  }

  /** In place of the own one that has its id. The core judges it; refused with `badScenario`, `scenarioBuiltIn`, `tooManyScenarios`. */
  async keep(scenario: object): Promise<CoreAnswer<{ readonly id: string; readonly hash: string }>> {
    const read = asJson<{ readonly id: string; readonly hash: string }>;
    const answer = await askCore(this.#source.door, SCENARIOS, read, { method: 'POST', json: scenario });
    if (answer.ok) await this.readScenarios();
    return answer;
  }

  async remove(scenarioId: string): Promise<CoreAnswer<void>> {
    const answer = await askCore(this.#source.door, pathOf(scenarioId), async () => undefined, { method: 'DELETE' });
    if (answer.ok) await this.readScenarios();
    return answer;
  }

  /** What is wrong with one that is not kept, and what this station lacks for it. */
  check(scenario: object): Promise<CoreAnswer<ScenarioCheck>> {
    return askCore(this.#source.door, '/api/drill/check', asJson<ScenarioCheck>, { method: 'POST', json: scenario });
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    const answer = await askCore(this.#source.door, DRILL, asJson<DrillReport>);
    this.#isAsking = false;
    this.#askAt = this.#source.localNow() + ASK_EVERY_MS;
    this.#hasFailed = !answer.ok;
    if (answer.ok) this.#report = answer.value;
    this.changes.changed();
  }
}

const pathOf = (scenarioId: string) => `${SCENARIOS}/${encodeURIComponent(scenarioId)}`;
