import { useState } from 'react';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useCommands, useText } from '../desk.tsx';
import { useTownNames } from '../useTownNames.ts';
import { type Choice, keyOf } from './choice.ts';
import { choiceName } from './choiceName.ts';
import { NumberRowLine } from './NumberRowLine.tsx';
import { PastIncident } from './PastIncident.tsx';
import { type NumberSource, type RowGroup, rowGroups } from './rowGroups.ts';

/** Of a group so many are listed; the others are counted. */
const MOST = 500;

/** What the open number was counted from; a closed incident that has left the world is read in its place. */
export function RowPane({ source, choice }: { readonly source: NumberSource; readonly choice: Choice }) {
  const { client, view } = useCommands();
  const text = useText();
  const say = text.numbers;
  const key = keyOf(choice);
  const [past, setPast] = useState<{ readonly key: string; readonly id: string } | null>(null);
  const keys = useListKeys('.number-row');
  const towns = useTownNames(choice.of === 'town' ? [choice.town] : []);
  const groups = rowGroups(choice, source, text);
  const openIncident = (id: string) => {
    if (client.live.world.incidents.has(id)) view.select({ kind: 'incident', id });
    else setPast({ key, id });
  };
  const name = choiceName(choice, source.figures.fromAt, text, view.state.language, towns);
  return (
    <section className="numbers__rows" aria-label={say.rowsLabel} data-testid="numbers-rows" data-choice={key}>
      {past?.key === key ? (
        <PastIncident incidentId={past.id} onBack={() => setPast(null)} />
      ) : (
        <>
          <h3>{name}</h3>
          {groups.length === 0 && <p className="empty">{say.camerasUnknown}</p>}
          <div ref={keys}>
            {groups.map((group) => (
              <Group key={group.id} group={group} onOpenIncident={openIncident} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

function Group({
  group: { id, name, rows, count, isLeftOut },
  onOpenIncident,
}: {
  readonly group: RowGroup;
  readonly onOpenIncident: (id: string) => void;
}) {
  const { numbers: say } = useText();
  const shown = rows.slice(0, MOST);
  return (
    <section data-testid={`rows-${id}`} data-count={count}>
      <h4>
        {name} <strong>{count}</strong>
        {isLeftOut && <span className="numbers__left-out">{say.leftOutMark}</span>}
      </h4>
      {count > rows.length && <p className="numbers__cut is-warn">{say.rowsCut(rows.length, count)}</p>}
      {count === 0 && <p className="numbers__none">{say.noRows}</p>}
      <ul>
        {shown.map((row) => (
          <NumberRowLine
            key={row.of === 'incident' ? row.mark.id : row.of === 'alarm' ? row.mark.alarmId : row.id}
            row={row}
            onOpenIncident={onOpenIncident}
          />
        ))}
      </ul>
      {rows.length > shown.length && <p className="empty">{say.more(rows.length - shown.length)}</p>}
    </section>
  );
}
