import { useEffect, useState } from 'react';
import { refusalSentence } from '#shared/text/refusals.ts';
import { BreakIn } from '../../panels/breakIn/BreakIn.tsx';
import { DeskProvider, useLanguage, useText } from '../../panels/desk.tsx';
import { EvidenceDialog } from '../../panels/EvidenceDialog.tsx';
import { Chooser } from '../../panels/review/Chooser.tsx';
import { FilmHead } from '../../panels/review/FilmHead.tsx';
import { FilmProvider, useFilm, useFilmSession, useReviewText } from '../../panels/review/film.tsx';
import { KeysDialog } from '../../panels/review/KeysDialog.tsx';
import { LiveBand } from '../../panels/review/LiveBand.tsx';
import { SideTabs } from '../../panels/review/SideTabs.tsx';
import { TimeLine } from '../../panels/review/TimeLine.tsx';
import { Transport } from '../../panels/review/Transport.tsx';
import { useReport } from '../../panels/review/useReport.ts';
import { useReviewKeys } from '../../panels/review/useReviewKeys.ts';
import { Toasts } from '../../panels/toasts/Toasts.tsx';
import { Button } from '../../ui/Button.tsx';
import { ReviewMap } from './ReviewMap.tsx';
import type { ReviewDesk } from './startReviewDesk.ts';
import '../../panels/review/review.css';

export function ReviewWindow({ desk }: { readonly desk: ReviewDesk }) {
  return (
    <DeskProvider desk={desk}>
      <FilmProvider film={desk.film}>
        <PageWords />
        <Whole desk={desk} />
        <EvidenceDialog />
        <Toasts />
        <BreakIn />
      </FilmProvider>
    </DeskProvider>
  );
}

function Whole({ desk }: { readonly desk: ReviewDesk }) {
  const report = useReport();
  const [showsKeys, setShowsKeys] = useState(false);
  const isChoosing = useFilm((state) => state.isChoosing);
  const hasFilm = useFilm((state) => state.film !== null);
  useReviewKeys({
    report: () => void report.report(report.canPrint ? 'printer' : 'html'),
    showKeys: () => setShowsKeys(true),
  });
  return (
    <div className="review">
      <LiveBand />
      {isChoosing && <Chooser />}
      {!hasFilm && !isChoosing && <Opening />}
      {hasFilm && (
        <div className="review__film" hidden={isChoosing}>
          <FilmHead report={report} onKeys={() => setShowsKeys(true)} />
          <ReviewMap desk={desk} />
          <SideTabs />
          <div className="review__time">
            <Transport />
            <TimeLine />
          </div>
        </div>
      )}
      {showsKeys && <KeysDialog onClose={() => setShowsKeys(false)} />}
    </div>
  );
}

/** Before the film is there, or why it is not. */
function Opening() {
  const text = useReviewText();
  const language = useLanguage();
  const session = useFilmSession();
  const fault = useFilm((state) => state.fault);
  const why = fault && (fault.code === 'unreachable' ? text.unreachable : refusalSentence(fault, language));
  return (
    <main className="review__opening" role="status" data-testid="review-opening">
      <p>{why === null ? text.loading : text.failed(why)}</p>
      {why !== null && (
        <p>
          <Button look="primary" onClick={() => session.retry()}>
            {text.choose.again}
          </Button>{' '}
          <Button onClick={() => session.choose(true)} data-testid="review-choose">
            {text.choose.title}
          </Button>
        </p>
      )}
    </main>
  );
}

function PageWords() {
  const language = useLanguage();
  const { title } = useText().review;
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = title;
  }, [language, title]);
  return null;
}
