import type { ComponentProps, ReactNode } from 'react';
import './chips.css';

export interface ChipProps extends Omit<ComponentProps<'button'>, 'type' | 'className'> {
  readonly count?: number | undefined;
  /** Its count is a matter of concern. */
  readonly isLoud?: boolean;
  readonly children: ReactNode;
}

/** A small round button that stands in a row of its like; `aria-pressed` where it stays in. */
export function Chip({ count, isLoud = false, children, ...rest }: ChipProps) {
  return (
    <button {...rest} type="button" className={isLoud ? 'chip chip--loud' : 'chip'}>
      {children}
      {/* Read aloud, the count is a word of its own. */}
      {count !== undefined && ' '}
      {count !== undefined && <strong className="chip__count">{count}</strong>}
    </button>
  );
}
