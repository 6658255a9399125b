import { linkReason } from '#shared/text/linkReasons.ts';
import type { FrameOutcome, LinkHealth, LinkReport } from '#shared/wire/link.ts';
import { Section } from '../../ui/Section.tsx';
import { useLanguage, useText } from '../desk.tsx';

const OUTCOMES: readonly FrameOutcome[] = [
  'accepted',
  'heartbeat',
  'duplicate',
  'stranger',
  'unreadable',
  'refused',
  'dropped',
];
const format = (count: number) => count.toLocaleString('en-US');

/** What became of the frames since the core started, and why some were not taken. */
export function LinkCounters({
  health,
  report,
}: {
  readonly health: LinkHealth;
  /** Null for a door of the web service, which counts only what came and what was refused. */
  readonly report: LinkReport | null;
}) {
  const text = useText().links;
  const language = useLanguage();
  const reasons = Object.entries(health.refused).sort(([, left], [, right]) => right - left);
  const { facts } = text;
  return (
    <>
      <Section title={text.counters} aside={text.sinceStart}>
        <dl className="link-counts">
          <Count name={facts.received} count={health.received} />
          {report ? (
            <>
              {OUTCOMES.map((outcome) => (
                <Count key={outcome} name={text.outcome[outcome]} count={report.outcomes[outcome]} />
              ))}
              <Count name={text.answers.ack} count={report.acked} />
              <Count name={text.answers.nak} count={report.naked} />
              <Count name={text.answers.duh} count={report.duh} />
            </>
          ) : (
            <Count name={facts.answered} count={health.answered} />
          )}
        </dl>
      </Section>
      <Section title={text.refusedHeading}>
        {reasons.length === 0 ? (
          <p className="links__none">{text.noRefusals}</p>
        ) : (
          <dl className="link-reasons" data-testid="link-reasons">
            {reasons.map(([reason, count]) => (
              <div key={reason}>
                <dt>{linkReason(reason, language)}</dt>
                <dd>{format(count)}</dd>
              </div>
            ))}
          </dl>
        )}
      </Section>
    </>
  );
}

function Count({ name, count }: { readonly name: string; readonly count: number }) {
  return (
    <div className={count === 0 ? 'link-counts__zero' : undefined}>
      <dt>{name}</dt>
      <dd>{format(count)}</dd>
    </div>
  );
}
