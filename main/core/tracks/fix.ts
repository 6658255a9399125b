/** The normalised position (PROTOCOLS §4): what sources hand in, and what it is once judged. SI units, UTC epoch ms. */
import type { Sighting } from '#shared/domain/position.ts';
import type { Datum } from '#shared/geo/datum.ts';

/** As the source said it, where that is not WGS-84. */
export interface RawCoordinate {
  readonly datum: Datum;
  readonly lon: number;
  readonly lat: number;
}

/** One report of a source, decoded and not yet judged. */
export interface IncomingFix {
  readonly unitId: string;
  /** How windows name where it came from: `osmand`, `owntracks`, `worker`, or a link's protocol. */
  readonly source: string;
  /** What it is counted under and whose datum it has: `osmand`, `owntracks`, `worker`, or a link's id. */
  readonly door: string;
  /** In the datum of the door, or WGS-84 where `raw` is given: then the link has converted it already. */
  readonly lon: number;
  readonly lat: number;
  readonly raw?: RawCoordinate;
  readonly courseDegrees: number | null;
  readonly speedMps: number | null;
  readonly accuracyM: number | null;
  readonly batteryPercent: number | null;
  /** By the device's clock; null when it sent no time. */
  readonly deviceAt: number | null;
  /** By ours. */
  readonly receivedAt: number;
  /** When it stops holding by the sender's word (CoT), by the device's clock. */
  readonly staleAt?: number | null;
}

/** A judged position, WGS-84. Only such a one is kept, drawn or ranked. */
export interface Fix extends Sighting {
  readonly unitId: string;
  readonly source: string;
  readonly lon: number;
  readonly lat: number;
  readonly courseDegrees: number | null;
  readonly speedMps: number | null;
  readonly accuracyM: number | null;
  readonly batteryPercent: number | null;
  /** When it was taken, on our clock: the device's time less what its clock is wrong by. Never after `receivedAt`. */
  readonly fixAt: number;
  readonly receivedAt: number;
  /** The device's own words; null when it sent no time. */
  readonly deviceAt: number | null;
  /** On our clock. */
  readonly staleAt: number | null;
  /** Null for a source that speaks WGS-84. */
  readonly raw: RawCoordinate | null;
}

/** Why a fix does not move its unit, or that it does. */
export const FIX_OUTCOMES = [
  /** Moves the unit. */
  'live',
  /** Newer than what we knew and already stale on arrival, by its age or by its sender's own word (CoT): the unit is last known there, never drawn as live. */
  'stale',
  /** Taken before the newest one we know: history only. */
  'older',
  /** The same fix told again: changes nothing, not even the age. */
  'repeated',
  /** Not on the earth, or no number. */
  'range',
  /** 0,0 without accuracy: a receiver that has no fix yet. */
  'nullIsland',
  /** Nobody travels so fast. */
  'jump',
  /** By its clock before 2000. */
  'ancient',
  /** By its clock in the future, by more than a clock may run ahead. */
  'future',
  /** The unit is off shift: not recorded anywhere. */
  'offShift',
] as const;
export type FixOutcome = (typeof FIX_OUTCOMES)[number];
