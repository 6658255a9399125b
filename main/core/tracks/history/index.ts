/**
 * The history as the core uses it: `append` fills an array and returns; twice a second the array goes to the thread that writes
 * (thread.ts), and questions go the same way. No file is touched and nothing is waited for on the core's own thread.
 */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { Fix } from '../fix.ts';
import type { Box, Span, TrackAnswer, TrackHistory, TrackStats } from './contract.ts';
import type { FromThread, Question, ToThread } from './messages.ts';
import { STRIDE, writeRow } from './rows.ts';
import type { StoreStats } from './store.ts';

export type { Box, Span, TrackAnswer, TrackFix, TrackHistory, TrackStats } from './contract.ts';

/** A killed process loses at most the last second: half of it fixes may wait here, the other half is the thread's to write them. */
const FLUSH_MS = 500;
/** A batch goes at once when it is this large. */
const BATCH_ROWS = 32_768;
/** What may wait for a disk that hangs, about 100 MB; beyond it fixes are counted as dropped. */
const MOST_WAITING = 1_000_000;
const MOST_QUESTIONS = 16;
const RESTART_MS = 5_000;

export interface HistoryOptions {
  /** The folder of the history; made when missing. */
  readonly directory: string;
  readonly keepDays: number;
  readonly now: number;
  /** How old a fix may become before it goes to the thread; for tests of what a kill costs. */
  readonly flushMs?: number;
}

/** From sources the thread is its own file; the core's bundle has it beside itself (scripts/lib/build/core-programs.mjs). */
function threadFile(): URL {
  const source = new URL('./thread.ts', import.meta.url);
  return existsSync(source) ? source : new URL('./tracks-history.mjs', import.meta.url);
}

export class History implements TrackHistory {
  readonly #options: HistoryOptions;
  readonly #flushMs: number;
  readonly #timer: NodeJS.Timeout;
  readonly #units = new Numbers();
  readonly #sources = new Numbers();
  readonly #asked = new Map<number, (message: Extract<FromThread, { kind: 'answer' }>) => void>();
  #worker: Worker;
  #rows = new Float64Array(256 * STRIDE);
  #count = 0;
  /** When the first of them was received. */
  #oldestAt = 0;
  #waiting = 0;
  #dropped = 0;
  #written = 0;
  #nextQuestion = 1;
  #stats: StoreStats = { written: 0, files: 0, bytes: 0 };
  #isUp = true;
  #isClosing = false;
  #fault: string | null = null;
  #restart: NodeJS.Timeout | undefined;

  constructor(options: HistoryOptions) {
    this.#options = options;
    this.#flushMs = options.flushMs ?? FLUSH_MS;
    this.#worker = this.#start();
    this.#timer = setInterval(() => this.#send(), this.#flushMs);
    this.#timer.unref();
  }

  append(fix: Fix, isLate: boolean): void {
    if (!this.#isUp || this.#waiting + this.#count >= MOST_WAITING) {
      this.#dropped++;
      return;
    }
    const end = (this.#count + 1) * STRIDE;
    if (end > this.#rows.length) {
      const larger = new Float64Array(this.#rows.length * 2);
      larger.set(this.#rows);
      this.#rows = larger;
    }
    const unit = this.#units.numberOf(fix.unitId);
    writeRow(this.#rows, end - STRIDE, fix, unit, this.#sources.numberOf(fix.source), isLate);
    if (this.#count++ === 0) this.#oldestAt = fix.receivedAt;
    // Its age decides and not the timer alone, which comes late where the core has much to do.
    if (this.#count >= BATCH_ROWS || fix.receivedAt - this.#oldestAt >= this.#flushMs) this.#send();
  }

  track(unitId: string, span: Span, points?: number): Promise<Result<TrackAnswer>> {
    return this.#ask({ kind: 'track', unitId, span, ...(points !== undefined && { points }) });
  }

  within(box: Box, span: Span, limit: number): Promise<Result<TrackAnswer>> {
    return this.#ask({ kind: 'within', box, span, limit });
  }

  at(t: number): Promise<Result<TrackAnswer>> {
    return this.#ask({ kind: 'at', t });
  }

  span(): Promise<Result<Span | null>> {
    return this.#ask({ kind: 'span' });
  }

  /** Any question's answer as JSON, made on the history's thread: a long track costs the core nothing but the sending. */
  asText(question: Question): Promise<Result<Uint8Array>> {
    return this.#ask(question, true);
  }

  stats(): TrackStats {
    const { files, bytes } = this.#stats;
    return {
      written: this.#written,
      dropped: this.#dropped,
      waiting: this.#waiting + this.#count,
      held: this.#count,
      files,
      bytes,
      isUp: this.#isUp,
      fault: this.#fault,
    };
  }

  async flush(): Promise<void> {
    await this.span();
  }

  async close(): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    clearInterval(this.#timer);
    clearTimeout(this.#restart);
    if (!this.#isUp) return;
    this.#send();
    const exited = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    this.#post({ kind: 'close' });
    await exited;
  }

  #ask<Value>(question: Question, asText = false): Promise<Result<Value>> {
    if (!this.#isUp || this.#isClosing) return Promise.resolve(refuse('historyDown', '轨迹历史暂不可用'));
    if (this.#asked.size >= MOST_QUESTIONS) return Promise.resolve(refuse('historyBusy', '轨迹查询过多，请稍后再试'));
    this.#send();
    const id = this.#nextQuestion++;
    return new Promise((resolve) => {
      this.#asked.set(id, ({ value, failure }) => {
        this.#asked.delete(id);
        // The question decides the kind of its answer (thread.ts).
        if (failure === undefined) resolve(ok(value as Value));
        else resolve(refuse('historyDown', `轨迹历史无法读取：${failure}`));
      });
      this.#post({ kind: 'ask', id, question, asText });
    });
  }

  #send(): void {
    if (this.#count === 0 || !this.#isUp) return;
    const rows = this.#rows.slice(0, this.#count * STRIDE);
    const names = { units: this.#units.takeNew(), sources: this.#sources.takeNew() };
    this.#waiting += this.#count;
    this.#count = 0;
    this.#post({ kind: 'append', batch: { rows, names } }, [rows.buffer]);
  }

  #post(message: ToThread, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #start(): Worker {
    const worker = new Worker(threadFile(), { workerData: this.#options });
    worker.unref();
    worker.on('message', (message: FromThread) => this.#hear(message));
    worker.on('error', (error) => this.#fall(error.message));
    worker.on('exit', () => {
      if (!this.#isClosing) this.#fall('the thread ended');
    });
    return worker;
  }

  #hear(message: FromThread): void {
    switch (message.kind) {
      case 'ready':
        this.#stats = message.stats;
        return;
      case 'written':
        this.#waiting -= message.rows;
        this.#written += message.rows;
        this.#stats = message.stats;
        this.#fault = message.fault;
        return;
      case 'answer':
        this.#asked.get(message.id)?.(message);
        return;
      case 'closed':
        return;
    }
  }

  /** The thread is gone: what it had not said is written counts as dropped, and a new one is tried. */
  #fall(reason: string): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#fault = reason;
    this.#dropped += this.#waiting;
    this.#waiting = 0;
    for (const [id, answer] of [...this.#asked]) answer({ kind: 'answer', id, failure: reason });
    if (this.#isClosing) return;
    this.#restart = setTimeout(() => {
      this.#units.renew();
      this.#sources.renew();
      this.#worker = this.#start();
      this.#isUp = true;
    }, RESTART_MS);
    this.#restart.unref();
  }
}

/** Numbers for names, and which of them the thread has not been told. */
class Numbers {
  readonly #numbers = new Map<string, number>();
  #new: [number, string][] = [];

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(name, number);
    this.#new.push([number, name]);
    return number;
  }

  takeNew(): [number, string][] {
    return this.#new.splice(0);
  }

  renew(): void {
    this.#new = [...this.#numbers].map(([name, number]) => [number, name]);
  }
}
