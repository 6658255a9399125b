/**
 * Road closures 封控: a fact of the desk that every route, recommendation and coverage heeds from the next question on. A cordon
 * lets vehicles with priority through; a blocked road nobody. What lies inside can still be reached (main/core/roads/weights.ts).
 */
import { z } from 'zod';
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';
import { latitudeSchema, longitudeSchema } from './place.ts';

export const TRAVEL_CLOSURES = ['cordon', 'blocked'] as const;
export type TravelClosure = (typeof TRAVEL_CLOSURES)[number];

export interface RoadClosureFacts {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly radiusM: number;
  readonly closure: TravelClosure;
  readonly reason: string;
  /** Names of the roads that are closed there, as they were found; may be empty. */
  readonly roads: readonly string[];
}

export interface RoadClosure extends RoadClosureFacts {
  readonly closedAt: number;
  readonly closedBy: string;
}

export type RoadEventBody = {
  'road.closed': { closure: RoadClosureFacts };
  'road.opened': { closureId: string; reason: string };
};

export const ROAD_COMMAND_BODIES = {
  'road.close': z.strictObject({
    lon: longitudeSchema,
    lat: latitudeSchema,
    radiusM: z.number().min(5).max(500).default(30).describe('every road that comes within it'),
    closure: z
      .enum(TRAVEL_CLOSURES)
      .default('blocked')
      .describe('cordon: vehicles with priority pass; blocked: nobody'),
    reason: z.string().trim().min(1).max(200),
  }),
  'road.open': z.strictObject({ closureId: z.string().min(1).max(80), reason: z.string().trim().max(200).default('') }),
} as const;
export type RoadCommandKind = keyof typeof ROAD_COMMAND_BODIES;

/** More than a town has in a flood. */
export const CLOSURES_LIMIT = 200;

export type RoadCommand =
  | { readonly kind: 'close'; readonly closure: RoadClosureFacts; readonly edges: number }
  | { readonly kind: 'open'; readonly closureId: string; readonly reason: string };

/** `edges`: how many roads come within the circle. */
export function decideRoad(present: ReadonlyMap<string, RoadClosure>, command: RoadCommand): Result<Draft[]> {
  if (command.kind === 'open') {
    const { closureId, reason } = command;
    if (!present.has(closureId)) return refuse('unknownClosure', '没有这处封控，可能已经解除');
    return ok([draft(closureId, 'road.opened', { closureId, reason })]);
  }
  const { closure, edges } = command;
  if (edges === 0) return refuse('noRoadHere', `${Math.round(closure.radiusM)} 米内没有道路`);
  if (present.size >= CLOSURES_LIMIT) return refuse('tooManyClosures', `封控已有 ${CLOSURES_LIMIT} 处，请先解除一些`);
  const same = [...present.values()].find(
    ({ lon, lat, radiusM, closure: how }) =>
      lon === closure.lon && lat === closure.lat && radiusM === closure.radiusM && how === closure.closure,
  );
  if (same) return refuse('alreadyClosed', `此处已由 ${same.closedBy} 封控`);
  return ok([draft(closure.id, 'road.closed', { closure })]);
}

export function evolveRoad(state: RoadClosure | undefined, event: StoredEvent): RoadClosure | undefined {
  if (event.kind === 'road.opened') return undefined;
  if (event.kind !== 'road.closed') return state;
  const { closure } = event.body as RoadEventBody['road.closed'];
  return { ...closure, closedAt: event.at, closedBy: nameOfActor(event.actor) };
}

const draft = <Kind extends keyof RoadEventBody>(id: string, kind: Kind, body: RoadEventBody[Kind]): Draft => ({
  stream: `road:${id}`,
  kind,
  body,
});
