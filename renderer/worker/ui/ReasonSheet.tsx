import { useState } from 'react';
import { useText } from '../phoneContext.ts';
import { Sheet } from './Sheet.tsx';

interface ReasonSheetProps {
  readonly title: string;
  readonly chips: readonly string[];
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}

const LONGEST = 200;

/** One tap on a chip is an answer; words of one's own can be added before. */
export function ReasonSheet({ title, chips, onReason, onClose }: ReasonSheetProps) {
  const text = useText();
  const [words, setWords] = useState('');
  return (
    <Sheet title={title} onClose={onClose}>
      <input
        className="input"
        value={words}
        maxLength={LONGEST}
        placeholder={text.order.otherReason}
        aria-label={text.order.otherReason}
        onChange={({ target }) => setWords(target.value)}
        data-testid="reason-words"
      />
      <div className="chips">
        {chips.map((chip) => (
          <button
            key={chip}
            type="button"
            className="big"
            onClick={() => onReason(words.trim() === '' ? chip : `${chip}：${words.trim()}`)}
            data-testid="reason-chip"
          >
            {chip}
          </button>
        ))}
        {words.trim() !== '' && (
          <button type="button" className="big big--main" onClick={() => onReason(words.trim())}>
            {text.confirm.send}
          </button>
        )}
      </div>
    </Sheet>
  );
}
