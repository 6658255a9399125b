import { createContext, type ReactNode, useContext } from 'react';
import { isOpenDrill } from '#shared/domain/drill.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { pick } from '#shared/text/language.ts';
import type { DrillReport, ScenarioEntry } from '#shared/wire/drill.ts';
import { mayDirect } from '#shared/wire/roles.ts';
import type { ChannelPlacesFeed } from '../../live/channelPlaces.ts';
import type { DrillFeed } from '../../live/drillFeed.ts';
import { useFollow } from '../../ui/useFollow.ts';
import { useLanguage, useLive } from '../desk.tsx';
import type { DirectorPage, DirectorState, DirectorView } from './directorView.ts';

/** What the panels of the director's window share beside the desk. */
export interface Director {
  readonly feed: DrillFeed;
  readonly view: DirectorView;
  /** Every camera of the station. */
  readonly places: Pick<ChannelPlacesFeed, 'changes' | 'channels'>;
}

const DirectorContext = createContext<Director | null>(null);

export function DirectorProvider({
  director,
  children,
}: {
  readonly director: Director;
  readonly children: ReactNode;
}) {
  return <DirectorContext.Provider value={director}>{children}</DirectorContext.Provider>;
}

export function useDirector(): Director {
  const director = useContext(DirectorContext);
  if (!director) throw new Error('A panel stands outside the director');
  return director;
}

export function useDirectorView<Value>(
  read: (state: DirectorState) => Value,
  isEqual?: (a: Value, b: Value) => boolean,
): Value {
  const { view } = useDirector();
  return useFollow(view.changes, () => read(view.state), isEqual);
}

export function useReport(): DrillReport | null {
  const { feed } = useDirector();
  return useFollow(feed.changes, () => feed.report);
}

export function useScenarios(): readonly ScenarioEntry[] | null {
  const { feed } = useDirector();
  return useFollow(feed.changes, () => feed.scenarios);
}

/** The drill by the journal, which a seat knows at once; null: none was ever played. */
export function useDrill() {
  return useLive(({ live }) => live.world.drill);
}

export function useOpenDrill() {
  const drill = useDrill();
  return isOpenDrill(drill) ? drill : null;
}

/** Without a drill there is nothing on the stage: scenarios stand in its place. */
export function useShownPage(): DirectorPage {
  const page = useDirectorView((state) => state.page);
  const hasDrill = useDrill() !== null;
  return page === 'stage' && !hasDrill ? 'library' : page;
}

/** Null before the core has said who sits here. */
export function useMayDirect(): boolean | null {
  return useLive(({ live }) => (live.seat ? mayDirect(live.seat.role) : null));
}

/** Picks the window's language. */
export function usePick(): (words: Bilingual) => string {
  const language = useLanguage();
  return (words) => pick(words, language);
}
