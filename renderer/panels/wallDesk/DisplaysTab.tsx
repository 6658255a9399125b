import { useState } from 'react';
import { SideList, SideRow, SideRows } from '../../ui/SideList.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useText } from '../desk.tsx';
import { DisplayPane } from './DisplayPane.tsx';
import { LocalDisplays } from './LocalDisplays.tsx';
import { usePresetName, useStandingOf } from './useWalls.ts';
import { WallSchema } from './WallSchema.tsx';
import type { WallRow } from './wallRows.ts';

/** Every display with what stands on it, and below them what this machine could show a wall on. */
export function DisplaysTab({ rows, may }: { readonly rows: readonly WallRow[]; readonly may: boolean }) {
  const text = useText().wallDesk;
  const [chosenId, setChosen] = useState<string | null>(null);
  const chosen = rows.find(({ id }) => id === chosenId) ?? rows[0];
  const keys = useListKeys('.wall-row');
  return (
    <SideList
      label={text.displays}
      paneKey={chosen?.id ?? 'none'}
      rows={
        <SideRows ref={keys}>
          {rows.map((row) => (
            <li key={row.id}>
              <Row row={row} isChosen={row === chosen} onChoose={() => setChosen(row.id)} />
            </li>
          ))}
        </SideRows>
      }
    >
      {!may && <p className="wall-desk__note">{text.lookOnly}</p>}
      {chosen ? <DisplayPane row={chosen} may={may} /> : <p className="empty">{text.none}</p>}
      <LocalDisplays />
    </SideList>
  );
}

function Row({
  row,
  isChosen,
  onChoose,
}: {
  readonly row: WallRow;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const text = useText().wallDesk;
  const presetName = usePresetName();
  const { preset, regions, by } = useStandingOf(row);
  const state = row.report?.state ?? 'unseen';
  return (
    <SideRow className="wall-row" isChosen={isChosen} onClick={onChoose} data-testid="wall-row" data-display={row.id}>
      <span className="wall-row__head">
        <strong className="ellipsis">{row.name}</strong>
        <span className={`wall-state wall-state--${state}`} data-state={state}>
          {text.state[state]}
        </span>
      </span>
      <WallSchema grid={preset} regions={regions} label={text.schema} />
      <span className="wall-row__what ellipsis">
        {presetName(preset.id)} · {text.by[by]}
      </span>
    </SideRow>
  );
}
