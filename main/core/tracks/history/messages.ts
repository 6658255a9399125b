/** What crosses between the core's thread and the history's. */
import type { Box, Span, TrackAnswer } from './contract.ts';
import type { Batch, StoreStats } from './store.ts';

export type Question =
  | { readonly kind: 'track'; readonly unitId: string; readonly span: Span; readonly points?: number }
  | { readonly kind: 'within'; readonly box: Box; readonly span: Span; readonly limit: number }
  | { readonly kind: 'at'; readonly t: number }
  | { readonly kind: 'span' };

export type ToThread =
  | { readonly kind: 'append'; readonly batch: Batch }
  /** `asText`: the answer as the bytes of its JSON, made there. */
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question; readonly asText: boolean }
  | { readonly kind: 'close' };

export type FromThread =
  | { readonly kind: 'ready'; readonly stats: StoreStats }
  | { readonly kind: 'written'; readonly rows: number; readonly stats: StoreStats; readonly fault: string | null }
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly value?: TrackAnswer | Span | Uint8Array | null;
      readonly failure?: string;
    }
  | { readonly kind: 'closed' };
