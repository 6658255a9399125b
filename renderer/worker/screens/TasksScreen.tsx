import { useState } from 'react';
import { formatMinute } from '#shared/text/time.ts';
import { type ShownTask, shownTasks } from '../outbox/shown.ts';
import { useNow, usePhone, usePhoneState, useText } from '../phoneContext.ts';
import { TaskView } from './TaskView.tsx';

export function TasksScreen() {
  const { tasks, outbox } = usePhoneState();
  const text = useText();
  const [openId, setOpenId] = useState<string | null>(null);
  const shown = shownTasks(tasks, outbox).toSorted(byHaste);
  const open = shown.find(({ taskId }) => taskId === openId);
  if (open) return <TaskView task={open} onBack={() => setOpenId(null)} />;
  if (shown.length === 0) return <p className="empty">{text.tasks.none}</p>;
  return (
    <ol className="rows">
      {shown.map((task) => (
        <TaskRow key={task.taskId} task={task} onOpen={() => setOpenId(task.taskId)} />
      ))}
    </ol>
  );
}

function TaskRow({ task, onOpen }: { readonly task: ShownTask; readonly onOpen: () => void }) {
  const { phone } = usePhone();
  const say = useText().tasks;
  const now = useNow();
  const done = task.points.filter(({ checkIn }) => checkIn !== null).length;
  const first = task.state === 'open' ? 'task.claim' : task.state === 'assigned' ? 'task.accept' : null;
  return (
    <li className="row" data-testid={`task-${task.taskId}`} data-state={task.state}>
      <button type="button" className="row__open" onClick={onOpen} data-testid="task-open">
        <strong>{task.title}</strong>
        <span className="row__faint">
          {say.kind[task.kind]} · {say.due(formatMinute(task.dueAt, now))}
          {task.points.length > 0 && ` · ${say.pointsDone(done, task.points.length)}`}
        </span>
        <span>
          <span className={task.isOverdue ? 'tag tag--bad' : 'tag tag--info'}>
            {task.isOverdue ? say.overdue : say.state[task.state]}
          </span>
          {task.isWaiting && <span className="tag tag--warn">{say.waiting}</span>}
        </span>
      </button>
      {first && (
        <button
          type="button"
          className="big big--main"
          onClick={() => phone.command(first, first === 'task.claim' ? claim(task) : { taskId: task.taskId })}
          data-testid="task-take"
        >
          {first === 'task.claim' ? say.claim : say.accept}
        </button>
      )}
    </li>
  );
}

const claim = ({ taskId, unitId }: ShownTask) => ({ taskId, unitId });

/** Late ones first, then what is due first. */
const byHaste = (one: ShownTask, other: ShownTask) =>
  Number(other.isOverdue) - Number(one.isOverdue) || one.dueAt - other.dueAt;
