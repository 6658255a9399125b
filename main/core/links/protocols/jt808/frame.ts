/**
 * JT/T 808 frames in a stream (PROTOCOLS §4.4): `7E` header body check `7E`, with 7E and 7D escaped between the flags.
 * Every flag ends what was before it and may start what follows, so a frame cut in the middle costs itself and no other.
 */

const FLAG = 0x7e;
const ESCAPE = 0x7d;
const ESCAPED_FLAG = 0x02;
const ESCAPED_ESCAPE = 0x01;

/** After unescaping. The longest legal frame has 1,045 bytes. */
export const FRAME_LIMIT_BYTES = 2_048;
const ESCAPED_LIMIT_BYTES = FRAME_LIMIT_BYTES * 2;

export type FrameFaultReason = 'noise' | 'escape' | 'checksum' | 'oversize';

export interface Frame {
  readonly ok: true;
  /** Header and body, unescaped, without the check byte. */
  readonly content: Buffer;
  /** As on the wire, flags included. */
  readonly raw: Buffer;
}

export interface FrameFault {
  readonly ok: false;
  readonly reason: FrameFaultReason;
  readonly raw: Buffer;
}

/** One per connection. Keeps at most one unfinished frame. */
export class Deframer {
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #hasFlag = false;
  /** The unfinished frame grew beyond the limit and was told of: its rest is skipped up to the next flag. */
  #isSkipping = false;

  /** What these bytes finish, in order. Bytes outside flags come out as `noise`, once per run. */
  *push(bytes: Buffer): Generator<Frame | FrameFault> {
    let start = 0;
    for (let flag = bytes.indexOf(FLAG); flag >= 0; flag = bytes.indexOf(FLAG, start)) {
      yield* this.#keep(bytes.subarray(start, flag));
      const found = this.#finish();
      if (found) yield found;
      this.#hasFlag = true;
      start = flag + 1;
    }
    yield* this.#keep(bytes.subarray(start));
  }

  /** Bytes of a frame that has begun and not ended: what a timeout or the end of the connection loses. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  *#keep(bytes: Buffer): Generator<FrameFault> {
    if (bytes.length === 0 || this.#isSkipping) return;
    // Copied: what the socket gave may be a slice of a pool far larger than itself.
    this.#pending.push(Buffer.from(bytes));
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes <= ESCAPED_LIMIT_BYTES) return;
    const raw = this.#take().subarray(0, ESCAPED_LIMIT_BYTES);
    this.#isSkipping = true;
    yield { ok: false, reason: this.#hasFlag ? 'oversize' : 'noise', raw };
  }

  #finish(): Frame | FrameFault | null {
    const wasSkipping = this.#isSkipping;
    this.#isSkipping = false;
    const inner = this.#take();
    if (wasSkipping || inner.length === 0) return null;
    return this.#hasFlag ? readFrame(inner) : { ok: false, reason: 'noise', raw: inner };
  }

  #take(): Buffer {
    const [only] = this.#pending;
    const taken = this.#pending.length === 1 ? only! : Buffer.concat(this.#pending, this.#pendingBytes);
    this.#pending = [];
    this.#pendingBytes = 0;
    return taken;
  }
}

/** Every frame and fault in bytes that stand alone: one datagram, one captured line. What is unfinished is noise. */
export function splitFrames(bytes: Buffer): (Frame | FrameFault)[] {
  const deframer = new Deframer();
  const found = [...deframer.push(bytes)];
  if (deframer.pendingBytes === 0) return found;
  const raw = bytes.subarray(bytes.length - deframer.pendingBytes);
  return [...found, { ok: false, reason: 'noise', raw }];
}

/** `inner`: the bytes between two flags. */
function readFrame(inner: Buffer): Frame | FrameFault {
  const raw = Buffer.concat([Buffer.of(FLAG), inner, Buffer.of(FLAG)]);
  const plain = unescapeBytes(inner);
  if (plain === null) return { ok: false, reason: 'escape', raw };
  if (plain.length > FRAME_LIMIT_BYTES) return { ok: false, reason: 'oversize', raw };
  const content = plain.subarray(0, -1);
  if (checkByte(content) !== plain.at(-1)) return { ok: false, reason: 'checksum', raw };
  return { ok: true, content, raw };
}

/** The wire form of a header and body. */
export function writeFrame(content: Buffer): Buffer {
  const plain = [...content, checkByte(content)];
  const escaped = plain.flatMap((byte) => {
    if (byte === FLAG) return [ESCAPE, ESCAPED_FLAG];
    return byte === ESCAPE ? [ESCAPE, ESCAPED_ESCAPE] : [byte];
  });
  return Buffer.from([FLAG, ...escaped, FLAG]);
}

/** Null when an escape is followed by anything but its two meanings. */
function unescapeBytes(bytes: Buffer): Buffer | null {
  if (!bytes.includes(ESCAPE)) return bytes;
  const plain = Buffer.alloc(bytes.length);
  let length = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]!;
    if (byte !== ESCAPE) {
      plain[length++] = byte;
      continue;
    }
    const meaning = bytes[++index];
    if (meaning !== ESCAPED_FLAG && meaning !== ESCAPED_ESCAPE) return null;
    plain[length++] = meaning === ESCAPED_FLAG ? FLAG : ESCAPE;
  }
  return plain.subarray(0, length);
}

/** Exclusive or of all bytes. */
function checkByte(content: Buffer): number {
  let check = 0;
  for (const byte of content) check ^= byte;
  return check;
}
