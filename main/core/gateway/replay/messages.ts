/** What crosses between the core's thread and the one that folds the past. Long texts cross as bytes that change hands. */
import type { Refusal } from '#shared/kit/result.ts';
import type { ReplayFormat } from '#shared/wire/replay.ts';

/** `at`: epoch ms; `seq`: the journal's own order, exact where two events share a millisecond. */
export type Moment = { readonly at: number } | { readonly seq: number };

/** Epoch ms, both ends included. */
export interface ReplaySpan {
  readonly fromAt: number;
  readonly toAt: number;
}

export type ReplayQuestion =
  | { readonly kind: 'world'; readonly moment: Moment }
  | { readonly kind: 'events'; readonly afterSeq: number; readonly untilAt: number; readonly limit: number }
  | { readonly kind: 'overview'; readonly span: ReplaySpan }
  | { readonly kind: 'alarmQuality'; readonly span: ReplaySpan }
  /** `state` and `pages`: answers of the track history, as it wrote them. */
  | {
      readonly kind: 'positions';
      readonly span: ReplaySpan;
      readonly everyMs: number;
      readonly state: Uint8Array;
      readonly pages: readonly Uint8Array[];
      readonly isReduced: boolean;
    }
  | { readonly kind: 'exportHead'; readonly format: ReplayFormat; readonly span: ReplaySpan }
  /** Answers the ids of those who are in `state`, as JSON. */
  | { readonly kind: 'exportUnits'; readonly state: Uint8Array }
  | {
      readonly kind: 'exportTrack';
      readonly format: ReplayFormat;
      readonly unitId: string;
      readonly track: Uint8Array;
    };

export type ToReadingThread<Question> =
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  | { readonly kind: 'close' };

export type ToReplayThread = ToReadingThread<ReplayQuestion>;

/** `failure`: a bug or a disk, in the system's own words; `refusal`: the question has no answer. */
export type FromReadingThread =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly failure: string }
  | { readonly id: number; readonly refusal: Refusal };

export interface ReplayThreadOptions {
  /** The station's data folder. */
  readonly directory: string;
  /** Name of the snapshots the desk saves of its world. */
  readonly snapshot: string;
}
