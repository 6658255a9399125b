import type { UnitKind } from '../catalog/unitKinds.ts';

/** One unit assigned to one incident (DOMAIN §2). Status lives here, not on the unit. */
export const DISPATCH_STATES = [
  'notified',
  'accepted',
  'enRoute',
  'onScene',
  'done',
  'refused',
  'timedOut',
  'withdrawn',
] as const;
export type DispatchState = (typeof DISPATCH_STATES)[number];

/** What a report about a dispatch may be; a phone and a radio operator say the same words. */
export const DISPATCH_MOVES = ['accept', 'refuse', 'depart', 'arrive', 'finish', 'withdraw', 'expire'] as const;
export type DispatchMove = (typeof DISPATCH_MOVES)[number];

export const TASK_KINDS = ['respond', 'standBy', 'hold', 'relocate', 'return'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** Where a unit is to stand when that is not the incident: of a relocation. Degrees, WGS-84. */
export interface DispatchTarget {
  readonly lon: number;
  readonly lat: number;
  /** As a person on the street would say it. */
  readonly name: string;
  /** The same in English where the scene described it, absent where it is a name. */
  readonly nameEn?: string | undefined;
}

export interface Dispatch {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitKind: UnitKind;
  readonly task: TaskKind;
  /** Null: to the incident itself. */
  readonly target: DispatchTarget | null;
  /** Told by the incident kind's rule rather than by a person. */
  readonly isAutomatic: boolean;
  /** Who sent it, as `nameOfActor` (event.ts) says. */
  readonly by: string;
  readonly state: DispatchState;
  readonly notifiedAt: number;
  readonly acceptedAt: number | null;
  readonly departedAt: number | null;
  readonly arrivedAt: number | null;
  readonly endedAt: number | null;
  /** Why it was refused, withdrawn or given up: in a person's words, or a system reason (systemReasons.ts). */
  readonly reason: string | null;
  /** Predicted when it was sent; null when no road leads there from a known position. */
  readonly etaSeconds: number | null;
  readonly routeM: number | null;
  /** [lon, lat] along the road, as drawn; empty when unknown. */
  readonly route: readonly (readonly [number, number])[];
}

const TARGET: Readonly<Record<DispatchMove, DispatchState>> = {
  accept: 'accepted',
  refuse: 'refused',
  depart: 'enRoute',
  arrive: 'onScene',
  finish: 'done',
  withdraw: 'withdrawn',
  expire: 'timedOut',
};

const FROM: Readonly<Record<DispatchMove, readonly DispatchState[]>> = {
  accept: ['notified'],
  refuse: ['notified', 'accepted'],
  depart: ['notified', 'accepted'],
  arrive: ['notified', 'accepted', 'enRoute'],
  finish: ['onScene'],
  withdraw: ['notified', 'accepted', 'enRoute', 'onScene'],
  expire: ['notified'],
};

const ACTIVE: readonly DispatchState[] = ['notified', 'accepted', 'enRoute', 'onScene'];

/**
 * Sent to the incident itself. One that is moved up to close a gap belongs to the incident that made the gap, but neither serves
 * it nor stops its clock.
 */
export const isResponse = ({ task }: Pick<Dispatch, 'task'>): boolean => task !== 'relocate';

/** Active dispatches hold their unit. */
export function isActive(state: DispatchState): boolean {
  return ACTIVE.includes(state);
}

/** The state a move leads to, or undefined when it is not a legal move from here. */
export function stateAfter(state: DispatchState, move: DispatchMove): DispatchState | undefined {
  return FROM[move].includes(state) ? TARGET[move] : undefined;
}
