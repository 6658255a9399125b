// Hand-made shapefiles of polygons with a GBK table, as an office's GIS writes them.
import iconv from 'iconv-lite';

export function shpBytes(polygons: readonly (readonly [number, number][])[]): Buffer {
  const records = polygons.map((ring, index) => {
    const content = Buffer.alloc(48 + ring.length * 16);
    content.writeInt32LE(5, 0);
    content.writeInt32LE(1, 36);
    content.writeInt32LE(ring.length, 40);
    ring.forEach(([x, y], at) => {
      content.writeDoubleLE(x, 48 + at * 16);
      content.writeDoubleLE(y, 56 + at * 16);
    });
    const header = Buffer.alloc(8);
    header.writeInt32BE(index + 1, 0);
    header.writeInt32BE(content.length / 2, 4);
    return Buffer.concat([header, content]);
  });
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994, 0);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(5, 32);
  return Buffer.concat([head, ...records]);
}

export function dbfBytes(columns: readonly string[], rows: readonly (readonly string[])[], encoding = 'gbk'): Buffer {
  const width = 40;
  const head = Buffer.alloc(32);
  head[0] = 3;
  head.writeUInt32LE(rows.length, 4);
  head.writeUInt16LE(32 + columns.length * 32 + 1, 8);
  head.writeUInt16LE(1 + columns.length * width, 10);
  const fields = columns.map((name) => {
    const field = Buffer.alloc(32);
    iconv.encode(name, encoding).copy(field, 0, 0, 10);
    field.write('C', 11);
    field[16] = width;
    return field;
  });
  const cells = (row: readonly string[]) =>
    row.map((text) => {
      const cell = Buffer.alloc(width, 0x20);
      iconv.encode(text, encoding).copy(cell);
      return cell;
    });
  return Buffer.concat([
    head,
    ...fields,
    Buffer.from([0x0d]),
    ...rows.flatMap((row) => [Buffer.from(' '), ...cells(row)]),
  ]);
}
