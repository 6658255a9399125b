import { type ReactNode, useEffect, useId, useRef } from 'react';
import { CloseIcon } from './icons.tsx';
import { useReturnOfFocus } from './useReturnOfFocus.ts';
import './sheet.css';

/** A working surface that fills its place: a heading with tools, then what scrolls. It is not modal. */
export function Sheet({
  title,
  closeLabel,
  onClose,
  tools,
  testId,
  children,
}: {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly tools?: ReactNode;
  readonly testId?: string;
  readonly children: ReactNode;
}) {
  const titleId = useId();
  const region = useRef<HTMLElement>(null);
  useReturnOfFocus();
  useEffect(() => region.current?.focus(), []);
  return (
    <section ref={region} className="sheet" aria-labelledby={titleId} tabIndex={-1} data-testid={testId}>
      <header className="sheet__head">
        <h2 className="sheet__title" id={titleId}>
          {title}
        </h2>
        <div className="sheet__tools">{tools}</div>
        <button type="button" className="button button--plain" aria-label={closeLabel} onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <div className="sheet__body">{children}</div>
    </section>
  );
}
