import { useState } from 'react';
import { formatMinute } from '#shared/text/time.ts';
import { WayMap } from '../map/WayMap.tsx';
import type { ShownTask } from '../outbox/shown.ts';
import { useNow, usePhone, usePhoneState, useText } from '../phoneContext.ts';
import { CaptureBar } from '../ui/CaptureBar.tsx';
import { ReasonSheet } from '../ui/ReasonSheet.tsx';
import { TaskItems } from './TaskItems.tsx';
import { TaskPoints } from './TaskPoints.tsx';

const RUNNING: ReadonlySet<string> = new Set(['accepted', 'underway']);

export function TaskView({ task, onBack }: { readonly task: ShownTask; readonly onBack: () => void }) {
  const { phone } = usePhone();
  const { fix } = usePhoneState();
  const text = useText();
  const say = text.tasks;
  const now = useNow();
  const [asking, setAsking] = useState<'refuse' | 'finish' | null>(null);
  const { taskId, unitId, points, items, place } = task;
  const undone =
    points.filter((one) => one.checkIn === null).length + items.filter((one) => one.result === null).length;
  const isRunning = RUNNING.has(task.state);
  const finish = () => (undone > 0 ? setAsking('finish') : phone.command('task.finish', { taskId }));
  const marks = points.map(({ lon, lat, checkIn }, index) => ({
    at: [lon, lat] as const,
    isDone: checkIn !== null,
    label: String(index + 1),
  }));
  const about = [...marks.map(({ at }) => at), ...(place ? [[place.lon, place.lat] as const] : [])];
  return (
    <div className="stack" data-testid="task" data-state={task.state}>
      <header className="task__head">
        <button type="button" className="big big--quiet" onClick={onBack} data-testid="task-back">
          ‹ {say.back}
        </button>
        <h1>{task.title}</h1>
        <p className="hint">
          {say.kind[task.kind]} · {say.due(formatMinute(task.dueAt, now))}
          {task.isAutomatic && ` · ${say.automatic}`}
        </p>
        <p>
          <span className={task.isOverdue ? 'tag tag--bad' : 'tag tag--info'}>
            {task.isOverdue ? say.overdue : say.state[task.state]}
          </span>
          {task.isWaiting && <span className="tag tag--warn">{say.waiting}</span>}
        </p>
        {task.state === 'suspended' && <p className="notice notice--warn">{say.suspended}</p>}
        {task.recheckOf && <p className="notice notice--warn">{say.recheck(task.recheckOf)}</p>}
        {task.note && <p>{task.note}</p>}
        {place && <p className="hint">{place.name}</p>}
      </header>
      {about.length > 0 && (
        <WayMap
          about={about}
          route={task.line}
          destination={points.length === 0 && place ? [place.lon, place.lat] : null}
          own={fix && { at: [fix.lon, fix.lat], accuracyM: fix.accuracyM }}
          points={marks}
        />
      )}
      {points.length > 0 && <TaskPoints task={task} isRunning={isRunning || task.state === 'assigned'} />}
      {items.length > 0 && <TaskItems task={task} isRunning={isRunning || task.state === 'assigned'} />}
      {isRunning && <CaptureBar onFile={(file) => phone.addEvidence({ kind: 'task', id: taskId }, file)} />}
      <div className="pair">
        {task.state === 'open' && (
          <button
            type="button"
            className="big big--main"
            onClick={() => phone.command('task.claim', { taskId, unitId })}
            data-testid="task-claim"
          >
            {say.claim}
          </button>
        )}
        {(task.state === 'assigned' || isRunning) && (
          <button type="button" className="big" onClick={() => setAsking('refuse')} data-testid="task-refuse">
            {say.refuse}
          </button>
        )}
        {task.state === 'assigned' && (
          <button
            type="button"
            className="big big--main"
            onClick={() => phone.command('task.accept', { taskId })}
            data-testid="task-accept"
          >
            {say.accept}
          </button>
        )}
        {task.state === 'accepted' && (
          <button
            type="button"
            className="big"
            onClick={() => phone.command('task.start', { taskId })}
            data-testid="task-start"
          >
            {say.start}
          </button>
        )}
        {isRunning && (
          <button type="button" className="big big--main" onClick={finish} data-testid="task-finish">
            {say.finish}
          </button>
        )}
      </div>
      {asking && (
        <ReasonSheet
          title={asking === 'refuse' ? say.refuseTitle : say.undone(undone)}
          chips={asking === 'refuse' ? say.refuseChips : say.handChips}
          onReason={(reason) => {
            if (asking === 'refuse') phone.command('task.refuse', { taskId, reason });
            else phone.command('task.finish', { taskId, note: reason });
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
