/** `z/x/y` with or without an extension; null for anything else. */
export function addressOf(rest: string): [zoom: number, x: number, y: number] | null {
  const match = /^(\d{1,2})\/(\d{1,10})\/(\d{1,10})(?:\.\w{2,5})?$/.exec(rest);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : null;
}
