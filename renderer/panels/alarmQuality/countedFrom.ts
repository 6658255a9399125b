import type { AlarmQuality } from '#shared/domain/alarmFigures.ts';
import type { alarmsText, QualityFigure } from '#shared/text/alarms.ts';
import type { Language } from '#shared/text/language.ts';
import { formatDayTime, formatSpan } from '#shared/text/time.ts';

const HOUR = 3_600_000;
const TEN_MINUTES = 600_000;

/** What stands at the desk now, beside what was counted over a time. */
export interface Standing {
  readonly stale: number;
  readonly openIncidents: number;
  readonly shelved: number;
  readonly devices: number;
}

/** The two numbers a figure was made of, in words: nobody has to take a share on trust. */
export function countedFrom(
  figure: QualityFigure,
  quality: AlarmQuality,
  now: Standing,
  say: (typeof alarmsText)[Language],
  language: Language,
): string {
  const { announced, fromAt, toAt, perTenMinutes, floodShare, badActors, chattering, received } = quality;
  const spanMs = toAt - fromAt;
  const { from } = say;
  switch (figure) {
    case 'perHour':
      return from.hours(announced, Math.round(spanMs / HOUR));
    case 'perTenMinutes':
      return from.tens(announced, Math.round(spanMs / TEN_MINUTES));
    case 'peakTenMinutes':
      return perTenMinutes.peakAt === null
        ? from.none
        : from.peak(perTenMinutes.peak, formatDayTime(perTenMinutes.peakAt));
    case 'floodShare':
      return from.spans(formatSpan(floodShare * spanMs, language), formatSpan(spanMs, language));
    case 'badActorShare':
      return from.alarms(
        badActors.reduce((sum, { count }) => sum + count, 0),
        announced,
      );
    case 'chattering':
      return from.sources(chattering.length, received);
    case 'standing':
      return from.since(quality.standing.length, formatDayTime(quality.standingSinceAt));
    case 'stale':
      return from.incidents(now.stale, now.openIncidents);
    case 'levels':
      return from.levels(announced);
    case 'shelved':
      return from.devices(now.shelved, now.devices);
  }
}
