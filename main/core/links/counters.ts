/** What a link has seen since the core started: counts, and the last frames for the link panel. */
import type { FrameOutcome, LinkReport, RecentFrame } from '#shared/wire/link.ts';
import type { RemoteAddress } from '#shared/wire/signal.ts';
import type { AnswerKind, Verdict } from './contract.ts';
import { withoutSecrets } from './secrets.ts';

const FRAMES_KEPT = 50;

export interface Counts extends Pick<LinkReport, 'outcomes' | 'acked' | 'naked' | 'duh' | 'notStored' | 'lastFrameAt'> {
  /** Frames and unframed runs of bytes; a datagram may hold several. */
  readonly received: number;
  /** Refused, dropped and stranger frames by reason. */
  readonly refused: Readonly<Record<string, number>>;
}

export class Counters {
  readonly #recent: { at: number; remote: RemoteAddress; verdict: Verdict }[] = [];
  readonly #refused: Record<string, number> = {};
  readonly #outcomes: Record<FrameOutcome, number> = {
    accepted: 0,
    duplicate: 0,
    heartbeat: 0,
    unreadable: 0,
    stranger: 0,
    refused: 0,
    dropped: 0,
  };
  readonly #answered: Record<AnswerKind, number> = { ack: 0, nak: 0, duh: 0 };
  #received = 0;
  #notStored = 0;
  #lastFrameAt: number | null = null;

  count(verdict: Verdict, remote: RemoteAddress, at: number): void {
    this.#received += 1;
    this.#lastFrameAt = at;
    this.#outcomes[verdict.outcome] += 1;
    if (verdict.reason) this.refuse(verdict.reason);
    this.#recent.push({ at, remote, verdict });
    if (this.#recent.length > FRAMES_KEPT) this.#recent.shift();
  }

  refuse(reason: string): void {
    this.#refused[reason] = (this.#refused[reason] ?? 0) + 1;
  }

  answered(kind: AnswerKind): void {
    this.#answered[kind] += 1;
  }

  notStored(): void {
    this.#notStored += 1;
  }

  read(): Counts {
    const { ack: acked, nak: naked, duh } = this.#answered;
    const outcomes = { ...this.#outcomes };
    const refused = { ...this.#refused };
    return {
      received: this.#received,
      outcomes,
      refused,
      acked,
      naked,
      duh,
      notStored: this.#notStored,
      lastFrameAt: this.#lastFrameAt,
    };
  }

  /** Newest last. */
  frames(): RecentFrame[] {
    return this.#recent.map(({ at, remote, verdict }) => ({
      at,
      remote,
      raw: verdict.raw.toString('hex'),
      outcome: verdict.outcome,
      reason: verdict.reason ?? null,
      decoded: describeFor(verdict),
    }));
  }
}

/** A protocol that trips over its own words must not take the panel with it. */
function describeFor(verdict: Verdict): object {
  try {
    return withoutSecrets(verdict.describe());
  } catch (error) {
    return { ok: false, reason: 'describe', detail: error instanceof Error ? error.message : String(error) };
  }
}
