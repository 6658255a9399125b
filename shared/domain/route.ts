/** A patrol route: check-points in an order, made at the desk, given to people again and again. */
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';
import type { CheckPoint, PointOrder } from './task.ts';

export type RoutePoint = Omit<CheckPoint, 'fromAt' | 'untilAt'>;

export interface PatrolRouteFacts {
  readonly id: string;
  readonly name: string;
  /** Whose route it is: units of that grid are given it. Null where the scene has no grid at its first point. */
  readonly gridCode: string | null;
  readonly order: PointOrder;
  readonly points: readonly RoutePoint[];
  /** Through the points along the roads, [lon, lat], and its length; where no road leads, as the crow flies. */
  readonly line: readonly (readonly [number, number])[];
  readonly lengthM: number;
}

export interface PatrolRoute extends PatrolRouteFacts {
  readonly savedAt: number;
  readonly savedBy: string;
  /** When it was last given to somebody, and last walked to its end: the longest forgotten goes first. */
  readonly givenAt: number | null;
  readonly patrolledAt: number | null;
}

export type RouteEventBody = {
  'route.saved': { route: PatrolRouteFacts };
  'route.removed': { routeId: string };
};

export const routeStream = (routeId: string) => `route:${routeId}`;

export type RouteCommand = { kind: 'save'; route: PatrolRouteFacts } | { kind: 'remove' };

export function decideRoute(state: PatrolRoute | undefined, command: RouteCommand): Result<Draft[]> {
  if (command.kind === 'save') {
    const { route } = command;
    return ok([{ stream: routeStream(route.id), kind: 'route.saved', body: { route } }]);
  }
  if (!state) return refuse('unknownRoute', '没有这条巡逻路线');
  return ok([{ stream: routeStream(state.id), kind: 'route.removed', body: { routeId: state.id } }]);
}

export function evolveRoute(state: PatrolRoute | undefined, event: StoredEvent): PatrolRoute | undefined {
  if (event.kind === 'route.removed') return undefined;
  if (event.kind !== 'route.saved') return state;
  const { route } = event.body as RouteEventBody['route.saved'];
  return {
    ...route,
    savedAt: event.at,
    savedBy: nameOfActor(event.actor),
    givenAt: state?.givenAt ?? null,
    patrolledAt: state?.patrolledAt ?? null,
  };
}

/** The longest forgotten first; one never walked before all others, and among those the one never given. */
export function byForgotten(left: PatrolRoute, right: PatrolRoute): number {
  return (
    (left.patrolledAt ?? 0) - (right.patrolledAt ?? 0) ||
    (left.givenAt ?? 0) - (right.givenAt ?? 0) ||
    (left.id < right.id ? -1 : 1)
  );
}
