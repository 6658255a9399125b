import { useState } from 'react';
import { Button } from '../Button.tsx';
import './form.css';

/** One line of words and the button that sends them; it is emptied when `onSend` says that they have gone. */
export function SendLine({
  label,
  sendLabel,
  maxLength,
  isDisabled = false,
  isWaiting,
  onSend,
  testId,
}: {
  readonly label: string;
  readonly sendLabel: string;
  readonly maxLength: number;
  readonly isDisabled?: boolean;
  readonly isWaiting: boolean;
  /** Given the words without the space around them, never empty; true: they have gone. */
  readonly onSend: (words: string) => Promise<boolean>;
  readonly testId?: string;
}) {
  const [words, setWords] = useState('');
  const said = words.trim();
  const send = async () => {
    if (said === '' || isWaiting || isDisabled) return;
    if (await onSend(said)) setWords('');
  };
  return (
    <form
      className="send-line"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <input
        className="input"
        value={words}
        maxLength={maxLength}
        placeholder={label}
        aria-label={label}
        disabled={isDisabled}
        onChange={({ target }) => setWords(target.value)}
        data-testid={testId}
      />
      <Button disabled={isDisabled || said === ''} isWaiting={isWaiting} onClick={() => void send()}>
        {sendLabel}
      </Button>
    </form>
  );
}
