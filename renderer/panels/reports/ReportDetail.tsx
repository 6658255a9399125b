import { useState } from 'react';
import { addressIn } from '#shared/domain/place.ts';
import { type PublicReport, SET_ASIDE_REASONS, type SetAsideReason } from '#shared/domain/publicReport.ts';
import { isReachable } from '#shared/domain/reportReply.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { sendCommand } from '../../commands/context.ts';
import {
  attachPublicReport,
  detachPublicReport,
  isSameNear,
  nearReport,
  openPublicReport,
  showReportPlace,
} from '../../commands/reportCommands.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { EvidenceList } from '../EvidenceList.tsx';
import { Replies } from './Replies.tsx';
import { ReporterLine } from './ReporterLine.tsx';

interface Shown {
  readonly report: PublicReport;
  readonly may: boolean;
}

/** One report with everything that is known of it. Words of citizens are text and nothing else. */
export function ReportDetail({ report, may, isFocus }: Shown & { readonly isFocus: boolean }) {
  const context = useCommands();
  const say = useText().reports;
  const language = useLanguage();
  const evidence = useLive(({ live }) => live.world.field.evidence.get(`publicReport:${report.id}`) ?? NONE);
  const { place, pictures, state } = report;
  return (
    <li
      className={`public-report public-report--${state}`}
      aria-current={isFocus || undefined}
      data-testid={`public-report-row-${report.id}`}
    >
      <div className="public-report__head">
        <Badge tone={state === 'waiting' ? 'warn' : 'neutral'}>{say.channel[report.channel]}</Badge>
        <time>{formatDayTime(report.at)}</time>
        {report.isVoice && <span className="public-report__faint">{say.voice}</span>}
        <StateWords report={report} />
      </div>
      <p className="public-report__words selectable">{report.words || say.noWords}</p>
      <p className="public-report__faint">
        <span className="selectable">{place ? addressIn(place, language === 'en') : say.noPlace}</span>
        {place?.origin === 'lastKnown' && ` · ${say.lastKnown} ${formatDayTime(place.seenAt)}`}
        {place && (
          <Button look="plain" onClick={() => showReportPlace(context, report)}>
            {say.map}
          </Button>
        )}
      </p>
      {evidence.length > 0 && <EvidenceList evidence={evidence} />}
      {pictures.length > 0 && (
        <p className="public-report__faint" title={say.pictureHint}>
          {say.pictures(pictures.length)}：{say.pictureHint}
          {pictures.map(({ url, mediaId }) => (
            <span key={`${url} ${mediaId}`} className="public-report__address selectable">
              {url || mediaId}
            </span>
          ))}
        </p>
      )}
      <ReporterLine reporter={report.reporter} channel={report.channel} />
      <Replies report={report} may={may && isReachable(report)} />
      <Actions report={report} may={may} />
    </li>
  );
}

function StateWords({ report }: { readonly report: PublicReport }) {
  const say = useText().reports;
  const number = useLive(({ live }) => live.world.incidents.get(report.incidentId ?? '')?.number ?? '');
  return <span className="public-report__state">{wordsOf()}</span>;

  function wordsOf(): string {
    const { state, attachment, reason, note } = report;
    switch (state) {
      case 'waiting':
        return say.state.waiting;
      case 'opened':
        return say.state.opened(number);
      case 'attached':
        return attachment?.isAutomatic
          ? say.state.attachedBecause(number, attachment.distanceM ?? 0, Math.round((attachment.apartMs ?? 0) / 60_000))
          : say.state.attached(number);
      case 'setAside':
        return [say.state.setAside(reason ? say.reason[reason] : ''), note].filter(Boolean).join(' · ');
    }
  }
}

function Actions({ report, may }: Shown) {
  const context = useCommands();
  const say = useText().reports;
  const [isSettingAside, setSettingAside] = useState(false);
  const [note, setNote] = useState('');
  const name = `publicReport:${report.id}`;
  const isWaiting = useView((state) => state.pending.includes(name));
  const near = useLive(() => (report.state === 'waiting' ? nearReport(context, report) : undefined), isSameNear);
  if (report.state === 'attached') {
    return (
      <div className="public-report__actions">
        <Button disabled={!may} isWaiting={isWaiting} onClick={() => void detachPublicReport(context, report.id)}>
          {say.detach}
        </Button>
      </div>
    );
  }
  if (report.state !== 'waiting') return null;
  const setAside = (reason: SetAsideReason) =>
    void sendCommand(context, 'publicReport.setAside', { reportId: report.id, reason, note: note.trim() }, name);
  if (isSettingAside) {
    return (
      <div className="public-report__actions">
        <input
          className="input"
          value={note}
          maxLength={300}
          placeholder={say.note}
          aria-label={say.note}
          onChange={(event) => setNote(event.target.value)}
        />
        {SET_ASIDE_REASONS.map((reason) => (
          <Button
            key={reason}
            isWaiting={isWaiting}
            onClick={() => setAside(reason)}
            data-testid={`set-aside-${reason}`}
          >
            {say.reason[reason]}
          </Button>
        ))}
        <Button onClick={() => setSettingAside(false)}>{say.cancel}</Button>
      </div>
    );
  }
  return (
    <div className="public-report__actions">
      <Button look="primary" disabled={!may} onClick={() => openPublicReport(context, report)}>
        {say.open}
      </Button>
      {near && (
        <Button
          disabled={!may}
          isWaiting={isWaiting}
          onClick={() => void attachPublicReport(context, report.id, near.incidentId)}
        >
          {say.attach(near.number)}
        </Button>
      )}
      <Button disabled={!may} onClick={() => setSettingAside(true)} data-testid="public-report-set-aside">
        {say.setAside}
      </Button>
      {near && (
        <span className="public-report__faint">
          {say.mayBelong(near.number, near.distanceM, Math.round(near.apartMs / 60_000))}
        </span>
      )}
    </div>
  );
}

const NONE: readonly never[] = [];
