/**
 * Turning a camera. One person at a time holds it; who moved what is in the journal.
 *
 * - `GET /api/video/channels/:id/ptz` → {@link PtzState}
 * - `POST /api/video/channels/:id/ptz` {@link ptzOrderSchema} → {@link PtzHold}
 */
import { z } from 'zod';

const speed = z.number().min(-1).max(1).default(0);

export const ptzOrderSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('move'),
      pan: speed.describe('share of the full speed; right is positive'),
      tilt: speed.describe('up is positive'),
      zoom: speed.describe('nearer is positive'),
    })
    .refine(({ pan, tilt, zoom }) => pan !== 0 || tilt !== 0 || zoom !== 0, 'a move that moves nothing'),
  z.strictObject({ kind: z.literal('stop') }),
  z.strictObject({ kind: z.literal('preset'), preset: z.string().min(1).max(64) }),
  z.strictObject({ kind: z.literal('take') }).describe('from whoever holds it; leader and admin'),
  z.strictObject({ kind: z.literal('release') }),
]);
export type PtzOrder = z.output<typeof ptzOrderSchema>;

/** Shares of the full speed, -1 … 1. */
export interface PtzVector {
  readonly pan: number;
  readonly tilt: number;
  readonly zoom: number;
}

/** A move goes on for this long unless it is told again: a window that is gone turns nothing. */
export const PTZ_MOVE_MS = 2_000;
/** How often a window tells a move again while its key is held. */
export const PTZ_AGAIN_MS = 800;
/** After the last order the camera is free again. */
export const PTZ_HOLD_MS = 30_000;

export interface PtzPreset {
  readonly token: string;
  readonly name: string;
}

export interface PtzHolder {
  readonly by: string;
  readonly isMine: boolean;
  /** Epoch ms. */
  readonly untilAt: number;
}

export interface PtzState {
  readonly presets: readonly PtzPreset[];
  readonly holder: PtzHolder | null;
}

export interface PtzHold {
  readonly ok: true;
  /** Null: given back. */
  readonly holder: PtzHolder | null;
}
