import type { Actor, Draft, StoredEvent } from '#shared/domain/event.ts';
import type { Refusal } from '#shared/kit/result.ts';

export interface Append {
  /** In the order they happened. May touch several streams, or be empty when only a command's answer is to be kept. */
  drafts: readonly Draft[];
  actor: Actor;
  /** UTC epoch ms. */
  at: number;
  /** The version each stream must have now (0: must not exist). Streams not named are not checked. */
  expected?: ReadonlyMap<string, number>;
  /** Kept in the same transaction: a repeated command gets `answer` (JSON) again. */
  command?: { id: string; answer: unknown };
}

export interface Appended {
  events: StoredEvent[];
  /** Resolves after the commit that holds these events; rejects with a JournalError when it failed. */
  durable: Promise<void>;
}

/** Someone else was first: read the stream again and decide again. */
export interface VersionConflict extends Refusal {
  code: 'versionConflict';
  stream: string;
  expected: number;
  actual: number;
}

export function isVersionConflict(failure: Refusal): failure is VersionConflict {
  return failure.code === 'versionConflict';
}
