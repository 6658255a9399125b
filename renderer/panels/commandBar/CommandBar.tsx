import { Fragment, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type FindGroup, QUERY_LENGTH } from '#shared/search/findable.ts';
import { openIncident } from '../../commands/context.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useCommands, useDirectory, useLanguage, useText, useView } from '../desk.tsx';
import { actionGroup, type BarEntry, foundGroups } from './entries.ts';
import './commandBar.css';

/** Everything by name: actions, incidents, grids, places, units, devices, cameras, roads. */
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
  const { state, found, isWaiting } = useFound(query);
  const actions = actionGroup(context, query, text);
  const things = foundGroups(context, found, text, language);
  // A thing by its name or code comes before an action whose title merely has the word in it.
  const groups = [...things, actions].filter(({ entries }) => entries.length > 0);
  const entries: readonly BarEntry[] = groups.flatMap((group) => group.entries);
  const chosen = Math.min(index, Math.max(0, entries.length - 1));
  const dismiss = () => context.view.change({ dialog: null });

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    list.current?.querySelector(`#command-bar-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const run = (entry: BarEntry | undefined) => {
    if (!entry?.isAvailable) return;
    dismiss();
    entry.run();
  };
  // Enter means what is typed now, not what was found for the letters before.
  const isEnterDue = useRef(false);
  useEffect(() => {
    if (isWaiting || !isEnterDue.current) return;
    isEnterDue.current = false;
    run(entries[chosen]);
  });
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      dismiss();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setIndex((chosen + step + entries.length) % Math.max(1, entries.length));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (isWaiting) isEnterDue.current = true;
      else run(entries[chosen]);
    } else return;
    event.preventDefault();
  };
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
          aria-activedescendant={entries.length > 0 ? `command-bar-${chosen}` : undefined}
          aria-label={text.commands.barLabel}
          aria-busy={isWaiting}
          placeholder={text.commands.barPlaceholder}
          maxLength={QUERY_LENGTH}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setIndex(0);
          }}
          onKeyDown={handleKey}
          data-testid="command-bar"
        />
        {query.trim() !== '' && state !== 'ready' && (
          <p className="command-bar__note" role="status">
            {state === 'failed' ? text.commands.barFailed : text.commands.barReading}
          </p>
        )}
        <div className="command-bar__list" id="command-bar-list" role="listbox" tabIndex={-1} ref={list}>
          {entries.length === 0 && !isWaiting && <p className="empty">{text.commands.barEmpty}</p>}
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
                    onPoint={() => setIndex(here)}
                    onRun={() => run(entry)}
                  />
                );
              })}
              {group.more > 0 && <p className="command-bar__more">{text.commands.barMore(group.more)}</p>}
            </Fragment>
          ))}
        </div>
      </div>
    </div>
  );
}

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

/** What the directory finds for the query: the last answer stays until the next has come. */
function useFound(query: string) {
  const context = useCommands();
  const { directory, state } = useDirectory();
  const [found, setFound] = useState<{ readonly query: string; readonly groups: readonly FindGroup[] }>({
    query: '',
    groups: [],
  });
  const wanted = query.trim();
  useEffect(() => {
    // What was asked while the scene was read is asked again when it has been.
    if (wanted === '' || state === 'waiting') {
      setFound({ query: wanted, groups: [] });
      return;
    }
    let isStale = false;
    directory.follow(context.client.live.world);
    const place = openIncident(context)?.place;
    const near = place ? { lon: place.lon, lat: place.lat } : null;
    void directory.find({ query: wanted, near }).then((groups) => {
      if (!isStale) setFound({ query: wanted, groups });
    });
    return () => {
      isStale = true;
    };
  }, [wanted, directory, context, state]);
  return { state, found: found.groups, isWaiting: found.query !== wanted };
}
