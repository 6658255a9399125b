/** XML from outside as a small tree. No DTD, no entities but the five of XML itself, bounded depth and size. */
import { SaxesParser } from 'saxes';

export interface Element {
  readonly name: string;
  /** A map, not an object: `__proto__` is a name like any other. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  readonly text: string;
}

export type XmlFault = 'xml' | 'doctype' | 'depth' | 'oversize';
export type ParsedXml =
  | { readonly ok: true; readonly root: Element }
  | { readonly ok: false; readonly reason: XmlFault; readonly detail: string };

const DEPTH_LIMIT = 32;
/** 64 KiB of bytes are never more characters than this: as much as fits a datagram. */
const TEXT_LIMIT = 64 * 1024;

/** Ends a parse from inside its callbacks; never leaves this file. */
class Refused extends Error {
  readonly reason: XmlFault;

  constructor(reason: XmlFault, message: string) {
    super(message);
    this.reason = reason;
  }
}

interface Growing {
  name: string;
  attributes: Map<string, string>;
  children: Growing[];
  text: string;
}

/** @param mostCharacters what is longer is refused unread */
export function parseXml(text: string, mostCharacters: number = TEXT_LIMIT): ParsedXml {
  if (text.length > mostCharacters)
    return { ok: false, reason: 'oversize', detail: `more than ${mostCharacters / 1024} KiB` };
  try {
    return { ok: true, root: parse(text) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, reason: error.reason, detail: error.message };
  }
}

function parse(text: string): Element {
  const parser = new SaxesParser();
  const open: Growing[] = [];
  let root: Growing | undefined;
  parser.on('error', ({ message }) => {
    throw new Refused('xml', message);
  });
  parser.on('doctype', () => {
    throw new Refused('doctype', 'a document type is not allowed');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= DEPTH_LIMIT) throw new Refused('depth', `deeper than ${DEPTH_LIMIT}`);
    const element: Growing = { name, attributes: new Map(Object.entries(attributes)), children: [], text: '' };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const append = (more: string) => {
    const element = open.at(-1);
    if (element) element.text += more;
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  if (!root) throw new Refused('xml', 'no element');
  return root;
}

export const childOf = ({ children }: Element, name: string): Element | undefined =>
  children.find((child) => child.name === name);

/** A number as XML writes one; null for anything else, so that an empty or odd attribute is "not said". */
export function numberOf(text: string | undefined): number | null {
  if (text === undefined || !/^\s*[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?\s*$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
