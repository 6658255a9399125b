/** Of a page that was opened by hand in a browser. */
const UNNAMED = 'browser';
const LONGEST = 120;

/** Which display this page stands on, as the shell has written it into the address. */
export function readDisplay(search: string): string {
  return new URLSearchParams(search).get('display')?.slice(0, LONGEST) || UNNAMED;
}
