import type { ReactNode } from 'react';
import { useText } from '../phoneContext.ts';

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Comes up from below, where the thumb is. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const text = useText();
  return (
    <div className="sheet" role="dialog" aria-modal="true" aria-label={title}>
      <div className="sheet__body">
        <header className="sheet__head">
          <h2>{title}</h2>
          <button type="button" className="big big--quiet" onClick={onClose} data-testid="sheet-close">
            {text.confirm.close}
          </button>
        </header>
        {children}
      </div>
    </div>
  );
}
