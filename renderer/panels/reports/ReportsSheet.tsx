import { useState } from 'react';
import { maySend } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLive, useText, useView } from '../desk.tsx';
import { CodeSheet } from './CodeSheet.tsx';
import { ReportDetail } from './ReportDetail.tsx';
import { ToneChoice } from './ToneChoice.tsx';
import './reports.css';

/** Reports of citizens: those that wait first, oldest first; then what became of the others. `focus`: the one that stands on top. */
export function ReportsSheet() {
  const context = useCommands();
  const { view } = context;
  const text = useText();
  const say = text.reports;
  const focus = useView((state) => state.sheet?.focus ?? null);
  const [showsCodes, setShowsCodes] = useState(false);
  const reports = useLive(({ live }) => [...live.world.field.publicReports.values()], isShallowEqual);
  const may = useLive(() => maySend(context, 'publicReport.open'));
  const waiting = reports.filter(({ state }) => state === 'waiting');
  const others = reports.filter(({ state }) => state !== 'waiting').toReversed();
  const first = reports.filter(({ id }) => id === focus);
  const rest = [...waiting, ...others].filter(({ id }) => id !== focus);
  return (
    <Sheet
      title={say.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null })}
      testId="public-reports-sheet"
      tools={
        <>
          {waiting.length > 0 && <span className="public-reports__count">{say.waiting(waiting.length)}</span>}
          <ToneChoice />
          <Button onClick={() => setShowsCodes(!showsCodes)} data-testid="report-codes">
            {showsCodes ? say.back : say.codes}
          </Button>
        </>
      }
    >
      {showsCodes ? (
        <CodeSheet />
      ) : reports.length === 0 ? (
        <p className="empty">{say.none}</p>
      ) : (
        <ul className="public-reports">
          {[...first, ...rest].map((report) => (
            <ReportDetail key={report.id} report={report} may={may} isFocus={report.id === focus} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}
