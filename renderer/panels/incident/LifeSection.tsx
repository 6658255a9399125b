import type { ReactNode } from 'react';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { IncidentRef, IncidentReporter, Transfer, Urge } from '#shared/domain/incidentLife.ts';
import { actorName } from '#shared/text/system.ts';
import { formatClockSpan, formatDayTime, formatMinute } from '#shared/text/time.ts';
import { maySend } from '../../commands/context.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useLanguage, useNow, useText } from '../desk.tsx';

/** What was found out, handed over, demanded and answered. Not there while nothing was: the main path stays calm. */
export function LifeSection({ incident }: { readonly incident: IncidentState }) {
  const text = useText();
  const language = useLanguage();
  const { life, words } = text;
  const { verification, evaluation, forced, reporter, reopenings } = incident;
  const lines: ReactNode[] = [
    incident.callerWords && (
      <Line key="words" label={life.caller}>
        “{incident.callerWords}”
      </Line>
    ),
    reporter && (
      <Line key="reporter" label={life.reporter}>
        {[reporter.name, reporter.phone].filter(Boolean).join(' · ')} <ShowReporter reporter={reporter} />
      </Line>
    ),
    incident.mergedInto && (
      <Line key="into">
        <Refs label={life.mergedInto('')} refs={[incident.mergedInto]} /> {incident.mergedInto.reason}
      </Line>
    ),
    verification && (
      <Line key="verified" by={verification.by} at={verification.at}>
        {life.verified(
          words.verdict[verification.verdict],
          words.means[verification.means],
          formatClockSpan(verification.tookSeconds * 1_000),
        )}
        {verification.note && ` ${verification.note}`}
      </Line>
    ),
    ...incident.transfers.map((transfer) => <TransferLine key={transfer.id} transfer={transfer} />),
    incident.pingPongAt !== null && (
      <Line key="pingPong" isLoud testId="life-ping-pong">
        {life.pingPong}
      </Line>
    ),
    ...incident.urges.map((urge) => <UrgeLine key={urge.id} urge={urge} />),
    ...incident.feedback.map(({ id, at, by, text: said, unitName }) => (
      <Line key={`${id} ${at}`} by={by} at={at}>
        {life.feedback(unitName ?? life.feedbackDesk)}
        {language === 'en' ? ': ' : '：'}
        {said}
      </Line>
    )),
    ...incident.checks.map(({ at, by, result, means, text: said }) => (
      <Line key={`check ${at}`} by={by} at={at} isLoud={result === 'failed'}>
        {life.checked(words.checkResult[result], words.means[means])}
        {said && ` ${said}`}
      </Line>
    )),
    incident.absorbed.length > 0 && (
      <Line key="absorbed">
        <Refs label={life.absorbed} refs={incident.absorbed} />
      </Line>
    ),
    incident.splitFrom && (
      <Line key="splitFrom">
        <Refs label={life.splitFrom} refs={[incident.splitFrom]} />
      </Line>
    ),
    incident.splitOff.length > 0 && (
      <Line key="splitOff">
        <Refs label={life.splitOff} refs={incident.splitOff} />
      </Line>
    ),
    incident.related.length > 0 && (
      <Line key="related">
        <Refs label={life.related} refs={incident.related} />
      </Line>
    ),
    reopenings.length > 0 && (
      <Line key="reopened" by={reopenings.at(-1)!.by} at={reopenings.at(-1)!.at}>
        {life.reopened(reopenings.length)} {reopenings.at(-1)!.reason}
      </Line>
    ),
    forced && (
      <Line key="forced" isLoud>
        {life.forced(forced.reason)}
      </Line>
    ),
    evaluation && (
      <Line key="evaluated" by={evaluation.by} at={evaluation.at}>
        {life.evaluated(words.grade[evaluation.result], words.grade[evaluation.response])}
        {evaluation.note && ` ${evaluation.note}`}
      </Line>
    ),
  ].filter(Boolean);
  if (lines.length === 0) return null;
  return (
    <Section title={life.section}>
      <ul className="life" data-testid="life-section">
        {lines}
      </ul>
    </Section>
  );
}

function TransferLine({ transfer }: { readonly transfer: Transfer }) {
  const text = useText().life;
  const now = useNow();
  const { state, to, dueAt, overdueAt, returnReason, by, at, settledBy, settledAt } = transfer;
  const due = formatMinute(dueAt, now);
  const isLoud = overdueAt !== null && state !== 'returned';
  return (
    <Line by={settledBy ?? by} at={settledAt ?? at} isLoud={isLoud} testId="life-transfer">
      {state === 'pending' && text.transferPending(to.name, due)}
      {state === 'accepted' && text.transferAccepted(to.name, due)}
      {state === 'returned' && text.transferReturned(to.name, returnReason ?? '')}
      {isLoud && <Badge tone="bad">{text.overdue}</Badge>}
    </Line>
  );
}

function UrgeLine({ urge: { text: said, dueAt, answeredAt, overdueAt, by, at } }: { readonly urge: Urge }) {
  const text = useText().life;
  const now = useNow();
  const isLoud = answeredAt === null && overdueAt !== null;
  return (
    <Line by={by} at={at} isLoud={isLoud} testId="life-urge">
      {text.urge(said, formatMinute(dueAt, now))}{' '}
      {answeredAt !== null && <Badge tone="good">{text.urgeAnswered}</Badge>}
      {isLoud && <Badge tone="bad">{text.overdue}</Badge>}
    </Line>
  );
}

function Refs({ label, refs }: { readonly label: string; readonly refs: readonly IncidentRef[] }) {
  const { view } = useCommands();
  return (
    <>
      {label}{' '}
      {refs.map(({ incidentId, number }) => (
        <button
          key={incidentId}
          type="button"
          className="life__ref"
          data-testid={`ref-${incidentId}`}
          onClick={() => view.select({ kind: 'incident', id: incidentId })}
        >
          {number}
        </button>
      ))}
    </>
  );
}

function Line({
  label,
  by,
  at,
  isLoud = false,
  testId,
  children,
}: {
  readonly label?: string;
  readonly by?: string;
  readonly at?: number;
  readonly isLoud?: boolean;
  readonly testId?: string;
  readonly children: ReactNode;
}) {
  const language = useLanguage();
  return (
    <li className={isLoud ? 'life__line life__line--loud' : 'life__line'} data-testid={testId}>
      <span className="life__said selectable">
        {label && <span className="life__label">{label} </span>}
        {children}
      </span>
      {by !== undefined && at !== undefined && (
        <span className="life__by">
          {actorName(by, language)} {formatDayTime(at)}
        </span>
      )}
    </li>
  );
}

/** What is masked is shown for a reason, to who may; not in the past, which is nobody's to call back. */
function ShowReporter({ reporter: { ref, name, phone } }: { readonly reporter: IncidentReporter }) {
  const context = useCommands();
  const text = useText();
  if (ref === null || context.replay?.isOnScreen || !maySend(context, 'person.reveal')) return null;
  const fields = [...(name === null ? [] : (['name'] as const)), ...(phone === null ? [] : (['phone'] as const))];
  return (
    <Button
      look="plain"
      onClick={() => context.view.change({ dialog: { kind: 'reveal', ref, fields } })}
      data-testid="reveal-reporter"
    >
      {text.reveal.open}
    </Button>
  );
}
