/**
 * What no schema may be shown. zod asks even a wrong value for its `length` and compares that with a limit; a `length` whose own
 * `toString` and `valueOf` are no functions makes the comparison throw. So JSON from outside is looked at first, whole, and
 * refused when any object in it redefines how it becomes text or a number.
 */
const NEVER_OURS = ['toString', 'valueOf'] as const;

/** Walks without recursion: how deep it is nested is the sender's choice. */
export function isPlainJson(value: unknown): boolean {
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || ArrayBuffer.isView(next)) continue;
    if (NEVER_OURS.some((name) => Object.hasOwn(next, name))) return false;
    for (const inner of Object.values(next)) waiting.push(inner);
  }
  return true;
}
