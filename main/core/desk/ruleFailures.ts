/**
 * Bugs in what answers a seat, a phone or a program. One such bug must not end the station: whoever asked is refused with
 * `internal`, everybody else is served on, and the failure is logged and counted (`pingan_rule_failures_total`).
 *
 * Only what decides is forgiven. Folding an event (`evolve`) changes the state every rule reads: where that throws, the desk has
 * already stopped the journal (Desk.record), and the failure goes on to end the core.
 */
import type { Journal } from '#main/core/journal/index.ts';
import { type Refusal, refuse } from '#shared/kit/result.ts';

/** One line of the log of the process. */
export type Complain = (line: string) => void;

/** Frames that say where; the rest is how it came there. */
const FRAMES_LOGGED = 4;

export class RuleFailures {
  readonly #journal: Pick<Journal, 'head' | 'stopped'>;
  readonly #complain: Complain;
  readonly #counts = new Map<string, number>();

  constructor(journal: Pick<Journal, 'head' | 'stopped'>, complain: Complain) {
    this.#journal = journal;
    this.#complain = complain;
  }

  /** Failures so far by what was asked: a kind of command, or a question of a seat. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /**
   * What to answer instead of what threw. Throws the error on when the journal has stopped: then it is no bug of one rule.
   * The log names the kind, the seq it was decided on and the place in the code, never the message: it may quote what was sent.
   */
  forgive(asked: string, error: unknown): { readonly ok: false } & Refusal {
    if (this.#journal.stopped) throw error;
    this.#counts.set(asked, (this.#counts.get(asked) ?? 0) + 1);
    this.#complain(
      `规则出错，已拒绝 · a rule failed and was refused: ${asked} at seq ${this.#journal.head.seq}: ${placeOf(error)}`,
    );
    return { ok: false, ...refuse('internal', '核心内部错误，本次操作未执行；已记录，请联系维护人员').failure };
  }
}

/** `TypeError at decideDispatch (…/dispatch.ts:60:12) < …` */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const places = frames.slice(0, FRAMES_LOGGED).map((line) => line.trim().replace(/^at /, ''));
  return `${error.name} at ${places.join(' < ') || 'an unknown place'}`;
}
