import { Fragment, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { readLine } from '../../commands/bar/grammar.ts';
import { isCommandLine } from '../../commands/bar/line.ts';
import type { BarReading } from '../../commands/bar/reading.ts';
import { runDeed } from '../../commands/bar/runDeed.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useReturnOfFocus } from '../../ui/useReturnOfFocus.ts';
import { useCommands, useLanguage, useText, useView } from '../desk.tsx';
import { actionGroup, type BarEntry, completionGroup, foundGroups } from './entries.ts';
import { Preview } from './Preview.tsx';
import { useFound, useSight } from './useSight.ts';
import './commandBar.css';

/** Everything by name, and everything by a line: actions, things, and commands such as `/u 12 到场`. */
export function CommandBar() {
  const dialog = useView((view) => (view.dialog?.kind === 'commandBar' ? view.dialog : null));
  return dialog && <OpenBar first={dialog.line} />;
}

/** Longer lines are no commands. */
const LINE_LENGTH = 2_100;
const LINES_KEPT = 50;

function OpenBar({ first }: { readonly first: string }) {
  const context = useCommands();
  const text = useText();
  const language = useLanguage();
  const [line, setLine] = useState(first);
  /** Null: nothing was pointed at yet, and Enter means the line itself. */
  const [index, setIndex] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const recall = useRecall(line);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [lookup, setLookup] = useState('');
  const { state, found, isWaiting } = useFound(lookup);
  const sight = useSight(found);
  const read = readLine(line, sight);
  const reading: BarReading | null = 'find' in read ? null : read;
  const wanted = 'find' in read ? read.find : (read.lookup ?? '');
  useEffect(() => setLookup(wanted), [wanted]);
  const isStale = wanted.trim() !== lookup.trim() || isWaiting;

  const groups = (
    reading
      ? [completionGroup(reading.completions, text, change)]
      : [...foundGroups(context, found.groups, text, language), actionGroup(context, wanted, text, sight.readings)]
  ).filter(({ entries }) => entries.length > 0);
  const entries: readonly BarEntry[] = groups.flatMap((group) => group.entries);
  // A thing that is looked for is taken at once; a line is taken as it was typed.
  const chosen = index === null ? (reading ? -1 : 0) : Math.min(index, entries.length - 1);
  const dismiss = () => context.view.change({ dialog: null });
  useReturnOfFocus();

  useEffect(() => {
    input.current?.focus();
    input.current?.setSelectionRange(first.length, first.length);
  }, [first]);
  useEffect(() => {
    list.current?.querySelector(`#command-bar-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  function change(next: string): void {
    setLine(next);
    setIndex(null);
    setRefusal(null);
    input.current?.focus();
  }
  const take = (entry: BarEntry | undefined) => {
    if (!entry?.isAvailable) return;
    if (!entry.isCompletion) dismiss();
    entry.run();
  };
  const enter = async () => {
    if (!reading) return take(entries[chosen]);
    const entry = entries[chosen];
    if (entry) return take(entry);
    if (!reading.deed) return setRefusal(reading.sentence);
    if (isRunning) return;
    recall.keep(line);
    setRunning(true);
    const refused = await runDeed(context, reading.deed);
    setRunning(false);
    if (refused === null) dismiss();
    else setRefusal(refused);
  };
  // Enter means what is typed now, not what was found for the letters before.
  const isEnterDue = useRef(false);
  useEffect(() => {
    if (isStale || !isEnterDue.current) return;
    isEnterDue.current = false;
    void enter();
  });
  const handleKey = (event: KeyboardEvent) => {
    // Every key of an input method is its own until it has made its characters.
    if (event.nativeEvent.isComposing || event.keyCode === COMPOSING_KEY) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      dismiss();
    } else if (event.key === 'ArrowUp' && index === null && recall.earlier !== null) change(recall.goBack());
    else if (event.key === 'ArrowDown' && index === null && recall.later !== null) change(recall.goOn());
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const from = chosen === -1 && step === -1 ? 0 : chosen;
      setIndex((from + step + entries.length) % Math.max(1, entries.length));
    } else if (event.key === 'Tab') {
      // The bar keeps the caret: what Tab would go to is chosen with the arrows.
      const entry = entries[Math.max(0, chosen)];
      if (reading && entry) take(entry);
    } else if (event.key === 'Enter') {
      if (isStale) isEnterDue.current = true;
      else void enter();
    } else return;
    event.preventDefault();
  };
  const sentence = refusal ?? (reading ? reading.sentence : 'note' in read ? read.note : null);
  const tone = refusal !== null ? 'refused' : reading?.deed ? 'ready' : 'open';
  let at = 0;
  return (
    <div className="dialog-back" onPointerDown={(event) => event.target === event.currentTarget && dismiss()}>
      <div className="dialog command-bar" role="dialog" aria-modal="true" aria-label={text.commands.barLabel}>
        <input
          ref={input}
          className="command-bar__input"
          role="combobox"
          aria-expanded="true"
          aria-controls="command-bar-list"
          aria-activedescendant={chosen >= 0 && entries.length > 0 ? `command-bar-${chosen}` : undefined}
          aria-describedby="command-bar-sentence"
          aria-label={text.commands.barLabel}
          aria-busy={isStale || isRunning}
          placeholder={text.commands.barPlaceholder}
          maxLength={LINE_LENGTH}
          spellCheck={false}
          autoComplete="off"
          value={line}
          readOnly={isRunning}
          onChange={(event) => change(event.target.value)}
          onKeyDown={handleKey}
          data-testid="command-bar"
        />
        <p
          id="command-bar-sentence"
          className={`command-bar__sentence command-bar__sentence--${tone}`}
          role={refusal !== null ? 'alert' : 'status'}
          hidden={sentence === null}
          data-testid="bar-sentence"
          data-tone={tone}
        >
          {isRunning ? text.bar.waiting : sentence}
        </p>
        {reading?.preview && <Preview preview={reading.preview} />}
        {wanted !== '' && state !== 'ready' && (
          <p className="command-bar__note" role="status">
            {state === 'failed' ? text.commands.barFailed : text.commands.barReading}
          </p>
        )}
        <div
          className="command-bar__list"
          id="command-bar-list"
          role="listbox"
          tabIndex={-1}
          aria-label={text.commands.barLabel}
          ref={list}
        >
          {entries.length === 0 && !isStale && !reading && <p className="empty">{text.commands.barEmpty}</p>}
          {groups.map((group) => (
            <Fragment key={group.id}>
              <h3 className="command-bar__heading" data-testid={`command-group-${group.id}`}>
                {group.heading}
              </h3>
              {group.entries.map((entry) => {
                const here = at++;
                return (
                  <Entry
                    key={entry.id}
                    entry={entry}
                    at={here}
                    isChosen={here === chosen}
                    onPoint={() => !reading && setIndex(here)}
                    onRun={() => take(entry)}
                  />
                );
              })}
              {group.more > 0 && <p className="command-bar__more">{text.commands.barMore(group.more)}</p>}
            </Fragment>
          ))}
        </div>
        {isCommandLine(line) && (
          <p className="command-bar__keys">
            <span>{text.bar.enter}</span>
            <span>{text.bar.tab}</span>
            {recall.earlier !== null && <span>{text.bar.history}</span>}
          </p>
        )}
      </div>
    </div>
  );
}

/** What Chromium says of a key that an input method has taken. */
const COMPOSING_KEY = 229;

interface EntryProps {
  readonly entry: BarEntry;
  readonly at: number;
  readonly isChosen: boolean;
  readonly onPoint: () => void;
  readonly onRun: () => void;
}

function Entry({ entry, at, isChosen, onPoint, onRun }: EntryProps) {
  const text = useText();
  return (
    <button
      type="button"
      tabIndex={-1}
      id={`command-bar-${at}`}
      role="option"
      aria-selected={isChosen}
      aria-disabled={!entry.isAvailable}
      className="command-bar__entry"
      data-testid={`command-${entry.id}`}
      onPointerMove={onPoint}
      onClick={onRun}
    >
      <span className="command-bar__title ellipsis">{entry.title}</span>
      {!entry.isAvailable && <span className="command-bar__detail">{text.commands.barNotNow}</span>}
      {entry.detail && <span className="command-bar__detail ellipsis">{entry.detail}</span>}
      {entry.key && <KeyCap>{entry.key}</KeyCap>}
    </button>
  );
}

/** The lines entered before: ↑ in an empty bar, or in one that stands as it was recalled. */
function useRecall(line: string) {
  const { view } = useCommands();
  const lines = useView(({ barLines }) => barLines);
  const [at, setAt] = useState<number | null>(null);
  const isUntouched = line === '' || line === '/' || (at !== null && lines[at] === line);
  const from = at !== null && lines[at] === line ? at : lines.length;
  const earlier = isUntouched ? (lines[from - 1] ?? null) : null;
  const later = isUntouched && at !== null && lines[at] === line ? (lines[from + 1] ?? null) : null;
  return {
    earlier,
    later,
    goBack: () => {
      setAt(from - 1);
      return earlier ?? line;
    },
    goOn: () => {
      setAt(from + 1);
      return later ?? line;
    },
    /** Refused ones too: what was typed is not lost. */
    keep: (entered: string) =>
      view.change({ barLines: [...lines.filter((each) => each !== entered), entered].slice(-LINES_KEPT) }),
  };
}
