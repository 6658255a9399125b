import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { CloseIcon } from './icons.tsx';
import './dialog.css';

/** Tab stops: what a list has taken out of the order is reached by its own keys. */
const FOCUSABLE = ['button', 'input', 'textarea', 'select', '[tabindex="0"]']
  .map((what) => `${what}:not(:disabled, [tabindex="-1"])`)
  .join(', ');

/**
 * A modal dialog: focus goes in (to `[data-autofocus]` or the first field), stays in, and goes back where it was.
 * Escape and the backdrop close it.
 */
export function Dialog({
  title,
  closeLabel,
  onClose,
  onKeyDown,
  footer,
  isWide = false,
  testId,
  children,
}: {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly footer?: ReactNode;
  readonly isWide?: boolean;
  readonly testId?: string;
  readonly children: ReactNode;
}) {
  const titleId = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const first = box.current?.querySelector<HTMLElement>('[data-autofocus]') ?? focusable(box.current)[0];
    (first ?? box.current)?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Tab') keepInside(event, box.current);
    else onKeyDown?.(event);
  };
  return (
    <div className="dialog-back" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        ref={box}
        className={isWide ? 'dialog dialog--wide' : 'dialog'}
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
        onKeyDown={handleKey}
        data-testid={testId}
      >
        <header className="dialog__head">
          <h2 className="dialog__title" id={titleId}>
            {title}
          </h2>
          <button type="button" className="button button--plain" aria-label={closeLabel} onClick={onClose}>
            <CloseIcon />
          </button>
        </header>
        <div className="dialog__body">{children}</div>
        {footer && <footer className="dialog__foot">{footer}</footer>}
      </div>
    </div>
  );
}

function focusable(box: HTMLElement | null): HTMLElement[] {
  const body = box?.querySelector('.dialog__body');
  return [...(body?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
}

function keepInside(event: KeyboardEvent, box: HTMLElement | null): void {
  const all = [...(box?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
  const [first, last] = [all[0], all.at(-1)];
  if (event.shiftKey && document.activeElement === first) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first?.focus();
  }
}
