const KEPT = 'pingan-call-endpoint';

/** What this window or page calls itself in calls: the same after it was loaded anew, another in another window. */
export function callEndpoint(): string {
  const known = sessionStorage.getItem(KEPT);
  if (known !== null) return known;
  const made = newLife();
  sessionStorage.setItem(KEPT, made);
  return made;
}

/** Without `crypto.randomUUID`, which pages over http lack. */
export function newLife(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
