/** Sixteen random bytes; injected because `shared` knows neither Node nor the DOM. */
export type RandomBytes = (bytes: Uint8Array) => Uint8Array;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * A version 7 UUID (RFC 9562 §5.7): 48 bits of epoch milliseconds, then 74 random bits.
 * Ids made later sort later to the millisecond.
 */
export function uuidV7(now: number, fillRandom: RandomBytes): string {
  const bytes = fillRandom(new Uint8Array(16));
  let milliseconds = Math.floor(now);
  for (let index = 5; index >= 0; index--) {
    bytes[index] = milliseconds % 256;
    milliseconds = Math.floor(milliseconds / 256);
  }
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  let id = '';
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) id += '-';
    id += HEX[bytes[index]!];
  }
  return id;
}
