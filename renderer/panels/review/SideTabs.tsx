import { REVIEW_TABS, type ReviewTab } from '#shared/text/reviewWindow.ts';
import type { ReviewFilm } from '#shared/wire/review.ts';
import { SheetTabs } from '../../ui/SheetTabs.tsx';
import { DecisionsTab } from './DecisionsTab.tsx';
import { EntriesTab } from './EntriesTab.tsx';
import { EvidenceTab } from './EvidenceTab.tsx';
import { useFilm, useFilmSession, useReviewText } from './film.tsx';
import { IntervalsTab } from './IntervalsTab.tsx';
import { MarksTab } from './MarksTab.tsx';
import { ScoreTab } from './ScoreTab.tsx';
import { SeatsTab } from './SeatsTab.tsx';
import './reviewSide.css';

const VIEWS = {
  ...{ intervals: IntervalsTab, decisions: DecisionsTab, seats: SeatsTab, evidence: EvidenceTab },
  ...{ score: ScoreTab, marks: MarksTab, entries: EntriesTab },
} as const;

/** A score is of drills only. */
export const tabsOf = (film: ReviewFilm | null): readonly ReviewTab[] =>
  REVIEW_TABS.filter((tab) => tab !== 'score' || film?.kind === 'drill' || film?.score != null);

/** Beside the film: what it shows, in words and numbers, each a way to its moment. */
export function SideTabs() {
  const text = useReviewText();
  const session = useFilmSession();
  const film = useFilm((state) => state.film);
  const chosen = useFilm((state) => state.tab);
  const tabs = tabsOf(film);
  const tab = tabs.includes(chosen) ? chosen : 'intervals';
  const View = VIEWS[tab];
  return (
    <aside className="review-side" aria-label={text.tabs}>
      <SheetTabs
        label={text.tabs}
        tabs={tabs.map((id) => ({ id, name: text.tab[id] }))}
        chosen={tab}
        onChoose={(id) => session.show(id)}
        testIdPrefix="review-tab-"
      />
      <div className="review-side__pane" role="tabpanel" aria-label={text.tab[tab]} data-testid={`review-pane-${tab}`}>
        <View key={tab} />
      </div>
    </aside>
  );
}
