import { useState } from 'react';
import { maySend } from '../../commands/context.ts';
import { openDeviceForm } from '../../commands/deviceForm.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { SheetTabs } from '../../ui/SheetTabs.tsx';
import { useCommands, useLive, useText, useView } from '../desk.tsx';
import { DeviceForm } from './DeviceForm.tsx';
import { DeviceList } from './DeviceList.tsx';
import { ImportView } from './ImportView.tsx';
import { WalkTests } from './WalkTests.tsx';
import './devices.css';

const TABS = ['list', 'import', 'walk'] as const;
type Tab = (typeof TABS)[number];

/** Everything that is enrolled: the list, the form for one, lists from files, and walk tests. */
export function DevicesSheet() {
  const context = useCommands();
  const { view } = context;
  const text = useText();
  const say = text.devices;
  const [tab, setTab] = useState<Tab>('list');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set());
  const draft = useView((state) => state.deviceDraft);
  const mayEnroll = useLive(() => maySend(context, 'device.save'));
  const show = (next: Tab) => {
    setTab(next);
    if (draft) view.change({ deviceDraft: null });
  };
  return (
    <Sheet
      title={say.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null, deviceDraft: null })}
      testId="devices-sheet"
      tools={
        <>
          <SheetTabs
            label={say.title}
            tabs={TABS.map((id) => ({ id, name: say.tabs[id] }))}
            chosen={draft ? null : tab}
            onChoose={show}
            testIdPrefix="devices-tab-"
          />
          <Button
            disabled={!mayEnroll}
            onClick={() => openDeviceForm(view, { deviceId: null, facts: {} })}
            data-testid="device-enroll"
          >
            {say.enroll}
          </Button>
        </>
      }
    >
      {draft ? (
        <DeviceForm key={draft.deviceId ?? ''} draft={draft} />
      ) : tab === 'list' ? (
        <DeviceList chosen={chosen} onChosen={setChosen} onWalk={() => show('walk')} />
      ) : tab === 'import' ? (
        <ImportView onDone={() => show('list')} />
      ) : (
        <WalkTests chosen={chosen} onChosen={setChosen} />
      )}
    </Sheet>
  );
}
