import type { WallGrid, WallRegion } from '#shared/domain/wallRegion.ts';
import type { StandingRegion } from '#shared/domain/wallStands.ts';
import { useText } from '../desk.tsx';

/** A composition in small: which region lies where, and where something that was sent stands. */
export function WallSchema({
  grid,
  regions,
  label,
  chosenId = null,
  onChoose,
}: {
  readonly grid: WallGrid;
  readonly regions: readonly (WallRegion | StandingRegion)[];
  readonly label: string;
  readonly chosenId?: string | null;
  /** Absent: it is looked at, not pointed at. */
  readonly onChoose?: (regionId: string) => void;
}) {
  const text = useText().wallDesk;
  const style = {
    gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`,
    gridTemplateRows: `repeat(${grid.rows}, minmax(0, 1fr))`,
    aspectRatio: grid.columns > 2 * grid.rows ? '32 / 9' : '16 / 9',
  };
  return (
    <ul className="wall-schema" style={style} aria-label={label} data-testid="wall-schema">
      {regions.map((region) => {
        const { id, column, row, columns, rows, content } = region;
        const isSent = 'sent' in region && region.sent !== null;
        const kind = text.regionShort[content.kind];
        const name = isSent ? text.schemaSent(kind) : kind;
        const place = { gridColumn: `${column + 1} / span ${columns}`, gridRow: `${row + 1} / span ${rows}` };
        return (
          <li
            key={id}
            style={place}
            className={isSent ? 'wall-schema__region wall-schema__region--sent' : 'wall-schema__region'}
            data-region={id}
            data-kind={content.kind}
          >
            {onChoose ? (
              <button type="button" aria-pressed={id === chosenId} onClick={() => onChoose(id)}>
                {name}
              </button>
            ) : (
              <span>{name}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
