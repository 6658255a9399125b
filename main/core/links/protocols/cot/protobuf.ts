/** As much of protobuf as TAK v1 needs: a reader that never throws and never allocates by what a length claims. */

/** How a value is written: 0 varint, 1 eight bytes, 2 a length and that many, 5 four bytes. */
export type Wire = 0 | 1 | 2 | 5;

interface Field {
  readonly number: number;
  readonly wire: number;
  /** Varint value; for the other wire types its bytes. */
  readonly value: number | Buffer;
}

export class Message {
  readonly #fields: readonly Field[];

  private constructor(fields: readonly Field[]) {
    this.#fields = fields;
  }

  /** Null when the bytes are no message. Unknown fields are kept and never asked for. */
  static read(bytes: Buffer): Message | null {
    const fields: Field[] = [];
    let at = 0;
    while (at < bytes.length) {
      const tag = readVarint(bytes, at);
      if (!tag || tag.value > 0xffff_ffff) return null;
      const number = Math.floor(tag.value / 8);
      const wire = tag.value % 8;
      if (number === 0) return null;
      at = tag.end;
      if (wire === 0) {
        const varint = readVarint(bytes, at);
        if (!varint) return null;
        fields.push({ number, wire, value: varint.value });
        at = varint.end;
        continue;
      }
      const run = runOf(bytes, at, wire);
      if (!run || run.end > bytes.length) return null;
      fields.push({ number, wire, value: bytes.subarray(run.start, run.end) });
      at = run.end;
    }
    return new Message(fields);
  }

  /** False when a field we know is written as another type: these bytes are not the message they look like. */
  conforms(wires: ReadonlyMap<number, Wire>): boolean {
    return this.#fields.every(({ number, wire }) => (wires.get(number) ?? wire) === wire);
  }

  /** The last one wins, as protobuf has it; empty when absent. */
  text(number: number): string {
    const value = this.#last(number);
    return Buffer.isBuffer(value) ? value.toString('utf8') : '';
  }

  /** Null when absent. Beyond 2^53 it is as near as a double comes. */
  integer(number: number): number | null {
    const value = this.#last(number);
    return typeof value === 'number' ? value : null;
  }

  double(number: number): number | null {
    const value = this.#last(number);
    return Buffer.isBuffer(value) && value.length === 8 ? value.readDoubleLE(0) : null;
  }

  /** Parts of a message that comes in several pieces are one message. Null when it is broken, undefined when absent. */
  message(number: number): Message | null | undefined {
    const parts = this.#fields.filter((field) => field.number === number).map(({ value }) => value);
    if (parts.length === 0) return undefined;
    const bytes = parts.filter((part) => Buffer.isBuffer(part));
    return bytes.length === parts.length ? Message.read(bytes.length === 1 ? bytes[0]! : Buffer.concat(bytes)) : null;
  }

  #last(number: number): number | Buffer | undefined {
    return this.#fields.findLast((field) => field.number === number)?.value;
  }
}

/** Where the bytes of a field lie: 1 is eight of them, 5 four, 2 says how many. Groups (3, 4) are of proto2: refused. */
function runOf(bytes: Buffer, at: number, wire: number): { start: number; end: number } | null {
  if (wire === 1) return { start: at, end: at + 8 };
  if (wire === 5) return { start: at, end: at + 4 };
  const length = wire === 2 ? readVarint(bytes, at) : null;
  return length && { start: length.end, end: length.end + length.value };
}

/** Ten bytes at most. Null when it is cut off or longer. */
export function readVarint(bytes: Buffer, at: number): { value: number; end: number } | null {
  let value = 0;
  for (let index = 0; index < 10; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  return null;
}
