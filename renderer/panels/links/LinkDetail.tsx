import { pick } from '#shared/text/language.ts';
import { actorName } from '#shared/text/system.ts';
import { useLanguage, useNow, useText } from '../desk.tsx';
import { FramesSection } from './FramesSection.tsx';
import { LinkActions } from './LinkActions.tsx';
import { LinkCounters } from './LinkCounters.tsx';
import { LinkDevices } from './LinkDevices.tsx';
import { LinkFacts } from './LinkFacts.tsx';
import { adviceFor, isDoor, type LinkRow } from './rows.ts';
import { StateMark } from './StateMark.tsx';
import type { Traffic } from './traffic.ts';
import { formatWhen, protocolName } from './words.ts';

/** One link: how it is, what came in, who is on it. */
export function LinkDetail({
  row,
  traffic,
  onEdit,
}: {
  readonly row: LinkRow;
  readonly traffic: Traffic;
  readonly onEdit: () => void;
}) {
  const text = useText();
  const { condition, state } = row;
  return (
    <article className="link" data-testid={`link-${row.id}`} data-condition={condition}>
      <header className="link__head">
        <div className="link__name">
          <h3 className="ellipsis">{row.id}</h3>
          <p>
            <span className={`link-state link-state--${condition}`}>
              <StateMark condition={condition} />
              {text.links.condition[condition]}
            </span>
            <span className="ellipsis">{protocolName(row.protocol, text)}</span>
          </p>
        </div>
        {state && <LinkActions state={state} onEdit={onEdit} />}
      </header>
      <Trouble row={row} />
      <LinkFacts row={row} traffic={traffic} />
      {!isDoor(row) && <LinkDevices linkId={row.id} />}
      {row.health && <LinkCounters health={row.health} report={row.report} />}
      <FramesSection key={row.id} linkId={row.id} isDoor={isDoor(row)} />
    </article>
  );
}

/** Why it does not run as it should, and what to do. */
function Trouble({ row }: { readonly row: LinkRow }) {
  const text = useText().links;
  const language = useLanguage();
  const now = useNow();
  const { stopped } = row.state ?? {};
  if (stopped) {
    return (
      <div className="link-trouble link-trouble--stopped" data-testid="link-stopped">
        <strong>{text.stoppedBy(actorName(stopped.by, language), formatWhen(stopped.at, now))}</strong>
        <p className="selectable">{text.stoppedReason(stopped.reason)}</p>
      </div>
    );
  }
  const fault = row.health?.fault;
  const advice = adviceFor(row);
  if (!fault && !advice) return null;
  return (
    <div className={`link-trouble link-trouble--${row.condition}`} role="status" data-testid="link-fault">
      {fault && <strong className="selectable">{pick(fault, language)}</strong>}
      {advice && <p>{text.advice[advice]}</p>}
    </div>
  );
}
