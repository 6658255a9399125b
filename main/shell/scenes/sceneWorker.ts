/**
 * Runs one job on scene packs in a process of its own (scenes/worker): a city's data takes minutes and gigabytes, and a hostile
 * file must not take the shell with it. What the worker says is parsed; it can be ended at any moment.
 */
import { rmSync } from 'node:fs';
import {
  SCENE_JOB_ANSWERS,
  type SceneAnswer,
  type SceneJob,
  type SceneJobAnswer,
  type SceneStep,
  workerWordSchema,
} from '#shared/wire/scenes.ts';
import type { CoreChild, StartCoreChild } from '../core/coreChild.ts';
import { replaceFile } from '../settings.ts';

/** How long it may take to leave by itself: it may be deep in arithmetic and hear nothing. */
const LEAVE_MS = 500;

export interface SceneWorkerOptions {
  readonly startChild: StartCoreChild;
  /** The job is handed over in this file: arguments are short and everybody can read them. */
  readonly jobFile: string;
}

export class SceneWorker {
  readonly #options: SceneWorkerOptions;
  #child: CoreChild | null = null;
  #isCancelled = false;

  constructor(options: SceneWorkerOptions) {
    this.#options = options;
  }

  /** Refuses `cancelled`, `failed` (it died, with its last words), or what the worker itself refuses. */
  async run<Kind extends SceneJob['kind']>(
    job: Extract<SceneJob, { kind: Kind }>,
    onStep: (step: SceneStep) => void,
  ): Promise<SceneAnswer<SceneJobAnswer<Kind>>> {
    if (this.#child !== null) return refused('busy', '另一项场景工作正在进行', 'other work on scenes is going on');
    const { startChild, jobFile } = this.#options;
    replaceFile(jobFile, JSON.stringify(job));
    this.#isCancelled = false;
    const complaints: string[] = [];
    let answer: SceneAnswer<SceneJobAnswer<Kind>> | null = null;
    await new Promise<void>((ended) => {
      this.#child = startChild(['--job', jobFile], {
        onMessage: (message) => {
          const word = workerWordSchema.safeParse(message);
          if (!word.success) return;
          if (word.data.kind === 'step') return onStep(word.data.step);
          answer ??= word.data.kind === 'refused' ? { ok: false, ...word.data } : answerOf(job.kind, word.data.value);
          this.#end();
        },
        onComplaint: (line) => complaints.push(line),
        onExit: () => ended(),
      });
    });
    this.#child = null;
    rmSync(jobFile, { force: true });
    if (this.#isCancelled) return refused('cancelled', '已取消', 'cancelled');
    const words = complaints.slice(-3).join('\n');
    return answer ?? refused('failed', `场景工作意外中止：${words}`, `the work ended unexpectedly: ${words}`);
  }

  cancel(): void {
    if (this.#child === null) return;
    this.#isCancelled = true;
    this.#end();
  }

  #end(): void {
    const child = this.#child;
    if (child === null) return;
    child.requestStop();
    setTimeout(() => {
      if (this.#child === child) child.kill();
    }, LEAVE_MS);
  }
}

function answerOf<Kind extends SceneJob['kind']>(kind: Kind, value: unknown): SceneAnswer<SceneJobAnswer<Kind>> {
  const parsed = SCENE_JOB_ANSWERS[kind].safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data as SceneJobAnswer<Kind> };
  return refused('failed', '场景工作的答复无法识别', `the answer could not be understood: ${parsed.error.message}`);
}

export function refused(
  code: string,
  zh: string,
  en: string,
): { ok: false; code: string; said: { zh: string; en: string } } {
  return { ok: false, code, said: { zh, en } };
}
