/** The smallest of the values that at least `share` (0 to 1) of them do not exceed: always one of them. Null: there are none. */
export function percentile(ascending: readonly number[], share: number): number | null {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? null;
}
