/**
 * The DC-09 envelope (PROTOCOLS §1.1): `LF CRC 0LLL "body" CR`, found in any run of bytes. Owns framing, length and CRC;
 * knows nothing of what the body says. UDP hands whole datagrams, a stream hands pieces: both use the same scan.
 */
const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const ZERO = 0x30;

/** Bytes before the quote: LF, CRC as four hex digits or as two raw bytes, then `0LLL`. */
const HEADER_BYTES = { ascii: 9, binary: 7 } as const;
/** Enough to see where the quote is in either form. */
const RECOGNISABLE_BYTES = 10;

/**
 * Bytes built to hold thousands of almost-frames would cost seconds of CRC: after these the rest is one fault. A stream is
 * allowed more, because behind garbage in one read there may be frames of another moment.
 */
const FAULTS_EXAMINED = { datagram: 16, stream: 512 } as const;

/** How the sender writes its CRC. A reply uses the form of the request. */
export type CrcForm = 'ascii' | 'binary';

export interface Frame {
  readonly ok: true;
  readonly form: CrcForm;
  /** From the first quote to the byte before CR: what length and CRC cover. */
  readonly body: Buffer;
  /** The whole frame, LF to CR. */
  readonly raw: Buffer;
}

export interface FrameFault {
  readonly ok: false;
  readonly reason: 'crc' | 'length' | 'format';
  readonly raw: Buffer;
}

const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  return crc;
});

/** CRC-16/ARC: polynomial 0x8005 reflected, start 0, no final xor; `123456789` gives BB3D. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 0xff]!;
  return crc;
}

/** Everything one datagram holds, in order; a frame that does not end inside it is a length fault. */
export function splitDatagram(datagram: Buffer): (Frame | FrameFault)[] {
  return scan(datagram, true).found;
}

/** Frames out of a byte stream cut anywhere. Holds at most one unfinished frame: 4,105 bytes. */
export class Deframer {
  #held: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): (Frame | FrameFault)[] {
    const { found, rest } = scan(Buffer.concat([this.#held, bytes]), false);
    // A copy: the rest must not keep a large read alive.
    this.#held = Buffer.from(rest);
    return found;
  }

  /**
   * Nothing has come for a while: a spoilt length may be waiting for bytes nobody will send, with good frames behind it.
   * Those are given and the rest is a fault; without a good one, the unfinished frame may still be on its way.
   */
  rescue(): (Frame | FrameFault)[] {
    const { found } = scan(this.#held, true);
    if (!found.some(({ ok }) => ok)) return [];
    this.#held = Buffer.alloc(0);
    return found;
  }

  /** The connection is over: what was never finished is a fault. */
  end(): (Frame | FrameFault)[] {
    const held = this.#held;
    this.#held = Buffer.alloc(0);
    return scan(held, true).found;
  }
}

/**
 * A fault never swallows what follows: the search goes on at the byte behind its LF, so a good frame after a cut or
 * spoilt one is found. Bytes that belong to no frame are one `format` fault per run, unless they are filler.
 * `rest` is an unfinished frame, when more bytes may come.
 */
function scan(buffer: Buffer, isAll: boolean): { found: (Frame | FrameFault)[]; rest: Buffer } {
  const found: (Frame | FrameFault)[] = [];
  let searchFrom = 0;
  let unexplainedFrom = 0;
  let faults = 0;
  const reportNoise = (until: number) => {
    const noise = buffer.subarray(Math.min(unexplainedFrom, until), until);
    if (noise.some((byte) => byte !== 0 && byte !== CR && byte !== LF))
      found.push({ ok: false, reason: 'format', raw: noise });
  };
  for (;;) {
    const start = buffer.indexOf(LF, searchFrom);
    if (start < 0) break;
    const candidate = examine(buffer, start, isAll);
    if (candidate === 'unfinished') {
      reportNoise(start);
      return { found, rest: buffer.subarray(start) };
    }
    searchFrom = start + 1;
    if (candidate === 'none') continue;
    reportNoise(start);
    found.push(candidate);
    unexplainedFrom = start + candidate.raw.length;
    if (candidate.ok) searchFrom = unexplainedFrom;
    else faults += 1;
    if (faults === (isAll ? FAULTS_EXAMINED.datagram : FAULTS_EXAMINED.stream)) break;
  }
  reportNoise(buffer.length);
  return { found, rest: Buffer.alloc(0) };
}

function examine(buffer: Buffer, start: number, isAll: boolean): Frame | FrameFault | 'none' | 'unfinished' {
  if (buffer.length - start < RECOGNISABLE_BYTES) return isAll ? 'none' : 'unfinished';
  const form = recognise(buffer, start);
  if (form === null) return 'none';
  const fault = (reason: FrameFault['reason'], end: number): FrameFault => {
    return { ok: false, reason, raw: buffer.subarray(start, end) };
  };
  const bodyStart = start + HEADER_BYTES[form];
  const length = bodyLength(buffer, bodyStart - 4);
  if (length === null) return fault('format', nextFrom(buffer, start + 1));
  const end = bodyStart + length;
  if (end >= buffer.length && !isAll) return 'unfinished';
  if (buffer[end] !== CR) return fault('length', nextFrom(buffer, start + 1));
  const body = buffer.subarray(bodyStart, end);
  if (writtenCrc(buffer, start + 1, form) !== crc16(body)) return fault('crc', end + 1);
  return { ok: true, form, body, raw: buffer.subarray(start, end + 1) };
}

/** Quote at byte 9: the CRC is four hex digits; at byte 7: two raw bytes (some 2007 senders). Null: no frame here. */
function recognise(buffer: Buffer, start: number): CrcForm | null {
  const isAscii = buffer[start + HEADER_BYTES.ascii] === QUOTE;
  if (isAscii && hexNumber(buffer, start + 1, start + 5) !== null) return 'ascii';
  if (buffer[start + HEADER_BYTES.binary] === QUOTE) return 'binary';
  // A spoilt CRC digit is a CRC fault; but two filler LFs before a binary frame look the same: leave those to the third.
  return isAscii && buffer[start + 2] !== LF ? 'ascii' : null;
}

/** `0` and three hex digits, any case; null when it is not. */
function bodyLength(buffer: Buffer, at: number): number | null {
  if (buffer[at] !== ZERO) return null;
  return hexNumber(buffer, at + 1, at + 4);
}

function writtenCrc(buffer: Buffer, at: number, form: CrcForm): number | null {
  return form === 'ascii' ? hexNumber(buffer, at, at + 4) : buffer.readUInt16BE(at);
}

/** Where the next frame could begin. */
function nextFrom(buffer: Buffer, from: number): number {
  const next = buffer.indexOf(LF, from);
  return next < 0 ? buffer.length : next;
}

/** Value of ASCII hex digits of any case; null when one is not a digit. */
function hexNumber(buffer: Buffer, from: number, to: number): number | null {
  let value = 0;
  for (let at = from; at < to; at++) {
    const byte = buffer[at]!;
    if (!isHexDigit(byte)) return null;
    value = value * 16 + (byte <= 0x39 ? byte - ZERO : (byte | 0x20) - 0x57);
  }
  return value;
}

const isHexDigit = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
