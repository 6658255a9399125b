import { useState } from 'react';
import type { FieldTask } from '#shared/domain/task.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLive, useText, useView } from '../desk.tsx';

/** Give it to somebody, or call it off with a reason. */
export function TaskActions({ task }: { readonly task: FieldTask }) {
  const context = useCommands();
  const say = useText().tasks;
  const [unitId, setUnit] = useState('');
  const [reason, setReason] = useState<string | null>(null);
  const may = useLive(() => maySend(context, 'task.assign'));
  const units = useLive(({ live }) => [...live.world.units.values()], isShallowEqual);
  const isAssigning = useView((view) => view.pending.includes('task.assign'));
  const isCancelling = useView((view) => view.pending.includes('task.cancel'));
  const mayAssign = task.state !== 'underway' && task.state !== 'suspended';
  const taskId = task.id;
  const cancel = () => {
    if (reason?.trim()) void sendCommand(context, 'task.cancel', { taskId, reason: reason.trim() });
  };
  return (
    <div className="task-actions">
      {mayAssign && (
        <>
          <select
            className="input task-actions__unit"
            value={unitId}
            aria-label={say.assignTo}
            onChange={(event) => setUnit(event.target.value)}
            data-testid="task-assign-unit"
          >
            <option value="">{say.chooseUnit}</option>
            {units.map(({ id, name, engagement }) => (
              <option key={id} value={id} disabled={engagement !== null}>
                {name}
              </option>
            ))}
          </select>
          <Button
            disabled={!may || unitId === ''}
            isWaiting={isAssigning}
            onClick={() => void sendCommand(context, 'task.assign', { taskId, unitId })}
            data-testid="task-assign"
          >
            {say.assign}
          </Button>
        </>
      )}
      <span className="task-actions__gap" />
      {reason === null ? (
        <Button disabled={!may} onClick={() => setReason('')} data-testid="task-cancel">
          {say.cancel}
        </Button>
      ) : (
        <>
          <input
            className="input task-actions__reason"
            value={reason}
            maxLength={300}
            placeholder={say.cancelReason}
            aria-label={say.cancelReason}
            onChange={(event) => setReason(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && cancel()}
            data-testid="task-cancel-reason"
          />
          <Button
            look="danger"
            disabled={!may || reason.trim() === ''}
            isWaiting={isCancelling}
            onClick={cancel}
            data-testid="task-cancel-confirm"
          >
            {say.confirmCancel}
          </Button>
        </>
      )}
    </div>
  );
}
