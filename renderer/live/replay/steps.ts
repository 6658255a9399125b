import type { ReplayEntry, ReplayIncident } from '#shared/wire/replay.ts';

/** Where a replay stands: the last event folded, and the moment shown, which may be later. */
export interface Standing {
  readonly seq: number;
  readonly at: number;
}

/** The next thing that happened; `incidentId` narrows it to one incident. Entries are in order of `seq`. */
export function nextStep(
  entries: readonly ReplayEntry[],
  { seq }: Standing,
  incidentId: string | null,
): ReplayEntry | undefined {
  return entries.find((entry) => entry.seq > seq && isOf(entry, incidentId));
}

/** The one before; the last one again when the moment shown is already past it. */
export function previousStep(
  entries: readonly ReplayEntry[],
  { seq, at }: Standing,
  incidentId: string | null,
): ReplayEntry | undefined {
  return entries.findLast(
    (entry) => isOf(entry, incidentId) && (entry.seq < seq || (entry.seq === seq && entry.at < at)),
  );
}

const isOf = (entry: ReplayEntry, incidentId: string | null) => incidentId === null || entry.incidentId === incidentId;

/** What can be followed at a moment: incidents that had been opened by then, and the one that is followed already. */
export function followable(
  incidents: readonly ReplayIncident[],
  at: number,
  followedId: string | null,
): readonly ReplayIncident[] {
  return incidents.filter(({ id, openedAt }) => openedAt <= at || id === followedId);
}

/** How many of the ascending moments fall into each of `count` equal parts of the span. */
export function densityOf(
  moments: readonly number[],
  { fromAt, toAt }: { readonly fromAt: number; readonly toAt: number },
  count: number,
): number[] {
  const bins = new Array<number>(count).fill(0);
  const width = Math.max(1, toAt - fromAt) / count;
  for (const at of moments) {
    if (at < fromAt || at > toAt) continue;
    const bin = Math.min(count - 1, Math.floor((at - fromAt) / width));
    bins[bin] = bins[bin]! + 1;
  }
  return bins;
}
