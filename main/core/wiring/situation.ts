/** Where everybody is and how fast each can be anywhere: positions, recommendation, live coverage. */
import { CoverageDesk } from '#main/core/desk/coverage.ts';
import { Recommender } from '#main/core/desk/recommend.ts';
import { ClosedRoads } from '#main/core/desk/roadClosures.ts';
import { Positions } from '#main/core/positions.ts';
import { hourOfDayAt } from '#main/core/roads/index.ts';
import type { UnitEventBody } from '#shared/domain/unit.ts';
import { toDisposable } from '#shared/kit/disposable.ts';
import { stationProfile } from './profile.ts';
import type { Root } from './root.ts';

export interface Situation {
  readonly telemetry: Positions;
  readonly recommender: Recommender;
  readonly coverage: CoverageDesk;
}

export function wireSituation({ station, directory, clock, scene, desk, store }: Root): Situation {
  const telemetry = new Positions({ directory, station, world: desk.world, now: clock() });
  store.add(toDisposable(() => void telemetry.close()));
  const closed = new ClosedRoads(scene.roads, desk.world.closures);
  store.add(desk.onEvents((events) => closed.onEvents(events)));
  const recommender = new Recommender(scene.roads, desk.world, telemetry.latest, clock);
  for (const unit of desk.world.units.values()) recommender.place(unit);
  const coverage = store.add(
    new CoverageDesk({
      roads: scene.roads,
      world: desk.world,
      positions: telemetry.latest,
      profile: stationProfile(station),
      places: scene.places,
      grids: scene.grids,
      clock,
      addressOf: (lon, lat) => scene.locator.locate(lon, lat),
    }),
  );
  store.add(desk.onEvents((events) => coverage.onEvents(events)));
  store.add(
    desk.onEvents((events) => {
      for (const { kind, body, at } of events) {
        if (kind !== 'unit.shiftChanged') continue;
        const { unitId, isOnShift } = body as UnitEventBody['unit.shiftChanged'];
        if (!isOnShift) telemetry.ingest.letGo(unitId, at);
      }
    }),
  );
  telemetry.onMoved((unitId) => {
    recommender.place(desk.world.units.get(unitId)!);
    coverage.moved();
  });
  scene.roads.prepare(new Set(station.units.map(({ mode }) => mode)), hourOfDayAt(clock()));
  return { telemetry, recommender, coverage };
}
