/** What the pages of the wall say of themselves over the seat wire, and what every seat is told of them. Telemetry: kept nowhere. */
import { z } from 'zod';
import { wallDisplayIdSchema } from '../domain/wallPlan.ts';

/** Said once a second by a page of the wall, when the frame of that second has been painted and not before. */
export const wallPageBeatSchema = z.strictObject({
  displayId: wallDisplayIdSchema,
  /** What the display calls itself; empty where nobody says. */
  label: z.string().max(80),
  /** CSS pixels of the canvas. */
  width: z.number().int().min(1).max(20_000),
  height: z.number().int().min(1).max(20_000),
  /** What stands there. */
  presetId: z.string().min(1).max(40),
});
export type WallPageBeat = z.output<typeof wallPageBeatSchema>;

/** A wall that has not painted for this long is said to be silent. */
export const WALL_SILENCE_MS = 5_000;

export interface WallReport extends WallPageBeat {
  /** Name of the seat the page has: the machine it stands on. */
  readonly machine: string;
  /** `silent`: connected, and paints no more. `gone`: its connection is closed. */
  readonly state: 'painting' | 'silent' | 'gone';
  /** Epoch ms of the core: when it came, or when it painted last. */
  readonly since: number;
}
