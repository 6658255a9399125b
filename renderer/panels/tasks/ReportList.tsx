import { useState } from 'react';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { FieldReport } from '#shared/domain/fieldReport.ts';
import { pick } from '#shared/text/language.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { openReport } from '../../commands/taskCommands.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { EvidenceList } from '../EvidenceList.tsx';

/** What units saw and reported: those that wait first, oldest first; then what became of the others. */
export function ReportList() {
  const say = useText().tasks.reports;
  const keys = useListKeys('.report__head ~ * button, .report__head ~ * a');
  const reports = useLive(({ live }) => [...live.world.field.reports.values()], isShallowEqual);
  if (reports.length === 0) return <p className="tasks-empty">{say.none}</p>;
  const waiting = reports.filter(({ state }) => state === 'waiting');
  const settled = reports.filter(({ state }) => state !== 'waiting').toReversed();
  return (
    <ul className="report-list" ref={keys} data-testid="report-rows">
      {[...waiting, ...settled].map((report) => (
        <Report key={report.id} report={report} />
      ))}
    </ul>
  );
}

function Report({ report }: { readonly report: FieldReport }) {
  const context = useCommands();
  const say = useText().tasks.reports;
  const language = useLanguage();
  const [reason, setReason] = useState<string | null>(null);
  const may = useLive(() => maySend(context, 'fieldReport.open'));
  const isWaiting = useView((view) => view.pending.includes(`fieldReport:${report.id}`));
  const evidence = useLive(({ live }) => live.world.field.evidence.get(`fieldReport:${report.id}`) ?? NONE);
  const number = useLive(({ live }) => live.world.incidents.get(report.incidentId ?? '')?.number ?? null);
  const dismiss = () => {
    if (reason?.trim()) {
      void sendCommand(context, 'fieldReport.dismiss', { reportId: report.id, reason: reason.trim() });
    }
  };
  return (
    <li className={`report report--${report.state}`} data-testid={`report-${report.id}`}>
      <div className="report__head">
        <Badge tone={report.state === 'waiting' ? 'warn' : 'neutral'}>
          {pick(INCIDENT_KIND_CATALOG[report.kind], language)}
        </Badge>
        <strong>{say.from(report.unitName)}</strong>
        <time className="task-row__faint">{formatDayTime(report.at)}</time>
      </div>
      {report.text && <p className="selectable">{report.text}</p>}
      <p className="task-row__faint selectable">{report.place.address}</p>
      {evidence.length > 0 && <EvidenceList evidence={evidence} />}
      {report.state === 'opened' && <p className="task-row__faint">{say.opened(number ?? '')}</p>}
      {report.state === 'dismissed' && <p className="task-row__faint">{say.dismissed(report.reason ?? '')}</p>}
      {report.state === 'waiting' && (
        <div className="task-actions">
          {reason === null ? (
            <>
              <Button
                look="primary"
                disabled={!may}
                isWaiting={isWaiting}
                onClick={() => void openReport(context, report.id)}
                data-testid="report-open"
              >
                {say.open}
              </Button>
              <Button disabled={!may} onClick={() => setReason('')}>
                {say.dismiss}
              </Button>
            </>
          ) : (
            <>
              <input
                className="input task-actions__reason"
                value={reason}
                maxLength={300}
                placeholder={say.dismissReason}
                aria-label={say.dismissReason}
                onChange={(event) => setReason(event.target.value)}
                onKeyDown={(event) => event.key === 'Enter' && dismiss()}
              />
              <Button disabled={!may || reason.trim() === ''} onClick={dismiss}>
                {say.confirmDismiss}
              </Button>
            </>
          )}
        </div>
      )}
    </li>
  );
}

const NONE: readonly never[] = [];
