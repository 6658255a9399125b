import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4096;

/** Secure random bytes, drawn from the system a page at a time: one draw per event would cost more than its hash. */
export function createRandomPool(): (bytes: Uint8Array) => Uint8Array {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return (bytes) => {
    if (used + bytes.length > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    bytes.set(pool.subarray(used, used + bytes.length));
    used += bytes.length;
    return bytes;
  };
}
