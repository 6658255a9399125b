/**
 * Bytes of an RTSP connection → messages and interleaved frames (RFC 2326 §4, §10.12). A pure reader: it throws nothing, keeps no
 * more than its limits, and after a fault takes nothing any more, since nobody can tell where the next message would begin.
 */
export interface RtspMessage {
  readonly kind: 'message';
  /** Of a response; null where the camera asks something of us. */
  readonly status: number | null;
  /** Names in lower case; a name that came twice has its values one after the other. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

export interface RtspFrame {
  readonly kind: 'frame';
  readonly channel: number;
  readonly bytes: Buffer;
}

export type RtspFault = 'headTooLong' | 'tooManyHeaders' | 'badStartLine' | 'badHeader' | 'bodyTooLong';

const MOST_HEAD_BYTES = 16 * 1024;
const MOST_HEADERS = 64;
const MOST_BODY_BYTES = 64 * 1024;
const DOLLAR = 0x24;
const HEAD_END = Buffer.from('\r\n\r\n');

export class RtspReader {
  #held: Buffer = Buffer.alloc(0);
  #fault: RtspFault | null = null;

  get fault(): RtspFault | null {
    return this.#fault;
  }

  push(chunk: Buffer): (RtspMessage | RtspFrame)[] {
    if (this.#fault !== null) return [];
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const out: (RtspMessage | RtspFrame)[] = [];
    for (;;) {
      const next = this.#next();
      if (next === null) break;
      out.push(next);
    }
    if (this.#fault !== null) this.#held = Buffer.alloc(0);
    return out;
  }

  #next(): RtspMessage | RtspFrame | null {
    // Some cameras put empty lines between messages.
    let blank = 0;
    while (this.#held[blank] === 13 || this.#held[blank] === 10) blank += 1;
    this.#held = this.#held.subarray(blank);
    if (this.#fault !== null || this.#held.length === 0) return null;
    return this.#held[0] === DOLLAR ? this.#nextFrame() : this.#nextMessage();
  }

  #nextFrame(): RtspFrame | null {
    if (this.#held.length < 4) return null;
    const end = 4 + this.#held.readUInt16BE(2);
    if (this.#held.length < end) return null;
    const frame: RtspFrame = { kind: 'frame', channel: this.#held[1]!, bytes: this.#held.subarray(4, end) };
    this.#held = this.#held.subarray(end);
    return frame;
  }

  #nextMessage(): RtspMessage | null {
    const end = this.#held.indexOf(HEAD_END);
    if (end > MOST_HEAD_BYTES || (end < 0 && this.#held.length > MOST_HEAD_BYTES)) return this.#fail('headTooLong');
    if (end < 0) return null;
    const [startLine = '', ...lines] = this.#held.toString('latin1', 0, end).split('\r\n');
    const status = statusOf(startLine);
    if (status === undefined) return this.#fail('badStartLine');
    if (lines.length > MOST_HEADERS) return this.#fail('tooManyHeaders');
    const headers = headersOf(lines);
    const length = headers === null ? null : lengthOf(headers);
    if (headers === null || length === null) return this.#fail('badHeader');
    if (length > MOST_BODY_BYTES) return this.#fail('bodyTooLong');
    const bodyAt = end + HEAD_END.length;
    if (this.#held.length < bodyAt + length) return null;
    const body = this.#held.toString('utf8', bodyAt, bodyAt + length);
    this.#held = this.#held.subarray(bodyAt + length);
    return { kind: 'message', status, headers, body };
  }

  #fail(fault: RtspFault): null {
    this.#fault = fault;
    return null;
  }
}

/** Undefined when it is neither a response nor a request of RTSP. */
function statusOf(line: string): number | null | undefined {
  const response = /^RTSP\/[12]\.\d (\d{3})(?: .*)?$/.exec(line);
  if (response) return Number(response[1]);
  return /^[A-Z_]{3,20} \S{1,2000} RTSP\/[12]\.\d$/.test(line) ? null : undefined;
}

function headersOf(lines: readonly string[]): Map<string, string[]> | null {
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const match = /^([\w-]{1,60})[ \t]*:[ \t]*(.*)$/.exec(line);
    if (!match) return null;
    const name = match[1]!.toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), match[2]!.trim()]);
  }
  return headers;
}

function lengthOf(headers: ReadonlyMap<string, readonly string[]>): number | null {
  const text = headers.get('content-length')?.[0] ?? '0';
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
