/** One byte range of RFC 9110 §14.1.2; several ranges at once are answered with the whole file, as §14.2 allows. */
export interface ByteRange {
  readonly first: number;
  /** Inclusive. */
  readonly last: number;
}

/** Null: send everything. `unsatisfiable`: 416. */
export function readByteRange(header: string | null, bytes: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), bytes);
    return length === 0 ? 'unsatisfiable' : { first: bytes - length, last: bytes - 1 };
  }
  const first = Number(match[1]);
  const last = match[2] === '' ? bytes - 1 : Math.min(Number(match[2]), bytes - 1);
  if (match[2] !== '' && Number(match[2]) < first) return null;
  return first >= bytes ? 'unsatisfiable' : { first, last };
}
