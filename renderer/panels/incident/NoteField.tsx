import { type FormEvent, useState } from 'react';
import { addNote, NOTE_FIELD_ID } from '../../commands/incidentCommands.ts';
import { commandOf } from '../../commands/registry.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { keyLabel } from '../keyLabel.ts';

/** Stands under the scroll: a note can be written from anywhere in the incident. What is not saved stays typed. */
export function NoteField() {
  const context = useCommands();
  const text = useText();
  const [note, setNote] = useState('');
  const isWaiting = useView((view) => view.pending.includes('incident.note'));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const written = note.trim();
    if (!written || isWaiting) return;
    const outcome = await addNote(context, written);
    if (outcome?.state === 'done') setNote('');
  };
  return (
    <form className="note" onSubmit={submit}>
      <label className="visually-hidden" htmlFor={NOTE_FIELD_ID}>
        {text.incident.note}
      </label>
      <input
        id={NOTE_FIELD_ID}
        className="input"
        value={note}
        maxLength={2_000}
        placeholder={text.incident.notePlaceholder}
        autoComplete="off"
        onChange={(event) => setNote(event.target.value)}
        data-testid="note-field"
      />
      <KeyCap>{keyLabel(commandOf('incident.note').keys[0] ?? '', text)}</KeyCap>
      <button type="submit" className="button" disabled={!note.trim() || isWaiting} data-testid="note-save">
        {text.incident.addNote}
      </button>
    </form>
  );
}
