/** The part of the world that is the desk's own day: shifts, hand-overs, packets taken in from elsewhere. */
import type { StoredEvent } from './event.ts';
import { evolveHandOver, type HandOverEventBody, type HandOverState, isOpen } from './handOver.ts';
import { evolveShift, presentIn, type ShiftState } from './shift.ts';

export interface TakenPacket {
  readonly hash: string;
  readonly fingerprint: string;
  readonly stationName: string;
  readonly shiftName: string;
  readonly giver: string;
  readonly at: number;
  readonly items: number;
}

export interface DutyWorld {
  /** Planned, running, and the last ones that are over, in order of planning. */
  readonly shifts: Map<string, ShiftState>;
  /** The one that is under way or waits, and the last ones. */
  readonly handOvers: Map<string, HandOverState>;
  /** By hash: the same packet is taken in once. */
  readonly packets: Map<string, TakenPacket>;
}

const PAST_SHIFTS_KEPT = 60;
const HAND_OVERS_KEPT = 20;
const PACKETS_KEPT = 200;

export interface PackedDutyWorld {
  readonly shifts: readonly ShiftState[];
  readonly handOvers: readonly HandOverState[];
  readonly packets: readonly TakenPacket[];
}

export const emptyDutyWorld = (): DutyWorld => ({ shifts: new Map(), handOvers: new Map(), packets: new Map() });

export const packDutyWorld = ({ shifts, handOvers, packets }: DutyWorld): PackedDutyWorld => ({
  shifts: [...shifts.values()],
  handOvers: [...handOvers.values()],
  packets: [...packets.values()],
});

export const unpackDutyWorld = (packed: PackedDutyWorld): DutyWorld => ({
  shifts: new Map(packed.shifts.map((shift) => [shift.id, shift])),
  handOvers: new Map(packed.handOvers.map((handOver) => [handOver.id, handOver])),
  packets: new Map(packed.packets.map((packet) => [packet.hash, packet])),
});

/** Of the stream `shift:<id>`, which holds the hand-over of that shift as well. */
export function evolveDutyWorld(duty: DutyWorld, shiftId: string, event: StoredEvent): void {
  if (event.kind === 'handOver.imported') {
    takePacket(duty, event);
    return;
  }
  if (event.kind.startsWith('handOver.')) {
    const { handOverId } = event.body as { handOverId: string };
    const next = evolveHandOver(duty.handOvers.get(handOverId), event);
    if (next) duty.handOvers.set(handOverId, next);
    forget(duty.handOvers, HAND_OVERS_KEPT, (handOver) => !isOpen(handOver));
    return;
  }
  const next = evolveShift(duty.shifts.get(shiftId), event);
  if (next) duty.shifts.set(shiftId, next);
  else duty.shifts.delete(shiftId);
  forget(duty.shifts, PAST_SHIFTS_KEPT, (shift) => isOver(shift, event.at));
}

function takePacket({ packets }: DutyWorld, event: StoredEvent): void {
  const { packetHash: hash, fingerprint, station, ...rest } = event.body as HandOverEventBody['handOver.imported'];
  const { shiftName, giver, items } = rest;
  const { name: stationName } = station;
  packets.set(hash, { hash, fingerprint, stationName, shiftName, giver: giver.name, at: event.at, items });
  forget(packets, PACKETS_KEPT, () => true);
}

/** Nobody is in it, its time is past, and nothing in it waits to be handed over. */
const isOver = (shift: ShiftState, now: number) =>
  shift.endAt < now &&
  presentIn(shift).length === 0 &&
  !shift.notes.some(({ mustHandOver, settledAt }) => mustHandOver && settledAt === null);

/** Of those that may go the oldest go, when more than `keep` of them have gathered. */
function forget<Item>(items: Map<string, Item>, keep: number, mayGo: (item: Item) => boolean): void {
  if (items.size <= keep) return;
  const going = [...items].filter(([, item]) => mayGo(item));
  for (const [key] of going.slice(0, Math.max(0, going.length - keep))) items.delete(key);
}
