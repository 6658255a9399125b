import { useState } from 'react';
import { Sheet } from '../../ui/Sheet.tsx';
import { SheetTabs } from '../../ui/SheetTabs.tsx';
import { useCommands, useText } from '../desk.tsx';
import { CalibrateView } from './CalibrateView.tsx';
import { JobBar } from './JobBar.tsx';
import { RefusalLine } from './RefusalLine.tsx';
import { SceneList } from './SceneList.tsx';
import { useLibrary, useScenes } from './useScenes.ts';
import { Wizard } from './wizard/Wizard.tsx';
import './scenes.css';

const TABS = ['list', 'import', 'calibrate'] as const;
type Tab = (typeof TABS)[number];

/** Everything about scene packs at this machine: which there are, importing one, putting a model's heights right. */
export function ScenesSheet() {
  const { view, machine } = useCommands();
  const text = useText();
  const say = text.scenes;
  const hasDraft = machine.scenes !== null && machine.scenes.state.step !== 'choose';
  const [tab, setTab] = useState<Tab>(hasDraft ? 'import' : 'list');
  return (
    <Sheet
      title={say.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null })}
      testId="scenes-sheet"
      tools={
        machine.scenes && (
          <SheetTabs
            label={say.title}
            tabs={TABS.map((id) => ({ id, name: say.tabs[id] }))}
            chosen={tab}
            onChoose={setTab}
            testIdPrefix="scenes-tab-"
          />
        )
      }
    >
      {machine.scenes ? <Body tab={tab} onTab={setTab} /> : <p className="empty">{say.onlyHere}</p>}
    </Sheet>
  );
}

function Body({ tab, onTab }: { readonly tab: Tab; readonly onTab: (tab: Tab) => void }) {
  const library = useLibrary();
  const hasMarks = useScenes((state) => state.problems.length > 0);
  const isOnMap = hasMarks && tab !== 'calibrate';
  return (
    <div className="packs" data-on-map={isOnMap}>
      <JobBar />
      <RefusalLine />
      {tab === 'list' && <SceneList />}
      {tab === 'import' && (
        <Wizard
          onList={() => {
            void library.startOver();
            onTab('list');
          }}
        />
      )}
      {tab === 'calibrate' && <CalibrateView />}
    </div>
  );
}
