/** Whoever asks a thread that reads the past. The thread is started by the first question and ended when nobody asks any more. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Disposable } from '#shared/kit/disposable.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { FromReadingThread, ToReadingThread } from './messages.ts';

const MOST_QUESTIONS = 16;
/** What it holds is given back after so long without a question. */
const IDLE_MS = 600_000;

interface ThreadParts {
  /** From sources the thread is its own file; the core's bundle has it beside itself (scripts/lib/build/core-programs.mjs). */
  readonly source: URL;
  readonly bundle: URL;
  readonly workerData: unknown;
}

type Answer = (message: FromReadingThread) => void;

export class ThreadReader<Question> implements Disposable {
  readonly #parts: ThreadParts;
  readonly #asked = new Map<number, Answer>();
  #worker: Worker | null = null;
  #nextId = 1;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(parts: ThreadParts) {
    this.#parts = parts;
  }

  /**
   * Text as bytes. Fails with `replayBusy` (too many questions at once), `replayDown` (the thread failed, in its words), or as the
   * thread refuses the question.
   */
  ask(question: Question, transfer: ArrayBuffer[] = []): Promise<Result<Uint8Array>> {
    if (this.#isClosed) return Promise.resolve(refuse('replayDown', '回放暂不可用：核心正在停止'));
    if (this.#asked.size >= MOST_QUESTIONS) return Promise.resolve(refuse('replayBusy', '回放查询过多，请稍后再试'));
    const worker = this.#started();
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#asked.set(id, (message) => {
        this.#asked.delete(id);
        if (this.#asked.size === 0) this.#idle?.refresh();
        if ('bytes' in message) resolve(ok(message.bytes));
        else if ('refusal' in message) resolve({ ok: false, failure: message.refusal });
        else resolve(refuse('replayDown', `回放无法读取：${message.failure}`));
      });
      worker.postMessage({ kind: 'ask', id, question } satisfies ToReadingThread<Question>, transfer);
    });
  }

  dispose(): void {
    this.#isClosed = true;
    this.#end('the core is stopping');
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const { source, bundle, workerData } = this.#parts;
    const worker = new Worker(existsSync(source) ? source : bundle, { workerData });
    worker.unref();
    worker.on('message', (message: FromReadingThread) => this.#asked.get(message.id)?.(message));
    worker.on('error', (error) => worker === this.#worker && this.#end(error.message));
    worker.on('exit', () => worker === this.#worker && this.#end('the thread ended'));
    this.#idle = setTimeout(() => (this.#asked.size === 0 ? this.#end('idle') : this.#idle?.refresh()), IDLE_MS);
    this.#idle.unref();
    this.#worker = worker;
    return worker;
  }

  /** Whoever still waits is told; the next question starts a new thread. */
  #end(reason: string): void {
    const worker = this.#worker;
    this.#worker = null;
    clearTimeout(this.#idle);
    void worker?.terminate();
    for (const [id, answer] of [...this.#asked]) answer({ id, failure: reason });
  }
}
