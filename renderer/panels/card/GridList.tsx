import { useState } from 'react';
import type { Selection } from '../../live/selection.ts';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useCommands, useText } from '../desk.tsx';

export interface GridRow {
  readonly target: Selection;
  readonly title: string;
  readonly detail: string;
}

interface GridListProps {
  readonly title: string;
  /** Said where there is nothing. */
  readonly empty: string;
  readonly rows: readonly GridRow[];
  /** Where not all of them are named. */
  readonly total?: number;
  readonly testId: string;
}

const SHOWN = 5;

/** A heading with its count and rows that select; a long list opens when asked to. */
export function GridList({ title, empty, rows, total = rows.length, testId }: GridListProps) {
  const { view } = useCommands();
  const text = useText().grids;
  const keys = useListKeys('button');
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? rows : rows.slice(0, SHOWN);
  return (
    <section aria-label={title} data-testid={testId}>
      <h3 className="card__heading">
        {title} <span className="card__count">{total}</span>
      </h3>
      {total === 0 && <p className="card__faint">{empty}</p>}
      {shown.length > 0 && (
        <ul className="card__list card__list--rows" ref={keys}>
          {shown.map(({ target, title: name, detail }) => (
            <li key={`${target.kind}${target.id}`}>
              <button type="button" onClick={() => view.select(target)}>
                <span className="ellipsis">{name}</span>
                <span className="card__faint ellipsis">{detail}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {!isOpen && total > shown.length && (
        <button type="button" className="card__link" onClick={() => setOpen(true)}>
          {text.more(total - shown.length)}
        </button>
      )}
      {isOpen && total > rows.length && <p className="card__faint">{text.more(total - rows.length)}</p>}
    </section>
  );
}
