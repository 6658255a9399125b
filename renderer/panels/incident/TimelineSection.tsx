import type { IncidentState } from '#shared/domain/incident.ts';
import { actorName } from '#shared/text/system.ts';
import { formatTime } from '#shared/text/time.ts';
import { timelineSentence } from '#shared/text/timeline.ts';
import { Section } from '../../ui/Section.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { CommandButton } from '../CommandButton.tsx';
import { useLanguage, useText } from '../desk.tsx';

const NOTABLE: readonly string[] = [
  'incident.clockMissed',
  'incident.noticeExhausted',
  'incident.transferOverdue',
  'incident.urgeOverdue',
  'incident.pingPongFlagged',
];

/** Everything that happened, newest first. */
export function TimelineSection({ incident }: { readonly incident: IncidentState }) {
  const { incident: text, review } = useText();
  const language = useLanguage();
  const keys = useListKeys('.timeline__row');
  return (
    <Section
      title={text.timeline}
      aside={
        <CommandButton id="review.open" look="plain" showsKey={false} testId="timeline-review">
          {review.openReview}
        </CommandButton>
      }
    >
      {incident.timeline.length === 0 && <p className="incident__line">{text.noTimeline}</p>}
      <ol className="timeline" ref={keys} data-testid="timeline">
        {incident.timeline.toReversed().map((entry) => (
          <li
            key={entry.seq}
            className={NOTABLE.includes(entry.kind) ? 'timeline__row timeline__row--notable' : 'timeline__row'}
          >
            <time>{formatTime(entry.at)}</time>
            <span className="timeline__text selectable">
              {timelineSentence(entry, language)}
              {entry.times > 1 && <span className="incident__faint"> {text.times(entry.times)}</span>}
            </span>
            <span className="timeline__by">{actorName(entry.by, language)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
