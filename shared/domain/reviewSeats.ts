/** What each seat saw and did in a film: incidents before it, cameras opened, commands sent. Pure. */
import { actionLine } from '../text/reviewLines.ts';
import type { ReviewAction, ReviewLook, ReviewSeat } from '../wire/review.ts';
import type { ChannelEventBody, WatchReason } from './channelEvents.ts';
import type { StoredEvent } from './event.ts';
import type { ReviewEventBody } from './review.ts';

interface SeatSource {
  /** Events of the incidents. */
  readonly told: readonly StoredEvent[];
  readonly others: readonly StoredEvent[];
  /** By incident of the film. */
  readonly numbers: ReadonlyMap<string, string>;
  /** Only those who had to do with its incidents. */
  readonly isOfIncident: boolean;
  readonly fromAt: number;
  readonly toAt: number;
}

/** Phones and programs sit at no seat. */
const SITS: ReadonlySet<string> = new Set(['duty', 'leader', 'director', 'admin', 'auditor', 'wall']);
const MOST_LOOKS = 5_000;
const MOST_ACTIONS = 5_000;

interface Gathered {
  name: string;
  role: string | null;
  machine: string | null;
  readonly looks: ReviewLook[];
  /** Where in `looks` those are that have no end yet, by camera and reason. */
  readonly watching: Map<string, number>;
  readonly actions: ReviewAction[];
  hasToDo: boolean;
}

export function seatsOf(source: SeatSource): { readonly seats: ReviewSeat[]; readonly isCut: boolean } {
  const people = new Map<string, Gathered>();
  const open = new Map<string, { readonly who: Gathered; readonly look: ReviewLook }>();
  const events = [...source.told, ...source.others].sort((one, other) => one.seq - other.seq);
  let looks = 0;
  let actions = 0;
  for (const event of events) {
    if (event.actor.kind !== 'operator' || !SITS.has(event.actor.role ?? '')) continue;
    const who = gathered(people, event);
    if (event.kind === 'seat.looked') {
      const body = event.body as ReviewEventBody['seat.looked'];
      who.machine = body.machine ?? who.machine;
      looks += changeSight(open, who, body, source);
      continue;
    }
    if (event.kind === 'channel.watched') {
      const { channelId, name, reason } = event.body as ChannelEventBody['channel.watched'];
      if (reason.kind === 'incident' && source.numbers.has(reason.incidentId)) who.hasToDo = true;
      if (looks++ < MOST_LOOKS) {
        who.watching.set(watchKey(channelId, reason), who.looks.length);
        who.looks.push({ fromAt: event.at, toAt: null, sight: { kind: 'camera', channelId, name } });
      }
      continue;
    }
    if (event.kind === 'channel.left') {
      endWatch(who, event.body as ChannelEventBody['channel.left'], source.toAt);
      continue;
    }
    const sentence = actionLine(event);
    if (!sentence) continue;
    const { incidentId = null } = event.body as { readonly incidentId?: string | null };
    if (incidentId !== null && source.numbers.has(incidentId)) who.hasToDo = true;
    if (actions++ < MOST_ACTIONS)
      who.actions.push({ seq: event.seq, at: event.at, kind: event.kind, incidentId, sentence });
  }
  for (const { who, look } of open.values()) {
    // Whoever left is at nothing as well: only what was followed by something is worth a line.
    if (look.sight.kind !== 'nothing' && looks++ < MOST_LOOKS) who.looks.push(look);
  }
  const seats = [...people].flatMap(([personId, who]): ReviewSeat[] => {
    const isIn = source.isOfIncident ? who.hasToDo : who.looks.length + who.actions.length > 0;
    if (!isIn) return [];
    const { name, role, machine } = who;
    return [{ personId, name, role, machine, looks: who.looks.toSorted(byTime), actions: who.actions }];
  });
  seats.sort((one, other) => compare(one.name, other.name) || compare(one.personId, other.personId));
  return { seats, isCut: looks > MOST_LOOKS || actions > MOST_ACTIONS };
}

/** Ends what stood before this seat and begins the next; how many looks that made. */
function changeSight(
  open: Map<string, { readonly who: Gathered; readonly look: ReviewLook }>,
  who: Gathered,
  { seatId, incidentId, sinceAt }: ReviewEventBody['seat.looked'],
  { numbers, fromAt, toAt }: SeatSource,
): number {
  const before = open.get(seatId);
  if (before) before.who.looks.push({ ...before.look, toAt: Math.max(before.look.fromAt, Math.min(sinceAt, toAt)) });
  if (incidentId !== null && numbers.has(incidentId)) who.hasToDo = true;
  const sight: ReviewLook['sight'] =
    incidentId === null ? { kind: 'nothing' } : { kind: 'incident', incidentId, number: numbers.get(incidentId) ?? '' };
  open.set(seatId, { who, look: { fromAt: Math.max(sinceAt, fromAt), toAt: null, sight } });
  return before ? 1 : 0;
}

const watchKey = (channelId: string, reason: WatchReason) =>
  JSON.stringify([channelId, reason.kind, reason.kind === 'incident' ? reason.incidentId : null]);

/** What was still open when the film ended has no end in it. */
function endWatch(who: Gathered, { channelId, reason, untilAt }: ChannelEventBody['channel.left'], filmToAt: number) {
  const key = watchKey(channelId, reason);
  const index = who.watching.get(key);
  const look = index === undefined ? undefined : who.looks[index];
  who.watching.delete(key);
  if (index !== undefined && look && untilAt <= filmToAt)
    who.looks[index] = { ...look, toAt: Math.max(look.fromAt, untilAt) };
}

function gathered(people: Map<string, Gathered>, { actor }: StoredEvent): Gathered {
  const known = people.get(actor.id);
  if (known) return known;
  const made = { name: actor.name ?? actor.id, role: actor.role ?? null, machine: null };
  const fresh: Gathered = { ...made, looks: [], watching: new Map(), actions: [], hasToDo: false };
  people.set(actor.id, fresh);
  return fresh;
}

const byTime = (one: ReviewLook, other: ReviewLook) => one.fromAt - other.fromAt;
/** By code point: an order that no machine's language changes. */
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
