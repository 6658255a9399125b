/** What somebody did on this phone that the station has still to be told, as it is kept until it has been. */
import type { QueuedCommand, WorkerReport } from '#shared/wire/worker.ts';

/** Times are epoch ms by the core's clock as far as this phone knows it. */
export type Deed =
  | {
      readonly kind: 'report';
      readonly incidentId: string;
      readonly dispatchId: string;
      readonly move: WorkerReport['move'];
      readonly reason: string;
    }
  | {
      readonly kind: 'command';
      readonly command: QueuedCommand;
      readonly body: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'shift'; readonly isOnShift: boolean }
  | {
      readonly kind: 'sos';
      readonly text: string;
      readonly at: number;
      readonly position: { readonly lon: number; readonly lat: number } | null;
    };

/** Uploaded before the deed that names it. `hash`: SHA-256, hex. */
export interface OutboxFile {
  readonly hash: string;
  readonly blob: Blob;
}

export interface NewItem {
  /** Made once, with the deed: said twice it is done once. */
  readonly commandId: string;
  readonly unitId: string;
  readonly madeAt: number;
  readonly deed: Deed;
  readonly files: readonly OutboxFile[];
}

export interface OutboxItem extends NewItem {
  /** Order of doing on this phone; given by the store. */
  readonly seq: number;
  readonly state: 'waiting' | 'refused';
  readonly tries: number;
  /** A file that did not get through waits until then; what comes after it passes. */
  readonly retryAt: number | null;
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

/**
 * The next to be sent: a call for help before everything, then in the order of doing. What waits for another try of its file is
 * passed over.
 */
export function nextOf(items: readonly OutboxItem[], now: number): OutboxItem | undefined {
  const ready = items
    .filter(({ state, retryAt }) => state === 'waiting' && (retryAt === null || retryAt <= now))
    .toSorted((one, other) => one.seq - other.seq);
  return ready.find(({ deed }) => deed.kind === 'sos') ?? ready[0];
}

/** When the first of those that wait for another try is due; null when none does. */
export function nextRetryAt(items: readonly OutboxItem[]): number | null {
  const due = items.flatMap(({ state, retryAt }) => (state === 'waiting' && retryAt !== null ? [retryAt] : []));
  return due.length > 0 ? Math.min(...due) : null;
}
