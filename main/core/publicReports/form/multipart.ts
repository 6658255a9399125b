/** multipart/form-data of one form (RFC 7578): few small fields and one file, all of it in memory and bounded. Anything else is refused. */
import { ok, type Result, refuse } from '#shared/kit/result.ts';

export interface FormParts {
  readonly fields: ReadonlyMap<string, string>;
  /** The file that was chosen; null: none. What it calls itself is not kept. */
  readonly file: Buffer | null;
}

const PARTS_LIMIT = 20;
const HEAD_LIMIT = 1_024;
const FIELD_LIMIT = 8 * 1_024;
const BOUNDARY = /^multipart\/form-data;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;

/** Refuses `badForm`. */
export function readMultipart(contentType: string, body: Buffer): Result<FormParts> {
  const [, quoted, bare] = contentType.match(BOUNDARY) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return refuse('badForm', 'no boundary');
  const fields = new Map<string, string>();
  let file: Buffer | null = null;
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first one stands at the beginning, without a line before it.
  let at = body.indexOf(delimiter.subarray(2));
  if (at !== 0) return refuse('badForm', 'does not begin with its boundary');
  at += delimiter.length - 2;
  for (let part = 0; ; part += 1) {
    if (body.toString('latin1', at, at + 2) === '--') return ok({ fields, file });
    if (part >= PARTS_LIMIT || body.toString('latin1', at, at + 2) !== '\r\n') return refuse('badForm', 'not a form');
    const headEnd = body.indexOf('\r\n\r\n', at);
    const end = body.indexOf(delimiter, headEnd);
    if (headEnd < 0 || headEnd - at > HEAD_LIMIT || end < 0) return refuse('badForm', 'a part does not end');
    const head = body.toString('utf8', at, headEnd);
    const name = head.match(/\bname="([^"\r\n]{1,40})"/i)?.[1];
    if (name === undefined) return refuse('badForm', 'a part has no name');
    const content = body.subarray(Math.min(headEnd + 4, end), end);
    if (/\bfilename=/i.test(head)) {
      if (content.length > 0) {
        if (file) return refuse('badForm', 'more than one file');
        file = content;
      }
    } else {
      if (content.length > FIELD_LIMIT || fields.has(name))
        return refuse('badForm', 'a field is too long or there twice');
      fields.set(name, content.toString('utf8'));
    }
    at = end + delimiter.length;
  }
}
