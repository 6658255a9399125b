import { useEffect } from 'react';
import { MESSAGE_LIMIT, type Message, unreadOf } from '#shared/domain/message.ts';
import { isTaskHeld } from '#shared/domain/task.ts';
import type { DeskText } from '#shared/text/index.ts';
import { formatTime } from '#shared/text/time.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { Badge } from '../../ui/Badge.tsx';
import { SendLine } from '../../ui/form/SendLine.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLive, useText, useView } from '../desk.tsx';

/** So many of the thread are on the card. */
const SHOWN = 6;

/** What a unit has been given besides incidents, and what was said. */
export function UnitField({ unitId }: { readonly unitId: string }) {
  const { view } = useCommands();
  const say = useText().tasks;
  const tasks = useLive(
    ({ live }) => [...live.world.field.tasks.values()].filter((task) => isTaskHeld(task) && task.unitId === unitId),
    isShallowEqual,
  );
  return (
    <div className="unit-field">
      {tasks.map((task) => (
        <button
          key={task.id}
          type="button"
          className="unit-field__task"
          onClick={() => view.change({ sheet: { id: 'tasks', focus: task.id } })}
          data-testid="card-task"
        >
          <span className="ellipsis">
            {say.mark[task.kind]} · {task.title}
          </span>
          <Badge tone={task.overdueAt === null ? 'info' : 'bad'}>
            {task.overdueAt === null ? say.state[task.state] : say.overdue}
          </Badge>
        </button>
      ))}
      <UnitThread unitId={unitId} />
    </div>
  );
}

function UnitThread({ unitId }: { readonly unitId: string }) {
  const context = useCommands();
  const say = useText().tasks.unit;
  const thread = useLive(({ live }) => live.world.field.threads.get(unitId));
  const unread = unreadOf(thread);
  const may = useLive(() => maySend(context, 'message.send'));
  const name = `message:${unitId}`;
  const isWaiting = useView((state) => state.pending.includes(name));
  const last = thread?.messages.at(-1)?.id;
  // The card is open before the officer: what stands there is read.
  useEffect(() => {
    if (unread > 0 && last && may) {
      void sendCommand(context, 'message.mark', { unitId, upTo: last, as: 'read' }, `read:${unitId}`);
    }
  }, [context, unitId, last, unread, may]);
  const send = async (text: string) => {
    const outcome = await sendCommand(context, 'message.send', { unitIds: [unitId], text }, name);
    return outcome.state === 'done';
  };
  return (
    <section className="unit-thread" aria-label={say.messages}>
      <ol className="unit-thread__rows">
        {(thread?.messages ?? []).slice(-SHOWN).map((message) => (
          <li key={message.id} className={`unit-thread__message unit-thread__message--${message.from}`}>
            <span className="selectable">{message.text}</span>
            <span className="card__faint">
              {formatTime(message.at)} {message.from === 'desk' && stateOf(message, say)}
            </span>
          </li>
        ))}
      </ol>
      <SendLine
        label={say.write}
        sendLabel={say.send}
        maxLength={MESSAGE_LIMIT}
        isDisabled={!may}
        isWaiting={isWaiting}
        onSend={send}
        testId="unit-message"
      />
    </section>
  );
}

function stateOf({ deliveredAt, readAt }: Message, say: DeskText['tasks']['unit']): string {
  if (readAt !== null) return say.read;
  return deliveredAt === null ? say.sent : say.delivered;
}
