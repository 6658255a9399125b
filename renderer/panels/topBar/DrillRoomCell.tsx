import { pick } from '#shared/text/language.ts';
import { runCommand } from '../../commands/registry.ts';
import { useCommands, useLanguage, useText } from '../desk.tsx';
import { useDrillRoom } from '../useDrillRoom.ts';
import { Cell } from './Cell.tsx';

/** At a live desk, while a drill room is open beside it: that there is one, and how its drill stands. */
export function DrillRoomCell() {
  const context = useCommands();
  const language = useLanguage();
  const say = useText().drillRoom;
  const { state, drill } = useDrillRoom();
  if (context.machine.start.room !== 'station' || (state !== 'open' && state !== 'opening')) return null;
  return (
    <button
      type="button"
      className="cell-button"
      onClick={() => runCommand(context, 'view.drill')}
      data-testid="drill-room-cell"
    >
      <Cell
        label={say.cell}
        tone={drill?.phase === 'suspended' ? 'warn' : 'info'}
        detail={drill && pick(drill.title, language)}
      >
        {drill ? say.phase[drill.phase] : state === 'opening' ? say.opening : say.cellOpen}
      </Cell>
    </button>
  );
}
