/** A window of this seat that shows cameras and nothing else: a wall's layout, one tile, or whatever sees the alarm in hand. */
import { z } from 'zod';
import { VIDEO_LAYOUTS } from '../domain/videoPlan.ts';

export const videoWindowWishSchema = z.strictObject({
  layout: z.literal(VIDEO_LAYOUTS),
  /** Place by place; null: empty. */
  channelIds: z.array(z.string().min(1).max(40).nullable()).max(25),
  /** The spot monitor: follows the incident in hand at the duty window, and is there once. */
  isSpot: z.boolean(),
});
export type VideoWindowWish = z.output<typeof videoWindowWishSchema>;

/** Between the windows of one seat (BroadcastChannel), on one machine: which incident is in hand. */
export const SEAT_WINDOWS_CHANNEL = 'pingan-seat-windows';

export const seatWindowsWordSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('incidentInHand'), incidentId: z.string().max(80).nullable() }),
  /** A window that has just opened does not know yet. */
  z.strictObject({ kind: z.literal('whichIncident') }),
]);
export type SeatWindowsWord = z.output<typeof seatWindowsWordSchema>;
