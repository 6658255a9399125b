import { expect, test } from 'vitest';
import { packWorkbook, sheetXml, workbookOf, workbookParts } from '#tests/fixtures/workbook.ts';
import { readWorkbook } from './workbook.ts';

const LIMIT = 50_002;
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

async function rowsOf(bytes: Buffer, limit = LIMIT) {
  const read = await readWorkbook(bytes, limit);
  return read.ok ? read.value : read.failure.code;
}

/** As Excel writes text: once in the workbook, by number in the cells. */
function withSharedStrings(sheet: string, strings: readonly string[]): Buffer {
  const [workbook, relations, data] = workbookParts(sheet);
  const rels = relations!.data
    .toString()
    .replace(
      '</Relationships>',
      `<Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>$&`,
    );
  const xml = `<sst>${strings.map((text) => `<si><r><t>${text}</t></r><r><t>!</t></r></si>`).join('')}</sst>`;
  return packWorkbook([
    workbook!,
    { ...relations!, data: Buffer.from(rels) },
    data!,
    { path: 'xl/sharedStrings.xml', data: Buffer.from(xml) },
  ]);
}

test('a long sheet is the same rows in the same places as a short one', async () => {
  const rows = Array.from({ length: 1_700 }, (_, row) => [`p-${row}`, row, row % 7 === 0 ? '' : '是']);
  const read = (await rowsOf(workbookOf(rows))) as unknown[][];
  expect(read.map(([name, number, flag]) => [name, number, flag ?? ''])).toEqual(
    rows.map(([name, number, flag]) => [name, String(number), flag]),
  );
});

test('gaps between rows keep their places, also where a piece ends', async () => {
  const sheet = sheetXml([['编号'], ['a']]).replace(
    '</sheetData>',
    '<row r="900"><c r="A900" t="inlineStr"><is><t>b</t></is></c></row></sheetData>',
  );
  const read = (await rowsOf(packWorkbook(workbookParts(sheet)))) as unknown[][];
  expect([read.length, read[1]?.[0], read[899]?.[0], read[500]?.[0] ?? null]).toEqual([900, 'a', 'b', null]);
});

test('shared strings are found wherever in the sheet they are used, also after a formula', async () => {
  const cells = Array.from({ length: 1_200 }, (_, row) => {
    return `<row r="${row + 1}"><c r="A${row + 1}" t="s"><v>${1_199 - row}</v></c></row>`;
  });
  cells[600] = '<row r="601"><c r="A601" t="s"><f>A1</f><v>3</v></c></row>';
  cells[601] = '<row r="602"><c r="A602" t="s"><v>99999</v></c></row>';
  const sheet = sheetXml([]).replace('</sheetData>', `${cells.join('')}</sheetData>`);
  const strings = Array.from({ length: 1_200 }, (_, index) => `s${index}`);
  const read = (await rowsOf(withSharedStrings(sheet, strings))) as unknown[][];
  expect([0, 499, 500, 600, 601, 1_199].map((row) => read[row]?.[0] ?? null)).toEqual([
    ...['s1199!', 's700!', 's699!', 's3!', null, 's0!'],
  ]);
});

test('rows beyond the limit are left, a sheet without rows is none, numbers keep their digits', async () => {
  const read = (await rowsOf(
    workbookOf([
      ['a', 117.123456789],
      ['b', 1],
      ['c', 2],
    ]),
    2,
  )) as unknown[][];
  expect(read).toEqual([
    ['a', '117.123456789'],
    ['b', '1'],
  ]);
  expect(await rowsOf(workbookOf([]))).toEqual([]);
});

test('tags that never close cost no more than tags that do', async () => {
  const open = '<c t="s">'.repeat(90);
  const sheet = sheetXml([['a']]).replace('</sheetData>', `${`<row>${open}`.repeat(2_000)}</sheetData>`);
  expect(await rowsOf(withSharedStrings(sheet, ['a'.repeat(10), '<si>'.repeat(200_000)]))).toBe('fileBroken');
  const broken = sheetXml([['a']]).replace('</sheetData>', `${'<c'.repeat(500_000)}</sheetData>`);
  expect(await rowsOf(packWorkbook(workbookParts(broken)))).toBe('fileBroken');
});
