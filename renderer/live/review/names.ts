/** `#007` of `20261121-007`: in a film of one day the serial says enough. Anything else stands as it is. */
export function shortNumberOf(number: string): string {
  const serial = /^\d{8}-(\d+)$/.exec(number)?.[1];
  return serial === undefined ? number : `#${serial}`;
}
