import { useState } from 'react';
import { FIELD_TASK_KINDS, type FieldTask, type FieldTaskKind } from '#shared/domain/task.ts';
import { TASK_FILTERS, type TaskFilter } from '#shared/text/tasks.ts';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useLive, useText } from '../desk.tsx';
import { TaskRow } from './TaskRow.tsx';
import { isInFilter, taskRows } from './taskRows.ts';

/** Late ones first. Every row is a button: the list is walked with Tab or the arrow keys and opened with Enter. */
export function TaskList({ onOpen }: { readonly onOpen: (taskId: string) => void }) {
  const say = useText().tasks;
  const [filter, setFilter] = useState<TaskFilter>('open');
  const keys = useListKeys('.task-row');
  const [kind, setKind] = useState<FieldTaskKind | null>(null);
  const [query, setQuery] = useState('');
  const tasks = useLive(({ live }) => [...live.world.field.tasks.values()], isShallowEqual);
  const rows = taskRows(tasks, { filter, kind, query });
  const countOf = (one: TaskFilter) => tasks.filter((task) => isInFilter(task, one)).length;
  return (
    <div className="task-list">
      <div className="task-list__tools">
        <input
          className="input"
          type="search"
          value={query}
          maxLength={60}
          placeholder={say.search}
          aria-label={say.search}
          onChange={(event) => setQuery(event.target.value)}
          data-testid="task-search"
        />
        <select
          className="input task-list__kind"
          value={kind ?? ''}
          aria-label={say.form.kind}
          onChange={(event) => setKind((event.target.value || null) as FieldTaskKind | null)}
        >
          <option value="">{say.anyKind}</option>
          {FIELD_TASK_KINDS.map((one) => (
            <option key={one} value={one}>
              {say.kind[one]}
            </option>
          ))}
        </select>
      </div>
      <div className="task-list__filters">
        <FilterChips
          label={say.title}
          chips={TASK_FILTERS.map((id) => ({
            id,
            name: say.filter[id],
            count: countOf(id),
            isLoud: id === 'overdue' && countOf(id) > 0,
            testId: `task-filter-${id}`,
          }))}
          chosen={filter}
          onChoose={setFilter}
        />
      </div>
      {rows.length === 0 ? (
        <p className="tasks-empty">{tasks.length === 0 ? say.none : say.noneOfFilter}</p>
      ) : (
        <ul className="task-list__rows" ref={keys} data-testid="task-rows">
          {rows.map((task: FieldTask) => (
            <TaskRow key={task.id} task={task} onOpen={onOpen} />
          ))}
        </ul>
      )}
    </div>
  );
}
