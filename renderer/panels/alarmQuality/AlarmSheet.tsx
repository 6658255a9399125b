import { ALARM_TABS, type AlarmTab } from '#shared/text/alarms.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { SheetTabs } from '../../ui/SheetTabs.tsx';
import { useCommands, useLive, useText, useView } from '../desk.tsx';
import { ChatteringList } from './ChatteringList.tsx';
import { QualityView } from './QualityView.tsx';
import { ShelvedList } from './ShelvedList.tsx';
import './alarmQuality.css';

/** How well the alarms can be lived with, what is kept quiet, and what chatters. `focus` of the sheet: the tab. */
export function AlarmSheet() {
  const { view } = useCommands();
  const text = useText();
  const say = text.alarms;
  const focus = useView((state) => state.sheet?.focus ?? null);
  const tab = ALARM_TABS.find((one) => one === focus) ?? 'quality';
  const quiet = useLive(({ live }) => {
    let count = 0;
    for (const { shelf, maintenance } of live.world.devices.values()) if (shelf || maintenance) count++;
    return count;
  });
  const show = (next: AlarmTab) => view.change({ sheet: { id: 'alarms', focus: next } });
  return (
    <Sheet
      title={say.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null })}
      testId="alarms-sheet"
      tools={
        <SheetTabs
          label={say.title}
          tabs={ALARM_TABS.map((id) => ({ id, name: say.tabs[id], count: id === 'shelved' ? quiet : 0 }))}
          chosen={tab}
          onChoose={show}
          testIdPrefix="alarms-tab-"
          countTone="warn"
        />
      }
    >
      {tab === 'quality' && <QualityView onShow={show} />}
      {tab === 'shelved' && <ShelvedList />}
      {tab === 'chattering' && <ChatteringList />}
    </Sheet>
  );
}
