import { useRef, useSyncExternalStore } from 'react';

/** Anything with a revision that grows and listeners told of it (renderer/live/observable.ts). */
export interface Followed {
  readonly subscribe: (listener: () => void) => () => void;
  readonly revision: () => number;
}

/**
 * What `read` says now, and again whenever the source changes. A component is drawn again only when `isEqual` finds a
 * difference, so `read` may build new arrays when a fitting `isEqual` comes with it.
 */
export function useFollow<Value>(
  source: Followed,
  read: () => Value,
  isEqual: (left: Value, right: Value) => boolean = Object.is,
): Value {
  const kept = useRef<{ revision: number; read: () => Value; value: Value } | null>(null);
  return useSyncExternalStore(source.subscribe, () => {
    const revision = source.revision();
    const last = kept.current;
    if (last && last.revision === revision && last.read === read) return last.value;
    const fresh = read();
    const value = last && isEqual(last.value, fresh) ? last.value : fresh;
    kept.current = { revision, read, value };
    return value;
  });
}

/** Same keys (or same length), same values. */
export function isShallowEqual<Value extends object>(left: Value, right: Value): boolean {
  const [leftEntries, rightEntries] = [Object.entries(left), Object.entries(right)];
  if (leftEntries.length !== rightEntries.length) return false;
  return leftEntries.every(([key, value]) => Object.is(value, (right as Record<string, unknown>)[key]));
}
