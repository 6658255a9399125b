/**
 * A certificate's SHA-256 as people compare it: all of it in groups of four, or thirty digits that can be read over the
 * phone (100 bits of it, cut as Signal cuts its safety numbers: five bytes give five digits).
 */

/** `3F2A 9C01 …`: sixteen groups, upper case. */
export function fingerprintGroups(sha256Hex: string): string[] {
  return sha256Hex.toUpperCase().match(/.{4}/g) ?? [];
}

/** Six groups of five digits. */
export function spokenFingerprint(sha256Hex: string): string[] {
  return Array.from({ length: 6 }, (_, group) => {
    const bytes = sha256Hex.slice(group * 10, group * 10 + 10);
    return String(Number.parseInt(bytes, 16) % 100_000).padStart(5, '0');
  });
}

/** Whether what somebody typed is this fingerprint: all of it in hex, or the thirty digits; spaces, dashes and colons do not count. */
export function isSameFingerprint(typed: string, sha256Hex: string): boolean {
  const bare = typed.replace(/[\s:.-]/g, '').toLowerCase();
  return bare === sha256Hex.toLowerCase() || bare === spokenFingerprint(sha256Hex).join('');
}
