import { type ReactNode, useDeferredValue, useState } from 'react';
import { COMMAND_GROUPS } from '#shared/text/commands.ts';
import type { DeskText } from '#shared/text/index.ts';
import { BAR_VERBS, VERB_WORDS } from '../../commands/bar/words.ts';
import { COMMANDS } from '../../commands/registry.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { keyLabel } from '../keyLabel.ts';
import './shortcuts.css';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly keys: readonly string[];
}

interface Group {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly Row[];
}

/** Every action and its keys, from the one registry, with the keys of lists and the lines of the bar; found by word or by key. */
export function ShortcutSheet() {
  const isOpen = useView((state) => state.dialog?.kind === 'shortcuts');
  return isOpen ? <OpenSheet /> : null;
}

function OpenSheet() {
  const { view } = useCommands();
  const text = useText();
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim().toLowerCase());
  const groups = groupsOf(text)
    .map((group) => ({ ...group, rows: group.rows.filter((row) => isFound(row, group, wanted)) }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <Dialog
      title={text.commands.shortcutsTitle}
      closeLabel={text.dialogs.close}
      onClose={() => view.change({ dialog: null })}
      isWide
      testId="shortcut-sheet"
      footer={<span className="dialog__hint">{text.commands.shortcutsHint}</span>}
    >
      <div className="shortcuts__tools">
        <input
          className="input"
          type="search"
          value={query}
          maxLength={40}
          data-autofocus
          aria-label={text.commands.shortcutsSearch}
          placeholder={text.commands.shortcutsSearch}
          onChange={(event) => setQuery(event.target.value)}
          data-testid="shortcut-search"
        />
        <Button onClick={() => window.print()} data-testid="shortcut-print">
          {text.commands.shortcutsPrint}
        </Button>
      </div>
      {groups.length === 0 && <p className="empty">{text.commands.barEmpty}</p>}
      <div className="shortcuts">
        {groups.map((group) => (
          <Columned key={group.id} name={group.name}>
            {group.rows.map((row) => (
              <div key={row.id} className="shortcuts__row" data-testid={`shortcut-${row.id}`}>
                <dt>{row.title}</dt>
                <dd>
                  <span className="visually-hidden">{row.keys.join(' ')}</span>
                  {row.keys.map((key) => (
                    <KeyCap key={key}>{key}</KeyCap>
                  ))}
                </dd>
              </div>
            ))}
          </Columned>
        ))}
      </div>
    </Dialog>
  );
}

function Columned({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section aria-label={name}>
      <h3 className="shortcuts__group">{name}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function groupsOf(text: DeskText): readonly Group[] {
  const ofCommands = COMMAND_GROUPS.map((group) => ({
    id: group,
    name: text.commands.group[group],
    rows: COMMANDS.filter((command) => command.group === group).map((command) => ({
      id: command.id,
      title: text.commands.title[command.id],
      keys: command.keys.map((key) => keyLabel(key, text)),
    })),
  }));
  const { lists, listKeys } = text.commands;
  const ofLists = {
    id: 'lists',
    name: lists,
    rows: listKeys.map(([keys, title]) => ({ id: keys, title, keys: [keys] })),
  };
  const ofBar = {
    id: 'bar',
    name: text.commands.barLines,
    rows: BAR_VERBS.map((verb) => ({
      id: `bar-${verb}`,
      title: text.bar.verb[verb],
      keys: [`/${VERB_WORDS[verb][0]}`],
    })),
  };
  return [...ofCommands, ofLists, ofBar];
}

const isFound = ({ title, keys }: Row, { name }: Group, wanted: string): boolean =>
  wanted.split(/\s+/).every((word) => [title, name, ...keys].some((part) => part.toLowerCase().includes(word)));
