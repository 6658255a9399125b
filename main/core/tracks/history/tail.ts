/**
 * The tail log: rows as they came, a record a flush, until they are a block. A record is on its way to the disk when `append`
 * returns, so a killed process loses at most what had not been flushed to here.
 *
 *     "PTW1" | length of the payload | CRC-32 of it | payload: length of the names, names as JSON, rows as doubles
 */
import { closeSync, ftruncateSync, openSync, readdirSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';

const MAGIC = 0x31_57_54_50;
const HEADER_BYTES = 12;
const NAME = /^tail-(\d{10})\.wal$/;

const namesSchema = z.object({
  units: z.array(z.tuple([z.number().int(), z.string()])),
  sources: z.array(z.tuple([z.number().int(), z.string()])),
});
/** What the numbers in rows stand for; in a log, all that its record has. */
export type Names = z.infer<typeof namesSchema>;

export interface TailRecord {
  readonly names: Names;
  readonly rows: Float64Array;
}

export class Tail {
  readonly number: number;
  readonly #path: string;
  readonly #descriptor: number;

  /** Opens or makes it; `length` is where its sound records end. */
  constructor(directory: string, number: number, length = 0) {
    this.number = number;
    this.#path = pathOf(directory, number);
    this.#descriptor = openSync(this.#path, length > 0 ? 'r+' : 'w');
    if (length > 0) ftruncateSync(this.#descriptor, length);
    this.#length = length;
  }

  #length: number;

  append({ names, rows }: TailRecord): void {
    const record = encodeRecord(names, rows);
    try {
      for (let written = 0; written < record.length; ) {
        written += writeSync(this.#descriptor, record, written, record.length - written, this.#length + written);
      }
      this.#length += record.length;
    } catch (error) {
      ftruncateSync(this.#descriptor, this.#length);
      throw error;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** Its rows are a block now. */
  remove(): void {
    this.close();
    unlinkSync(this.#path);
  }
}

/** Numbers of the logs in a folder, oldest first. */
export function tailsIn(directory: string): number[] {
  const found = readdirSync(directory).flatMap((file) => NAME.exec(file)?.[1] ?? []);
  return found.map(Number).sort((left, right) => left - right);
}

export const removeTail = (directory: string, number: number): void => unlinkSync(pathOf(directory, number));

export interface RecoveredTail {
  readonly records: readonly TailRecord[];
  /** Where the sound records end; what follows was being written. */
  readonly length: number;
  /** Records in the middle whose bytes do not match their checksum. */
  readonly damaged: number;
}

export function readTail(directory: string, number: number): RecoveredTail {
  const bytes = readFileSync(pathOf(directory, number));
  const records: TailRecord[] = [];
  let at = 0;
  let length = 0;
  let [damaged, suspect] = [0, 0];
  while (at + HEADER_BYTES <= bytes.length && bytes.readUInt32LE(at) === MAGIC) {
    const end = at + HEADER_BYTES + bytes.readUInt32LE(at + 4);
    if (end > bytes.length) break;
    const payload = bytes.subarray(at + HEADER_BYTES, end);
    const record = crc32(payload) === bytes.readUInt32LE(at + 8) ? decodePayload(payload) : undefined;
    at = end;
    if (!record) {
      suspect++;
      continue;
    }
    // A bad record with sound ones after it was not torn by a crash.
    damaged += suspect;
    suspect = 0;
    records.push(record);
    length = end;
  }
  return { records, length, damaged };
}

function encodeRecord(names: Names, rows: Float64Array): Buffer {
  const text = Buffer.from(JSON.stringify(names), 'utf8');
  const record = Buffer.allocUnsafe(HEADER_BYTES + 4 + text.length + rows.byteLength);
  record.writeUInt32LE(MAGIC, 0);
  record.writeUInt32LE(record.length - HEADER_BYTES, 4);
  record.writeUInt32LE(text.length, HEADER_BYTES);
  text.copy(record, HEADER_BYTES + 4);
  Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength).copy(record, HEADER_BYTES + 4 + text.length);
  record.writeUInt32LE(crc32(record.subarray(HEADER_BYTES)), 8);
  return record;
}

function decodePayload(payload: Buffer): TailRecord | undefined {
  const textLength = payload.readUInt32LE(0);
  const names = namesSchema.safeParse(JSON.parse(payload.toString('utf8', 4, 4 + textLength)));
  if (!names.success) return undefined;
  const doubles = payload.subarray(4 + textLength);
  const rows = new Float64Array(doubles.length / 8);
  new Uint8Array(rows.buffer).set(doubles);
  return { names: names.data, rows };
}

const pathOf = (directory: string, number: number): string =>
  join(directory, `tail-${String(number).padStart(10, '0')}.wal`);
