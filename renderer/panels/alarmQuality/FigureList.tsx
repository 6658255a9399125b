import { LEVEL_SHARES } from '#shared/catalog/alarmTargets.ts';
import { INCIDENT_LEVELS } from '#shared/catalog/incidentKinds.ts';
import { type AlarmMark, type AlarmQuality, TEN_MINUTES } from '#shared/domain/alarmFigures.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { QualityFigure } from '#shared/text/alarms.ts';
import { pick } from '#shared/text/language.ts';
import { formatDayTime, formatSpan } from '#shared/text/time.ts';
import { LevelMark } from '../../ui/LevelMark.tsx';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { kindName, placeName } from '../incidentWords.ts';
import { ChatterRows } from './ChatteringList.tsx';
import { percent } from './percent.ts';

const HOUR = 3_600_000;

/** What one figure was counted from. */
export function FigureList({
  figure,
  quality,
  stale,
}: {
  readonly figure: QualityFigure;
  readonly quality: AlarmQuality;
  readonly stale: readonly IncidentState[];
}) {
  const text = useText();
  const say = text.alarms;
  const nothing = <p className="empty">{say.nothing}</p>;
  switch (figure) {
    case 'perHour':
      return <Peak quality={quality} fromAt={quality.perHour.peakAt} spanMs={HOUR} />;
    case 'perTenMinutes':
    case 'peakTenMinutes':
      return <Peak quality={quality} fromAt={quality.perTenMinutes.peakAt} spanMs={TEN_MINUTES} />;
    case 'floodShare':
      if (quality.floods.length === 0) return nothing;
      return (
        <ul className="alarm-list">
          {quality.floods.map(({ fromAt, toAt, count }) => (
            <li className="alarm-row" key={fromAt}>
              {say.floodLine(formatDayTime(fromAt), toAt === null ? say.stillOn : formatDayTime(toAt), count)}
            </li>
          ))}
        </ul>
      );
    case 'badActorShare':
      if (quality.badActors.length === 0) return nothing;
      return (
        <ul className="alarm-list" data-testid="bad-actors">
          {quality.badActors.map((actor) => (
            <li className="alarm-row" key={actor.source}>
              <strong className="alarm-row__figure">{say.times(actor.count)}</strong>
              <SourceName source={actor.source} deviceId={actor.deviceId} />
              <span className="alarm-row__detail">{say.share(percent(actor.share))}</span>
            </li>
          ))}
        </ul>
      );
    case 'chattering':
      return quality.chattering.length === 0 ? nothing : <ChatterRows chattering={quality.chattering} />;
    case 'standing':
      return quality.standing.length === 0 ? nothing : <Marks marks={quality.standing} isStanding />;
    case 'stale':
      return stale.length === 0 ? nothing : <Stale incidents={stale} />;
    case 'levels': {
      const all = Math.max(1, quality.announced);
      return (
        <ul className="alarm-list">
          {INCIDENT_LEVELS.map((level) => (
            <li className="alarm-row" key={level}>
              <LevelMark level={level} label={text.words.level[level]} />
              <span className="alarm-row__name">{text.words.level[level]}</span>
              <strong className="alarm-row__figure">{say.times(quality.levels[level])}</strong>
              <span className="alarm-row__detail">
                {percent(quality.levels[level] / all)} · {say.recommended(percent(LEVEL_SHARES[level]))}
              </span>
            </li>
          ))}
        </ul>
      );
    }
    case 'shelved':
      return null;
  }
}

function Peak(props: { readonly quality: AlarmQuality; readonly fromAt: number | null; readonly spanMs: number }) {
  const say = useText().alarms;
  const { quality, fromAt, spanMs } = props;
  if (fromAt === null) return <p className="empty">{say.nothing}</p>;
  return (
    <>
      <p className="alarm-note">{say.peakAt(formatDayTime(fromAt))}</p>
      <Marks marks={quality.recent.filter(({ at }) => at >= fromAt && at < fromAt + spanMs)} />
    </>
  );
}

function Marks({ marks, isStanding = false }: { readonly marks: readonly AlarmMark[]; readonly isStanding?: boolean }) {
  const say = useText().alarms;
  const language = useLanguage();
  const now = useNow();
  return (
    <ul className="alarm-list">
      {marks.map((mark) => (
        <li className="alarm-row" key={mark.alarmId}>
          <time className="alarm-row__figure">{formatDayTime(mark.at)}</time>
          <SourceName source={mark.source} deviceId={mark.deviceId} />
          <span className="alarm-row__detail ellipsis">
            {pick(mark.title, language)}
            {isStanding && ` · ${say.since(formatSpan(now - mark.at, language))}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Stale({ incidents }: { readonly incidents: readonly IncidentState[] }) {
  const { view } = useCommands();
  const say = useText().alarms;
  const language = useLanguage();
  const now = useNow();
  return (
    <ul className="alarm-list">
      {incidents.map((incident) => (
        <li className="alarm-row" key={incident.id}>
          <strong className="alarm-row__figure">
            {say.since(formatSpan(now - (incident.timeline.at(-1)?.at ?? now), language))}
          </strong>
          <button
            type="button"
            className="alarm-row__name ellipsis"
            onClick={() => view.select({ kind: 'incident', id: incident.id })}
          >
            {kindName(incident, language)} · {placeName(incident)}
          </button>
          <span className="alarm-row__detail">{incident.number}</span>
        </li>
      ))}
    </ul>
  );
}

function SourceName({ source, deviceId }: { readonly source: string; readonly deviceId: string | null }) {
  const { view } = useCommands();
  const device = useLive(({ live }) => (deviceId === null ? undefined : live.world.devices.get(deviceId)));
  if (!device) return <span className="alarm-row__name ellipsis">{source}</span>;
  return (
    <button
      type="button"
      className="alarm-row__name ellipsis"
      onClick={() => view.select({ kind: device.kind === 'camera' ? 'camera' : 'device', id: device.id })}
    >
      {device.name}
    </button>
  );
}
