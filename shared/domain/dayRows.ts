/** The alarms behind a number of the day: the lines of the day book that it was counted from. */
import type { AlarmClass } from '../catalog/codes.ts';
import type { DayBook } from './dayBook.ts';
import type { AlarmMarkOfDay } from './dayMark.ts';

export interface AlarmQuery {
  /** Epoch ms, the end not included. */
  readonly fromAt: number;
  readonly toAt: number;
  readonly class?: AlarmClass;
  /** Null: those that came to no town. */
  readonly town?: string | null;
}

/** In order of coming in. Fewer than were counted where the book had to let lines go (dayBook.ts). */
export function alarmRows({ alarms }: DayBook, query: AlarmQuery): readonly AlarmMarkOfDay[] {
  return [...alarms.values()].filter(
    (mark) =>
      mark.at >= query.fromAt &&
      mark.at < query.toAt &&
      (query.class === undefined || mark.class === query.class) &&
      (query.town === undefined || mark.town === query.town),
  );
}
