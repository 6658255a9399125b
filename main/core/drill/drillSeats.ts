import { type DrillSeat, drillSeatsSchema } from '#shared/wire/host.ts';

/** The seats the shell sits down at a drill; none where it says nothing. Throws where what it says cannot be read. */
export function drillSeats(text: string | undefined): (DrillSeat & { readonly isOwnSeat: true })[] {
  if (!text) return [];
  return drillSeatsSchema.parse(JSON.parse(text)).map((seat) => ({ ...seat, isOwnSeat: true }));
}
