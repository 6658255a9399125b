/** A part longer than this is no camera's picture: the stream is given up rather than kept in memory. */
export const LARGEST_IMAGE_BYTES = 8 * 1024 * 1024;

const CRLF2 = [13, 10, 13, 10] as const;

/** Cuts a multipart/x-mixed-replace stream (RFC 2046 §5.1) into the bodies of its parts, whatever the pieces it arrives in. */
export class MultipartImages {
  readonly #delimiter: Uint8Array;
  #held: Uint8Array<ArrayBuffer> = new Uint8Array(0);

  /** @param boundary as the content type states it, with or without its leading dashes */
  constructor(boundary: string) {
    this.#delimiter = new TextEncoder().encode(`--${boundary.replace(/^--/, '')}`);
  }

  /** @throws RangeError when a part grows beyond {@link LARGEST_IMAGE_BYTES} */
  push(piece: Uint8Array): Uint8Array<ArrayBuffer>[] {
    const all = new Uint8Array(this.#held.length + piece.length);
    all.set(this.#held);
    all.set(piece, this.#held.length);
    const images: Uint8Array<ArrayBuffer>[] = [];
    let start = indexOf(all, this.#delimiter, 0);
    for (;;) {
      const next = start < 0 ? -1 : indexOf(all, this.#delimiter, start + this.#delimiter.length);
      if (next < 0) break;
      const body = bodyOf(all.subarray(start + this.#delimiter.length, next));
      if (body) images.push(body);
      start = next;
    }
    // A camera of one picture a second sends the delimiter behind it a second later: a stated length says sooner that it is whole.
    const whole = start < 0 ? null : statedBody(all.subarray(start + this.#delimiter.length));
    if (whole) {
      images.push(whole.body);
      start += this.#delimiter.length + whole.end;
    }
    this.#held = all.slice(Math.max(0, start));
    if (this.#held.length > LARGEST_IMAGE_BYTES) throw new RangeError('a picture beyond every camera’s size');
    return images;
  }
}

/** What the headers of a part say is there, when it is; `end` is behind it. Null: they state no length, or more is to come. */
function statedBody(part: Uint8Array<ArrayBuffer>): { body: Uint8Array<ArrayBuffer>; end: number } | null {
  const head = indexOf(part, CRLF2, 0);
  if (head < 0) return null;
  const length = /content-length:\s*(\d+)/i.exec(new TextDecoder().decode(part.subarray(0, head)))?.[1];
  const from = head + CRLF2.length;
  const end = from + Number(length ?? Number.NaN);
  return end <= part.length ? { body: part.slice(from, end), end } : null;
}

/** After the headers, without the line break before the next delimiter; null: no headers, hence no part. */
function bodyOf(part: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const stated = statedBody(part);
  if (stated) return stated.body;
  const from = indexOf(part, CRLF2, 0) + CRLF2.length;
  if (from < CRLF2.length) return null;
  const hasBreak = part.at(-2) === 13 && part.at(-1) === 10;
  return part.slice(from, hasBreak ? part.length - 2 : part.length);
}

function indexOf(bytes: Uint8Array, wanted: ArrayLike<number>, from: number): number {
  outer: for (let at = bytes.indexOf(wanted[0]!, from); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    for (let index = 1; index < wanted.length; index++) if (bytes[at + index] !== wanted[index]) continue outer;
    return at;
  }
  return -1;
}
