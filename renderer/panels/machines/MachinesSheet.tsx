import { maySend } from '../../commands/context.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { useCommands, useLive, useText } from '../desk.tsx';
import { InviteBox } from './InviteBox.tsx';
import { LanBox } from './LanBox.tsx';
import { MachineList } from './MachineList.tsx';
import { useReports } from './useReports.ts';
import './machines.css';

/** Whether other machines can reach this station, which have joined, and the one place to invite and to revoke them. */
export function MachinesSheet() {
  const context = useCommands();
  const text = useText();
  const say = text.machines;
  const { answer, isFresh } = useReports();
  const isAdmin = useLive(() => maySend(context, 'machine.invite'));
  return (
    <Sheet
      title={say.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => context.view.change({ sheet: null })}
      testId="machines-sheet"
    >
      <div className="machines">
        {!isFresh && <p className="machines__note">{say.stale}</p>}
        {!isAdmin && <p className="machines__note">{say.adminOnly}</p>}
        <div className="machines__top">
          <LanBox report={answer?.lan ?? null} isAdmin={isAdmin} />
          {isAdmin && answer?.lan.isListening && <InviteBox />}
        </div>
        <MachineList reports={answer?.reports ?? []} isAdmin={isAdmin} />
      </div>
    </Sheet>
  );
}
