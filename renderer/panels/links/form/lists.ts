import { type Draft, valueAt } from './draft.ts';

/** The groups of a list in a draft; none where there is no list. */
export function listAt(draft: Draft, path: string): readonly Draft[] {
  const value = valueAt(draft, path);
  return Array.isArray(value) ? (value as Draft[]) : [];
}

/** Where each of them stands: its place is all that names it while it is being filled in. */
export function placesAt(draft: Draft, path: string): readonly { readonly path: string; readonly index: number }[] {
  return listAt(draft, path).map((_group, index) => ({ path: `${path}.${index}`, index }));
}
