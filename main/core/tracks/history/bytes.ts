/** Variable-length integers: 7 bits a byte, low first; signed ones folded so that small ones stay small. Up to 2^53. */

export class ByteWriter {
  #bytes = new Uint8Array(256);
  length = 0;

  /** Not negative. */
  unsigned(value: number): void {
    if (this.length + 10 > this.#bytes.length) this.#grow(10);
    const bytes = this.#bytes;
    let rest = value;
    while (rest >= 0x1_0000_0000) {
      bytes[this.length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    rest >>>= 0;
    while (rest >= 128) {
      bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[this.length++] = rest;
  }

  signed(value: number): void {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value);
  }

  text(value: string): void {
    const encoded = Buffer.from(value, 'utf8');
    this.unsigned(encoded.length);
    this.append(encoded);
  }

  append(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Valid until the next write. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #grow(by: number): void {
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + by));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Throws RangeError at the end of its bytes: a block that says more than it holds is damaged. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at: number;
  readonly #end: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    if (end > bytes.length) throw new RangeError('runs past the end');
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  get position(): number {
    return this.#at;
  }

  unsigned(): number {
    const at = this.#at;
    if (at >= this.#end) throw new RangeError('runs past the end');
    const byte = this.#bytes[at]!;
    this.#at = at + 1;
    return byte < 128 ? byte : this.#longer(byte & 127);
  }

  signed(): number {
    const folded = this.unsigned();
    return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
  }

  text(): string {
    const length = this.unsigned();
    return Buffer.from(this.take(length)).toString('utf8');
  }

  take(length: number): Uint8Array {
    if (this.#at + length > this.#end) throw new RangeError('runs past the end');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #longer(low: number): number {
    let value = low;
    for (let scale = 128; ; scale *= 128) {
      if (this.#at >= this.#end) throw new RangeError('runs past the end');
      const byte = this.#bytes[this.#at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
}
