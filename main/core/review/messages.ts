/** What crosses between the core's thread and the one that makes films and reports. Long texts cross as bytes that change hands. */
import type { Realm } from '#shared/domain/event.ts';
import type { ReviewLanguage } from '#shared/wire/review.ts';

export type ReviewQuestion =
  | { readonly kind: 'subjects'; readonly fromAt: number; readonly toAt: number; readonly words: string }
  /** `isDirecting`: sees the score of a drill that still goes on. */
  | { readonly kind: 'film'; readonly subject: string; readonly isDirecting: boolean }
  /** Answers, as JSON, whose tracks the report of this subject draws (`WantedTrack[]`). */
  | { readonly kind: 'tracks'; readonly subject: string; readonly isDirecting: boolean }
  /** `tracks`: answers of the track history, as it wrote them, in the order of `wanted`. */
  | {
      readonly kind: 'report';
      readonly subject: string;
      readonly isDirecting: boolean;
      readonly language: ReviewLanguage;
      readonly wanted: readonly WantedTrack[];
      readonly tracks: readonly Uint8Array[];
    };

export interface WantedTrack {
  readonly unitId: string;
  readonly fromAt: number;
  readonly toAt: number;
}

export interface ReviewThreadOptions {
  /** The station's data folder. */
  readonly directory: string;
  readonly snapshot: string;
  readonly station: { readonly id: string; readonly name: string };
  readonly realm: Realm;
  /** The scene pack's folder. */
  readonly scene: string;
}
