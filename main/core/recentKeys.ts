import type { Journal } from '#main/core/journal/index.ts';
import type { RecentKey } from '#main/core/links/index.ts';
import type { AlarmFacts } from '#shared/domain/alarm.ts';

const REMEMBERED_MS = 10 * 60_000;
const PAGE = 2_000;

/** Keys of alarms stored in the last ten minutes, oldest first: a restart must not turn a retransmission into an alarm. */
export function recentKeys(journal: Journal, now: number): RecentKey[] {
  const since = now - REMEMBERED_MS;
  const keys: RecentKey[] = [];
  for (let after = Math.max(0, journal.head.seq - PAGE); ; after = Math.max(0, after - PAGE)) {
    const page = journal.read(after, PAGE);
    const found = page.flatMap((event) => {
      const alarm = event.kind === 'alarm.received' ? (event.body as AlarmFacts) : undefined;
      const isRecent = alarm?.duplicateKey && alarm.receivedAt >= since;
      return isRecent ? [{ key: alarm.duplicateKey!, at: alarm.receivedAt }] : [];
    });
    keys.unshift(...found);
    if (after === 0 || page.length === 0 || page[0]!.at < since) return keys;
  }
}
