/** What the worker page asks of core over HTTP: joining with a code, the map under its route, what station this is. */
import { z } from 'zod';

export const WORKER_PAGE_PATH = '/worker/';
export const WORKER_JOIN_PATH = '/api/worker/join';
export const WORKER_MAP_PATH = '/api/worker/map';

export const workerJoinSchema = z.strictObject({
  code: z.string().min(1).max(40),
  /** What the phone says it is, for the list at the desk. */
  model: z.string().trim().min(1).max(60),
});
export type WorkerJoin = z.infer<typeof workerJoinSchema>;

/** Answered once; the token is never said again. */
export interface WorkerJoined {
  readonly ok: true;
  readonly phoneId: string;
  readonly unitId: string;
  readonly unitName: string;
  /** 256 bits, base64url. */
  readonly token: string;
  readonly station: { readonly id: string; readonly name: string; readonly realm: 'live' | 'drill' };
}

/** `GET /worker/station.json`: what somebody sees who has not joined. */
export interface WorkerStation {
  readonly name: string;
  readonly realm: 'live' | 'drill';
  /** SHA-256 of the station's certificate, 64 hex digits; null while the LAN was never opened. */
  readonly fingerprint: string | null;
}

/** By which address a phone can reach the station, and how it knows it; for the code the desk shows. */
export interface PhoneDoor {
  /** `https://host:port/worker/`; empty: the LAN is shut. */
  readonly urls: readonly string[];
  readonly fingerprint: string | null;
}

/** One side of a map request in degrees, at most: about 5 km. */
export const WORKER_MAP_MOST_DEGREES = 0.05;
/** Coordinates are whole numbers of 1e-6 degrees (0.1 m), each point as the difference from the one before it. */
export const WORKER_MAP_UNITS = 1e6;

/** How a road is drawn: 0 main, 1 street, 2 lane or path. */
export type WorkerRoadRank = 0 | 1 | 2;

/** `GET /api/worker/map?bbox=west,south,east,north` */
export interface WorkerMap {
  /** [rank, lon, lat, Δlon, Δlat, …] */
  readonly roads: readonly (readonly number[])[];
  /** Outlines of grids: [lon, lat, Δlon, Δlat, …] */
  readonly borders: readonly (readonly number[])[];
  /** Names of grids at their label points. */
  readonly names: readonly { readonly name: string; readonly lon: number; readonly lat: number }[];
  /** There was more than is sent. */
  readonly isCut: boolean;
}
