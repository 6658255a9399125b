/** What crosses between the core's thread and the one that makes films and reports. Long texts cross as bytes that change hands. */
import type { Realm } from '#shared/domain/event.ts';

export type ReviewQuestion =
  | { readonly kind: 'subjects'; readonly fromAt: number; readonly toAt: number; readonly words: string }
  /** `isDirecting`: sees the score of a drill that still goes on. */
  | { readonly kind: 'film'; readonly subject: string; readonly isDirecting: boolean };

export interface ReviewThreadOptions {
  /** The station's data folder. */
  readonly directory: string;
  readonly snapshot: string;
  readonly station: { readonly id: string; readonly name: string };
  readonly realm: Realm;
}
