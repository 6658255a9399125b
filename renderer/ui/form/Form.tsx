import type { FormEvent, ReactNode } from 'react';
import './form.css';

/** Fields under one another. Enter in any of them sends, as the button does: `onSend` judges whether it may. */
export function Form({
  onSend,
  className = 'form',
  testId,
  children,
}: {
  readonly onSend: () => void;
  readonly className?: string;
  readonly testId?: string;
  readonly children: ReactNode;
}) {
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend();
  };
  return (
    <form className={className} onSubmit={send} data-testid={testId}>
      {children}
      {/* Without one, Enter sends nothing where there are two fields. */}
      <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
    </form>
  );
}
