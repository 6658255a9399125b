/** Frames of a WebSocket (RFC 6455 §5), both ways. The reader throws nothing and keeps no more than its limit. */
export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface SocketFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

export type FrameFault = 'tooLong' | 'reserved' | 'unmasked' | 'badControl';

/** `mask`: what a client sends is masked (§5.3); what a server sends is not. */
export function writeFrame(opcode: number, parts: readonly Buffer[], mask: Buffer | null = null): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const size = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const head = Buffer.alloc(2 + size + (mask ? 4 : 0));
  head[0] = 0x80 | opcode;
  head[1] = (mask ? 0x80 : 0) | (size === 0 ? length : size === 2 ? 126 : 127);
  if (size === 2) head.writeUInt16BE(length, 2);
  if (size === 8) head.writeBigUInt64BE(BigInt(length), 2);
  if (!mask) return Buffer.concat([head, ...parts]);
  mask.copy(head, 2 + size);
  return Buffer.concat([head, masked(Buffer.concat(parts), mask)]);
}

export interface FrameReaderOptions {
  /** Of one frame, bytes. */
  readonly most: number;
  /** The other side is a client, whose frames have to be masked. */
  readonly fromClient: boolean;
}

export class FrameReader {
  readonly #options: FrameReaderOptions;
  #held: Buffer = Buffer.alloc(0);
  #fault: FrameFault | null = null;

  constructor(options: FrameReaderOptions) {
    this.#options = options;
  }

  get fault(): FrameFault | null {
    return this.#fault;
  }

  push(chunk: Buffer): SocketFrame[] {
    if (this.#fault !== null) return [];
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const frames: SocketFrame[] = [];
    for (let next = this.#next(); next !== null; next = this.#next()) frames.push(next);
    return frames;
  }

  #next(): SocketFrame | null {
    const held = this.#held;
    if (this.#fault !== null || held.length < 2) return null;
    const [first, second] = [held[0]!, held[1]!];
    const opcode = first & 0x0f;
    const isMasked = (second & 0x80) !== 0;
    if (first & 0x70) return this.#fail('reserved');
    if (this.#options.fromClient && !isMasked) return this.#fail('unmasked');
    const short = second & 0x7f;
    if (opcode >= OPCODE.close && (short > 125 || !(first & 0x80))) return this.#fail('badControl');
    const size = short < 126 ? 0 : short === 126 ? 2 : 8;
    const start = 2 + size + (isMasked ? 4 : 0);
    if (held.length < start) return null;
    const length = size === 0 ? short : size === 2 ? held.readUInt16BE(2) : Number(held.readBigUInt64BE(2));
    if (length > this.#options.most) return this.#fail('tooLong');
    if (held.length < start + length) return null;
    const body = held.subarray(start, start + length);
    this.#held = held.subarray(start + length);
    return { opcode, payload: isMasked ? masked(body, held.subarray(start - 4, start)) : body };
  }

  #fail(fault: FrameFault): null {
    this.#fault = fault;
    this.#held = Buffer.alloc(0);
    return null;
  }
}

function masked(bytes: Buffer, mask: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  for (let index = 0; index < bytes.length; index++) out[index] = bytes[index]! ^ mask[index & 3]!;
  return out;
}
