import type { ReactNode, Ref } from 'react';
import { Button } from '../Button.tsx';
import './form.css';

export interface FormActionsProps {
  /** What is still missing, or what a key does. */
  readonly hint?: ReactNode;
  readonly isHintWarning?: boolean;
  readonly cancelLabel: string;
  readonly onCancel: () => void;
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  /** `danger` where it cannot be taken back. */
  readonly look?: 'primary' | 'danger';
  readonly isReady: boolean;
  readonly isWaiting: boolean;
  readonly confirmRef?: Ref<HTMLButtonElement>;
  readonly testId: string;
}

/** The last line of a form: what is missing on the left, the way back and the one thing it does on the right. */
export function FormActions({
  hint,
  isHintWarning = false,
  cancelLabel,
  onCancel,
  confirmLabel,
  onConfirm,
  look = 'primary',
  isReady,
  isWaiting,
  confirmRef,
  testId,
}: FormActionsProps) {
  return (
    <>
      <span className={`form-actions__hint ${isHintWarning ? 'is-warn' : ''}`}>{hint}</span>
      <Button onClick={onCancel}>{cancelLabel}</Button>
      <Button
        look={look}
        disabled={!isReady}
        isWaiting={isWaiting}
        onClick={onConfirm}
        data-testid={testId}
        {...(confirmRef && { ref: confirmRef })}
      >
        {confirmLabel}
      </Button>
    </>
  );
}
