import { useCallback } from 'react';
import { attachListKeys, type ListKeysOptions } from './listKeys.ts';

/**
 * For the `ref` of a list: ↑ ↓ Home End and pages within it, and one Tab stop, on the row in hand. Enter and Space are the
 * row's own.
 */
export function useListKeys(
  rows: string,
  { chooses = false, findsByLetters = false }: Omit<ListKeysOptions, 'rows'> = {},
): (list: HTMLElement | null) => (() => void) | undefined {
  return useCallback(
    (list: HTMLElement | null) => (list ? attachListKeys(list, { rows, chooses, findsByLetters }) : undefined),
    [rows, chooses, findsByLetters],
  );
}
