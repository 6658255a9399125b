import type { ReactNode } from 'react';
import type { Tone } from '../../ui/Badge.tsx';
import './cells.css';

/** One labelled figure of the top bar. */
export function Cell({
  label,
  tone = 'neutral',
  detail,
  testId,
  className = '',
  children,
}: {
  readonly label: string;
  readonly tone?: Tone;
  readonly detail?: string | null;
  readonly testId?: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={`cell cell--${tone} ${className}`} data-testid={testId} data-tone={tone}>
      <span className="cell__label">{label}</span>
      <span className="cell__value">{children}</span>
      {detail && <span className="cell__detail">{detail}</span>}
    </div>
  );
}
