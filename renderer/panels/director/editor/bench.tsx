import { createContext, useContext } from 'react';
import type { Problem } from '#shared/kit/result.ts';
import { usePick } from '../director.tsx';
import { type Draft, getAt, type Json, type ListName, type Path, textAt } from './scenarioDraft.ts';

/** The scenario on the bench: what it says now, what is wrong with it, and how it is changed. */
export interface Bench {
  readonly draft: Draft;
  readonly problems: readonly Problem[];
  change(path: Path, value: Json | undefined): void;
  /** Another id for one of a list, and for whatever names it. */
  rename(list: ListName, index: number, id: string): void;
}

export const BenchContext = createContext<Bench | null>(null);

export function useBench(): Bench {
  const bench = useContext(BenchContext);
  if (!bench) throw new Error('A field stands outside the bench');
  return bench;
}

/** One field: its value as text, its change, and the sentence about it. `isWhole` takes what lies inside it as well. */
export function useField(path: Path, isWhole = false) {
  const { draft, problems, change } = useBench();
  const say = usePick();
  const key = path.join('.');
  const problem = problems.find((each) => each.path === key || (isWhole && each.path.startsWith(`${key}.`)));
  return {
    text: textAt(draft, path),
    value: getAt(draft, path),
    error: problem ? say(problem) : null,
    set: (value: Json | undefined) => change(path, value),
  };
}
