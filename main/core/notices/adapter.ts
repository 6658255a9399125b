import type { Notice, NoticeAdapterName, NoticeReason } from '#shared/domain/notice.ts';

/**
 * What became of one attempt. `waiting`: the other side fetches it by itself when it comes, and answers then; `retry`: not now,
 * perhaps later.
 */
export type Sending =
  | { readonly state: 'delivered' | 'sent' | 'waiting' }
  | { readonly state: 'failed' | 'retry'; readonly reason: NoticeReason; readonly detail?: string };

/** One way out of the station. Made with a LivePermit; must not block the turn it is called in. */
export interface NoticeAdapter {
  readonly name: NoticeAdapterName;
  /** Attempts under way at once, in all and to one lane. */
  readonly limits: { readonly all: number; readonly lane: number };
  /** What may fail as one: a host, a siren, a unit. A dead lane does not hold up the others. */
  laneOf(notice: Notice): string;
  /** What it throws is a bug of the adapter and costs this notice only. `signal` ends when its time is over. */
  send(notice: Notice, signal: AbortSignal): Sending | Promise<Sending>;
}
