import type { FieldReport } from '#shared/domain/fieldReport.ts';
import { type Thread, unreadOf } from '#shared/domain/message.ts';
import { type FieldTask, isTaskEnded } from '#shared/domain/task.ts';
import { formatSpan, formatTime } from '#shared/text/time.ts';
import { maySend } from '../../commands/context.ts';
import { openReport } from '../../commands/taskCommands.ts';
import { Button } from '../../ui/Button.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';

interface FieldNews {
  readonly reports: readonly FieldReport[];
  readonly late: readonly FieldTask[];
  readonly threads: readonly Thread[];
}

const SHOWN = 4;

/** What the field wants the desk to see: reports, late tasks, unread words. */
export function useFieldNews(): FieldNews {
  const reports = useLive(
    ({ live }) => [...live.world.field.reports.values()].filter(({ state }) => state === 'waiting'),
    isShallowEqual,
  );
  const late = useLive(
    ({ live }) => [...live.world.field.tasks.values()].filter((task) => task.overdueAt !== null && !isTaskEnded(task)),
    isShallowEqual,
  );
  const threads = useLive(
    ({ live }) => [...live.world.field.threads.values()].filter((thread) => unreadOf(thread) > 0),
    isShallowEqual,
  );
  return { reports, late, threads };
}

export function FieldNotices({ reports, late, threads }: FieldNews) {
  const { view } = useCommands();
  const text = useText();
  return (
    <>
      {reports.slice(0, SHOWN).map((report) => (
        <ReportNotice key={report.id} report={report} />
      ))}
      {reports.length > SHOWN && <li className="notice">{text.notices.more(reports.length - SHOWN)}</li>}
      {late.slice(0, SHOWN).map((task) => (
        <LateTask key={task.id} task={task} />
      ))}
      {late.length > SHOWN && <li className="notice">{text.notices.more(late.length - SHOWN)}</li>}
      {threads.slice(0, SHOWN).map((thread) => (
        <Unread key={thread.unitId} thread={thread} onOpen={() => view.select({ kind: 'unit', id: thread.unitId })} />
      ))}
    </>
  );
}

function ReportNotice({ report }: { readonly report: FieldReport }) {
  const context = useCommands();
  const text = useText();
  const say = text.tasks;
  const may = useLive(() => maySend(context, 'fieldReport.open'));
  const isWaiting = useView((view) => view.pending.includes(`fieldReport:${report.id}`));
  return (
    <li className="notice notice--signal" data-testid={`field-report-${report.id}`}>
      <span className="notice__title">
        <time>{formatTime(report.at)}</time>
        <strong>{say.notice.report(report.unitName)}</strong>
      </span>
      <span className="notice__detail selectable">
        {[report.text, report.place.address].filter(Boolean).join(' · ')}
      </span>
      <span className="notice__actions">
        <Button disabled={!may} isWaiting={isWaiting} onClick={() => void openReport(context, report.id)}>
          {say.reports.open}
        </Button>
        <Button onClick={() => context.view.change({ sheet: { id: 'tasks', focus: 'reports' } })}>
          {say.tabs.reports}
        </Button>
      </span>
    </li>
  );
}

function LateTask({ task }: { readonly task: FieldTask }) {
  const { view } = useCommands();
  const say = useText().tasks;
  const language = useLanguage();
  const now = useNow();
  return (
    <li className="notice notice--bad" data-testid={`late-task-${task.id}`}>
      <span className="notice__title">
        <WarningIcon />
        <button
          type="button"
          className="notice__device"
          onClick={() => view.change({ sheet: { id: 'tasks', focus: task.id } })}
        >
          {say.notice.overdue(task.title)}
        </button>
      </span>
      <span className="notice__detail">
        {task.unitName ?? say.nobody} · {say.overdueBy(formatSpan(Math.max(0, now - task.dueAt), language))}
      </span>
    </li>
  );
}

function Unread({ thread, onOpen }: { readonly thread: Thread; readonly onOpen: () => void }) {
  const say = useText().tasks;
  const name = useLive(({ live }) => live.world.units.get(thread.unitId)?.name ?? thread.unitId);
  const last = thread.messages.findLast(({ from }) => from === 'unit');
  return (
    <li className="notice notice--signal" data-testid={`unread-${thread.unitId}`}>
      <span className="notice__title">
        {last && <time>{formatTime(last.at)}</time>}
        <button type="button" className="notice__device" onClick={onOpen}>
          {say.notice.message(name)}
        </button>
        <span className="notice__word">{say.unit.unread(unreadOf(thread))}</span>
      </span>
      {last && <span className="notice__detail selectable">{last.text}</span>}
    </li>
  );
}
