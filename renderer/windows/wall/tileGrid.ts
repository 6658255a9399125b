const PICTURE = 16 / 9;

/** Columns and rows for so many pictures of 16 : 9 in a surface, so that each is as large as it can be. Pixels. */
export function tileGrid(
  count: number,
  { width, height }: { readonly width: number; readonly height: number },
): { readonly columns: number; readonly rows: number } {
  let best = { columns: 1, rows: Math.max(1, count), size: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const size = Math.min(width / columns, (height / rows) * PICTURE);
    if (size > best.size) best = { columns, rows, size };
  }
  return { columns: best.columns, rows: best.rows };
}
