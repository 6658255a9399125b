/**
 * Whose turn it is on a bus that carries one question at a time: writes first, then whoever has waited longest. Boxes that
 * do not answer are asked now and then, so that they cannot slow down the others. No timers and no sockets: `now` is any
 * clock that only runs forward, in ms.
 */
import type { FoundAnswer, Framing } from './framing.ts';
import { answerLength, type BoxAnswer, type Request } from './pdu.ts';
import type { WriteOutcome, WriteTask } from './writes.ts';

/** Missed answers in a row after which a box counts as gone (PROTOCOLS §3.3). */
export const MISSES_LIMIT = 3;
/** Answers are shorter than this; more is noise, of which the end may hold the answer. */
const BYTES_LIMIT = 512;
/** How often a box that is gone is asked for, when the bus allows. */
const PROBE_MS = 1_000;
/** Asking boxes that are gone may take this part of the bus. */
const PROBE_SHARE = 5;
/** Writes fall due by time too. */
const LOOK_AGAIN_MS = 100;

export interface BusBox {
  readonly poll: Request;
  readonly pollMs: number;
  /** What is to be written now, or null. */
  takeTask(now: number): WriteTask | null;
}

export type BusEvent<Box> =
  | { readonly kind: 'polled'; readonly box: Box; readonly answer: BoxAnswer; readonly raw: Buffer }
  | {
      readonly kind: 'missed';
      readonly box: Box;
      /** In a row, this one included. */
      readonly misses: number;
      /** What came instead of an answer; often nothing. */
      readonly raw: Buffer;
      readonly reason: 'silent' | 'length' | 'crc';
    }
  | { readonly kind: 'wrote'; readonly box: Box; readonly outcome: WriteOutcome; readonly raw: Buffer }
  | { readonly kind: 'stray'; readonly raw: Buffer };

export interface BusOptions<Box extends BusBox> {
  readonly framing: Framing;
  readonly boxes: readonly Box[];
  readonly answerMs: number;
  /** Silence between an answer and the next question. */
  readonly gapMs: number;
}

interface Slot<Box> {
  readonly box: Box;
  dueAt: number;
  misses: number;
}

interface Writing<Box> {
  readonly slot: Slot<Box>;
  readonly task: WriteTask;
  step: number;
}

interface Question<Box> {
  readonly slot: Slot<Box>;
  readonly request: Request;
  readonly answerBy: number;
}

const NOTHING = Buffer.alloc(0);

export class Bus<Box extends BusBox> {
  readonly #options: BusOptions<Box>;
  readonly #slots: Slot<Box>[];
  #question: Question<Box> | null = null;
  #writing: Writing<Box> | null = null;
  #bytes: Buffer = NOTHING;
  #transaction = 0;
  #quietUntil = Number.NEGATIVE_INFINITY;
  #probeAfter = Number.NEGATIVE_INFINITY;

  constructor(options: BusOptions<Box>) {
    this.#options = options;
    this.#slots = options.boxes.map((box) => ({ box, dueAt: Number.NEGATIVE_INFINITY, misses: 0 }));
  }

  missesOf(box: Box): number {
    return this.#slots.find((slot) => slot.box === box)?.misses ?? 0;
  }

  /** The frame to send now; null while a question stands, the line must be quiet, or nobody is due. */
  next(now: number): Buffer | null {
    if (this.#question || now < this.#quietUntil) return null;
    const writing = this.#writing ?? this.#startWriting(now);
    if (writing) return this.#ask(writing.slot, writing.task.steps[writing.step]!.request, now);
    const slot = this.#nextToPoll(now);
    return slot ? this.#ask(slot, slot.box.poll, now) : null;
  }

  /** Bytes as they come, cut anywhere. */
  receive(chunk: Buffer, now: number): BusEvent<Box>[] {
    const question = this.#question;
    if (!question) return [{ kind: 'stray', raw: Buffer.from(chunk) }];
    this.#bytes = Buffer.concat([this.#bytes, chunk]).subarray(-BYTES_LIMIT);
    const found = this.#options.framing.find(this.#bytes, question.request, this.#transaction);
    if (!found) return [];
    this.#endQuestion(now);
    // Only questions into silence cost time: whoever else is gone may be back as well.
    if (this.#isGone(question.slot)) this.#probeAfter = now;
    question.slot.misses = 0;
    return this.#writing
      ? this.#stepDone(this.#writing, found, now)
      : [{ kind: 'polled', box: question.slot.box, ...found }];
  }

  /** Call when `wakeAt` has come: a question without its answer is given up. */
  expire(now: number): BusEvent<Box>[] {
    const question = this.#question;
    if (!question || now < question.answerBy) return [];
    const raw = this.#bytes;
    this.#endQuestion(now);
    if (this.#writing) return this.#endWriting(this.#writing, 'silent', raw, now);
    const { slot, request } = question;
    slot.misses += 1;
    if (slot.misses >= MISSES_LIMIT) slot.dueAt = now + PROBE_MS;
    const whole = answerLength(request, request.pdu[0]!) ?? 0;
    const reason = raw.length === 0 ? 'silent' : raw.length < whole ? 'length' : 'crc';
    return [{ kind: 'missed', box: slot.box, misses: slot.misses, raw, reason }];
  }

  /** When there may be something to do, if nothing comes before. */
  wakeAt(now: number): number {
    if (this.#question) return this.#question.answerBy;
    let at = now + LOOK_AGAIN_MS;
    for (const slot of this.#slots) {
      at = Math.min(at, this.#isGone(slot) ? Math.max(slot.dueAt, this.#probeAfter) : slot.dueAt);
    }
    return Math.max(at, this.#quietUntil);
  }

  /** The line was cut: what stood is unanswered, and nobody can be reached. */
  reset(now: number): void {
    const writing = this.#writing;
    this.#endQuestion(now);
    this.#quietUntil = Number.NEGATIVE_INFINITY;
    if (writing) this.#endWriting(writing, 'silent', NOTHING, now);
    for (const slot of this.#slots) slot.misses = Math.max(slot.misses, MISSES_LIMIT);
    // On a new line everybody is asked at once.
    for (const slot of this.#slots) slot.dueAt = now;
    this.#probeAfter = Number.NEGATIVE_INFINITY;
  }

  #startWriting(now: number): Writing<Box> | null {
    for (const slot of this.#slots) {
      const task = slot.box.takeTask(now);
      if (!task) continue;
      this.#writing = { slot, task, step: 0 };
      return this.#writing;
    }
    return null;
  }

  #nextToPoll(now: number): Slot<Box> | null {
    let longest: Slot<Box> | null = null;
    for (const slot of this.#slots) {
      if (now < slot.dueAt) continue;
      if (this.#isGone(slot)) {
        if (now < this.#probeAfter) continue;
        this.#probeAfter = now + PROBE_SHARE * this.#options.answerMs;
        slot.dueAt = now + PROBE_MS;
        return slot;
      }
      if (!longest || slot.dueAt < longest.dueAt) longest = slot;
    }
    if (longest) {
      // Behind by more than a turn: two samples of a box must still be a turn apart to take out bounce.
      const onTime = longest.dueAt + longest.box.pollMs;
      longest.dueAt = onTime > now ? onTime : now + longest.box.pollMs;
    }
    return longest;
  }

  #ask(slot: Slot<Box>, request: Request, now: number): Buffer {
    this.#transaction = (this.#transaction + 1) & 0xffff;
    this.#bytes = NOTHING;
    this.#question = { slot, request, answerBy: now + this.#options.answerMs };
    return this.#options.framing.encode(request, this.#transaction);
  }

  #endQuestion(now: number): void {
    this.#question = null;
    this.#bytes = NOTHING;
    this.#quietUntil = now + this.#options.gapMs;
  }

  #stepDone(writing: Writing<Box>, { answer, raw }: FoundAnswer, now: number): BusEvent<Box>[] {
    const isAccepted = writing.task.steps[writing.step]!.isAccepted(answer);
    if (!isAccepted) {
      return this.#endWriting(writing, answer.kind === 'exception' ? 'refused' : 'mismatch', raw, now);
    }
    writing.step += 1;
    return writing.step < writing.task.steps.length ? [] : this.#endWriting(writing, 'done', raw, now);
  }

  #endWriting(writing: Writing<Box>, outcome: WriteOutcome, raw: Buffer, now: number): BusEvent<Box>[] {
    this.#writing = null;
    writing.task.settle(outcome, now);
    return [{ kind: 'wrote', box: writing.slot.box, outcome, raw }];
  }

  #isGone({ misses }: Slot<Box>): boolean {
    return misses >= MISSES_LIMIT;
  }
}
