import type { DeviceState } from '#shared/domain/device.ts';
import { judgeTrust, type TrustJudgement } from '#shared/domain/deviceTrust.ts';
import { isRaised } from '#shared/domain/escalation.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { World } from '#shared/domain/world.ts';

/** The queue as an officer works through it. */
export interface IncidentQueue {
  /** Nobody has answered these: gravest first, of one level those of doubtful devices last, then oldest. */
  readonly unanswered: readonly IncidentState[];
  readonly handled: readonly IncidentState[];
  /** Closed since `dayStart`, latest first. */
  readonly closed: readonly IncidentState[];
}

/** Gravest first, then the one that has waited longest; the number decides between twins, so that rows never swap. */
function byUrgency(left: IncidentState, right: IncidentState): number {
  return left.level - right.level || left.openedAt - right.openedAt || (left.id < right.id ? -1 : 1);
}

/**
 * Why to verify before believing: the judgement of the device that called first, when every device that called is doubtful.
 * Null when one of them is not, when a phone or an officer spoke up as well, and when nobody's device called.
 */
export function doubtOf(
  { alarms }: Pick<IncidentState, 'alarms'>,
  devices: ReadonlyMap<string, DeviceState>,
  now: number,
): TrustJudgement | null {
  let first: TrustJudgement | null = null;
  for (const { deviceId, restore } of alarms) {
    if (restore) continue;
    const device = deviceId === null ? undefined : devices.get(deviceId);
    const judgement = device && judgeTrust(device, now);
    if (judgement?.grade !== 'doubtful') return null;
    first ??= judgement;
  }
  return first;
}

/**
 * Every incident of the world is in exactly one of the lists, but those closed before `dayStart`. Times are the core's.
 * `raisedFirst`: for a seat that is told, what has risen to it comes before the rest of its list.
 */
export function orderQueue(
  { incidents, devices }: Pick<World, 'incidents' | 'devices'>,
  dayStart: number,
  now: number,
  raisedFirst = false,
): IncidentQueue {
  const unanswered: IncidentState[] = [];
  const handled: IncidentState[] = [];
  const closed: IncidentState[] = [];
  for (const incident of incidents.values()) {
    if (incident.closedAt !== null) {
      if (incident.closedAt >= dayStart) closed.push(incident);
    } else if (incident.acknowledgedAt === null) unanswered.push(incident);
    else handled.push(incident);
  }
  const doubted = new Set(unanswered.filter((incident) => doubtOf(incident, devices, now)));
  const byRise = (left: IncidentState, right: IncidentState) =>
    raisedFirst ? Number(isRaised(right)) - Number(isRaised(left)) : 0;
  return {
    unanswered: unanswered.sort(
      (left, right) =>
        byRise(left, right) ||
        left.level - right.level ||
        Number(doubted.has(left)) - Number(doubted.has(right)) ||
        byUrgency(left, right),
    ),
    handled: handled.sort((left, right) => byRise(left, right) || byUrgency(left, right)),
    closed: closed.sort((left, right) => right.closedAt! - left.closedAt!),
  };
}

/** Midnight of the station's day, in the window's time zone. */
export function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

/** The neighbour of `id` in the open queue, stopping at its ends; the first one when `id` is not in it. */
export function neighbour(queue: IncidentQueue, id: string | null, step: 1 | -1): IncidentState | undefined {
  const open = [...queue.unanswered, ...queue.handled];
  const index = open.findIndex((incident) => incident.id === id);
  if (index === -1) return open[0];
  return open[Math.min(open.length - 1, Math.max(0, index + step))];
}
