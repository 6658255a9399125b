/** Messages and replies to bytes (PROTOCOLS §1.1, §1.5, §1.7). Upper case digits when sending. */
import { encrypt } from './crypto.ts';
import { type CrcForm, crc16 } from './frame.ts';
import type { Extension, Header } from './message.ts';
import { writeTime } from './timestamp.ts';

const MAXIMUM_BODY_BYTES = 0xfff;

/** Body to frame; a body over 4,095 bytes cannot be framed, and only a bug makes one. */
export function encodeFrame(body: Buffer, form: CrcForm): Buffer {
  if (body.length > MAXIMUM_BODY_BYTES) throw new RangeError(`a DC-09 body of ${body.length} bytes does not fit`);
  const crc = crc16(body);
  const crcBytes = form === 'ascii' ? Buffer.from(hex4(crc)) : Buffer.from([crc >> 8, crc & 0xff]);
  return Buffer.concat([Buffer.from('\n'), crcBytes, Buffer.from(hex4(body.length)), body, Buffer.from('\r')]);
}

export interface OutgoingMessage {
  readonly header: Header;
  /** Between the brackets, latin1: `#70A1|1120 03 008`, or '' for an empty data part. */
  readonly data: string;
  readonly extensions?: readonly Extension[];
  /** Epoch ms; needed when encrypted. */
  readonly at?: number;
  readonly key?: Buffer;
  /** Only to reproduce a captured frame. */
  readonly pad?: Buffer;
}

export function encodeMessage(message: OutgoingMessage): Buffer {
  const { header, data, extensions = [], at, key, pad } = message;
  const blocks = extensions.map(({ letter, value }) => Buffer.from(`[${letter}${value}]`, 'utf8'));
  const time = Buffer.from(at === undefined ? '' : `_${writeTime(at)}`, 'latin1');
  const content = Buffer.concat([Buffer.from(`${data}]`, 'latin1'), ...blocks, time]);
  const tail =
    header.isEncrypted && key
      ? Buffer.from(encrypt(Buffer.concat([Buffer.from('|'), content]), key, pad), 'latin1')
      : content;
  return encodeFrame(Buffer.concat([Buffer.from(headerText(header), 'latin1'), tail]), header.form);
}

/** Understood and stored. To an encrypted message encrypted with the same key, and then with our time. */
export function encodeAck(to: Header, key: Buffer | undefined, now: number): Buffer {
  const isEncrypted = to.isEncrypted && key !== undefined;
  const header: Header = { ...to, token: 'ACK', isEncrypted };
  return encodeMessage(isEncrypted ? { header, data: '', key, at: now } : { header, data: '' });
}

/** Received but not understood; never encrypted. */
export function encodeDuh(to: Header): Buffer {
  return encodeMessage({ header: { ...to, token: 'DUH', isEncrypted: false }, data: '' });
}

/** Refused for its time: the device sets its clock by ours and sends again. Fixed header, `A0` without #, never encrypted. */
export function encodeNak(form: CrcForm, now: number): Buffer {
  return encodeFrame(Buffer.from(`"NAK"0000R0L0A0[]_${writeTime(now)}`, 'latin1'), form);
}

function headerText({ token, isEncrypted, sequence, receiver, line, account }: Header): string {
  const receiverText = receiver === null ? '' : `R${receiver}`;
  const lineText = line === null ? '' : `L${line}`;
  return `"${isEncrypted ? '*' : ''}${token}"${sequence}${receiverText}${lineText}#${account}[`;
}

const hex4 = (value: number) => value.toString(16).toUpperCase().padStart(4, '0');
