import type { Machine } from '../../live/machine.ts';

/** The pack this machine has of its host before the host has said anything: a start without it still shows the map. */
export const keptPackId = ({ start }: Machine): string | null => start.join?.joined?.packId ?? null;

/** The shell serves packs on a scheme of its own; a plain browser finds them beside the page's root. */
export function packUrl(packId: string): string {
  return window.pingan ? `pack://${packId}/` : new URL(`/pack/${packId}/`, window.location.href).href;
}
