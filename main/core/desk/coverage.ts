/**
 * Live coverage of the station: asks the coverage thread again whenever somebody who counts moved, went or came, says when the
 * answer changed, and what an incident does to it. Nothing of the alarm path waits for anything here.
 */
import {
  type CoverAnswer,
  CoverageWorker,
  type CoverageWorkerOptions,
  hourOfDayAt,
  type PlaceBands,
  type RoadNetwork,
} from '#main/core/roads/index.ts';
import type { LatestPositions } from '#main/core/tracks/latest.ts';
import { forcesServing, type ResponseProfile } from '#shared/catalog/profiles.ts';
import {
  type BandChange,
  type CoverageCount,
  type CoveragePlace,
  type CoverageReport,
  type CoverageState,
  countPlaces,
  type IncidentCoverage,
  UNMET_NAMED,
} from '#shared/domain/coverage.ts';
import { isActive, isResponse } from '#shared/domain/dispatch.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import { handlingTime } from '#shared/domain/handlingTime.ts';
import type { Candidate, IncidentState } from '#shared/domain/incident.ts';
import type { Place } from '#shared/domain/place.ts';
import type { World } from '#shared/domain/world.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import type { AreaFeature, PlaceFeature } from '#shared/wire/packFeatures.ts';
import { type CoveragePlaces, coveragePlaces } from './coveragePlaces.ts';
import { bandsOf, type Extra, type Gathered, gatherUnits } from './coverageUnits.ts';

/** Moves are gathered for so long; what matters more (sent, freed, stale) waits only for others of its kind. */
const EVERY_MS = 5_000;
const SOON_MS = 300;
/** The core comes up first: coverage is no part of a usable queue. */
const START_AFTER_MS = 1_000;
const TICK_MS = 250;
/** The hour changes travel times; so often the roads are asked though nobody moved. */
const ANYWAY_MS = 60_000;
const INCIDENTS_NOTED = 50;

const DEVICE_LIST_EVENTS: ReadonlySet<string> = new Set(['device.enrolled', 'device.unlisted', 'device.retired']);

export interface CoverageDeskOptions {
  readonly roads: RoadNetwork;
  readonly world: World;
  readonly positions: LatestPositions;
  readonly profile: ResponseProfile;
  readonly places: readonly PlaceFeature[];
  readonly grids: readonly AreaFeature[];
  readonly clock: Clock;
  /** An address, for somewhere to stand that is no place. */
  addressOf(lon: number, lat: number): Pick<Place, 'address' | 'addressEn'>;
  readonly worker?: Pick<CoverageWorkerOptions, 'open' | 'restartMs'>;
}

export class CoverageDesk implements Disposable {
  readonly #options: CoverageDeskOptions;
  readonly #store = new DisposableStore();
  readonly #worker: CoverageWorker;
  readonly #listeners = new Set<(state: CoverageState) => void>();
  readonly #candidates = new Map<string, readonly Candidate[]>();
  readonly #startedAt = performance.now();
  #places: CoveragePlaces;
  #state: CoverageState = { state: 'starting' };
  #edgeBand: Uint8Array | null = null;
  #isAsking = false;
  #hasMoved = true;
  #haveDevicesChanged = false;
  #isUrgent = true;
  #askedAt = Number.NEGATIVE_INFINITY;
  #foundAt = Number.NEGATIVE_INFINITY;
  #signature: number | null = null;

  constructor(options: CoverageDeskOptions) {
    this.#options = options;
    this.#places = this.#listPlaces();
    this.#worker = this.#store.add(
      new CoverageWorker(this.#places.columns, {
        ...options.worker,
        roads: options.roads,
        onChange: (isUp) => this.#onWorker(isUp),
      }),
    );
    this.#store.add(options.roads.onClosure(() => this.#changed()));
    const timer = setInterval(() => this.#tick(), TICK_MS);
    timer.unref();
    this.#store.add(toDisposable(() => clearInterval(timer)));
  }

  get state(): CoverageState {
    return this.#state;
  }

  /** First band of each edge of the road graph (255: none), of the last report; null before the first. */
  get edgeBand(): Uint8Array | null {
    return this.#edgeBand;
  }

  onChange(listener: (state: CoverageState) => void): Disposable {
    this.#listeners.add(listener);
    return toDisposable(() => this.#listeners.delete(listener));
  }

  /** A unit's position came in. Cheap; called per fix. */
  moved(): void {
    this.#hasMoved = true;
  }

  onEvents(events: readonly StoredEvent[]): void {
    for (const { kind } of events) {
      if (kind.startsWith('unit.')) this.#isUrgent = true;
      if (DEVICE_LIST_EVENTS.has(kind)) this.#haveDevicesChanged = true;
    }
  }

  /** Who has just been recommended for an incident: whose departures will be asked about. */
  noted(incidentId: string, candidates: readonly Candidate[]): void {
    this.#candidates.delete(incidentId);
    this.#candidates.set(incidentId, candidates);
    if (this.#candidates.size > INCIDENTS_NOTED) this.#candidates.delete(this.#candidates.keys().next().value!);
  }

  /** What sending each of its candidates would uncover, and how to close the gap it has made; null while not available. */
  async forIncident(incident: IncidentState): Promise<IncidentCoverage | null> {
    const { world, profile, clock } = this.#options;
    const now = clock();
    const candidates = (this.#candidates.get(incident.id) ?? incident.recommendation?.candidates ?? []).flatMap(
      (candidate) => {
        const unit = world.units.get(candidate.unitId);
        return unit ? [{ candidate, unit }] : [];
      },
    );
    // A candidate that has been told already counts no more: he is compared with his being there.
    const told = candidates.filter(({ unit }) => unit.engagement !== null);
    const extras = told.map(({ unit }): Extra => ({ unit, at: null, counts: false }));
    const gathered = await this.#gather(now, extras);
    const slots = new Map(gathered.unitIds.map((id, slot) => [id, slot]));
    const leaving = candidates.map(({ unit }) => ({ slot: slots.get(unit.id), bands: bandsOf(profile, unit) }));
    const scene = this.#scene(gathered, now);
    const asked = leaving.flatMap(({ slot, bands }) => (slot === undefined || bands === 0 ? [] : [{ slot, bands }]));
    const places = this.#places;
    const lost = await this.#worker.ask<'departures'>({ kind: 'departures', scene, leaving: asked });
    const gap = await this.#gapOf(incident, now);
    if (!lost || !gap || places !== this.#places) return null;
    const lostOfSlot = new Map(asked.map(({ slot }, index) => [slot, lost[index]!]));
    const handling = handlingTime(world.incidents.values(), incident.kind);
    const departures = candidates.map(({ candidate: { unitId, etaSeconds } }, index) => ({
      unitId,
      uncovers: this.#changes(lostOfSlot.get(leaving[index]!.slot ?? -1) ?? []),
      awaySeconds: etaSeconds === null ? null : etaSeconds + handling.seconds,
      handling,
    }));
    return { at: now, departures, ...gap };
  }

  dispose(): void {
    this.#store.dispose();
    this.#listeners.clear();
  }

  /** The gap the units on an incident have left where they came from, and who could fill it. */
  async #gapOf(incident: IncidentState, now: number): Promise<Pick<IncidentCoverage, 'gap' | 'moveUp'> | null> {
    const { world, profile, addressOf } = this.#options;
    const away = incident.dispatches.filter((dispatch) => isActive(dispatch.state) && isResponse(dispatch));
    const gone = away.flatMap(({ unitId, route }): Extra[] => {
      const unit = world.units.get(unitId);
      return unit ? [{ unit, at: route[0] ?? [unit.lon, unit.lat], counts: false }] : [];
    });
    if (gone.length === 0) return { gap: [], moveUp: null };
    // Who is on his way to stand somewhere fills that gap already.
    const coming = [...world.incidents.values()].flatMap(({ dispatches }) =>
      dispatches.flatMap(({ unitId, state, target }): Extra[] => {
        const unit = world.units.get(unitId);
        return unit && target && isActive(state) ? [{ unit, at: [target.lon, target.lat], counts: true }] : [];
      }),
    );
    const gathered = await this.#gather(now, [...gone, ...coming]);
    const points = gone.map(({ at }) => at!);
    const answer = await this.#worker.ask<'moveUp'>({
      kind: 'moveUp',
      scene: this.#scene(gathered, now),
      gone: gone.map(({ unit }, index) => ({ slot: gathered.extrasFrom + index, bands: bandsOf(profile, unit) })),
      points,
      turnOutSeconds: gathered.turnOutSeconds,
      movable: gathered.extrasFrom,
    });
    if (!answer) return null;
    const { lost, offer } = answer;
    const gap = this.#changes(lost);
    const unit = offer && world.units.get(gathered.unitIds[offer.slot]!);
    if (!offer || !unit) return { gap, moveUp: null };
    const place = this.#places.places[lost[offer.point - points.length]?.[0] ?? -1];
    const [lon, lat] = place ? [place.lon, place.lat] : points[offer.point]!;
    const { address, addressEn } = place ? { address: place.name, addressEn: undefined } : addressOf(lon, lat);
    const restores = this.#changes(offer.restored);
    return {
      gap,
      moveUp: {
        unitId: unit.id,
        unitName: unit.name,
        unitKind: unit.kind,
        target: { lon, lat, name: address, ...(addressEn && { nameEn: addressEn }) },
        etaSeconds: Math.round(offer.seconds),
        restores,
        uncovers: this.#changes(offer.uncovered),
        lostCount: countPlaces(gap),
        restoredCount: countPlaces(restores),
      },
    };
  }

  #tick(): void {
    const now = performance.now();
    if (this.#isAsking || now - this.#startedAt < START_AFTER_MS) return;
    const since = now - this.#askedAt;
    if (since < (this.#isUrgent || this.#haveDevicesChanged ? SOON_MS : EVERY_MS)) return;
    if (this.#haveDevicesChanged) this.#renewPlaces();
    void this.#ask();
  }

  /** Once for however many devices have come and gone since: an import brings thousands. */
  #renewPlaces(): void {
    this.#haveDevicesChanged = false;
    this.#places = this.#listPlaces();
    this.#worker.setPlaces(this.#places.columns);
    this.#changed();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    this.#askedAt = performance.now();
    const hadMoved = this.#hasMoved;
    this.#hasMoved = false;
    this.#isUrgent = false;
    const now = this.#options.clock();
    const places = this.#places;
    try {
      const gathered = await this.#gather(now);
      const isSame = !hadMoved && gathered.signature === this.#signature;
      if (isSame && this.#askedAt - this.#foundAt < ANYWAY_MS) return;
      const answer = await this.#worker.ask<'cover'>({ kind: 'cover', scene: this.#scene(gathered, now) });
      if (!answer || places !== this.#places) {
        this.#hasMoved = true;
        return;
      }
      this.#signature = gathered.signature;
      this.#foundAt = performance.now();
      this.#edgeBand = answer.edgeBand;
      this.#become({ state: 'ready', report: this.#report(answer, gathered, now) });
    } finally {
      this.#isAsking = false;
    }
  }

  #report(answer: CoverAnswer, { inputs, counts }: Gathered, computedAt: number): CoverageReport {
    const { id, name, source, bands } = this.#options.profile;
    return {
      profile: { id, name, source },
      computedAt,
      tookMs: Math.round(answer.tookMs * 10) / 10,
      roadM: answer.roadM,
      bands: bands.map(({ seconds, label, modes }, band) => ({
        seconds,
        label,
        forces: forcesServing(bands, band),
        modes,
        units: counts[band]!,
        coveredM: answer.coveredM[band]!,
        places: this.#count(answer.met, band, 1),
        grids: this.#count(answer.met, band, 0),
      })),
      inputs,
    };
  }

  #count(met: Uint8Array, band: number, isKey: 0 | 1): CoverageCount {
    const { places, columns } = this.#places;
    const bit = 1 << band;
    const unmet: CoveragePlace[] = [];
    let total = 0;
    let reached = 0;
    for (const [index, place] of places.entries()) {
      if (columns.isKey[index] !== isKey || !(columns.bands[index]! & bit)) continue;
      total++;
      if (met[index]! & bit) reached++;
      else if (unmet.length < UNMET_NAMED) unmet.push(place);
    }
    return { met: reached, total, unmet };
  }

  #changes(changed: readonly PlaceBands[]): BandChange[] {
    return this.#options.profile.bands.flatMap(({ seconds, label }, band) => {
      const places = changed.flatMap(([place, bands]) => (bands & (1 << band) ? [this.#places.places[place]!] : []));
      return places.length > 0 ? [{ seconds, label, places }] : [];
    });
  }

  #gather(now: number, extras: readonly Extra[] = []): Promise<Gathered> {
    const { world, roads, positions, profile } = this.#options;
    return gatherUnits({ world, roads, positions, profile, now }, extras);
  }

  #scene({ units }: Gathered, now: number) {
    const bandSeconds = this.#options.profile.bands.map(({ seconds }) => seconds);
    return { units, bandSeconds, hourOfDay: hourOfDayAt(now) };
  }

  #listPlaces(): CoveragePlaces {
    const { profile, places, world, grids } = this.#options;
    return coveragePlaces(profile, places, world.devices.values(), grids);
  }

  #changed(): void {
    this.#hasMoved = true;
    this.#isUrgent = true;
  }

  #onWorker(isUp: boolean): void {
    this.#changed();
    if (!isUp) this.#become({ state: 'unavailable', since: this.#options.clock() });
  }

  #become(state: CoverageState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}
