import { useEffect, useRef } from 'react';
import type { ReplaySession } from '../../live/replay/replaySession.ts';
import type { FilmSession } from '../../live/review/filmSession.ts';
import { useCommands, useReplaySession } from '../desk.tsx';
import { useFilmSession } from './film.tsx';
import { tabsOf } from './SideTabs.tsx';
import { ZOOM_STEP } from './TimeLine.tsx';

const STEP_MS = 5_000;
const LONG_STEP_MS = 60_000;

export interface ReviewDeeds {
  readonly report: () => void;
  readonly showKeys: () => void;
}

/** Every key of the window (listed by `?`). While something is typed, or a dialog is open, they are letters. */
export function useReviewKeys(deeds: ReviewDeeds): void {
  const film = useFilmSession();
  const replay = useReplaySession();
  const { view } = useCommands();
  const latest = useRef(deeds);
  latest.current = deeds;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest('input, textarea, select, [role="dialog"]') || view.state.dialog !== null) return;
      // A button reached by keyboard keeps its own keys.
      if (event.key === ' ' && target?.matches('button:focus-visible')) return;
      if (event.key === 'Escape' && film.state.isChoosing) film.choose(false);
      else if (film.state.isChoosing || !film.state.film) return;
      else if (!run(event, film, replay, latest.current)) return;
      event.preventDefault();
    };
    // A button that was merely clicked does not keep Space: that plays.
    const letGo = ({ detail, target }: MouseEvent) => {
      if (detail > 0 && target instanceof HTMLElement) target.closest('button')?.blur();
    };
    window.addEventListener('keydown', listen);
    window.addEventListener('click', letGo);
    return () => {
      window.removeEventListener('keydown', listen);
      window.removeEventListener('click', letGo);
    };
  }, [film, replay, view]);
}

/** False: the key means nothing here. */
function run({ key, shiftKey }: KeyboardEvent, film: FilmSession, replay: ReplaySession, deeds: ReviewDeeds): boolean {
  const by = shiftKey ? LONG_STEP_MS : STEP_MS;
  const note = (kind: 'bookmark' | 'comment') => film.write({ markId: null, at: Math.round(film.at), kind, text: '' });
  const keys = new Map<string, () => void>([
    [' ', () => replay.play(!replay.state.isPlaying)],
    ['arrowleft', () => void film.seek(film.at - by)],
    ['arrowright', () => void film.seek(film.at + by)],
    [',', () => void film.step(-1)],
    ['.', () => void film.step(1)],
    ['home', () => void film.seek(film.span.fromAt)],
    ['end', () => void film.seek(film.span.toAt)],
    ['[', () => film.changeSpeed(-1)],
    [']', () => film.changeSpeed(1)],
    ['+', () => film.zoom(ZOOM_STEP, replay.at)],
    ['=', () => film.zoom(ZOOM_STEP, replay.at)],
    ['-', () => film.zoom(1 / ZOOM_STEP, replay.at)],
    ['0', () => film.showAll()],
    ['b', () => note('bookmark')],
    ['c', () => note('comment')],
    ['u', () => film.state.newCount > 0 && void film.update()],
    ['o', () => film.choose(true)],
    ['p', () => deeds.report()],
    ['?', () => deeds.showKeys()],
  ]);
  const deed = keys.get(key.toLowerCase());
  const tab = tabsOf(film.state.film)[Number(key) - 1];
  if (deed) deed();
  else if (tab) film.show(tab);
  return deed !== undefined || tab !== undefined;
}
