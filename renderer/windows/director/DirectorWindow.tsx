import { useEffect } from 'react';
import { ConnectionBanner } from '../../panels/banner/ConnectionBanner.tsx';
import { BreakIn } from '../../panels/breakIn/BreakIn.tsx';
import { DeskProvider, useLanguage, useText } from '../../panels/desk.tsx';
import { DirectorPages } from '../../panels/director/DirectorPages.tsx';
import { DrillDialogs } from '../../panels/director/DrillDialogs.tsx';
import { DirectorProvider } from '../../panels/director/director.tsx';
import { StageStrip, StageTabs } from '../../panels/director/StageStrip.tsx';
import { SignInBanner } from '../../panels/signIn/SignInBanner.tsx';
import { SignInDialog } from '../../panels/signIn/SignInDialog.tsx';
import { Toasts } from '../../panels/toasts/Toasts.tsx';
import { DirectorMap } from './DirectorMap.tsx';
import type { DirectorDesk } from './startDirectorDesk.ts';
import './director.css';

export function DirectorWindow({ desk }: { readonly desk: DirectorDesk }) {
  return (
    <DeskProvider desk={desk}>
      <DirectorProvider director={desk.director}>
        <PageWords />
        <div className="director">
          <StageStrip />
          <StageTabs />
          <ConnectionBanner />
          <SignInBanner />
          <main className="director__page">
            <DirectorPages map={<DirectorMap desk={desk} />} />
          </main>
        </div>
        <DrillDialogs />
        <SignInDialog />
        <Toasts />
        <BreakIn />
      </DirectorProvider>
    </DeskProvider>
  );
}

/** The page says its language to the browser and its name to whoever cannot see it. */
function PageWords() {
  const { director: text } = useText();
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = text.windowTitle;
  }, [language, text]);
  return null;
}
