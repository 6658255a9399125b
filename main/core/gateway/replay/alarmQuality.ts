/** The alarm figures of a span, from the journal, on the replay's thread: never where alarms are answered. */
import type { AlarmFacts } from '#shared/domain/alarm.ts';
import { type AlarmMark, type AlarmQuality, alarmQuality, markOf } from '#shared/domain/alarmFigures.ts';
import type { ReplaySpan } from './messages.ts';
import type { Past } from './past.ts';

/** How far back an alarm that stands is looked for. */
const STANDING_MS = 7 * 86_400_000;
const ALARMS = "kind = 'alarm.received'";

export function alarmQualityOf(past: Past, { fromAt, toAt }: ReplaySpan): AlarmQuality {
  const sinceAt = Math.min(fromAt, toAt - STANDING_MS);
  const marks: AlarmMark[] = [];
  for (const event of past.events(past.seqOf({ at: sinceAt - 1 }), past.seqOf({ at: toAt }), ALARMS)) {
    marks.push(markOf(event.body as AlarmFacts));
  }
  return alarmQuality(marks, fromAt, toAt);
}
