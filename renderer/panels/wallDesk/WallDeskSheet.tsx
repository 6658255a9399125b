import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { SheetTabs } from '../../ui/SheetTabs.tsx';
import { useCommands, useText } from '../desk.tsx';
import { DisplaysTab } from './DisplaysTab.tsx';
import { PresetsTab } from './PresetsTab.tsx';
import { useMayDrive, useWallRows } from './useWalls.ts';
import { troubled } from './wallRows.ts';
import './wallDesk.css';

type Tab = 'displays' | 'presets';

/** The displays of the wall with what stands on each, and the compositions they are chosen from. */
export function WallDeskSheet() {
  const { view } = useCommands();
  const text = useText();
  const say = text.wallDesk;
  const [tab, setTab] = useState<Tab>('displays');
  const rows = useWallRows();
  const may = useMayDrive();
  return (
    <Sheet
      title={say.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null })}
      testId="wall-sheet"
      tools={
        <>
          <SheetTabs
            label={say.tabs}
            tabs={[
              { id: 'displays', name: say.displays, count: troubled(rows).length },
              { id: 'presets', name: say.presets },
            ]}
            chosen={tab}
            onChoose={setTab}
            testIdPrefix="wall-tab-"
          />
          <Button
            onClick={() => view.change({ sheet: { id: 'numbers', focus: null } })}
            data-testid="wall-numbers-open"
          >
            {text.numbers.openSheet}
          </Button>
        </>
      }
    >
      {tab === 'displays' ? <DisplaysTab rows={rows} may={may} /> : <PresetsTab may={may} />}
    </Sheet>
  );
}
