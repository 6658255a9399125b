import { useState } from 'react';
import { type FieldTask, isTaskEnded, type TaskItemState, type TaskPoint } from '#shared/domain/task.ts';
import { pick } from '#shared/text/language.ts';
import { actorName, reasonWords } from '#shared/text/system.ts';
import { formatDayTime, formatDistance, formatSpan, formatTime } from '#shared/text/time.ts';
import { showTrail, trailOfTask } from '../../commands/taskCommands.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon, WarningIcon } from '../../ui/icons.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { EvidenceList } from '../EvidenceList.tsx';
import { TaskActions } from './TaskActions.tsx';
import { dueWords, STATE_TONE } from './TaskRow.tsx';
import { isLate } from './taskRows.ts';

/** What was asked, how far it is, and the proof of each place. */
export function TaskDetail({ task, onBack }: { readonly task: FieldTask; readonly onBack: () => void }) {
  const context = useCommands();
  const text = useText();
  const say = text.tasks;
  const language = useLanguage();
  const now = useNow();
  const [isOverMap] = useState(() => trailOfTask(task));
  const held = useLive(({ live }) => live.world.incidents.get(task.suspension?.incidentId ?? '')?.number ?? null);
  const evidence = useLive(({ live }) => live.world.field.evidence.get(`task:${task.id}`) ?? NONE);
  const window = say.window(formatDayTime(task.startAt), formatDayTime(task.dueAt));
  return (
    <article className="task-detail" data-testid="task-detail">
      <header className="task-detail__head">
        <Button look="plain" onClick={onBack} data-testid="task-back">
          ‹ {say.back}
        </Button>
        <span className="task-row__mark" role="img" aria-label={say.kind[task.kind]}>
          {say.mark[task.kind]}
        </span>
        <h3 className="task-detail__title selectable">{task.title}</h3>
        {isOverMap && <Button onClick={() => showTrail(context, isOverMap)}>{say.showOnMap}</Button>}
      </header>
      <dl className="facts task-detail__facts">
        <dt>{say.facts.state}</dt>
        <dd>
          <Badge tone={STATE_TONE[task.state]}>{say.state[task.state]}</Badge>{' '}
          <span className={isLate(task) ? 'is-bad' : undefined}>{dueWords(task, now, say, language)}</span>
          {held !== null && ` · ${say.suspendedBy(held)}`}
        </dd>
        <dt>{say.facts.who}</dt>
        <dd>
          {task.unitName ?? say.nobody}
          {task.audience.kind !== 'unit' && (
            <span className="task-row__faint"> {say.offered(task.offeredTo.length)}</span>
          )}
        </dd>
        <dt>{say.facts.time}</dt>
        <dd>{window}</dd>
        {task.place && (
          <>
            <dt>{say.facts.place}</dt>
            <dd>{task.place.name}</dd>
          </>
        )}
        {task.note && (
          <>
            <dt>{task.recheckOf ? say.facts.recheckOf : say.facts.note}</dt>
            <dd>{task.note}</dd>
          </>
        )}
        {task.endNote && (
          <>
            <dt>{say.facts.endNote}</dt>
            <dd>{reasonWords(task.endNote, language)}</dd>
          </>
        )}
        <dt>{say.facts.by}</dt>
        <dd>
          {actorName(task.by, language)} · {formatDayTime(task.publishedAt)}
        </dd>
      </dl>
      {!isTaskEnded(task) && <TaskActions task={task} />}
      {task.points.length > 0 && (
        <Section title={say.pointsTitle} aside={say.orderOf[task.order]}>
          <ol className="task-points">
            {task.points.map((point, index) => (
              <Point key={point.id} point={point} number={index + 1} />
            ))}
          </ol>
        </Section>
      )}
      {task.items.length > 0 && (
        <Section title={say.itemsTitle}>
          <ul className="task-items">
            {task.items.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={say.evidenceTitle}>
        {evidence.length === 0 ? (
          <p className="task-row__faint">{say.evidenceNone}</p>
        ) : (
          <EvidenceList evidence={evidence} />
        )}
      </Section>
      {task.refusals.length > 0 && (
        <Section title={say.refusalsTitle}>
          <ul className="task-items">
            {task.refusals.map(({ unitName, reason, at }) => (
              <li key={at} className="task-item">
                <time>{formatTime(at)}</time> {say.refusedBy(unitName, reason)}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </article>
  );
}

function Item({ item }: { readonly item: TaskItemState }) {
  const say = useText().tasks;
  const language = useLanguage();
  const tone = item.result === 'hazard' ? 'bad' : item.result === 'passed' ? 'good' : 'neutral';
  return (
    <li className="task-item">
      <Badge tone={tone}>{item.result ? say.result[item.result] : say.itemPending}</Badge>
      <span>
        {pick(item, language)}
        {item.isMust && <span className="task-row__faint"> · {say.must}</span>}
        {item.text && <span className="task-item__words selectable">{item.text}</span>}
      </span>
      {item.doneAt !== null && <time className="task-row__faint">{formatTime(item.doneAt)}</time>}
    </li>
  );
}

const NONE: readonly never[] = [];
/** Later than this after the deed is said to have waited in a phone without network. */
const QUEUED_AFTER_MS = 60_000;

function Point({ point, number }: { readonly point: TaskPoint; readonly number: number }) {
  const say = useText().tasks;
  const language = useLanguage();
  const { checkIn } = point;
  const waited = checkIn ? checkIn.recordedAt - checkIn.doneAt : 0;
  const state = checkIn === null ? 'waiting' : checkIn.unproved ? 'unproved' : 'proved';
  return (
    <li className={`task-point task-point--${state}`} data-testid={`task-point-${point.id}`}>
      <span className="task-point__number">{number}</span>
      <span className="task-point__main">
        <span>{point.name}</span>
        <span className="task-point__proof">
          {checkIn === null ? (
            say.notYet
          ) : checkIn.unproved ? (
            <>
              <WarningIcon /> {say.byHand(checkIn.reason ?? '')}（{say.whyUnproved[checkIn.unproved]}
              {checkIn.distanceM !== null && `，${say.away(formatDistance(checkIn.distanceM, language))}`}）
            </>
          ) : (
            <>
              <CheckIcon /> {say.proved(formatDistance(checkIn.distanceM ?? 0, language))}
            </>
          )}
          {waited > QUEUED_AFTER_MS && ` · ${say.queued(formatSpan(waited, language))}`}
        </span>
      </span>
      {checkIn && <time className="task-row__faint">{formatTime(checkIn.doneAt)}</time>}
    </li>
  );
}
