import type { IncidentState } from '#shared/domain/incident.ts';
import { pick } from '#shared/text/language.ts';
import { formatTime } from '#shared/text/time.ts';
import { maySend } from '../../commands/context.ts';
import { detachPublicReport } from '../../commands/reportCommands.ts';
import { type Corroboration, corroborationOf } from '../../live/corroboration.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';

/** Who else said so: citizens, units, other devices. Not there while nobody did. */
export function CorroborationSection({ incident }: { readonly incident: IncidentState }) {
  const say = useText().corroboration;
  const said = useLive(
    ({ live }) => corroborationOf(live.world, incident),
    (one, other) => one.length === other.length && one.every((each, index) => isSame(each, other[index]!)),
  );
  if (said.length === 0) return null;
  return (
    <Section title={say.section} aside={say.count(said.length)}>
      <ul className="corroboration" data-testid="corroboration">
        {said.map((each) => (
          <Row key={keyOf(each)} said={each} />
        ))}
      </ul>
    </Section>
  );
}

function Row({ said }: { readonly said: Corroboration }) {
  if (said.kind === 'report') return <OfPublic {...said} />;
  return said.kind === 'unit' ? <OfUnit {...said} /> : <OfDevice {...said} />;
}

const keyOf = (said: Corroboration) =>
  said.kind === 'alarm' ? `${said.alarm.sourceId} ${said.alarm.code} ${said.alarm.class}` : said.report.id;

type Of<Kind extends Corroboration['kind']> = Extract<Corroboration, { kind: Kind }>;
const subjectOf = (each: Corroboration) => (each.kind === 'alarm' ? each.alarm : each.report);
const isSame = (one: Corroboration, other: Corroboration) => subjectOf(one) === subjectOf(other);

/** What a citizen wrote is text and nothing else. */
function OfPublic({ at, report }: Of<'report'>) {
  const context = useCommands();
  const { corroboration: say, reports } = useText();
  const may = useLive(() => maySend(context, 'publicReport.detach'));
  const isWaiting = useView((view) => view.pending.includes(`publicReport:${report.id}`));
  const { attachment, state } = report;
  return (
    <li className="corroboration__row" data-testid={`corroboration-${report.id}`}>
      <span className="corroboration__head">
        <time>{formatTime(at)}</time>
        <Badge tone="info">{reports.channel[report.channel]}</Badge>
        <span className="incident__faint">{how()}</span>
        <Button
          look="plain"
          onClick={() => context.view.change({ sheet: { id: 'publicReports', focus: report.id } })}
          aria-label={`${say.show} ${formatTime(at)}`}
        >
          {say.show}
        </Button>
        {state === 'attached' && may && !context.replay?.isOnScreen && (
          <Button look="plain" isWaiting={isWaiting} onClick={() => void detachPublicReport(context, report.id)}>
            {say.detach}
          </Button>
        )}
      </span>
      <span className="corroboration__words selectable">{report.words || say.noWords}</span>
    </li>
  );

  function how(): string {
    if (state === 'opened') return say.opened;
    if (!attachment?.isAutomatic) return say.attached;
    return say.automatically(attachment.distanceM ?? 0, Math.max(1, Math.round((attachment.apartMs ?? 0) / 60_000)));
  }
}

function OfUnit({ at, report }: Of<'unit'>) {
  const { view } = useCommands();
  const say = useText().corroboration;
  return (
    <li className="corroboration__row">
      <span className="corroboration__head">
        <time>{formatTime(at)}</time>
        <Badge tone="info">{say.unit}</Badge>
        <button
          type="button"
          className="candidate__name"
          onClick={() => view.select({ kind: 'unit', id: report.unitId })}
        >
          {report.unitName}
        </button>
      </span>
      <span className="corroboration__words selectable">{report.text || say.noWords}</span>
    </li>
  );
}

function OfDevice({ at, alarm }: Of<'alarm'>) {
  const { view } = useCommands();
  const say = useText().corroboration;
  const language = useLanguage();
  const { deviceId, sourceId, times } = alarm;
  const name = useLive(
    ({ live }) => live.world.devices.get(sourceId)?.name ?? live.world.units.get(sourceId)?.name ?? sourceId,
  );
  return (
    <li className="corroboration__row">
      <span className="corroboration__head">
        <time>{formatTime(at)}</time>
        <Badge tone="info">{say.alarm}</Badge>
        <button
          type="button"
          className="candidate__name"
          onClick={() =>
            view.select(deviceId === null ? { kind: 'unit', id: sourceId } : { kind: 'device', id: deviceId })
          }
        >
          {name}
        </button>
      </span>
      <span className="corroboration__words">
        {pick(alarm.title, language)} {times > 1 && <strong>{say.times(times)}</strong>}
      </span>
    </li>
  );
}
