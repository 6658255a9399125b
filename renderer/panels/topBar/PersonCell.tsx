import { runCommand } from '../../commands/registry.ts';
import { signInNeed } from '../../commands/sessionCommands.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLive, useText } from '../desk.tsx';
import { Cell } from './Cell.tsx';

/** Who answers for this seat. In a drill, and where a program's token opened it, there is nobody to name. */
export function PersonCell() {
  const context = useCommands();
  const { accounts: text, words } = useText();
  const seat = useLive(({ live }) => live.seat);
  const need = useLive(() => signInNeed(context));
  const state = seat?.bearer === 'person' ? 'person' : need;
  if (!seat || state === null) return null;
  const names = { person: seat.name, required: text.notSignedIn, unset: text.unset };
  return (
    <div className="person-cell" data-testid="person" data-state={state}>
      <Cell
        label={text.cell}
        tone={state === 'person' ? 'good' : 'warn'}
        detail={state === 'person' ? words.role[seat.role] : null}
      >
        <span className="person-cell__name ellipsis">{names[state]}</span>
      </Cell>
      <Button onClick={() => runCommand(context, 'session.open')} data-testid="person-open">
        {text.open[state]}
      </Button>
    </div>
  );
}
