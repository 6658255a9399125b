import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { formatTime } from '#shared/text/time.ts';
import { Button } from '../../ui/Button.tsx';
import type { TileWords } from './VideoTile.tsx';

const LONGEST_NOTE = 200;

/** What was seen at a moment, in words. The moment is the one when the line was opened, not when the words were found. */
export function MarkLine({
  shownAt,
  words,
  onKeep,
  onClose,
}: {
  readonly shownAt: number;
  readonly words: TileWords;
  readonly onKeep: (note: string) => void;
  readonly onClose: () => void;
}) {
  const line = useRef<HTMLInputElement>(null);
  const [note, setNote] = useState('');
  useEffect(() => line.current?.focus(), []);
  const keep = () => {
    if (note.trim() === '') return line.current?.focus();
    onKeep(note.trim());
    onClose();
  };
  const listen = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') keep();
    else onClose();
  };
  return (
    <div className="tile__mark">
      <time className="tile__mark-time">{formatTime(shownAt)}</time>
      <input
        ref={line}
        className="input"
        value={note}
        maxLength={LONGEST_NOTE}
        aria-label={words.markNote}
        placeholder={words.markNote}
        onChange={({ target }) => setNote(target.value)}
        onKeyDown={listen}
        data-testid="mark-note"
      />
      <Button look="primary" onClick={keep}>
        {words.markKeep}
      </Button>
    </div>
  );
}
