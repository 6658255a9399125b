import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { WallBox, WallRegion } from '#shared/domain/wallRegion.ts';
import { useText } from '../desk.tsx';
import { nudge, type PresetDraft, place } from './presetDraft.ts';

interface Hold {
  readonly regionId: string;
  readonly isResize: boolean;
  readonly from: WallBox;
  /** Where it was taken, page pixels. */
  readonly x: number;
  readonly y: number;
}

const STEPS: Readonly<Record<string, { readonly columns: number; readonly rows: number }>> = {
  ArrowLeft: { columns: -1, rows: 0 },
  ArrowRight: { columns: 1, rows: 0 },
  ArrowUp: { columns: 0, rows: -1 },
  ArrowDown: { columns: 0, rows: 1 },
};

/** The regions as they lie, moved and resized cell by cell: with the mouse, and with the arrow keys. */
export function RegionBoard({
  draft,
  chosenId,
  onChoose,
  onChange,
  onRemove,
}: {
  readonly draft: PresetDraft;
  readonly chosenId: string | null;
  readonly onChoose: (regionId: string) => void;
  readonly onChange: (draft: PresetDraft) => void;
  readonly onRemove: (regionId: string) => void;
}) {
  const text = useText().wallDesk;
  const board = useRef<HTMLDivElement>(null);
  const hold = useRef<Hold | null>(null);
  const take = (event: PointerEvent<HTMLElement>, region: WallRegion, isResize: boolean) => {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const { column, row, columns, rows } = region;
    hold.current = {
      regionId: region.id,
      isResize,
      from: { column, row, columns, rows },
      x: event.clientX,
      y: event.clientY,
    };
    onChoose(region.id);
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    const held = hold.current;
    const size = board.current?.getBoundingClientRect();
    if (!held || !size) return;
    const by = {
      columns: Math.round(((event.clientX - held.x) / size.width) * draft.columns),
      rows: Math.round(((event.clientY - held.y) / size.height) * draft.rows),
    };
    const { column, row, columns, rows } = held.from;
    const box = held.isResize
      ? { column, row, columns: columns + by.columns, rows: rows + by.rows }
      : { column: column + by.columns, row: row + by.rows, columns, rows };
    const next = place(draft, held.regionId, box);
    if (next !== draft) onChange(next);
  };
  const drop = () => {
    hold.current = null;
  };
  const press = (event: KeyboardEvent, regionId: string) => {
    const step = STEPS[event.key];
    if (step) onChange(nudge(draft, regionId, step, event.shiftKey));
    else if (event.key === 'Delete' && draft.regions.length > 1) onRemove(regionId);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const style = {
    gridTemplateColumns: `repeat(${draft.columns}, minmax(0, 1fr))`,
    gridTemplateRows: `repeat(${draft.rows}, minmax(0, 1fr))`,
    backgroundSize: `${100 / draft.columns}% ${100 / draft.rows}%`,
    aspectRatio: draft.columns > 2 * draft.rows ? '32 / 9' : '16 / 9',
  };
  return (
    <div className="field">
      <span className="field__label">{text.board}</span>
      <fieldset className="wall-board" aria-label={text.board} data-testid="wall-board">
        <div className="wall-board__grid" style={style} ref={board}>
          {draft.regions.map((region) => {
            const { id, column, row, columns, rows, content } = region;
            const kind = text.regionShort[content.kind];
            return (
              <button
                key={id}
                type="button"
                className="wall-board__region"
                style={{ gridColumn: `${column + 1} / span ${columns}`, gridRow: `${row + 1} / span ${rows}` }}
                aria-pressed={id === chosenId}
                aria-label={text.regionAt(kind, column + 1, row + 1, columns, rows)}
                data-region={id}
                onFocus={() => onChoose(id)}
                onKeyDown={(event) => press(event, id)}
                onPointerDown={(event) => take(event, region, false)}
                onPointerMove={drag}
                onPointerUp={drop}
                onPointerCancel={drop}
              >
                {kind}
                <span
                  className="wall-board__corner"
                  aria-hidden="true"
                  onPointerDown={(event) => take(event, region, true)}
                  onPointerMove={drag}
                  onPointerUp={drop}
                  onPointerCancel={drop}
                />
              </button>
            );
          })}
        </div>
      </fieldset>
      <span className="field__hint">{text.boardHint}</span>
    </div>
  );
}
