import type { TrustReason } from '#shared/domain/deviceTrust.ts';
import type { DeskText } from '#shared/text/index.ts';
import type { Language } from '#shared/text/language.ts';
import { formatAgo, formatDayTime, formatSpan } from '#shared/text/time.ts';

/** One reason to doubt a device, with its figures: `近 90 天误报 3/4`. */
export function reasonSentence(
  reason: TrustReason,
  { reason: say }: DeskText['devices'],
  language: Language,
  now: number,
): string {
  switch (reason.code) {
    case 'falseAlarms':
      return say.falseAlarms(reason.falseCount, reason.judgedCount);
    case 'vandalFaults':
      return say.vandalFaults(reason.count);
    case 'clockOff':
      return say.clockOff(formatSpan(Math.abs(reason.skewMs), language), reason.skewMs > 0);
    case 'silent':
      return say.silent(reason.sinceAt === null ? null : formatDayTime(reason.sinceAt));
    case 'notTested':
      return say.notTested(reason.lastTestAt === null ? null : formatAgo(now - reason.lastTestAt, language));
  }
}

/** The same where there is room for a word or two. Null for reasons that alone make no device doubtful. */
export function briefReason(reason: TrustReason, { brief }: DeskText['devices']): string | null {
  if (reason.code === 'falseAlarms') return brief.falseAlarms(reason.falseCount, reason.judgedCount);
  return reason.code === 'vandalFaults' ? brief.vandalFaults(reason.count) : null;
}
