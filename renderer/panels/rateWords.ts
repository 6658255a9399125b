/** `80%`, rounded down: 100% is said only of all of them. Null: there is nothing to take a share of. */
export function rateOf(part: number, all: number): string | null {
  return all === 0 ? null : `${Math.floor((part / all) * 100 + 1e-9)}%`;
}
