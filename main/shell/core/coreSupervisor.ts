/**
 * Keeps one core alive and says where it is. Owns: starting, watching the pulse, starting again, the orderly stop.
 * Must not know Electron (the way to start a child is handed in) and never posts to a child that has ended.
 */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { CoreWhereabouts } from '#shared/wire/bridge.ts';
import type { HostToCore } from '#shared/wire/host.ts';
import type { CoreChild, StartCoreChild } from './coreChild.ts';
import { type CoreFault, type CorePulse, type CoreReady, parseCoreMessage } from './coreMessages.ts';
import { RestartPolicy } from './restartPolicy.ts';

/** Exit codes by which the core says that starting it again would not help. */
const EXIT_BAD_CONFIG = 2;
const EXIT_FOLDER_IN_USE = 3;

export interface SupervisorOptions {
  readonly startChild: StartCoreChild;
  /** Arguments of a start that is to listen on `port`. */
  readonly argsFor: (port: number) => readonly string[];
  /** The port to begin with. */
  readonly port: number;
  /** Finds another port after the first could not be had; null keeps the configured one for ever. */
  readonly choosePort: (() => Promise<number>) | null;
  readonly now: Clock;
  readonly onWhereabouts: (core: CoreWhereabouts) => void;
  readonly onReady: (ready: CoreReady) => void;
  readonly onPulse: (pulse: CorePulse) => void;
  readonly onFault: (fault: CoreFault) => void;
  readonly log: (line: string) => void;
  readonly limits?: Partial<SupervisorLimits>;
}

export interface SupervisorLimits {
  /** A core alive but without a pulse for this long is replaced. */
  readonly silenceMs: number;
  /** From start to `ready`; a long journal is checked in this time. */
  readonly startMs: number;
  readonly stopMs: number;
  readonly tickMs: number;
}

const LIMITS: SupervisorLimits = { silenceMs: 5_000, startMs: 120_000, stopMs: 5_000, tickMs: 500 };
/** Unready deaths in a row after which the port is taken to be somebody else's. */
const STARTS_PER_PORT = 2;

export class CoreSupervisor {
  readonly #options: SupervisorOptions;
  readonly #limits: SupervisorLimits;
  readonly #policy = new RestartPolicy();
  #whereabouts: CoreWhereabouts = { state: 'starting', url: null, reason: null };
  #child: CoreChild | null = null;
  #isReady = false;
  #isStopping = false;
  #isReplacing = false;
  #whyKilled: Bilingual | null = null;
  #complaints: string[] = [];
  #port: number;
  #unreadyDeaths = 0;
  #heardAt = 0;
  #tickedAt = 0;
  #watch: NodeJS.Timeout | null = null;
  #restart: NodeJS.Timeout | null = null;
  /** Who waits for the end of the child that was asked to leave. */
  #whenEnded: (() => void)[] = [];
  readonly #asked = new Map<number, (station: unknown) => void>();
  #questions = 0;
  #whenSettled: ((outcome: Result<null>) => void) | null = null;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
    this.#port = options.port;
  }

  get whereabouts(): CoreWhereabouts {
    return this.#whereabouts;
  }

  get processId(): number | undefined {
    return this.#child?.processId;
  }

  start(): void {
    this.#tickedAt = this.#options.now();
    this.#watch = setInterval(() => this.#look(), this.#limits.tickMs);
    this.#startChild();
  }

  /** Asks the core to drain and leave, waits for it as long as the limit, then ends it. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#watch) clearInterval(this.#watch);
    if (this.#restart) clearTimeout(this.#restart);
    await this.#endChild();
  }

  /**
   * Lets the core drain and leave and starts another in its place, which reads its settings anew. Answers when that one is
   * ready, with the milliseconds in which no core took alarms; refuses `notReady` with its last words when it did not come up,
   * and leaves it down: whoever asked puts right what was wrong and asks again.
   */
  async restart(why: Bilingual): Promise<Result<{ gapMs: number }>> {
    if (this.#isStopping || this.#isReplacing) return refuse('busy', 'the core is being stopped or restarted');
    this.#isReplacing = true;
    try {
      if (this.#restart) clearTimeout(this.#restart);
      const from = this.#options.now();
      this.#publish({ ...this.#whereabouts, state: 'restarting', reason: why });
      await this.#endChild();
      if (this.#isStopping) return refuse('busy', 'the core is being stopped');
      const settled = new Promise<Result<null>>((done) => {
        this.#whenSettled = done;
      });
      this.#startChild();
      const outcome = await settled;
      return outcome.ok ? ok({ gapMs: Math.round(this.#options.now() - from) }) : outcome;
    } finally {
      this.#isReplacing = false;
      this.#whenSettled = null;
    }
  }

  /** Does nothing while no core runs. */
  send(message: HostToCore): void {
    if (this.#isReady) this.#child?.send(message);
  }

  /** What a drill room beside this core is to find; null: it is no live one, or it does not say in time. */
  async askDrillStation(): Promise<unknown> {
    const id = ++this.#questions;
    try {
      return await new Promise<unknown>((answer) => {
        this.#asked.set(id, answer);
        setTimeout(() => answer(null), this.#limits.stopMs).unref();
        this.send({ kind: 'tellDrillStation', id });
      });
    } finally {
      this.#asked.delete(id);
    }
  }

  async #endChild(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    await new Promise<void>((done) => {
      const patience = setTimeout(() => child.kill(), this.#limits.stopMs);
      this.#whenEnded.push(() => {
        clearTimeout(patience);
        done();
      });
      child.requestStop();
    });
  }

  #startChild(): void {
    this.#isReady = false;
    this.#whyKilled = null;
    this.#complaints = [];
    this.#heardAt = this.#options.now();
    const child = this.#options.startChild(this.#options.argsFor(this.#port), {
      onMessage: (message) => this.#hear(child, message),
      onComplaint: (line) => {
        this.#complaints = [...this.#complaints, line].slice(-20);
        this.#options.log(line);
      },
      onExit: (code) => this.#ended(code),
    });
    this.#child = child;
  }

  #hear(child: CoreChild, raw: unknown): void {
    if (child !== this.#child) return;
    const message = parseCoreMessage(raw);
    if (message === null) {
      this.#options.log('核心发来无法识别的消息，已忽略 / A message of the core was not understood and was ignored');
      return;
    }
    this.#heardAt = this.#options.now();
    if (message.kind === 'pulse') this.#options.onPulse(message);
    else if (message.kind === 'fault') this.#options.onFault(message);
    else if (message.kind === 'drillStation') this.#asked.get(message.id)?.(message.station);
    else this.#becomeReady(message);
  }

  #becomeReady(ready: CoreReady): void {
    this.#isReady = true;
    this.#unreadyDeaths = 0;
    this.#port = Number(new URL(ready.url).port);
    this.#options.onReady(ready);
    this.#publish({ state: 'running', url: ready.url, reason: null });
    this.#whenSettled?.(ok(null));
  }

  /** Each tick: is the core still heard? A tick that itself came late means this machine slept; that proves nothing. */
  #look(): void {
    const now = this.#options.now();
    const sinceTickMs = now - this.#tickedAt;
    this.#tickedAt = now;
    if (sinceTickMs < 0 || sinceTickMs > this.#limits.tickMs * 4) this.#heardAt = now;
    if (this.#child === null || this.#whyKilled !== null) return;
    const limitMs = this.#isReady ? this.#limits.silenceMs : this.#limits.startMs;
    if (now - this.#heardAt < limitMs) return;
    const seconds = Math.round(limitMs / 1_000);
    this.#whyKilled = {
      zh: `核心 ${seconds} 秒没有响应，正在重启`,
      en: `The core has not answered for ${seconds} s and is being restarted`,
    };
    this.#publish({ ...this.#whereabouts, state: 'restarting', reason: this.#whyKilled });
    this.#child.kill();
  }

  #ended(code: number | null): void {
    const wasReady = this.#isReady;
    this.#child = null;
    this.#isReady = false;
    const waiting = this.#whenEnded.splice(0);
    if (waiting.length > 0) {
      for (const done of waiting) done();
      return;
    }
    if (this.#isStopping) return;
    if (this.#whenSettled !== null && !wasReady) {
      const { zh, en } = this.#lastWords(code ?? -1);
      this.#whenSettled(refuse('notReady', zh === en ? zh : `${zh} · ${en}`));
      return;
    }
    if (code === EXIT_BAD_CONFIG || code === EXIT_FOLDER_IN_USE) {
      this.#publish({ state: 'failed', url: this.#whereabouts.url, reason: this.#lastWords(code) });
      return;
    }
    if (!wasReady) this.#unreadyDeaths += 1;
    const pauseMs = this.#policy.pauseAfterDeathMs(this.#options.now());
    const reason = withWait(this.#whyKilled ?? unexpectedEnd(code), pauseMs);
    this.#publish({ state: 'restarting', url: this.#whereabouts.url, reason });
    // Never from inside the exit handler itself: Electron once crashed when a child was touched there (electron#53923).
    this.#restart = setTimeout(() => void this.#startAgain(), pauseMs);
  }

  async #startAgain(): Promise<void> {
    const { choosePort } = this.#options;
    if (choosePort !== null && this.#unreadyDeaths >= STARTS_PER_PORT) {
      this.#unreadyDeaths = 0;
      this.#port = await choosePort();
    }
    if (!this.#isStopping) this.#startChild();
  }

  #lastWords(code: number): Bilingual {
    if (this.#complaints.length > 0) return bothHalves(this.#complaints.slice(-5));
    return code === EXIT_FOLDER_IN_USE
      ? { zh: '数据文件夹正被另一个程序使用', en: 'Another program is using the data folder' }
      : { zh: '配置有误，核心没有启动', en: 'The configuration is wrong and the core did not start' };
  }

  #publish(whereabouts: CoreWhereabouts): void {
    this.#whereabouts = whereabouts;
    this.#options.onWhereabouts(whereabouts);
  }
}

/** A console has no language: the core's lines that carry both write `中文 · English`. The others stand alike in both. */
function bothHalves(lines: readonly string[]): Bilingual {
  const halves = lines.map((line) => /^(?<zh>.*\p{Script=Han}.*?) · (?<en>\P{Script=Han}+)$/u.exec(line)?.groups);
  const half = (language: 'zh' | 'en') => lines.map((line, index) => halves[index]?.[language] ?? line).join('\n');
  return { zh: half('zh'), en: half('en') };
}

function withWait({ zh, en }: Bilingual, pauseMs: number): Bilingual {
  if (pauseMs === 0) return { zh, en };
  return { zh: `${zh}（${pauseMs / 1_000} 秒后）`, en: `${en} (in ${pauseMs / 1_000} s)` };
}

function unexpectedEnd(code: number | null): Bilingual {
  return {
    zh: `核心意外退出${code === null ? '' : `（代码 ${code}）`}，正在重启`,
    en: `The core ended unexpectedly${code === null ? '' : ` (code ${code})`} and is being restarted`,
  };
}
