import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useCommands, useLanguage, useText, useView } from '../desk.tsx';
import { findEntries } from './entries.ts';
import './commandBar.css';

/** Everything by name: actions, incidents by number or place, units. */
export function CommandBar() {
  const isOpen = useView((view) => view.dialog?.kind === 'commandBar');
  return isOpen ? <OpenBar /> : null;
}

function OpenBar() {
  const context = useCommands();
  const text = useText();
  const language = useLanguage();
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const entries = findEntries(context, query, text, language);
  const chosen = Math.min(index, Math.max(0, entries.length - 1));
  const dismiss = () => context.view.change({ dialog: null });

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    list.current?.querySelector(`#command-bar-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const run = (at: number) => {
    const entry = entries[at];
    if (!entry?.isAvailable) return;
    dismiss();
    entry.run();
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      dismiss();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setIndex((chosen + step + entries.length) % Math.max(1, entries.length));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <div className="dialog-back" onPointerDown={(event) => event.target === event.currentTarget && dismiss()}>
      <div className="dialog command-bar" role="dialog" aria-modal="true" aria-label={text.commands.barLabel}>
        <input
          ref={input}
          className="command-bar__input"
          role="combobox"
          aria-expanded="true"
          aria-controls="command-bar-list"
          aria-activedescendant={entries.length > 0 ? `command-bar-${chosen}` : undefined}
          aria-label={text.commands.barLabel}
          placeholder={text.commands.barPlaceholder}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setIndex(0);
          }}
          onKeyDown={handleKey}
          data-testid="command-bar"
        />
        <div className="command-bar__list" id="command-bar-list" role="listbox" tabIndex={-1} ref={list}>
          {entries.length === 0 && <p className="empty">{text.commands.barEmpty}</p>}
          {entries.map((entry, at) => (
            <button
              type="button"
              tabIndex={-1}
              key={entry.id}
              id={`command-bar-${at}`}
              role="option"
              aria-selected={at === chosen}
              aria-disabled={!entry.isAvailable}
              className="command-bar__entry"
              data-testid={`command-${entry.id}`}
              onPointerMove={() => setIndex(at)}
              onClick={() => run(at)}
            >
              <span className="command-bar__kind">{entry.kind}</span>
              <span className="command-bar__title ellipsis">{entry.title}</span>
              {!entry.isAvailable && <span className="command-bar__detail">{text.commands.barNotNow}</span>}
              {entry.detail && <span className="command-bar__detail ellipsis">{entry.detail}</span>}
              {entry.key && <KeyCap>{entry.key}</KeyCap>}
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}
