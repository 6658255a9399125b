import type { TimelineEntry } from '#shared/domain/incident.ts';
import type { World } from '#shared/domain/world.ts';
import { formatTime } from '#shared/text/time.ts';
import { timelineSentence } from '#shared/text/timeline.ts';
import { isShallowEqual } from '../../../ui/useFollow.ts';
import { useLanguage, useLive, useNow, useText } from '../../desk.tsx';
import { shortNumber } from '../../incidentWords.ts';

/** More than any canvas has room for in one line. */
const SHOWN = 12;

interface Line {
  readonly number: string;
  readonly entry: TimelineEntry;
}

/** What happened last, newest first, in one line that stands still: it moves on when something happens and at no other time. */
export function TickerRegion() {
  const text = useText().wallPage;
  const language = useLanguage();
  const now = useNow();
  const lines = useLive(({ live }) => latest(live.world), isSame);
  return (
    <ol className="wall-ticker" data-testid="wall-ticker">
      {lines.length === 0 && <li>{text.tickerEmpty}</li>}
      {lines.map(({ number, entry }) => (
        <li key={`${number} ${entry.seq}`}>
          <time>{formatTime(entry.at)}</time>
          <span>{shortNumber({ number }, now)}</span>
          <strong>{timelineSentence(entry, language)}</strong>
        </li>
      ))}
    </ol>
  );
}

function latest({ incidents }: World): readonly Line[] {
  return [...incidents.values()]
    .flatMap(({ number, timeline }) => timeline.slice(-SHOWN).map((entry) => ({ number, entry })))
    .sort((one, other) => other.entry.seq - one.entry.seq)
    .slice(0, SHOWN);
}

const isSame = (one: readonly Line[], other: readonly Line[]) =>
  isShallowEqual(
    one.map(({ entry }) => entry),
    other.map(({ entry }) => entry),
  );
