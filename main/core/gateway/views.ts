/** What /api shows of the domain: its own words, without what only windows need. */
import { findIncidents } from '#main/core/journal/index.ts';
import { judgeTrust } from '#shared/domain/deviceTrust.ts';
import { type IncidentState, incidentStream, type Recommendation } from '#shared/domain/incident.ts';
import { evolveIncident } from '#shared/domain/incidentEvolve.ts';
import { ageOf, freshnessOf, isLive } from '#shared/domain/position.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import type { GatewayContext } from './context.ts';

export const incidentView = {
  /** Newest first, without timelines: every open one, and the thousand closed last (all kept by the journal). */
  list(context: GatewayContext, state?: 'open' | 'closed') {
    return findIncidents(context.journal.query(), state ? { state } : {}).flatMap(({ id }) => {
      const incident = stateOf(context, id);
      if (!incident) return [];
      const { timeline, recommendation, ...summary } = incident;
      return [{ ...summary, state: incident.closedAt === null ? 'open' : 'closed', trust: trustOf(context, incident) }];
    });
  },

  /** Whole, with its timeline. */
  find(context: GatewayContext, id: string) {
    const incident = stateOf(context, id);
    return incident && { ...incident, state: incident.closedAt === null ? 'open' : 'closed' };
  },
};

/** How far the device is to be believed that called first: it orders verification and nothing else. */
function trustOf({ execution, clock }: GatewayContext, { alarms: [first] }: IncidentState) {
  const device = execution.desk.world.devices.get(first?.deviceId ?? '');
  return device ? judgeTrust(device, clock()).grade : null;
}

/** One that has left the world is folded again from its stream. */
function stateOf({ execution, journal }: GatewayContext, id: string): IncidentState | undefined {
  return execution.desk.world.incidents.get(id) ?? foldIncident(journal.readStream(incidentStream(id)));
}

function foldIncident(events: Parameters<typeof evolveIncident>[1][]): IncidentState | undefined {
  return events.reduce<IncidentState | undefined>(evolveIncident, undefined);
}

export function recommendationView({ at, candidates, passedOver }: Recommendation) {
  return {
    at,
    candidates: candidates.map(({ unitId, name, etaSeconds, routeM, reasons }) => ({
      unitId,
      name,
      etaSeconds,
      routeM,
      reasons: reasons.map(({ zh }) => zh),
    })),
    passedOver: passedOver.map(({ unitId, name, code, reason, etaSeconds, distanceM }) => ({
      unitId,
      name,
      code,
      reason: reason.zh,
      etaSeconds,
      distanceM,
    })),
  };
}

/** A unit with where it is now: its terminal's last position and age, or its registered post. */
export function unitView({ positions, clock }: GatewayContext, unit: UnitState) {
  const fix = positions.get(unit.id);
  const now = clock();
  return {
    ...unit,
    position: fix
      ? {
          source: fix.source,
          lon: fix.lon,
          lat: fix.lat,
          courseDegrees: fix.courseDegrees,
          speedMps: fix.speedMps,
          accuracyM: fix.accuracyM,
          batteryPercent: fix.batteryPercent,
          fixAt: fix.fixAt,
          receivedAt: fix.receivedAt,
          staleAt: fix.staleAt,
          raw: fix.raw,
          ageMs: ageOf(fix, now),
          freshness: freshnessOf(fix, now),
          isFresh: isLive(freshnessOf(fix, now)),
        }
      : { source: 'registered', lon: unit.lon, lat: unit.lat, ageMs: null, freshness: 'post', isFresh: false },
  };
}
