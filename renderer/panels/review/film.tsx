import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { FilmSession, FilmState } from '../../live/review/filmSession.ts';
import { type Lane, lanesOf } from '../../live/review/lanes.ts';
import { useFollow } from '../../ui/useFollow.ts';
import { useLanguage, useText } from '../desk.tsx';

const FilmContext = createContext<FilmSession | null>(null);

/** The one film of this window: its panels meet here. */
export function FilmProvider({ film, children }: { readonly film: FilmSession; readonly children: ReactNode }) {
  return <FilmContext.Provider value={film}>{children}</FilmContext.Provider>;
}

export function useFilmSession(): FilmSession {
  const film = useContext(FilmContext);
  if (!film) throw new Error('A panel of the review stands outside its film');
  return film;
}

export function useFilm<Value>(read: (state: FilmState) => Value): Value {
  const film = useFilmSession();
  return useFollow(film.changes, () => read(film.state));
}

export const useReviewText = () => useText().review;

/** What lies on the time line now; the same until film, incident or language changed. */
export function useLanes(): readonly Lane[] {
  const film = useFilm((state) => state.film);
  const focusId = useFilm((state) => state.focusId);
  const language = useLanguage();
  return useMemo(() => (film ? lanesOf(film, focusId, language) : []), [film, focusId, language]);
}
