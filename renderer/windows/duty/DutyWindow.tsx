import { useEffect } from 'react';
import { DeskProvider, useLanguage, useView } from '../../panels/desk.tsx';
import {
  BOTTOM_PANELS,
  FLOATING_PANELS,
  LEFT_PANELS,
  RIGHT_PANELS,
  SHEETS,
  TOP_PANELS,
} from '../../panels/registry.ts';
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
        <aside className="duty__right">{RIGHT_PANELS.map(draw)}</aside>
        {BOTTOM_PANELS.map(draw)}
      </div>
      {FLOATING_PANELS.map(draw)}
    </DeskProvider>
  );
}

const draw = ({ id, Panel }: (typeof TOP_PANELS)[number]) => <Panel key={id} />;

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
