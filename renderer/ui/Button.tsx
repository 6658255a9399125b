import type { ComponentProps, ReactNode } from 'react';
import { KeyCap } from './KeyCap.tsx';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  readonly look?: 'normal' | 'primary' | 'danger' | 'plain';
  readonly size?: 'normal' | 'big';
  /** The key that does the same, as it is printed. */
  readonly keyLabel?: string | undefined;
  readonly isWaiting?: boolean;
  readonly children: ReactNode;
}

export function Button({
  look = 'normal',
  size = 'normal',
  keyLabel,
  isWaiting = false,
  className = '',
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      disabled={disabled || isWaiting}
      aria-busy={isWaiting}
      className={`button button--${look} button--${size} ${className}`}
    >
      {isWaiting && <span className="button__waiting" aria-hidden="true" />}
      <span className="ellipsis">{children}</span>
      {keyLabel && <KeyCap>{keyLabel}</KeyCap>}
    </button>
  );
}
