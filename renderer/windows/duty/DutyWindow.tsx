import { useEffect } from 'react';
import { DeskProvider, useLanguage } from '../../panels/desk.tsx';
import { BOTTOM_PANELS, FLOATING_PANELS, LEFT_PANELS, RIGHT_PANELS, TOP_PANELS } from '../../panels/registry.ts';
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
        <aside className="duty__right">{RIGHT_PANELS.map(draw)}</aside>
        {BOTTOM_PANELS.map(draw)}
      </div>
      {FLOATING_PANELS.map(draw)}
    </DeskProvider>
  );
}

const draw = ({ id, Panel }: (typeof TOP_PANELS)[number]) => <Panel key={id} />;

/** Tells the browser which language the page is in: fonts, readers and hyphenation follow it. */
function PageLanguage() {
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return null;
}
