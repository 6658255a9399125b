import type { ReactNode } from 'react';
import { CloseIcon } from '../../ui/icons.tsx';
import { useCommands, useText } from '../desk.tsx';

/** The frame every card shares. */
export function Card(props: {
  readonly kind: string;
  readonly title: string;
  /** What closing takes away; the selection, where nothing is said. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
}) {
  const { view } = useCommands();
  const text = useText().cards;
  return (
    <section className="card" aria-label={`${props.kind} ${props.title}`} data-testid="card">
      <header className="card__head">
        <span className="card__kind">{props.kind}</span>
        <h2 className="card__title selectable">{props.title}</h2>
        <button
          type="button"
          className="button button--plain"
          aria-label={text.dismiss}
          aria-keyshortcuts="Escape"
          onClick={props.onClose ?? (() => view.select(null))}
        >
          <CloseIcon />
        </button>
      </header>
      <div className="card__body">{props.children}</div>
    </section>
  );
}
