/**
 * How far the free and fresh units of a station reach in the limits of its response profile: what windows show and the API
 * answers. Pure results; they are found in a thread (main/core/roads/coverageThread.ts) and never part of the journal.
 */
import type { TravelModeId } from '../catalog/modes.ts';
import type { ProfileId } from '../catalog/profiles.ts';
import type { UnitKind } from '../catalog/unitKinds.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import type { DispatchTarget } from './dispatch.ts';

/** What must be reached: a place of the scene, an enrolled alarm pole, or the centre of a grid. */
export type CoveragePlaceKind = 'place' | 'pole' | 'grid';

export interface CoveragePlace {
  readonly kind: CoveragePlaceKind;
  /** Place code, device id or grid code. */
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
}

/** How many of something a band reaches, and which it does not: the first `UNMET_NAMED` of them. */
export interface CoverageCount {
  readonly met: number;
  readonly total: number;
  readonly unmet: readonly CoveragePlace[];
}
export const UNMET_NAMED = 200;

export interface BandCoverage {
  readonly seconds: number;
  readonly label: Bilingual;
  /** Whose arrival meets this band, as the incident clock counts it; empty: anybody's. */
  readonly forces: readonly UnitKind[];
  readonly modes: readonly TravelModeId[];
  /** Units counted for this band. */
  readonly units: number;
  /** Metres of road reached in time, of `CoverageReport.roadM`. */
  readonly coveredM: number;
  /** Scene places of the band's classes and, where it names no classes, the enrolled alarm poles. */
  readonly places: CoverageCount;
  /** Grids by their centre. */
  readonly grids: CoverageCount;
}

/** What the figures were made from. Tiers of forces are not known of units: a band that names tiers counts every tier. */
export interface CoverageInputs {
  readonly counted: number;
  /** Of those counted: without a position of their own, counted at the registered post, as recommendations do. */
  readonly atPost: number;
  readonly leftOut: {
    readonly busy: number;
    readonly offShift: number;
    readonly stale: number;
    /** Of a force or mode no band of the profile counts. */
    readonly wrongForce: number;
    readonly offRoad: number;
  };
  /** The oldest position among those counted, epoch ms; null when all stand at their posts. */
  readonly oldestFixAt: number | null;
  /** The profile names tiers and they were not told apart. */
  readonly ignoresTiers: boolean;
}

export interface CoverageReport {
  readonly profile: { readonly id: ProfileId; readonly name: Bilingual; readonly source: string };
  readonly computedAt: number;
  /** What the search took on its own thread. */
  readonly tookMs: number;
  readonly roadM: number;
  readonly bands: readonly BandCoverage[];
  readonly inputs: CoverageInputs;
}

/** `starting`: nothing found yet; `unavailable`: the thread died and is being started again. */
export type CoverageState =
  | { readonly state: 'ready'; readonly report: CoverageReport }
  | { readonly state: 'starting' }
  | { readonly state: 'unavailable'; readonly since: number };

/** Key places that a limit no longer holds for (or holds for again). */
export interface BandChange {
  readonly seconds: number;
  readonly label: Bilingual;
  readonly places: readonly CoveragePlace[];
}

/** How long a unit that leaves is expected to be away beyond its ETA. */
export interface HandlingTime {
  readonly seconds: number;
  /** `done`: the median of so many finished dispatches of this kind of incident; `planned`: the catalogue, for want of them. */
  readonly source: 'done' | 'planned';
  readonly samples: number;
}

/** What the departure of one candidate would uncover. */
export interface Departure {
  readonly unitId: string;
  /** Only bands that lose something; a place may stand in several. */
  readonly uncovers: readonly BandChange[];
  /** ETA and handling time; null where no ETA is known. */
  readonly awaySeconds: number | null;
  readonly handling: HandlingTime;
}

/** The cheapest relocation that closes the gap an incident has made. */
export interface MoveUp {
  readonly unitId: string;
  readonly unitName: string;
  readonly unitKind: UnitKind;
  readonly target: DispatchTarget;
  readonly etaSeconds: number;
  /** Key places in time again once it stands there, by band. */
  readonly restores: readonly BandChange[];
  /** What its own leaving uncovers; usually nothing. */
  readonly uncovers: readonly BandChange[];
  readonly lostCount: number;
  readonly restoredCount: number;
}

/** What an incident does to coverage: its candidates' departures, and what could close the gap it has made already. */
export interface IncidentCoverage {
  readonly at: number;
  readonly departures: readonly Departure[];
  /** Key places that the units already on the incident have uncovered. */
  readonly gap: readonly BandChange[];
  /** Null: there is no gap, or no unit could close any of it without opening another as large. */
  readonly moveUp: MoveUp | null;
}

/** How many different places stand in these bands: one that fell out of two limits is one place. */
export function countPlaces(changes: readonly BandChange[]): number {
  return new Set(changes.flatMap(({ places }) => places.map(({ kind, id }) => `${kind}:${id}`))).size;
}

/** The band that most places fell out of; of equals the longer limit, which weighs more. */
export function worstBand(changes: readonly BandChange[]): BandChange | undefined {
  return changes.toSorted((one, other) => other.places.length - one.places.length || other.seconds - one.seconds)[0];
}
