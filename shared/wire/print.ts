import { z } from 'zod';

/** The longest page the shell takes: twenty thousand lines of a log. */
export const PRINT_CHARACTERS = 12_000_000;

/** A whole document of the core to be printed by this machine, or kept as a file. Script in it does not run. */
export const printWishSchema = z.strictObject({
  html: z.string().min(1).max(PRINT_CHARACTERS),
  /** What the file is called, without its ending. */
  name: z.string().min(1).max(120),
  to: z.enum(['pdf', 'printer']),
});
export type PrintWish = z.infer<typeof printWishSchema>;

/** `cancelled`: the officer called it off. `failed`: by the system's own words. */
export type PrintResult =
  | { readonly state: 'done' | 'cancelled' }
  | { readonly state: 'failed'; readonly reason: string };
