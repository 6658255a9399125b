import type { KeyboardEvent } from 'react';
import type { IncidentState } from '#shared/domain/incident.ts';
import { lifeActions, openLifeForm } from '../../../commands/lifeCommands.ts';
import { commandOf } from '../../../commands/registry.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { chosenByNumber } from '../../../ui/form/chosenByNumber.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { useCommands, useText } from '../../desk.tsx';
import { keyLabel } from '../../keyLabel.ts';

/** Everything that can be done with this incident now, by number; the chord beside each works without the menu. */
export function ActionMenu({ incident }: { readonly incident: IncidentState }) {
  const context = useCommands();
  const text = useText();
  const actions = lifeActions(context);
  const dismiss = () => context.view.change({ dialog: null });
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = chosenByNumber(event, actions);
    if (chosen) {
      event.preventDefault();
      openLifeForm(context, incident.id, chosen);
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.life-menu__row')];
    const index = rows.indexOf(document.activeElement as HTMLElement);
    rows[(index + step + rows.length) % rows.length]?.focus();
  };
  return (
    <Dialog
      title={text.life.menuTitle(incident.number)}
      closeLabel={text.dialogs.cancel}
      onClose={dismiss}
      onKeyDown={onKeyDown}
      testId="dialog-life-menu"
    >
      {actions.length === 0 && <p className="empty">{text.life.menuEmpty}</p>}
      <ul className="life-menu">
        {actions.map((action, index) => (
          <li key={action}>
            <button
              type="button"
              className="life-menu__row"
              data-testid={`menu-${action}`}
              onClick={() => openLifeForm(context, incident.id, action)}
            >
              {index < 10 ? <KeyCap>{String((index + 1) % 10)}</KeyCap> : <span className="life-menu__none" />}
              <span className="life-menu__name">{text.commands.title[`incident.${action}`]}</span>
              <span className="life-menu__chord">{keyLabel(commandOf(`incident.${action}`).keys[0] ?? '', text)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
