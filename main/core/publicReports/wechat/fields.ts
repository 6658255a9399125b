/**
 * The XML of a push as its flat fields. No DTD, no entities but the five of XML itself, no field twice, everything bounded. Texts
 * stay texts: a MsgId has 64 bits.
 */
import { SaxesParser } from 'saxes';
import { ok, type Result, refuse } from '#shared/kit/result.ts';

/** A map: `__proto__` is a name like any other. */
export type Fields = ReadonlyMap<string, string>;

const XML_LIMIT = 64 * 1024;
const FIELDS_LIMIT = 64;
/** Some events nest their particulars (`SendPicsInfo`); ours do not, so what lies deeper is passed over. */
const DEPTH_LIMIT = 8;

/** Ends a parse from inside its callbacks; never leaves this file. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Refuses `xml`, `doctype`, `oversize`, `depth`, `repeated` or `tooMany`. */
export function readFields(text: string): Result<Fields> {
  if (text.length > XML_LIMIT) return refuse('oversize', 'more than 64 KiB');
  try {
    return ok(read(text));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return refuse(error.code, error.message);
  }
}

function read(text: string): Fields {
  const parser = new SaxesParser();
  const fields = new Map<string, string>();
  let depth = 0;
  let name = '';
  let value = '';
  const give = (more: string) => {
    if (depth === 2) value += more;
  };
  parser.on('error', ({ message }) => {
    throw new Refused('xml', message);
  });
  parser.on('doctype', () => {
    throw new Refused('doctype', 'a document type is not allowed');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > DEPTH_LIMIT) throw new Refused('depth', `deeper than ${DEPTH_LIMIT}`);
    if (depth === 1 && tag.name !== 'xml') throw new Refused('xml', 'the root is not <xml>');
    if (depth !== 2) return;
    name = tag.name;
    value = '';
  });
  parser.on('text', give);
  // Several sections in a row are one text: that is how `]]>` is written.
  parser.on('cdata', give);
  parser.on('closetag', () => {
    if (depth === 2) {
      if (fields.has(name)) throw new Refused('repeated', 'a field is there twice');
      if (fields.size >= FIELDS_LIMIT) throw new Refused('tooMany', `more than ${FIELDS_LIMIT} fields`);
      fields.set(name, value);
    }
    depth -= 1;
  });
  parser.write(text).close();
  return fields;
}

/** A value for an answer: closed sections cannot be ended from inside. */
export const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
