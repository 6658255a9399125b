/** The review window: what is looked back at stands in its address. */
import { z } from 'zod';

export const REVIEW_SUBJECTS = ['incident', 'shift', 'drill', 'span'] as const;
export type ReviewSubject = (typeof REVIEW_SUBJECTS)[number];

const at = z.number().int().min(0).max(8_640_000_000_000_000);

/** `id` of an incident, a shift or a drill; `fromAt` and `toAt` of a span, epoch ms. */
export const reviewWishSchema = z
  .strictObject({
    subject: z.enum(REVIEW_SUBJECTS),
    id: z.string().min(1).max(80).optional(),
    fromAt: at.optional(),
    toAt: at.optional(),
  })
  .refine(({ fromAt, toAt }) => fromAt === undefined || toAt === undefined || fromAt < toAt, {
    path: ['toAt'],
    message: 'must be later than fromAt',
  });
export type ReviewWish = z.output<typeof reviewWishSchema>;

/** The query of its address, name by name. */
export function reviewQuery({ subject, id, fromAt, toAt }: ReviewWish): Record<string, string> {
  return {
    subject,
    ...(id !== undefined && { id }),
    ...(fromAt !== undefined && { from: String(fromAt) }),
    ...(toAt !== undefined && { to: String(toAt) }),
  };
}

/** What the shell has written into the address of the window (its URLSearchParams); null where it cannot be read. */
export function readReviewWish(query: { get(name: string): string | null }): ReviewWish | null {
  const [id, from, to] = [query.get('id'), query.get('from'), query.get('to')];
  const wish = reviewWishSchema.safeParse({
    subject: query.get('subject'),
    ...(id !== null && { id }),
    ...(from !== null && { fromAt: Number(from) }),
    ...(to !== null && { toAt: Number(to) }),
  });
  return wish.success ? wish.data : null;
}
