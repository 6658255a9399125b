import type { ReactNode } from 'react';
import { actorName } from '#shared/text/system.ts';
import { formatAgo } from '#shared/text/time.ts';
import { maySend } from '../../commands/context.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useLanguage, useNow, useText } from '../desk.tsx';
import { isDoor, type LinkRow } from './rows.ts';
import { Sparkline } from './Sparkline.tsx';
import type { Traffic } from './traffic.ts';
import { formatWhen, transportName } from './words.ts';
import './linkFacts.css';

/** What it is and what passes over it now. */
export function LinkFacts({ row, traffic }: { readonly row: LinkRow; readonly traffic: Traffic }) {
  const text = useText();
  const { facts } = text.links;
  const language = useLanguage();
  const mayRemove = maySend(useCommands(), 'link.remove');
  const now = useNow();
  const { health, report, state } = row;
  const count = (value: number) => value.toLocaleString('en-US');
  return (
    <Section title={text.links.stateHeading}>
      <dl className="link-facts">
        <Fact name={facts.transport}>{transportName(row.transport, text)}</Fact>
        <Fact name={facts.address}>
          <span className="link-facts__code">{row.address}</span>
        </Fact>
        <Fact name={facts.traffic}>
          <span className="link-facts__traffic">
            {text.links.traffic(traffic.frames, traffic.seconds)}
            <Sparkline bars={traffic.bars} label={text.links.sparkline} />
          </span>
        </Fact>
        <Fact name={text.links.lastFrame}>
          {health?.lastFrameAt == null
            ? text.links.never
            : `${formatWhen(health.lastFrameAt, now)} · ${formatAgo(now - health.lastFrameAt, language)}`}
        </Fact>
        {state && (
          <Fact name={facts.stated}>
            <span className="link-facts__stated">
              <Badge tone={state.statedBy === 'desk' ? 'info' : 'neutral'}>{text.links.statedBy[state.statedBy]}</Badge>
              {text.links.changed(actorName(state.changedBy, language), formatWhen(state.changedAt, now))}
            </span>
          </Fact>
        )}
        {isDoor(row) && <Fact name={facts.stated}>{text.links.doorHint}</Fact>}
        {report?.connections != null && <Fact name={facts.connections}>{count(report.connections)}</Fact>}
        {(report?.inFlight ?? 0) > 0 && <Fact name={facts.inFlight}>{count(report?.inFlight ?? 0)}</Fact>}
        {report?.kernelDrops != null && (
          <Fact name={facts.kernelDrops} isBad={report.kernelDrops > 0}>
            {count(report.kernelDrops)}
          </Fact>
        )}
        {(report?.notStored ?? 0) > 0 && (
          <Fact name={facts.notStored} isBad>
            {count(report?.notStored ?? 0)}
          </Fact>
        )}
      </dl>
      {mayRemove && state !== null && state.stationFingerprint !== null && (
        <p className="links__hint">{text.links.removeOfStation}</p>
      )}
    </Section>
  );
}

function Fact({
  name,
  isBad = false,
  children,
}: {
  readonly name: string;
  readonly isBad?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className="link-facts__fact">
      <dt>{name}</dt>
      <dd className={isBad ? 'is-bad' : undefined}>{children}</dd>
    </div>
  );
}
