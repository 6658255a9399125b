// Scene packs at this machine as the window sees them: what there is, what is going on, and an import half way through. It lives
// as long as the page, so that a sheet may be put aside for an alarm without losing anything.
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { WizardStep } from '#shared/text/scenes.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import type { TopologyProblem } from '#shared/wire/sceneReport.ts';
import type {
  Calibration,
  SceneAnswer,
  SceneChoice,
  SceneInspection,
  SceneInstalled,
  SceneLook,
  ScenePrepared,
  SceneState,
  SceneWish,
  SourceChoice,
} from '#shared/wire/scenes.ts';
import { Observable } from './observable.ts';

export type SceneBridge = Pick<
  Bridge,
  | 'onScenes'
  | 'chooseSceneSources'
  | 'importScene'
  | 'installScene'
  | 'discardScene'
  | 'switchScene'
  | 'revertScene'
  | 'inspectScene'
  | 'calibrateScene'
>;

/** What was said of one source; `isTaken` false leaves it out. */
export type SourceWish = Omit<SceneWish['sources'][number], 'token'> & { readonly isTaken: boolean };
export type SceneNaming = Omit<SceneWish, 'sources'>;
export interface SceneRefusal {
  readonly code: string;
  readonly said: Bilingual;
}

export interface SceneLibraryState {
  readonly scenes: SceneState | null;
  readonly step: WizardStep;
  readonly look: SceneLook | null;
  readonly wishes: ReadonlyMap<string, SourceWish>;
  readonly naming: SceneNaming;
  readonly prepared: ScenePrepared | null;
  readonly installed: SceneInstalled | null;
  /** Why the last thing asked for was not done. */
  readonly refusal: SceneRefusal | null;
  readonly shown: { readonly choice: SceneChoice; readonly inspection: SceneInspection } | null;
  readonly calibrated: { readonly id: string; readonly version: string; readonly heightOffset: number } | null;
  /** Drawn on the map; `marked` is the one that was clicked. */
  readonly problems: readonly TopologyProblem[];
  readonly marked: number | null;
}

const FRESH: Omit<SceneLibraryState, 'scenes' | 'shown' | 'calibrated'> = {
  step: 'choose',
  look: null,
  wishes: new Map(),
  naming: {
    id: 'city',
    title: '',
    districtCode: '990200',
    attribution: [],
    classification: '公开',
    makesSerials: false,
    isLinked: false,
    at: null,
  },
  prepared: null,
  installed: null,
  refusal: null,
  problems: [],
  marked: null,
};

export class SceneLibrary {
  readonly changes = new Observable();
  readonly #bridge: SceneBridge;
  #state: SceneLibraryState = { ...FRESH, scenes: null, shown: null, calibrated: null };

  constructor(bridge: SceneBridge) {
    this.#bridge = bridge;
    bridge.onScenes((scenes) => this.change({ scenes }));
  }

  get state(): SceneLibraryState {
    return this.#state;
  }

  change(part: Partial<SceneLibraryState>): void {
    this.#state = { ...this.#state, ...part };
    this.changes.changed();
  }

  async choose(kind: SourceChoice): Promise<void> {
    this.change({ refusal: null });
    const answer = await this.#bridge.chooseSceneSources(kind);
    if (answer === null) return;
    const look = this.#taken(answer);
    if (!look) return;
    const wishes = new Map(
      look.sources.map(({ token, refused }) => [
        token,
        { role: null, crs: null, fields: {}, isTaken: refused === null },
      ]),
    );
    this.change({ look, wishes, step: look.sources.length > 0 ? 'fields' : 'choose' });
  }

  wish(token: string, part: Partial<SourceWish>): void {
    const before = this.#state.wishes.get(token);
    if (before) this.change({ wishes: new Map(this.#state.wishes).set(token, { ...before, ...part }) });
  }

  name(part: Partial<SceneNaming>): void {
    this.change({ naming: { ...this.#state.naming, ...part } });
  }

  async import(): Promise<void> {
    const { wishes, naming } = this.#state;
    const sources = [...wishes].flatMap(([token, { isTaken, ...wish }]) => (isTaken ? [{ token, ...wish }] : []));
    this.change({ refusal: null, prepared: null, problems: [], marked: null });
    const prepared = this.#taken(await this.#bridge.importScene({ ...naming, sources }));
    if (prepared) this.change({ prepared, step: 'check', problems: prepared.report.topology.problems });
  }

  async install(isNow: boolean): Promise<void> {
    const { prepared } = this.#state;
    if (!prepared) return;
    const installed = this.#taken(await this.#bridge.installScene(prepared.token, isNow));
    if (!installed) return;
    const { switched } = installed;
    this.change({ installed, prepared: null, step: 'done', refusal: switched && !switched.ok ? switched : null });
  }

  /** Ends what is going on; what was prepared is gone with it. */
  async discard(): Promise<void> {
    await this.#bridge.discardScene();
    this.change({ prepared: null, problems: [], marked: null });
  }

  async startOver(): Promise<void> {
    await this.discard();
    this.change(FRESH);
  }

  async switchTo(choice: SceneChoice): Promise<void> {
    this.#taken(await this.#bridge.switchScene(choice));
  }

  async revert(): Promise<void> {
    this.#taken(await this.#bridge.revertScene());
  }

  async inspect(choice: SceneChoice, verifies: boolean): Promise<void> {
    const inspection = this.#taken(await this.#bridge.inspectScene(choice, verifies));
    if (inspection) this.change({ shown: { choice, inspection } });
  }

  async calibrate(calibration: Calibration): Promise<void> {
    const calibrated = this.#taken(await this.#bridge.calibrateScene(calibration));
    if (calibrated) this.change({ calibrated });
  }

  /** The value, or null with the refusal said. */
  #taken<Value>(answer: SceneAnswer<Value>): Value | null {
    this.change({ refusal: answer.ok ? null : answer });
    return answer.ok ? answer.value : null;
  }
}
