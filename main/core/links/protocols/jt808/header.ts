/** The header of a JT/T 808 message (PROTOCOLS §4.4): 12 bytes in 2013, 17 in 2019, and 4 more for a sub-package. */

import { terminalKey } from '#shared/domain/deviceClash.ts';

export type Version = 2013 | 2019;

/** Bits 10 to 12 of the properties; anything but 0 we cannot open. */
export type EncryptionBits = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface Header {
  readonly messageId: number;
  readonly version: Version;
  /** 2019 only: revision of the protocol, 1 so far. */
  readonly protocolVersion: number | null;
  /** The id bytes as received, lower case hex: replies copy them. */
  readonly terminalHex: string;
  /** What a terminal is known by: decimal digits without leading zeros, or all of the hex where a nibble is none. */
  readonly terminal: string;
  readonly serial: number;
  readonly encryption: EncryptionBits;
  /** `index` counts from 1. Null for a message in one frame. */
  readonly part: { readonly total: number; readonly index: number } | null;
}

export interface Message {
  readonly header: Header;
  readonly body: Buffer;
}

export type HeaderFaultReason = 'format' | 'length';
export type HeaderResult =
  | ({ readonly ok: true } & Message)
  | { readonly ok: false; readonly reason: HeaderFaultReason };

const BODY_BITS = 0x3ff;
const PART_BIT = 0x2000;
const VERSION_BIT = 0x4000;
/** What the ten length bits can say. */
export const BODY_LIMIT_BYTES = BODY_BITS;

/** `isLenient`: a body length that does not match is not held against the message (the terminal's own fault). */
export function readHeader(content: Buffer, isLenient = false): HeaderResult {
  if (content.length < 12) return { ok: false, reason: 'format' };
  const messageId = content.readUInt16BE(0);
  const properties = content.readUInt16BE(2);
  const is2019 = (properties & VERSION_BIT) !== 0;
  const hasPart = (properties & PART_BIT) !== 0;
  const idFrom = is2019 ? 5 : 4;
  const idTo = idFrom + (is2019 ? 10 : 6);
  const bodyFrom = idTo + 2 + (hasPart ? 4 : 0);
  if (content.length < bodyFrom) return { ok: false, reason: 'format' };
  const part = hasPart ? { total: content.readUInt16BE(idTo + 2), index: content.readUInt16BE(idTo + 4) } : null;
  if (part && (part.index < 1 || part.index > part.total)) return { ok: false, reason: 'format' };
  const body = content.subarray(bodyFrom);
  if (body.length !== (properties & BODY_BITS) && !isLenient) return { ok: false, reason: 'length' };
  const terminalHex = content.toString('hex', idFrom, idTo);
  const header: Header = {
    messageId,
    version: is2019 ? 2019 : 2013,
    protocolVersion: is2019 ? content[4]! : null,
    terminalHex,
    terminal: terminalKey(terminalHex),
    serial: content.readUInt16BE(idTo),
    encryption: ((properties >> 10) & 7) as EncryptionBits,
    part,
  };
  return { ok: true, header, body };
}

/** Throws when the body is longer than a frame can say: the caller splits. */
export function writeMessage({ header, body }: Message): Buffer {
  if (body.length > BODY_LIMIT_BYTES) throw new RangeError(`a body of ${body.length} bytes does not fit one frame`);
  const is2019 = header.version === 2019;
  const properties =
    body.length | (header.encryption << 10) | (header.part ? PART_BIT : 0) | (is2019 ? VERSION_BIT : 0);
  return Buffer.concat([
    words(header.messageId, properties),
    is2019 ? Buffer.of(header.protocolVersion ?? 1) : Buffer.alloc(0),
    Buffer.from(header.terminalHex, 'hex'),
    words(header.serial),
    header.part ? words(header.part.total, header.part.index) : Buffer.alloc(0),
    body,
  ]);
}

/** How a terminal id is compared, whether it came in a header or was typed into station.json. */
export { terminalKey };

/** A terminal id as header bytes: decimal digits filled with leading zeros, or the hex of a packed one as it is. */
export function terminalHexOf(id: string, version: Version): string {
  return id.toLowerCase().padStart(version === 2019 ? 20 : 12, '0');
}

/** Big-endian 16-bit words. */
export function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
}
