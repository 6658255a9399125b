import type { KeyboardEvent, ReactNode } from 'react';
import { Dialog } from '../Dialog.tsx';
import { FormActions, type FormActionsProps } from './FormActions.tsx';

interface FormDialogProps extends Omit<FormActionsProps, 'onCancel' | 'onConfirm' | 'testId'> {
  readonly title: string;
  /** Escape, the cross, the backdrop and the way back all do this. */
  readonly onClose: () => void;
  readonly onConfirm: () => Promise<void>;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly isWide?: boolean;
  readonly testId: string;
  readonly confirmTestId: string;
  readonly children: ReactNode;
}

/** A modal dialog that asks for something and does one thing with it. */
export function FormDialog({
  title,
  onClose,
  onConfirm,
  onKeyDown,
  isWide = false,
  testId,
  confirmTestId,
  children,
  ...actions
}: FormDialogProps) {
  return (
    <Dialog
      title={title}
      closeLabel={actions.cancelLabel}
      onClose={onClose}
      isWide={isWide}
      testId={testId}
      {...(onKeyDown && { onKeyDown })}
      footer={<FormActions {...actions} onCancel={onClose} onConfirm={() => void onConfirm()} testId={confirmTestId} />}
    >
      {children}
    </Dialog>
  );
}
