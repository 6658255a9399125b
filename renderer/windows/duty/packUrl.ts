/** The shell serves packs on a scheme of its own; a plain browser finds them beside the page's root. */
export function packUrl(packId: string): string {
  return window.pingan ? `pack://${packId}/` : new URL(`/pack/${packId}/`, window.location.href).href;
}
