import { useState } from 'react';
import { openHandOver } from '#shared/domain/handOver.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { SheetTabs } from '../../ui/SheetTabs.tsx';
import { useCommands, useLive, useText } from '../desk.tsx';
import { DutyNow } from './DutyNow.tsx';
import { HandOverView } from './HandOverView.tsx';
import { LogView } from './LogView.tsx';
import { RosterView } from './RosterView.tsx';
import './shift.css';

const TABS = ['now', 'handOver', 'log', 'roster'] as const;
type Tab = (typeof TABS)[number];
const VIEWS = { now: DutyNow, handOver: HandOverView, log: LogView, roster: RosterView } as const;

/** Who is on duty, what is handed over, what happened, who comes when. Opens on a hand-over that is under way. */
export function ShiftSheet() {
  const { view } = useCommands();
  const text = useText();
  const say = text.shift;
  const isOpen = useLive(({ live }) => openHandOver(live.world.duty.handOvers.values()) !== undefined);
  const [chosen, setTab] = useState<Tab | null>(null);
  const tab = chosen ?? (isOpen ? 'handOver' : 'now');
  const View = VIEWS[tab];
  return (
    <Sheet
      title={say.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null })}
      testId="shift-sheet"
      tools={
        <SheetTabs
          label={say.title}
          tabs={TABS.map((id) => ({ id, name: say.tabs[id] }))}
          chosen={tab}
          onChoose={setTab}
          testIdPrefix="shift-tab-"
        />
      }
    >
      <div className="shift section-pane" role="tabpanel" aria-label={say.tabs[tab]}>
        <View />
      </div>
    </Sheet>
  );
}
