import { useState } from 'react';
import { maySend } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { SheetTabs } from '../../ui/SheetTabs.tsx';
import { useCommands, useLive, useText, useView } from '../desk.tsx';
import { ReportList } from './ReportList.tsx';
import { RouteEditor } from './RouteEditor.tsx';
import { RouteList } from './RouteList.tsx';
import { TaskDetail } from './TaskDetail.tsx';
import { TaskForm } from './TaskForm.tsx';
import { TaskList } from './TaskList.tsx';
import { isLate } from './taskRows.ts';
import './tasks.css';

const TABS = ['tasks', 'routes', 'reports'] as const;
type Tab = (typeof TABS)[number];
/** What stands in place of the list. `route`: null is a new one. */
type Form = { readonly kind: 'task' } | { readonly kind: 'route'; readonly routeId: string | null } | null;

/** Tasks, patrol routes and reports of the field. `focus` of the sheet: a task's id, or the tab `reports`. */
export function TasksSheet() {
  const context = useCommands();
  const { view } = context;
  const text = useText();
  const say = text.tasks;
  const focus = useView((state) => state.sheet?.focus ?? null);
  const [chosenTab, setTab] = useState<Tab>('tasks');
  const [form, setForm] = useState<Form>(null);
  const tab = focus === 'reports' ? 'reports' : chosenTab;
  const task = useLive(({ live }) => (focus === null ? undefined : live.world.field.tasks.get(focus)));
  const mayPublish = useLive(() => maySend(context, 'task.publish'));
  const late = useLive(({ live }) => [...live.world.field.tasks.values()].filter(isLate).length);
  const waiting = useLive(
    ({ live }) => [...live.world.field.reports.values()].filter(({ state }) => state === 'waiting').length,
  );
  const counts: Readonly<Record<Tab, number>> = { tasks: late, routes: 0, reports: waiting };
  const show = (next: Tab, nextForm: Form = null) => {
    setTab(next);
    setForm(nextForm);
    view.change({ sheet: { id: 'tasks', focus: null } });
  };
  return (
    <Sheet
      title={say.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null })}
      testId="tasks-sheet"
      tools={
        <>
          <SheetTabs
            label={say.title}
            tabs={TABS.map((id) => ({ id, name: say.tabs[id], count: counts[id] }))}
            chosen={form === null ? tab : null}
            onChoose={(id) => show(id)}
            testIdPrefix="tasks-tab-"
          />
          {tab === 'routes' ? (
            <Button
              disabled={!mayPublish}
              onClick={() => show('routes', { kind: 'route', routeId: null })}
              data-testid="route-new"
            >
              {say.newRoute}
            </Button>
          ) : (
            <Button disabled={!mayPublish} onClick={() => show('tasks', { kind: 'task' })} data-testid="task-new">
              {say.publish}
            </Button>
          )}
        </>
      }
    >
      {task ? (
        <TaskDetail key={task.id} task={task} onBack={() => view.change({ sheet: { id: 'tasks', focus: null } })} />
      ) : form?.kind === 'task' ? (
        <TaskForm onDone={(taskId) => (taskId ? open(taskId) : setForm(null))} />
      ) : form?.kind === 'route' ? (
        <RouteEditor key={form.routeId ?? ''} routeId={form.routeId} onDone={() => setForm(null)} />
      ) : tab === 'tasks' ? (
        <TaskList onOpen={open} />
      ) : tab === 'routes' ? (
        <RouteList onEdit={(routeId) => setForm({ kind: 'route', routeId })} />
      ) : (
        <ReportList />
      )}
    </Sheet>
  );

  function open(taskId: string): void {
    setForm(null);
    view.change({ sheet: { id: 'tasks', focus: taskId } });
  }
}
