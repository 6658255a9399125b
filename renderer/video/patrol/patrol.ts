/**
 * A patrol 轮巡 as a pure fold: pages of cameras, each for its time, and a page that sees an alarm until somebody has accepted it.
 * Times are epoch ms of one clock.
 */
export interface Patrol {
  readonly channelIds: readonly string[];
  /** Tiles on a page. */
  readonly perPage: number;
  readonly dwellMs: number;
  readonly page: number;
  readonly shownAt: number;
  /** The camera that sees an alarm, for which it stays; null: it goes on. */
  readonly heldBy: string | null;
}

export function beginPatrol(channelIds: readonly string[], perPage: number, dwellMs: number, now: number): Patrol {
  return { channelIds, perPage, dwellMs, page: 0, shownAt: now, heldBy: null };
}

/** @param alarmed cameras that see an alarm nobody has accepted, the newest alarm's first */
export function stepPatrol(patrol: Patrol, alarmed: readonly string[], now: number): Patrol {
  const { channelIds, perPage, heldBy } = patrol;
  // The one it stays for keeps it: a second alarm is no reason to look away from the first.
  const held = heldBy !== null && alarmed.includes(heldBy) ? heldBy : alarmed.find((id) => channelIds.includes(id));
  if (held !== undefined) {
    if (held === heldBy) return patrol;
    return { ...patrol, heldBy: held, page: Math.floor(channelIds.indexOf(held) / perPage), shownAt: now };
  }
  // Accepted: the page still stays its time, so that nobody who looks at it is left in the middle.
  if (heldBy !== null) return { ...patrol, heldBy: null, shownAt: now };
  if (now - patrol.shownAt < patrol.dwellMs) return patrol;
  return { ...patrol, page: (patrol.page + 1) % Math.max(1, pagesOf(patrol)), shownAt: now };
}

export const pagesOf = ({ channelIds, perPage }: Patrol): number => Math.ceil(channelIds.length / perPage);

export const onPage = ({ channelIds, perPage, page }: Patrol): readonly string[] =>
  channelIds.slice(page * perPage, (page + 1) * perPage);
