// The few lines of Protocol Buffers that .osm.pbf needs (encoding guide: varints, zigzag, length-delimited fields).
import { ImportRefused } from './read.ts';

/** Walks the fields of one message; every read is checked against its end. */
export class MessageReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isDone(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The next field's number and wire type. */
  key(): { field: number; wire: number } {
    const key = this.varint();
    return { field: Math.floor(key / 8), wire: key % 8 };
  }

  /** Unsigned, exact up to 2^53; longer ones (negative int64) come out negative as OSM's ids do. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 10; count++) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw broken();
      value += (byte & 0x7f) * scale;
      scale *= 128;
      if (byte < 0x80) return value >= 2 ** 63 ? value - 2 ** 64 : value;
    }
    throw broken();
  }

  /** sint64. */
  zigzag(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  bytes(): Uint8Array {
    const length = this.varint();
    const end = this.#at + length;
    if (length < 0 || end > this.#bytes.length) throw broken();
    const part = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return part;
  }

  skip(wire: number): void {
    if (wire === 0) this.varint();
    else if (wire === 2) this.bytes();
    else if (wire === 5) this.#at += 4;
    else if (wire === 1) this.#at += 8;
    else throw broken();
    if (this.#at > this.#bytes.length) throw broken();
  }
}

export function packed(bytes: Uint8Array, kind: 'varint' | 'zigzag'): number[] {
  const reader = new MessageReader(bytes);
  const values: number[] = [];
  while (!reader.isDone) values.push(kind === 'varint' ? reader.varint() : reader.zigzag());
  return values;
}

/** sint64 deltas as running sums. */
export function summed(bytes: Uint8Array): number[] {
  let sum = 0;
  return packed(bytes, 'zigzag').map((delta) => {
    sum += delta;
    return sum;
  });
}

const broken = () => new ImportRefused('pbf', '.osm.pbf 已损坏或被截断', 'the file is damaged or cut off');
