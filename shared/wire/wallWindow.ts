/** The wall of this machine: which displays there are, which windows of the wall stand on them, and whether each is really painted. */
import { z } from 'zod';
import type { Bilingual } from '../kit/bilingual.ts';

/** The corner of a wall window (bottom right, page pixels) that changes colour each second: panels/wall/PaintBeacon.tsx paints it, the shell reads it. */
export const WALL_BEACON_PX = 6;

/** As many displays as one window may span. */
export const SPAN_LIMIT = 6;

/**
 * `painting`: new frames reach the display. `frozen`: it shows the same for seconds. `gone`: its display is not there, or the desk has had to
 * take it. `restarting`: its page is being loaded. `silent`: its machine is not heard; only of walls elsewhere.
 */
export const WALL_STATES = ['painting', 'frozen', 'gone', 'restarting', 'silent'] as const;
export type WallPaintState = (typeof WALL_STATES)[number];

export interface WallDisplay {
  /** Made once when the display was seen first, and its own from then on, whichever number or socket it comes back with. */
  readonly identity: string;
  /** What the display calls itself; `#2` where it does not say: the second one from the left. */
  readonly name: string;
  /** Pixels of the display as it is turned now. */
  readonly width: number;
  readonly height: number;
  readonly isPresent: boolean;
  /** The desk stands on it. */
  readonly isDesk: boolean;
  /** The window of the wall that stands here, by its identity; null: none. */
  readonly wall: string | null;
}

export interface WallWindowHealth {
  /** `?display=` of its page: the identity of its display, those of a span joined by `+` from the top left. */
  readonly identity: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly state: WallPaintState;
  /** Since when, epoch ms. */
  readonly since: number;
}

export const wallStartSchema = z.strictObject({
  /** The windows that were open at the end are opened again with the application. */
  withApplication: z.boolean(),
  /** The application starts when this machine's user signs in. */
  withLogin: z.boolean(),
});
export type WallStart = z.output<typeof wallStartSchema>;

export interface WallState {
  /** Present ones from the left, then those that are missed. */
  readonly displays: readonly WallDisplay[];
  readonly windows: readonly WallWindowHealth[];
  readonly start: WallStart;
}

const identitySchema = z.string().min(1).max(40);

export const openWallWishSchema = z.strictObject({
  displays: z.array(identitySchema).min(1).max(16),
  /** One window over all of them (at most `SPAN_LIMIT`), instead of one on each. */
  isSpan: z.boolean(),
});
export type OpenWallWish = z.output<typeof openWallWishSchema>;

/** `WallWindowHealth.identity` */
export const wallIdentitySchema = z.string().min(1).max(300);

export type WallAnswer =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: 'unknownDisplay' | 'displayGone' | 'deskStandsThere' | 'spanTooWide' | 'loginNotKept';
      readonly reason: Bilingual;
    };

/** Beats of the page's beacon so far. */
export const wallBeatSchema = z.number().int().min(0);
