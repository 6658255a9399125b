import { useEffect } from 'react';
import { type Desk, DeskProvider, useLanguage, useReplay, useView } from '../../panels/desk.tsx';
import {
  BOTTOM_PANELS,
  DOCK_PANELS,
  FLOATING_PANELS,
  LEFT_PANELS,
  REPLAY_PANELS,
  RIGHT_PANELS,
  SHEETS,
  TOP_PANELS,
} from '../../panels/registry.ts';
import { ReplayBar } from '../../panels/replay/ReplayBar.tsx';
import { MapArea } from './MapArea.tsx';
import type { DutyDesk } from './startDesk.ts';
import './duty.css';

export function DutyWindow({ desk }: { readonly desk: DutyDesk }) {
  return (
    <DeskProvider desk={desk}>
      <PageLanguage />
      <div className="duty">
        <div className="duty__top">{TOP_PANELS.map(draw)}</div>
        <aside className="duty__left">{LEFT_PANELS.map(draw)}</aside>
        <MapArea desk={desk} />
        <SheetArea />
        <DockArea />
        <RightArea past={desk.past} />
        <ReplayArea />
        {BOTTOM_PANELS.map(draw)}
      </div>
      {FLOATING_PANELS.map(draw)}
    </DeskProvider>
  );
}

const draw = ({ id, Panel }: (typeof TOP_PANELS)[number]) => <Panel key={id} />;

/** The incident as it is, or as it was. What is typed into the live one is kept while the past stands in its place. */
function RightArea({ past }: { readonly past: Desk }) {
  const isPast = useReplay(({ mode }) => mode === 'replaying');
  return (
    <>
      <aside className="duty__right" hidden={isPast}>
        {RIGHT_PANELS.map(draw)}
      </aside>
      {isPast && (
        <DeskProvider desk={past}>
          <aside className="duty__right duty__right--past" data-testid="past">
            {REPLAY_PANELS.map(draw)}
          </aside>
        </DeskProvider>
      )}
    </>
  );
}

/** What the cameras see now has no place beside the past. */
function DockArea() {
  const isPast = useReplay(({ mode }) => mode === 'replaying');
  return isPast ? null : DOCK_PANELS.map(draw);
}

/** Below map and incident while the past is on the screen. */
function ReplayArea() {
  const isPast = useReplay(({ mode }) => mode === 'replaying');
  return isPast ? <ReplayBar /> : null;
}

/** A sheet covers the map, which goes on underneath; queue and incident stay in view. It steps aside, with all that was typed, for a click on the map. */
function SheetArea() {
  const sheet = useView((view) => view.sheet);
  const isAside = useView((view) => view.mapAim !== null);
  if (!sheet) return null;
  const Panel = SHEETS[sheet.id];
  return (
    <div className="duty__sheet" hidden={isAside}>
      <Panel key={sheet.id} />
    </div>
  );
}

/** Tells the browser which language the page is in: fonts, readers and hyphenation follow it. */
function PageLanguage() {
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return null;
}
