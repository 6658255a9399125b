import { addressIn } from '#shared/domain/place.ts';
import type { PublicReport } from '#shared/domain/publicReport.ts';
import { formatTime } from '#shared/text/time.ts';
import { maySend } from '../../commands/context.ts';
import { attachPublicReport, isSameNear, nearReport, openPublicReport } from '../../commands/reportCommands.ts';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';

const SHOWN = 4;

export function useWaitingReports(): readonly PublicReport[] {
  return useLive(
    ({ live }) => [...live.world.field.publicReports.values()].filter(({ state }) => state === 'waiting'),
    isShallowEqual,
  );
}

/** What citizens sent in and nobody has looked into. Said quietly: a report is not an alarm. */
export function PublicReportNotices({ reports }: { readonly reports: readonly PublicReport[] }) {
  const { view } = useCommands();
  const text = useText();
  return (
    <>
      {reports.slice(0, SHOWN).map((report) => (
        <ReportNotice key={report.id} report={report} />
      ))}
      {reports.length > SHOWN && (
        <li className="notice">
          <button
            type="button"
            className="notice__device"
            onClick={() => view.change({ sheet: { id: 'publicReports', focus: null } })}
          >
            {text.reports.row} · {text.notices.more(reports.length - SHOWN)}
          </button>
        </li>
      )}
    </>
  );
}

function ReportNotice({ report }: { readonly report: PublicReport }) {
  const context = useCommands();
  const say = useText().reports;
  const language = useLanguage();
  const may = useLive(() => maySend(context, 'publicReport.open'));
  const near = useLive(() => nearReport(context, report), isSameNear);
  const photos = useLive(({ live }) => live.world.field.evidence.get(`publicReport:${report.id}`)?.length ?? 0);
  const isWaiting = useView((state) => state.pending.includes(`publicReport:${report.id}`));
  const pictures = photos + report.pictures.length;
  const where = report.place ? addressIn(report.place, language === 'en') : say.noPlace;
  return (
    <li className="notice notice--report" data-testid={`public-report-${report.id}`}>
      <span className="notice__title">
        <time>{formatTime(report.at)}</time>
        <strong>{say.row}</strong>
        <span className="notice__word">{say.channel[report.channel]}</span>
        {pictures > 0 && <span className="notice__word">{say.pictures(pictures)}</span>}
      </span>
      <span className="notice__detail notice__said selectable">{report.words || say.noWords}</span>
      <span className="notice__detail selectable">{where}</span>
      {near && (
        <span className="notice__detail notice__may">
          {say.mayBelong(near.number, near.distanceM, Math.round(near.apartMs / 60_000))}
        </span>
      )}
      <span className="notice__actions">
        {near && (
          <Button
            disabled={!may}
            isWaiting={isWaiting}
            onClick={() => void attachPublicReport(context, report.id, near.incidentId)}
            data-testid="public-report-attach"
          >
            {say.attach(near.number)}
          </Button>
        )}
        <Button disabled={!may} onClick={() => openPublicReport(context, report)} data-testid="public-report-open">
          {say.open}
        </Button>
        <Button onClick={() => context.view.change({ sheet: { id: 'publicReports', focus: report.id } })}>
          {say.details}
        </Button>
      </span>
    </li>
  );
}
