/** Whom a broadcast is for, as it is being chosen; and what became of those that were sent. Pure. */
import type { Message, Thread } from '#shared/domain/message.ts';
import type { TaskCommandInput } from '#shared/domain/taskCommands.ts';
import type { MapPoint } from '../../commands/deskView.ts';

export const BROADCAST_KINDS = ['everyone', 'team', 'groups', 'grid', 'radius'] as const;
export type BroadcastKind = (typeof BROADCAST_KINDS)[number];

/** Everything that was chosen, whichever kind is in front: changing one's mind loses nothing. */
export interface BroadcastDraft {
  readonly kind: BroadcastKind;
  readonly unitIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly area: { readonly code: string; readonly name: string } | null;
  readonly centre: MapPoint | null;
  readonly radiusM: number;
}

export const emptyBroadcast = (enclosed: readonly string[]): BroadcastDraft => ({
  // Units ringed on the map are most likely who is meant.
  kind: enclosed.length > 0 ? 'team' : 'everyone',
  unitIds: enclosed,
  groupIds: [],
  area: null,
  centre: null,
  radiusM: 500,
});

const LEAST_RADIUS_M = 50;

/** Null while it does not yet say whom it is for. */
export function broadcastTo({
  kind,
  unitIds,
  groupIds,
  area,
  centre,
  radiusM,
}: BroadcastDraft): TaskCommandInput<'message.broadcast'>['audience'] | null {
  switch (kind) {
    case 'everyone':
      return { kind };
    case 'team':
      return unitIds.length > 0 ? { kind, unitIds: [...unitIds] } : null;
    case 'groups':
      return groupIds.length > 0 ? { kind, groupIds: [...groupIds] } : null;
    case 'grid':
      return area && { kind, gridCode: area.code };
    case 'radius':
      return centre && radiusM >= LEAST_RADIUS_M ? { kind, ...centre, radiusM } : null;
  }
}

export const toggled = (list: readonly string[], item: string): readonly string[] =>
  list.includes(item) ? list.filter((each) => each !== item) : [...list, item];

export interface SentBroadcast {
  readonly id: string;
  readonly text: string;
  readonly by: string;
  readonly at: number;
  readonly told: number;
  readonly delivered: number;
  readonly read: number;
  /** Those whose phone has not got it. */
  readonly missing: readonly string[];
}

/** Put together from the threads, which every seat has; the last sent first. */
export function sentBroadcasts(threads: Iterable<Thread>): readonly SentBroadcast[] {
  const byId = new Map<string, { first: Message; all: (readonly [unitId: string, message: Message])[] }>();
  for (const { unitId, messages } of threads) {
    for (const message of messages) {
      if (message.broadcastId === undefined) continue;
      const known = byId.get(message.broadcastId) ?? { first: message, all: [] };
      known.all.push([unitId, message]);
      byId.set(message.broadcastId, known);
    }
  }
  const sent = [...byId].map(([id, { first, all }]) => ({
    id,
    text: first.text,
    by: first.by,
    at: first.at,
    told: all.length,
    delivered: all.filter(([, { deliveredAt }]) => deliveredAt !== null).length,
    read: all.filter(([, { readAt }]) => readAt !== null).length,
    missing: all.flatMap(([unitId, { deliveredAt }]) => (deliveredAt === null ? [unitId] : [])),
  }));
  return sent.sort((one, other) => other.at - one.at);
}
