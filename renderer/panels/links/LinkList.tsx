import { formatAgo } from '#shared/text/time.ts';
import { SideRow } from '../../ui/SideList.tsx';
import { useLanguage, useNow, useText } from '../desk.tsx';
import { isDoor, type LinkRow, refusedCount } from './rows.ts';
import { Sparkline } from './Sparkline.tsx';
import { StateMark } from './StateMark.tsx';
import type { Traffic } from './traffic.ts';
import { protocolName } from './words.ts';

/** Every link with what it is doing now; the chosen one stands beside it. */
export function LinkList({
  rows,
  chosenId,
  traffic,
  onChoose,
}: {
  readonly rows: readonly LinkRow[];
  readonly chosenId: string | null;
  readonly traffic: (linkId: string) => Traffic;
  readonly onChoose: (linkId: string) => void;
}) {
  const text = useText().links;
  const groups = [
    { name: text.links, members: rows.filter((row) => !isDoor(row)) },
    { name: text.doors, members: rows.filter(isDoor) },
  ].filter(({ members }) => members.length > 0);
  return groups.map(({ name, members }) => (
    <div key={name}>
      <h3 className="links__group">{name}</h3>
      <ul aria-label={name}>
        {members.map((row) => (
          <li key={row.id}>
            <Row row={row} traffic={traffic(row.id)} isChosen={row.id === chosenId} onChoose={() => onChoose(row.id)} />
          </li>
        ))}
      </ul>
    </div>
  ));
}

function Row({
  row,
  traffic,
  isChosen,
  onChoose,
}: {
  readonly row: LinkRow;
  readonly traffic: Traffic;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const text = useText();
  const language = useLanguage();
  const now = useNow();
  const { health, condition } = row;
  const refused = refusedCount(health);
  return (
    <SideRow
      className="link-row"
      isChosen={isChosen}
      onClick={onChoose}
      data-testid={`link-row-${row.id}`}
      data-condition={condition}
    >
      <span className="link-row__line">
        <strong className="ellipsis">{row.id}</strong>
        <span className={`link-state link-state--${condition}`}>
          <StateMark condition={condition} />
          {text.links.condition[condition]}
        </span>
      </span>
      <span className="link-row__line">
        <span className="ellipsis">{protocolName(row.protocol, text)}</span>
        <span className="link-row__figure">{text.links.perMinute(traffic.frames)}</span>
      </span>
      <span className="link-row__line link-row__line--wraps">
        <span className="link-row__address ellipsis">{row.address}</span>
        <Sparkline bars={traffic.bars} label={text.links.sparkline} />
      </span>
      <span className="link-row__line">
        <span className="ellipsis">
          {health?.lastFrameAt == null
            ? text.links.never
            : `${text.links.lastFrame} ${formatAgo(now - health.lastFrameAt, language)}`}
        </span>
        <span className={refused > 0 ? 'link-row__figure is-warn' : 'link-row__figure'}>
          {text.links.refusalsCount(refused)}
        </span>
      </span>
    </SideRow>
  );
}
