import type { ReactNode } from 'react';
import { useLive, useText, useView } from '../desk.tsx';
import { useDirectorView, useMayDirect, useReport, useShownPage } from './director.tsx';
import { ExpectedPanel } from './ExpectedPanel.tsx';
import { ScenarioEditor } from './editor/ScenarioEditor.tsx';
import { IncidentsPanel } from './IncidentsPanel.tsx';
import { Library } from './Library.tsx';
import { LogPanel } from './LogPanel.tsx';
import { NotForYou } from './NotForYou.tsx';
import { RoleCards } from './RoleCards.tsx';
import { ScoreSheet } from './ScoreSheet.tsx';
import { ScriptPanel } from './ScriptPanel.tsx';
import { SeatsPanel } from './SeatsPanel.tsx';
import './stage.css';

/** What stands under the strip. The map is the window's own: panels draw none. */
export function DirectorPages({ map }: { readonly map: ReactNode }) {
  const { director: text } = useText();
  const mayDirect = useMayDirect();
  const realm = useLive(({ live }) => live.station?.realm ?? null);
  const report = useReport();
  const page = useShownPage();
  const editing = useDirectorView((state) => state.editing);
  const isAiming = useView(({ mapAim }) => mapAim !== null);
  if (mayDirect === null) return <p className="empty">{text.reading}</p>;
  if (realm === 'live')
    return (
      <section className="not-for-you" data-testid="is-live">
        <h2>{text.isLive}</h2>
        <p>{text.isLiveHint}</p>
      </section>
    );
  if (!mayDirect) return <NotForYou />;
  // The core tells who sits where to whoever may read the script, and to nobody else.
  if (report !== null && report.seats === null) return <NotForYou isTrained />;
  if (editing)
    return (
      <>
        <ScenarioEditor key={editing.scenario.id} editing={editing} />
        {isAiming && map}
      </>
    );
  if (page === 'roles') return <RoleCards />;
  if (page === 'score') return <ScoreSheet />;
  if (page === 'library') return <Library />;
  return (
    <div className="stage" data-testid="stage">
      <div className="stage__script">
        <ScriptPanel />
      </div>
      <div className="stage__map">{map}</div>
      <div className="stage__incidents">
        <IncidentsPanel />
      </div>
      <div className="stage__people">
        <SeatsPanel />
        <ExpectedPanel />
      </div>
      <div className="stage__log">
        <LogPanel />
      </div>
    </div>
  );
}
