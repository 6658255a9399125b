/** What the desk's rules about the field ask (desk/field.ts), of the parts of this core. */

import { FIVE_MUSTS } from '#shared/catalog/fiveMusts.ts';
import { isUnitOnShift } from '#shared/domain/unit.ts';
import type { World } from '#shared/domain/world.ts';
import { type LonLat, lengthM } from '#shared/geo/earth.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Station } from './config.ts';
import type { FieldContext } from './desk/field.ts';
import type { EvidenceStore } from './evidence/store.ts';
import type { Positions } from './positions.ts';
import type { RoadNetwork } from './roads/index.ts';
import type { FixOutcome } from './tracks/fix.ts';

export interface FieldDeskParts {
  readonly station: Pick<Station, 'patrol' | 'fiveMusts'>;
  readonly world: Pick<World, 'units'>;
  readonly telemetry: Positions;
  readonly roads: RoadNetwork;
  readonly evidence: EvidenceStore;
  readonly clock: Clock;
}

/** A fix that says where somebody was, whether or not it is the newest we know. */
const HOLDS: ReadonlySet<FixOutcome | undefined> = new Set(['live', 'stale', 'older', 'repeated']);

export function fieldDesk({ station, world, telemetry, roads, evidence, clock }: FieldDeskParts): FieldContext {
  const { latest, ingest } = telemetry;
  return {
    musts: station.fiveMusts ?? FIVE_MUSTS,
    patrol: station.patrol,
    evidence: (hash) => evidence.find(hash),
    sighting: (unitId) => (isUnitOnShift(world, unitId) ? (latest.get(unitId) ?? null) : null),
    takeFix(unitId, { at, ...place }) {
      const incoming = { ...place, courseDegrees: null, speedMps: null, batteryPercent: null };
      const from = { source: 'worker', door: 'worker' } as const;
      const outcome = ingest.accept({ unitId, ...incoming, ...from, deviceAt: at, receivedAt: clock() });
      if (!HOLDS.has(outcome)) return null;
      return { ...ingest.toWgs84('worker', place), fixAt: Math.min(at, clock()) };
    },
    alongRoads(points) {
      const line: LonLat[] = points.slice(0, 1);
      for (const [index, point] of points.slice(1).entries()) {
        const found = roads.route(points[index]!, point, 'foot');
        line.push(...(found.ok ? found.value.points : [point]));
      }
      const drawn = line.map(([lon, lat]) => [rounded(lon), rounded(lat)] as const);
      return { line: drawn, lengthM: Math.round(lengthM(drawn)) };
    },
  };
}

/** A tenth of a metre: a line is kept in every event that carries it. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
