import { COMMAND_GROUPS } from '#shared/text/commands.ts';
import { COMMANDS } from '../../commands/registry.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { keyLabel } from '../keyLabel.ts';
import './shortcuts.css';

/** Every action and its keys, from the one registry. */
export function ShortcutSheet() {
  const { view } = useCommands();
  const text = useText();
  const isOpen = useView((state) => state.dialog?.kind === 'shortcuts');
  if (!isOpen) return null;
  return (
    <Dialog
      title={text.commands.shortcutsTitle}
      closeLabel={text.dialogs.close}
      onClose={() => view.change({ dialog: null })}
      isWide
      testId="shortcut-sheet"
      footer={<span className="dialog__hint">{text.commands.shortcutsHint}</span>}
    >
      <div className="shortcuts">
        {COMMAND_GROUPS.map((group) => (
          <section key={group}>
            <h3 className="shortcuts__group">{text.commands.group[group]}</h3>
            <dl>
              {COMMANDS.filter((command) => command.group === group).map((command) => (
                <div key={command.id} className="shortcuts__row">
                  <dt>{text.commands.title[command.id]}</dt>
                  <dd>
                    {command.keys.map((key) => (
                      <KeyCap key={key}>{keyLabel(key, text)}</KeyCap>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
