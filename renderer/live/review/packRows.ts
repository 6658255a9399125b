/** Which row each span takes, 0 first, so that none lies over another. In the order given; spans need not be sorted. */
export function packRows(
  spans: readonly { readonly fromAt: number; readonly toAt: number }[],
  mostRows = 4,
): readonly number[] {
  const endsAt: number[] = [];
  const rows = new Array<number>(spans.length).fill(0);
  const order = spans.map((_, index) => index).toSorted((left, right) => spans[left]!.fromAt - spans[right]!.fromAt);
  for (const index of order) {
    const { fromAt, toAt } = spans[index]!;
    const free = endsAt.findIndex((endAt) => endAt <= fromAt);
    // Beyond what has room they share the last row: better over one another than out of sight.
    const row = free === -1 ? Math.min(endsAt.length, mostRows - 1) : free;
    endsAt[row] = Math.max(endsAt[row] ?? 0, toAt);
    rows[index] = row;
  }
  return rows;
}
