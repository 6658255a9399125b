/**
 * The drill of a station: decides what is played when and writes it down; `play/` then does it over the real ports, and the
 * windows see it as they see everything else. Owns the pace of the station's clock. At a live station every command is refused
 * by the rule, and nothing here ever runs.
 */
import type { ExecuteContext, Outcome, Sender, Steward } from '#main/core/desk/command.ts';
import type { Desk } from '#main/core/desk/desk.ts';
import {
  DRILL_COMMAND_BODIES as BODIES,
  type DrillCommand,
  type DrillCommandKind,
  decideDrill,
  isOpenDrill,
  type ScenarioEventBody,
  type ScenarioEventKind,
  scenarioSeconds,
  scenarioStream,
} from '#shared/domain/drill.ts';
import { scoreTrace } from '#shared/domain/drillScore.ts';
import { DrillTrace } from '#shared/domain/drillTrace.ts';
import type { Actor, Realm, StoredEvent } from '#shared/domain/event.ts';
import type { PacedClock } from '#shared/kit/clock.ts';
import { type Disposable, DisposableStore } from '#shared/kit/disposable.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, type Problem, type Result, refuse } from '#shared/kit/result.ts';
import type { ExplainedScore, ScenarioEntry } from '#shared/wire/drill.ts';
import { mayReadScript } from '#shared/wire/roles.ts';
import type { Scenario, ScenarioInject } from '#shared/wire/scenario.ts';
import { dueInjects, inForce } from './due.ts';
import { type DrillGround, misfitsOf } from './fit.ts';
import type { Outages } from './outages.ts';
import { type DrillFacts, entryOf, explainedScore, reportOf } from './report.ts';
import type { KeptScenario, ScenarioStore } from './scenarioStore.ts';
import { stormOf } from './storm.ts';

const DIRECTOR: Actor = { kind: 'system', id: 'drill' };
const PAGE = 2_000;

export interface DrillDeskParts {
  readonly desk: Desk;
  readonly realm: Realm;
  /** Null at a live station, whose clock is nobody's to turn. */
  readonly paced: PacedClock | null;
  readonly outages: Outages;
  readonly store: ScenarioStore;
  readonly ground: DrillGround;
}

/** A drill with its script and what has come of it. */
interface Played {
  readonly drillId: string;
  /** Id of the actor who launched it. */
  readonly launcherId: string;
  readonly scenario: Scenario | undefined;
  readonly trace: DrillTrace;
}

export class DrillDesk implements Disposable {
  readonly #store: ScenarioStore;
  readonly #parts: DrillDeskParts;
  readonly #disposables = new DisposableStore();
  #played: Played | null = null;
  /** The live station beside this drill room has an alarm that nobody has answered. */
  #isLiveAlarm = false;

  constructor(parts: DrillDeskParts) {
    this.#parts = parts;
    this.#store = parts.store;
    const { desk } = parts;
    this.#disposables.add(desk.onEvents((events) => this.#onEvents(events)));
    this.#takeUp();
  }

  hearLiveAlarm(isUnanswered: boolean): void {
    this.#isLiveAlarm = isUnanswered;
  }

  /** The scenario that is played or was played last. */
  get scenario(): Scenario | undefined {
    return this.#played?.scenario;
  }

  /** How fast the station's clock runs. */
  get pace(): number {
    return this.#parts.paced?.pace ?? 1;
  }

  /** What whoever comes to this incident first finds there, as the script says; null: it says nothing. */
  foundAt(incidentId: string): string | null {
    const { scenario, trace } = this.#played ?? {};
    const inject = scenario?.injects.find(({ id }) =>
      trace?.injectOf(id)?.incidents.some((incident) => incident.incidentId === incidentId),
    );
    return inject && 'found' in inject.act ? (inject.act.found?.zh ?? null) : null;
  }

  get ground(): DrillGround {
    return this.#parts.ground;
  }

  /** What came of its injects. */
  get trace(): DrillTrace | undefined {
    return this.#played?.trace;
  }

  readonly stewards: ExecuteContext['stewards'] = {
    'drill.launch': this.#steward('drill.launch', (body) => this.#launch(body)),
    'drill.pause': this.#steward('drill.pause', () => this.#decide({ kind: 'pause' })),
    'drill.resume': this.#steward('drill.resume', () => this.#decide({ kind: 'resume' })),
    'drill.setPace': this.#steward('drill.setPace', ({ pace }) => this.#decide({ kind: 'setPace', pace })),
    'drill.suspend': this.#steward('drill.suspend', (body) => this.#decide({ kind: 'suspend', ...body })),
    'drill.jump': this.#steward('drill.jump', ({ injectId }) => this.#jump(injectId)),
    'drill.inject': this.#steward('drill.inject', ({ injectId }) => this.#injectByHand(injectId)),
    'drill.end': this.#steward('drill.end', () => this.#decide({ kind: 'end', how: 'hand' })),
  };

  /** Whether somebody may read script and score as the drill stands now. */
  mayRead({ actor, role }: Sender): boolean {
    const isOpen = isOpenDrill(this.#parts.desk.world.drill);
    return mayReadScript(role, { isOpen, isLauncher: this.#played?.launcherId === actor.id });
  }

  report(isDirecting: boolean): DrillFacts {
    const { desk, realm, ground } = this.#parts;
    const played = isDirecting && this.#played?.scenario ? this.#played : null;
    return reportOf({
      ...{ realm, nowAt: desk.clock(), pace: this.pace, drill: desk.world.drill, ground },
      played: played?.scenario ? { scenario: played.scenario, trace: played.trace } : null,
    });
  }

  /** Of the drill that is played or was played last; undefined where there is none, or its scenario is lost. */
  score(): ExplainedScore | undefined {
    const { desk } = this.#parts;
    const { drill } = desk.world;
    const { scenario, trace } = this.#played ?? {};
    return drill && scenario && trace
      ? explainedScore(drill, scenario, scoreTrace(scenario, trace, desk.clock()))
      : undefined;
  }

  scenarios(): ScenarioEntry[] {
    return this.#store.all.map((kept) => entryOf(kept, this.#parts.ground));
  }

  find(scenarioId: string): KeptScenario | undefined {
    return this.#store.find(scenarioId);
  }

  /** What of it this station does not have. */
  misfitsOf(scenario: Scenario): readonly Problem[] {
    return misfitsOf(scenario, this.#parts.ground);
  }

  /** Keeps one in place of what had its id, and writes down that somebody did; what it says is in no event. */
  async save(scenario: Scenario, actor: Actor): Promise<Result<KeptScenario>> {
    const before = this.#store.find(scenario.id);
    const added = this.#store.add(scenario);
    if (added.ok && before?.hash !== added.value.hash) {
      const { hash, scenario: kept } = added.value;
      await this.#noteScenario('drill.scenarioSaved', { scenarioId: kept.id, hash, title: kept.title }, actor);
    }
    return added;
  }

  async remove(scenarioId: string, actor: Actor): Promise<Result<KeptScenario>> {
    const removed = this.#store.remove(scenarioId);
    if (removed.ok) {
      const { hash, scenario } = removed.value;
      await this.#noteScenario('drill.scenarioRemoved', { scenarioId, hash, title: scenario.title }, actor);
    }
    return removed;
  }

  /** What could not be played after all: said to whoever leads the drill. */
  fail(injectId: string, code: string, detail: string): void {
    this.#record({ kind: 'failInject', injectId, code, detail: detail.slice(0, 300) });
  }

  /** Plays what is due, ends what has lasted, and ends the drill at its time. Call as often as you like. */
  tick(): void {
    const { desk } = this.#parts;
    const { drill } = desk.world;
    const { scenario, trace } = this.#played ?? {};
    if (!isOpenDrill(drill) || drill.phase !== 'running' || !scenario || !trace) return;
    const now = desk.clock();
    for (const { inject, endsAt } of inForce(scenario, drill)) {
      if (endsAt !== null && endsAt <= now) this.#record({ kind: 'endEffect', injectId: inject.id });
    }
    for (const inject of dueInjects(scenario, drill, trace, now)) this.#record(this.#injecting(inject, 'script'));
    if (scenarioSeconds(drill, now) >= scenario.lengthSeconds) this.#record({ kind: 'end', how: 'finished' });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #launch({ scenarioId, pace, seed }: { scenarioId: string; pace?: number | undefined; seed?: number | undefined }) {
    const kept = this.#store.find(scenarioId);
    const { desk, realm, ground } = this.#parts;
    if (realm !== 'drill') return refuse('liveRealm', '本站为实战，不能进行演练');
    if (!kept) return refuse('unknownScenario', '没有这个演练脚本');
    const { scenario, hash } = kept;
    const misfits = misfitsOf(scenario, ground);
    if (misfits[0]) return refuse('scenarioMisfit', `本站不能进行这个脚本：${misfits[0].zh}`, misfits.slice(0, 20));
    this.#store.noteLaunch(kept);
    const drillId = desk.newId();
    const launched = this.#decide({
      ...{ kind: 'launch', drillId, scenarioId, scenarioHash: hash, title: scenario.title },
      ...{ seed: seed ?? scenario.seed, pace: pace ?? scenario.pace, lengthSeconds: scenario.lengthSeconds },
    });
    return launched.ok ? ok({ ...launched.value, drillId }) : launched;
  }

  /** What lies between is left out; it can still be played by hand. */
  #jump(injectId: string): Result<Outcome> {
    const { drill } = this.#parts.desk.world;
    const { scenario } = this.#played ?? {};
    const target = scenario?.injects.find(({ id }) => id === injectId);
    if (!isOpenDrill(drill) || !scenario) return this.#decide({ kind: 'pause' });
    const toSeconds = target?.when.at;
    if (toSeconds === undefined) return refuse('notTimed', '这一步不按时间进行，请直接手动注入');
    const skipped = scenario.injects.filter(
      ({ id, when }) =>
        when.at !== undefined && when.at < toSeconds && !drill.played.some((played) => played.injectId === id),
    );
    const ids = skipped.map(({ id }) => id).filter((id) => !drill.skipped.includes(id));
    return this.#decide({ kind: 'jump', injectId, toSeconds, skipped: ids });
  }

  #injectByHand(injectId: string): Result<Outcome> {
    const inject = this.scenario?.injects.find(({ id }) => id === injectId);
    if (!isOpenDrill(this.#parts.desk.world.drill)) return this.#decide({ kind: 'pause' });
    return inject ? this.#decide(this.#injecting(inject, 'hand')) : refuse('unknownInject', '脚本中没有这一步');
  }

  #injecting({ id: injectId, act }: ScenarioInject, how: 'script' | 'hand'): DrillCommand {
    const { ground } = this.#parts;
    const place = act.do === 'call' && act.entered === 'desk' ? (ground.placeOf(act.at) ?? null) : null;
    return { kind: 'inject', injectId, how, sources: this.#sourcesOf(injectId, act), place };
  }

  #sourcesOf(injectId: string, act: ScenarioInject['act']): readonly string[] {
    const { drill } = this.#parts.desk.world;
    if (act.do === 'alarm') return [act.device];
    if (act.do === 'storm') {
      const devices = act.devices ?? this.#parts.ground.callers;
      return stormOf(act, drill?.seed ?? 0, injectId, devices).map(({ deviceId }) => deviceId);
    }
    const times = drill?.played.filter((played) => played.injectId === injectId).length ?? 0;
    return act.do === 'call' && act.entered === 'transfer' ? [`${drill?.id}.${injectId}.${times}`] : [];
  }

  #noteScenario<Kind extends ScenarioEventKind>(kind: Kind, body: ScenarioEventBody[Kind], actor: Actor) {
    return this.#parts.desk.record([{ stream: scenarioStream(body.scenarioId), kind, body }], actor).durable;
  }

  #decide(command: DrillCommand): Result<Outcome> {
    const { desk, realm } = this.#parts;
    const decided = decideDrill(desk.world.drill, command, {
      ...{ realm, now: desk.clock(), isLiveAlarm: this.#isLiveAlarm },
    });
    return decided.ok ? ok({ drafts: decided.value }) : decided;
  }

  #record(command: DrillCommand): void {
    const decided = this.#decide(command);
    if (decided.ok && decided.value.drafts.length > 0)
      void this.#parts.desk.record(decided.value.drafts, DIRECTOR).durable;
  }

  #steward<Kind extends DrillCommandKind>(
    kind: Kind,
    decide: (body: ReturnType<(typeof BODIES)[Kind]['parse']>) => Result<Outcome>,
  ): Steward {
    return async (input: unknown, _sender: Sender) => {
      const parsed = BODIES[kind].safeParse(input);
      if (!parsed.success) return refuse('badBody', describeIssue(parsed.error));
      return ok(() => decide(parsed.data as ReturnType<(typeof BODIES)[Kind]['parse']>));
    };
  }

  #onEvents(events: readonly StoredEvent[]): void {
    for (const event of events) {
      if (event.kind === 'drill.launched') this.#follow(event.actor.id);
      this.#played?.trace.fold(event);
    }
    if (events.some(({ stream }) => stream.startsWith('drill:'))) this.#settle();
  }

  #follow(launcherId: string): void {
    const { drill } = this.#parts.desk.world;
    if (!drill) return;
    const trace = new DrillTrace(drill.id);
    this.#played = { drillId: drill.id, launcherId, scenario: this.#store.launched(drill.scenarioHash), trace };
  }

  /** The station was started in the middle of a drill: it stands until the director goes on with it. */
  #takeUp(): void {
    const { desk } = this.#parts;
    const { drill } = desk.world;
    if (!drill) return;
    const launched = desk.journal.readStream(`drill:${drill.id}`)[0];
    this.#follow(launched?.actor.id ?? '');
    for (let after = (launched?.seq ?? 1) - 1; ; ) {
      const page = desk.journal.read(after, PAGE);
      if (page.length === 0) break;
      for (const event of page) this.#played?.trace.fold(event);
      after = page.at(-1)!.seq;
    }
    if (drill.phase === 'running') this.#record({ kind: 'suspend', reason: 'restart', note: '' });
    this.#settle();
  }

  /** Clock and outages as the drill says they are. */
  #settle(): void {
    const { desk, paced, outages } = this.#parts;
    const { drill } = desk.world;
    if (!paced || !drill) return;
    paced.setPace(drill.phase === 'ended' ? 1 : drill.phase === 'running' ? drill.pace : 0);
    const gone = this.scenario ? inForce(this.scenario, drill) : [];
    outages.setCameras(new Set(gone.flatMap(({ inject: { act } }) => (act.do === 'cameraGone' ? act.cameras : []))));
  }
}
