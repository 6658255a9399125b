/**
 * DC-09 body to message (PROTOCOLS §1.1 to §1.5). Pure: bytes in, message or named fault out, never throws.
 *   "id" seq [Rrcvr] [Lpref] #acct [data] [Kvalue]... [_timestamp]      clear
 *   "*id" seq [Rrcvr] [Lpref] #acct [hex of AES(pad | data] [Kvalue]... _timestamp)
 */
import { readContactId } from './contactId.ts';
import { decrypt } from './crypto.ts';
import { type Frame, splitDatagram } from './frame.ts';
import type { Extension, Header, Message } from './message.ts';
import { readSiaPayload } from './siaPayload.ts';
import { readText } from './text.ts';
import { readTime, type SentTime } from './timestamp.ts';

export type FaultReason = 'crc' | 'length' | 'format' | 'decrypt';

export interface DecodeFault {
  readonly ok: false;
  readonly reason: FaultReason;
  /** Present when the frame was sound enough to say who called. */
  readonly header: Header | null;
  /** Present when everything but the payload could be read. */
  readonly unread?: Message;
  /** For the log and the integrator, English. */
  readonly detail: string;
}

export type Decoded = { readonly ok: true; readonly message: Message } | DecodeFault;

/** Finds the key once the account is known; undefined when the account has none. */
export type KeyFor = (header: Header) => Buffer | undefined;

/** The one frame in these bytes, filler and noise around it ignored. */
export function decodeBytes(bytes: Buffer, keyFor: KeyFor): Decoded {
  const found = splitDatagram(bytes);
  const frame = found.find((item) => item.ok);
  if (frame?.ok) return decodeFrame(frame, keyFor);
  const fault = found[0];
  const reason = fault && !fault.ok ? fault.reason : 'format';
  return { ok: false, reason, header: null, detail: `no frame: ${reason}` };
}

export function decodeFrame(frame: Frame, keyFor: KeyFor): Decoded {
  const body = frame.body.toString('latin1');
  const opened = readHeader(body, frame);
  if (!opened) return { ok: false, reason: 'format', header: null, detail: 'id, sequence or account is malformed' };
  const { header, rest } = opened;
  return header.isEncrypted ? decodeEncrypted(header, rest, keyFor) : decodeContent(header, rest);
}

const HEADER_SHAPE = new RegExp(
  [
    /^"(\*?)([^"*]{1,16})"/, // id, encrypted when starred
    /(\d{4})/, //               sequence
    /(?:R([0-9A-Fa-f]{0,6}))?/, // receiver number
    /(?:L([0-9A-Fa-f]{0,6}))?/, // account prefix
    /(?:#([0-9A-Za-z]{1,16})|(A0))/, // account; a NAK writes A0
    /\[/,
  ]
    .map((part) => part.source)
    .join(''),
);

function readHeader(body: string, frame: Frame): { header: Header; rest: string } | null {
  const match = HEADER_SHAPE.exec(body);
  if (!match) return null;
  return {
    header: {
      form: frame.form,
      token: match[2]!,
      isEncrypted: match[1] === '*',
      sequence: match[3]!,
      receiver: match[4] ?? null,
      line: match[5] ?? null,
      account: match[6] ?? match[7]!,
    },
    rest: body.slice(match[0].length),
  };
}

/** §1.5: everything behind the first bracket is ciphertext, whole blocks as hex; the pad ends at the first bar. */
function decodeEncrypted(header: Header, hex: string, keyFor: KeyFor): Decoded {
  const fault = (reason: FaultReason, detail: string): DecodeFault => ({ ok: false, reason, header, detail });
  if (!/^(?:[0-9A-Fa-f]{32})*$/.test(hex)) return fault('format', 'the ciphertext is not whole AES blocks in hex');
  const key = keyFor(header);
  if (!key) return fault('decrypt', 'encrypted, and no key is known');
  const plain = decrypt(Buffer.from(hex, 'hex'), key).toString('latin1');
  const bracket = plain.indexOf(']');
  if (bracket < 0) return fault('decrypt', 'no end of data: wrong key');
  const tail = readTail(plain.slice(bracket + 1));
  if (!tail) return fault('decrypt', 'no time at the end: wrong key');
  const padded = plain.slice(0, bracket);
  const bar = padded.indexOf('|');
  const decoded = finish(header, bar < 0 ? '' : padded.slice(bar + 1), tail);
  // Without a time only content that reads well shows that the key was right (decision table row 4: NAK with our time).
  const isBelievable = tail.time !== null || (decoded.ok && plain.endsWith(']'));
  return isBelievable ? decoded : fault('decrypt', 'no time at the end: wrong key');
}

function decodeContent(header: Header, rest: string): Decoded {
  const bracket = rest.indexOf(']');
  const tail = bracket < 0 ? null : readTail(rest.slice(bracket + 1));
  if (!tail) return { ok: false, reason: 'format', header, detail: 'the data or what follows it is malformed' };
  return finish(header, rest.slice(0, bracket), tail);
}

interface Tail {
  readonly extensions: readonly Extension[];
  readonly time: SentTime | null;
}

/** Extension blocks, then perhaps a time. A `_` followed by no time at all still counts as "no usable time". */
function readTail(text: string): Tail | null {
  const extensions: Extension[] = [];
  let rest = text;
  while (rest.startsWith('[')) {
    const end = rest.indexOf(']');
    if (end < 0) return null;
    // Some panels send an empty block where others send none.
    if (end > 1) extensions.push({ letter: rest.charAt(1), value: readText(rest.slice(2, end)) });
    rest = rest.slice(end + 1);
  }
  if (rest === '') return { extensions, time: null };
  return rest.startsWith('_') ? { extensions, time: readTime(rest.slice(1)) } : null;
}

/** §1.2: an account before the first bar, with or without #, perhaps empty; without a bar all of it is payload. */
const DATA_ACCOUNT = /^(#[0-9A-Za-z]{0,16}|[0-9A-Fa-f]{3,16}|)\|/;

function finish(header: Header, data: string, { extensions, time }: Tail): Decoded {
  const account = DATA_ACCOUNT.exec(data);
  const payload = account ? data.slice(account[0].length) : data;
  const dataAccount = account ? account[1]!.replace('#', '') : null;
  const base: Message = { header, dataAccount, payload, extensions, time, events: [], text: null };
  if (header.token === 'ADM-CID') {
    const event = readContactId(payload);
    if (event) return { ok: true, message: { ...base, events: [event] } };
    return { ok: false, reason: 'format', header, unread: base, detail: 'the Contact ID payload is malformed' };
  }
  if (header.token === 'SIA-DCS') {
    const content = readSiaPayload(payload);
    if (content) return { ok: true, message: { ...base, ...content } };
    return { ok: false, reason: 'format', header, unread: base, detail: 'the SIA payload is malformed' };
  }
  return { ok: true, message: base };
}
