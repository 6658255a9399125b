import { createContext, useContext } from 'react';
import type { Problem } from '#shared/kit/result.ts';
import type { Draft } from './draft.ts';

/** What every field of the form reads and writes. */
export interface LinkFormState {
  readonly draft: Draft;
  readonly defaults: Draft;
  readonly problems: readonly Problem[];
  /** Undefined takes the value away. */
  change(path: string, value: unknown): void;
}

export const FormContext = createContext<LinkFormState | null>(null);

export function useForm(): LinkFormState {
  const form = useContext(FormContext);
  if (!form) throw new Error('A field stands outside its form');
  return form;
}
