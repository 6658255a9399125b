import type { ReviewWish } from '#shared/wire/reviewWindow.ts';

/** What the core calls it: `incident:ID`, `span:FROM-TO`. Null where the wish names nothing yet: it is chosen in the window. */
export function subjectOf(wish: ReviewWish | null): string | null {
  if (!wish) return null;
  const { subject, id, fromAt, toAt } = wish;
  if (subject !== 'span') return id === undefined ? null : `${subject}:${id}`;
  return fromAt === undefined || toAt === undefined ? null : `span:${fromAt}-${toAt}`;
}
