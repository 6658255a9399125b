/** What a film is stepped through: everything that happened in it, by its moment. Pure. */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { ReviewFilm } from '#shared/wire/review.ts';

export interface Happening {
  readonly at: number;
  /** What happened then; of several at one moment the first. */
  readonly sentence: Bilingual;
  /** How many more there were at the same moment. */
  readonly more: number;
}

const MARKED = (text: string): Bilingual => ({ zh: text, en: text });

/** In order; what shares a moment is one step. Marks are stepped to as well: somebody wanted to come back to them. */
export function happeningsOf({ entries, marks, fromAt, toAt }: ReviewFilm): readonly Happening[] {
  const all = [
    ...entries.map(({ at, sentence }) => ({ at, sentence })),
    ...marks.map(({ at, text }) => ({ at, sentence: MARKED(text) })),
  ].filter(({ at }) => at >= fromAt && at <= toAt);
  const steps: Happening[] = [];
  for (const { at, sentence } of all.toSorted((left, right) => left.at - right.at)) {
    const last = steps.at(-1);
    if (last?.at === at) steps[steps.length - 1] = { ...last, more: last.more + 1 };
    else steps.push({ at, sentence, more: 0 });
  }
  return steps;
}

export const nextHappening = (steps: readonly Happening[], at: number) => steps.find((step) => step.at > at);
export const previousHappening = (steps: readonly Happening[], at: number) => steps.findLast((step) => step.at < at);
