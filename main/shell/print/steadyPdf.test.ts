import { expect, test } from 'vitest';
import { madeAtOf, steadyPdf } from './steadyPdf.ts';

const AT = Date.UTC(2026, 10, 22, 3, 2, 55);

/** As Chromium ends a file, with bytes that are no text between. */
function pdfOf(date: string, iso: string, uuid: string, id: string): Buffer {
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.4\n1 0 obj\n<</Producer (Skia/PDF m140)\n/CreationDate (D:${date})\n/ModDate (D:${date})>>\nendobj\nstream\n`,
    ),
    Buffer.from([0x00, 0xff, 0xfe, 0x80, 0x0a]),
    Buffer.from(`<xmp:CreateDate>${iso}</xmp:CreateDate><xmpMM:DocumentID>uuid:${uuid}</xmpMM:DocumentID>\n`),
    Buffer.from(`trailer\n<</Size 9\n/ID [<${id}> <${id}>]>>\nstartxref\n300\n%%EOF\n`),
  ]);
}

const evening = pdfOf(
  "20261122181442+00'00'",
  '2026-11-22T18:14:42+00:00',
  '0a1b2c3d-1111-2222-3333-0123456789ab',
  'A1'.repeat(16),
);
const morning = pdfOf(
  "20270101070000+08'00'",
  '2027-01-01T07:00:00+08:00',
  'ffffffff-aaaa-bbbb-cccc-0123456789ab',
  'B2'.repeat(16),
);

test('files that differ in when and by which machine they were written are the same file', () => {
  const steady = steadyPdf(evening, AT);
  expect(steady.equals(steadyPdf(morning, AT))).toBe(true);
  expect(steady).toHaveLength(evening.length);
  expect(steady.toString('latin1')).toContain(
    "/CreationDate (D:20261122030255+00'00')\n/ModDate (D:20261122030255+00'00')",
  );
  expect(steady.toString('latin1')).toContain('<xmp:CreateDate>2026-11-22T03:02:55+00:00<');
  expect(steady.toString('latin1')).toMatch(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/);
});

test('what the page shows stays as it is, and other pages stay other files', () => {
  const at = evening.indexOf('stream\n') + 'stream\n'.length;
  const steady = steadyPdf(evening, AT);
  expect(steady.subarray(at, at + 5)).toEqual(evening.subarray(at, at + 5));
  const changed = Buffer.from(evening);
  changed[at] = 0x01;
  expect(steadyPdf(changed, AT).equals(steady)).toBe(false);
  expect(steadyPdf(evening, AT + 1_000).equals(steady)).toBe(false);
});

test('only a page that says when it was made is made steady', () => {
  expect(madeAtOf('<head><meta charset="utf-8"><meta name="made-at" content="1795316580000"></head>')).toBe(
    1_795_316_580_000,
  );
  expect(madeAtOf('<head><title>made-at</title></head>')).toBeNull();
});
