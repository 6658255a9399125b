import { type FieldTask, isTaskEnded } from '#shared/domain/task.ts';
import type { DeskText } from '#shared/text/index.ts';
import type { Language } from '#shared/text/language.ts';
import { formatDayTime, formatSpan } from '#shared/text/time.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { countsOf, isLate } from './taskRows.ts';

export const STATE_TONE: Readonly<Record<FieldTask['state'], Tone>> = {
  open: 'warn',
  assigned: 'warn',
  refused: 'bad',
  accepted: 'info',
  underway: 'info',
  suspended: 'neutral',
  finished: 'good',
  cancelled: 'neutral',
};

export function TaskRow({ task, onOpen }: { readonly task: FieldTask; readonly onOpen: (taskId: string) => void }) {
  const say = useText().tasks;
  const language = useLanguage();
  const now = useNow();
  const held = useLive(({ live }) => live.world.incidents.get(task.suspension?.incidentId ?? '')?.number ?? null);
  const counts = countsOf(task);
  const late = isLate(task);
  return (
    <li>
      <button
        type="button"
        className={late ? 'task-row task-row--late' : 'task-row'}
        onClick={() => onOpen(task.id)}
        data-testid={`task-${task.id}`}
      >
        <span className="task-row__mark" role="img" aria-label={say.kind[task.kind]}>
          {say.mark[task.kind]}
        </span>
        <span className="task-row__main">
          <span className="task-row__title">
            <strong className="ellipsis">{task.title}</strong>
            {task.isAutomatic && <span className="task-row__faint">{say.automatic}</span>}
          </span>
          <span className="task-row__faint ellipsis">
            {task.unitName ?? say.offered(task.offeredTo.length)}
            {held !== null && ` · ${say.suspendedBy(held)}`}
          </span>
        </span>
        <span className="task-row__counts">
          {task.points.length > 0 && <span>{say.points(counts.pointsDone, task.points.length)}</span>}
          {task.items.length > 0 && <span>{say.items(counts.itemsDone, task.items.length)}</span>}
          {counts.hazards > 0 && <strong className="is-bad">{say.hazards(counts.hazards)}</strong>}
          {counts.unproved > 0 && <span className="is-warn">{say.unproved(counts.unproved)}</span>}
        </span>
        <span className={late ? 'task-row__due is-bad' : 'task-row__due'}>{dueWords(task, now, say, language)}</span>
        <Badge tone={STATE_TONE[task.state]}>{say.state[task.state]}</Badge>
      </button>
    </li>
  );
}

/** How long is left, by how much it is late, or when it ended. */
export function dueWords(task: FieldTask, now: number, say: DeskText['tasks'], language: Language): string {
  if (isTaskEnded(task)) return say.endedAt(formatDayTime(task.endedAt ?? task.dueAt));
  if (task.startAt > now) return say.startsAt(formatDayTime(task.startAt));
  const left = task.dueAt - now;
  return left < 0 ? say.overdueBy(formatSpan(-left, language)) : say.dueIn(formatSpan(left, language));
}
