/**
 * What the windows may do with scene packs: choose files, have them looked at, imported, installed, switched, reverted, checked
 * and calibrated. Holds the paths; pages hold tokens. One piece of work at a time; what is given up leaves nothing behind.
 */
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Choice,
  chosenPackIn,
  formerPacks,
  installPack,
  packFolder,
  rememberChoice,
  revertPack,
  switchPack,
  unchoosePack,
} from '#main/pack/index.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type {
  Calibration,
  SceneAnswer,
  SceneChoice,
  SceneInspection,
  SceneInstalled,
  SceneLook,
  ScenePrepared,
  SceneState,
  SceneSwitched,
  SceneWish,
  SourceChoice,
} from '#shared/wire/scenes.ts';
import type { ScenePlaces } from './scenePlaces.ts';
import { SceneShelf } from './sceneShelf.ts';
import { refused, type SceneWorker } from './sceneWorker.ts';
import { SourceTokens } from './sourceTokens.ts';

/** Left by an application that was killed; the command line names its own otherwise. */
const PREPARING = '.preparing-app-';

const SWITCHING: Bilingual = {
  zh: '正在切换场景，核心重新启动',
  en: 'The scene is being switched; the core starts again',
};
const GOING_BACK: Bilingual = { zh: '新场景不可用，正在恢复原场景', en: 'The new scene cannot be used; going back' };

export interface SceneDeskOptions extends ScenePlaces {
  readonly worker: SceneWorker;
  /** The native dialog; empty when the officer chose nothing. */
  readonly chooseSources: (kind: SourceChoice) => Promise<readonly string[]>;
  /** The core's own pack folder, null until it has said so. */
  readonly packInUse: () => string | null;
  readonly restartCore: (why: Bilingual) => Promise<Result<{ gapMs: number }>>;
  readonly now: () => number;
  readonly onState: (state: SceneState) => void;
}

interface Prepared {
  readonly token: string;
  readonly id: string;
  readonly folder: string;
}

export class SceneDesk {
  readonly #options: SceneDeskOptions;
  readonly #shelf: SceneShelf;
  readonly #tokens = new SourceTokens();
  #prepared: Prepared | null = null;
  #job: SceneState['job'] = null;
  #lastSwitch: SceneSwitched | null = null;

  constructor(options: SceneDeskOptions) {
    this.#options = options;
    this.#shelf = new SceneShelf(options);
  }

  async state(): Promise<SceneState> {
    const { library, base, packInUse } = this.#options;
    const shelf = await this.#shelf.describe(packInUse());
    const hasFormer = (await formerPacks(library)).length > 0;
    const canRevert = hasFormer || (base !== null && (await chosenPackIn(library)) !== null);
    return { ...shelf, canRevert, job: this.#job, lastSwitch: this.#lastSwitch };
  }

  /** Tells the windows how things stand now: the core has another pack, or a job began or ended. */
  async tell(): Promise<void> {
    this.#options.onState(await this.state());
  }

  /** Null when nothing was chosen. */
  async choose(kind: SourceChoice): Promise<SceneAnswer<SceneLook> | null> {
    if (this.#job) return BUSY;
    const paths = await this.#options.chooseSources(kind);
    if (paths.length === 0) return null;
    this.#tokens.clear();
    const looked = await this.#work('look', { kind: 'look', paths: [...paths] });
    if (!looked.ok) return looked;
    const sources = looked.value.sources.map(({ path, ...rest }) => ({ ...rest, token: this.#tokens.give(path) }));
    return { ok: true, value: { ...looked.value, sources } };
  }

  /** Prepares a pack apart from the library; `install` moves it in. */
  async import(wish: SceneWish): Promise<SceneAnswer<ScenePrepared>> {
    const sources: {
      path: string;
      role: SceneWish['sources'][number]['role'];
      crs: string | null;
      fields: Record<string, string>;
    }[] = [];
    for (const { token, ...rest } of wish.sources) {
      const path = this.#tokens.pathOf(token);
      if (path === undefined) return refused('unknownSource', '所选文件已失效，请重新选择', 'choose the files again');
      sources.push({ path, ...rest });
    }
    await this.#dropPrepared();
    const folder = this.#newFolder();
    const created = new Date(this.#options.now()).toISOString();
    const made = await this.#work('import', {
      kind: 'import',
      directory: join(folder, 'pack'),
      request: { ...wish, created, sources },
    });
    if (!made.ok) {
      await rm(folder, { recursive: true, force: true });
      return made;
    }
    this.#prepared = { token: randomBytes(18).toString('base64url'), id: wish.id, folder };
    return { ok: true, value: { ...made.value, token: this.#prepared.token } };
  }

  /** Makes the prepared pack a version of the library and, when asked, the scene in use. */
  async install(token: string, isNow: boolean): Promise<SceneAnswer<SceneInstalled>> {
    const prepared = this.#prepared;
    if (prepared?.token !== token)
      return refused('unknownPack', '导入结果已失效，请重新导入', 'import the files again');
    if (this.#job) return BUSY;
    this.#prepared = null;
    const choice = await this.#takeIn(prepared.id, prepared.folder);
    return { ok: true, value: { ...choice, switched: isNow ? await this.switchTo(choice) : null } };
  }

  /** Ends what is going on and forgets what was prepared. A switch is not given up half way. */
  async discard(): Promise<void> {
    if (this.#job && this.#job.kind !== 'switch') this.#options.worker.cancel();
    await this.#dropPrepared();
  }

  async switchTo(choice: SceneChoice): Promise<SceneAnswer<SceneSwitched>> {
    const { library, base } = this.#options;
    if (choice === null && base === null)
      return refused('noBase', '站点没有自己的场景', 'this station has no scene of its own');
    return this.#change(choice, async () => {
      if (choice !== null) return switchPack(library, choice.id, choice.version);
      await unchoosePack(library);
      return ok(null);
    });
  }

  async revert(): Promise<SceneAnswer<SceneSwitched>> {
    const { library, base } = this.#options;
    const [former] = await formerPacks(library);
    if (former !== undefined) return this.#change(former, () => revertPack(library));
    if (base === null || (await chosenPackIn(library)) === null)
      return refused('noFormer', '没有更早的场景可以恢复', 'there is no former scene');
    return this.switchTo(null);
  }

  async inspect(choice: SceneChoice, verifies: boolean): Promise<SceneAnswer<SceneInspection>> {
    const directory = this.#folderOf(choice);
    if (directory === null) return refused('noBase', '站点没有自己的场景', 'this station has no scene of its own');
    return this.#work('inspect', { kind: 'inspect', directory, verifies });
  }

  /** A new version of the pack in use with the layer's heights put right; it is not switched to. */
  async calibrate(calibration: Calibration): Promise<SceneAnswer<Choice & { heightOffset: number }>> {
    const source = this.#options.packInUse();
    if (source === null) return refused('noPack', '核心还没有打开场景', 'the core has opened no scene yet');
    const folder = this.#newFolder();
    const made = await this.#work('calibrate', {
      kind: 'calibrate',
      source,
      directory: join(folder, 'pack'),
      calibration,
    });
    if (!made.ok) {
      await rm(folder, { recursive: true, force: true });
      return made;
    }
    const { id, heightOffset } = made.value;
    return { ok: true, value: { ...(await this.#takeIn(id, folder)), heightOffset } };
  }

  /** Clears what a killed application left in the library. */
  async sweep(): Promise<void> {
    const { library } = this.#options;
    const names = await readdir(library).catch(() => []);
    for (const name of names.filter((one) => one.startsWith(PREPARING)))
      await rm(join(library, name), { recursive: true, force: true });
  }

  /** One pointer is moved and the core restarted on it; a core that does not come up gets the old one back. */
  async #change(choice: SceneChoice, move: () => Promise<Result<unknown>>): Promise<SceneAnswer<SceneSwitched>> {
    const looked = await this.inspect(choice, false);
    if (!looked.ok) return looked;
    if (this.#job) return BUSY;
    await this.#begin({ kind: 'switch', step: null });
    try {
      const restore = await rememberChoice(this.#options.library);
      const moved = await move();
      if (!moved.ok) return refused(moved.failure.code, moved.failure.message, moved.failure.message);
      const restarted = await this.#options.restartCore(SWITCHING);
      if (restarted.ok) {
        this.#lastSwitch = { choice, gapMs: restarted.value.gapMs, at: this.#options.now() };
        return { ok: true, value: this.#lastSwitch };
      }
      await restore();
      await this.#options.restartCore(GOING_BACK);
      const { message } = restarted.failure;
      return refused(
        'coreRefused',
        `核心无法使用这个场景，已恢复原场景：${message}`,
        `the core cannot use this scene and is back on the former one: ${message}`,
      );
    } finally {
      await this.#begin(null);
    }
  }

  async #work<Kind extends 'look' | 'import' | 'inspect' | 'calibrate'>(
    kind: Kind,
    job: Parameters<SceneWorker['run']>[0] & { kind: Kind },
  ) {
    if (this.#job) return BUSY;
    await this.#begin({ kind, step: null });
    try {
      return await this.#options.worker.run<Kind>(job as never, (step) => void this.#begin({ kind, step }));
    } finally {
      await this.#begin(null);
    }
  }

  async #begin(job: SceneState['job']): Promise<void> {
    this.#job = job;
    await this.tell();
  }

  async #takeIn(id: string, folder: string): Promise<Choice> {
    const { version } = await installPack(this.#options.library, id, join(folder, 'pack'));
    await rm(folder, { recursive: true, force: true });
    await this.tell();
    return { id, version };
  }

  async #dropPrepared(): Promise<void> {
    const folder = this.#prepared?.folder;
    this.#prepared = null;
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }

  #newFolder = (): string => join(this.#options.library, `${PREPARING}${randomBytes(6).toString('hex')}`);

  #folderOf(choice: SceneChoice): string | null {
    const { library, base } = this.#options;
    return choice === null ? base : packFolder(library, choice);
  }
}

const BUSY = refused('busy', '另一项场景工作正在进行，请等它结束或取消', 'other work on scenes is going on');
