/** A one-time code that is read out and typed: 40 bits in eight characters, none of which is taken for another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 8;

/** @param randomBytes eight of them; each gives one character, evenly, because the alphabet has 32 */
export function joinCodeOf(randomBytes: Uint8Array): string {
  return Array.from(randomBytes.subarray(0, LENGTH), (byte) => ALPHABET[byte & 31]).join('');
}

/** What was meant by what was typed, or null when it cannot be a code. */
export function readJoinCode(typed: string): string | null {
  const bare = typed.replace(/[\s-]/g, '').toUpperCase();
  return bare.length === LENGTH && [...bare].every((character) => ALPHABET.includes(character)) ? bare : null;
}

/** `AB3D-9KQX` */
export const showJoinCode = (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`;
