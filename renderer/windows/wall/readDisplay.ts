/** Of a page that was opened by hand in a browser. */
const UNNAMED = 'browser';
const LONGEST = 160;
const LONGEST_NAME = 80;

/** Which display this page stands on, as whoever opened it has written into the address: `?display=<identity>&name=<its own name>`. */
export function readDisplay(search: string): { readonly displayId: string; readonly label: string } {
  const query = new URLSearchParams(search);
  return {
    displayId: query.get('display')?.slice(0, LONGEST) || UNNAMED,
    label: query.get('name')?.slice(0, LONGEST_NAME) ?? '',
  };
}
