/**
 * The same page gives the same PDF: when a PDF is written, Chromium notes the moment, and newer versions an identifier made by chance.
 * Both are replaced in place by what belongs to the page, with as many bytes as they had, so that no offset in the file moves. Pure.
 */
import { createHash } from 'node:crypto';

/** A page that says when what it tells of ended (`<meta name="made-at" content="epoch ms">`) is to be the same file every time. */
export function madeAtOf(html: string): number | null {
  const [, at] = /<meta name="made-at" content="(\d{1,15})">/.exec(html) ?? [];
  return at === undefined ? null : Number(at);
}

/** ISO 32000-1, 7.9.4: `D:20261122181442+00'00'`, and `Z` or nothing where a zone may stand. */
const INFO_DATE = /(\/(?:CreationDate|ModDate)\s*\(D:)(\d{14})([^)]*)(\))/g;
/** XMP in a metadata stream that is not compressed: `<xmp:CreateDate>2026-11-22T18:14:42+00:00</xmp:CreateDate>`. */
const XMP_DATE = /(<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)([^<]{19,35})(<)/g;
const XMP_UUID = /(uuid:)([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/gi;
/** 14.4: two byte strings in the trailer. */
const FILE_ID = /(\/ID\s*\[\s*)((?:<[0-9A-Fa-f]+>\s*){2})(\])/g;

/** @param at epoch ms that is to stand in it */
export function steadyPdf(pdf: Uint8Array, at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/\D/g, '').slice(0, 14);
  const iso = new Date(at).toISOString().slice(0, 19);
  // One character a byte and back: nothing but what is replaced can change.
  const dated = Buffer.from(pdf)
    .toString('latin1')
    .replace(INFO_DATE, (_all, head: string, _digits: string, zone: string, end: string) => {
      return `${head}${digits}${zoneLike(zone)}${end}`;
    })
    .replace(XMP_DATE, (_all, head: string, date: string, end: string) => {
      return `${head}${(iso + zoneLike(date.slice(19))).padEnd(date.length)}${end}`;
    })
    .replace(XMP_UUID, (_all, head: string, uuid: string) => `${head}${uuid.replace(/[0-9a-f]/gi, '0')}`)
    .replace(
      FILE_ID,
      (_all, head: string, ids: string, end: string) => `${head}${ids.replace(/[0-9A-Fa-f]/g, '0')}${end}`,
    );
  const digest = createHash('sha256').update(dated, 'latin1').digest('hex');
  const steady = dated.replace(FILE_ID, (_all, head: string, ids: string, end: string) => {
    let place = 0;
    return `${head}${ids.replace(/0/g, () => digest[place++ % digest.length]!)}${end}`;
  });
  return Buffer.from(steady, 'latin1');
}

/** The same zone of the same length, at no distance from UTC. */
const zoneLike = (zone: string): string => zone.replace(/-/g, '+').replace(/\d/g, '0');
