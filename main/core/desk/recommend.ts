/**
 * Who should go: the five quickest by road among the fresh, free and suitable, and for every nearer one the reason it was
 * passed over. Asks the road network once per question; positions are kept on the road as they come in.
 */

import { hourOfDayAt, type Candidate as Ranked, type RoadNetwork } from '#main/core/roads/index.ts';
import type { Fix, LatestPositions } from '#main/core/tracks/latest.ts';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { TRAVEL_MODE_CATALOG, TURN_OUT_SECONDS } from '#shared/catalog/modes.ts';
import { SKILL_NAMES } from '#shared/catalog/skills.ts';
import { UNIT_KIND_NAMES } from '#shared/catalog/unitKinds.ts';
import { type DispatchTarget, isResponse } from '#shared/domain/dispatch.ts';
import type {
  Bilingual,
  Candidate,
  IncidentState,
  PassedOver,
  PassOverCode,
  Recommendation,
} from '#shared/domain/incident.ts';
import { ageOf, freshnessOf, isLive } from '#shared/domain/position.ts';
import { isOnShift, type UnitState } from '#shared/domain/unit.ts';
import type { World } from '#shared/domain/world.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Travel } from './command.ts';

const CANDIDATES = 5;
/** Above this a unit is under way and sets out at once. */
const MOVING_MPS = 0.7;
/** Course is noise below this. */
const COURSE_MPS = 1.5;

export class Recommender {
  readonly #roads: RoadNetwork;
  readonly #world: World;
  readonly #positions: LatestPositions;
  readonly #clock: Clock;

  constructor(roads: RoadNetwork, world: World, positions: LatestPositions, clock: Clock) {
    this.#roads = roads;
    this.#world = world;
    this.#positions = positions;
    this.#clock = clock;
  }

  /** Puts a unit where it was last seen, or at its registered post when it has never been seen. Cheap; called per fix. */
  place(unit: UnitState): void {
    const fix = this.#positions.get(unit.id);
    const isMoving = (fix?.speedMps ?? 0) > MOVING_MPS;
    const course = (fix?.speedMps ?? 0) > COURSE_MPS ? fix?.courseDegrees : undefined;
    this.#roads.units.place({
      unitId: unit.id,
      lon: fix?.lon ?? unit.lon,
      lat: fix?.lat ?? unit.lat,
      mode: unit.mode,
      turnOutSeconds: isMoving ? 0 : TURN_OUT_SECONDS[unit.kind],
      ...(typeof course === 'number' && { headingDegrees: course }),
    });
  }

  remove(unitId: string): void {
    this.#roads.units.remove(unitId);
  }

  recommend(incident: IncidentState): Recommendation {
    const now = this.#clock();
    const ranking = this.#roads.rankUnits({
      lon: incident.place.lon,
      lat: incident.place.lat,
      count: CANDIDATES,
      hourOfDay: hourOfDayAt(now),
      reasonAgainst: (unitId) => this.#reasonAgainst(incident, unitId, now),
    });
    return {
      at: now,
      candidates: ranking.candidates.flatMap((ranked) => this.#toCandidate(incident, ranked, now)),
      passedOver: ranking.passedOver.flatMap(({ unitId, reason, etaSeconds, airM }): PassedOver[] => {
        const unit = this.#world.units.get(unitId);
        if (!unit) return [];
        const code = reason as PassOverCode;
        const sentence = this.#passOverSentence(incident, unit, code, now);
        return [
          {
            unitId,
            name: unit.name,
            unitKind: unit.kind,
            code,
            reason: sentence,
            etaSeconds: etaSeconds === null ? null : Math.round(etaSeconds),
            distanceM: Math.round(airM),
          },
        ];
      }),
    };
  }

  /** The way of one unit, from where recommendations have it. No time is promised from where it was once. */
  travel(unitId: string, { lon, lat }: Pick<DispatchTarget, 'lon' | 'lat'>): Travel {
    const unit = this.#world.units.get(unitId);
    const slot = this.#roads.units.slotOf(unitId);
    const unknown: Travel = { etaSeconds: null, routeM: null, route: [] };
    if (!unit || slot === undefined) return unknown;
    const { lon: lons, lat: lats, leadSeconds } = this.#roads.units;
    const hour = hourOfDayAt(this.#clock());
    const found = this.#roads.route([lons[slot]!, lats[slot]!], [lon, lat], unit.mode, hour);
    if (!found.ok) return unknown;
    const { durationSeconds, accessSeconds, lengthM, points } = found.value;
    const fix = this.#positions.get(unitId);
    const isThere = !fix || isLive(freshnessOf(fix, this.#clock()));
    const etaSeconds = isThere ? Math.round(leadSeconds[slot]! + durationSeconds + accessSeconds) : null;
    return { etaSeconds, routeM: Math.round(lengthM), route: points };
  }

  /** Suitable, not yet asked in vain, free, on shift, fresh: in that order, so that the reason shown is the one that matters most. */
  #reasonAgainst(incident: IncidentState, unitId: string, now: number): PassOverCode | null {
    // Who calls for help is not sent to himself.
    if (incident.alarms.some(({ deviceId, sourceId }) => deviceId === null && sourceId === unitId)) return 'caller';
    const unit = this.#world.units.get(unitId);
    if (!unit || !INCIDENT_KIND_CATALOG[incident.kind].unitKinds.includes(unit.kind)) return 'unsuitable';
    const asked = incident.dispatches.findLast((dispatch) => dispatch.unitId === unitId && isResponse(dispatch));
    if (asked?.state === 'refused') return 'refused';
    if (asked?.state === 'timedOut') return 'timedOut';
    const isToldOfThis = asked?.isAutomatic === true && asked.state === 'notified';
    if (unit.engagement && !isToldOfThis) return 'engaged';
    if (!isOnShift(unit)) return 'offShift';
    const fix = this.#positions.get(unitId);
    return fix && !isLive(freshnessOf(fix, now)) ? 'stale' : null;
  }

  #toCandidate(incident: IncidentState, ranked: Ranked, now: number): Candidate[] {
    const unit = this.#world.units.get(ranked.unitId);
    if (!unit) return [];
    const etaSeconds = ranked.etaSeconds === null ? null : Math.round(ranked.etaSeconds);
    const routeM = Math.round(ranked.routeM);
    return [
      {
        unitId: unit.id,
        name: unit.name,
        unitKind: unit.kind,
        etaSeconds,
        routeM,
        route: ranked.route.points,
        reasons: [
          ...arrivalSentence(ranked, etaSeconds),
          ...roadSentence(ranked.route.roadNames),
          kindSentence(unit),
          ...skillSentence(incident, unit),
          positionSentence(this.#positions.get(unit.id), now),
          ...(unit.engagement?.incidentId === incident.id
            ? [{ zh: '已自动通知，等待应答', en: 'Already told automatically, waiting for an answer' }]
            : [{ zh: '空闲', en: 'Free' }]),
        ],
      },
    ];
  }

  #passOverSentence(incident: IncidentState, unit: UnitState, code: PassOverCode, now: number): Bilingual {
    switch (code) {
      case 'caller':
        return { zh: '求助的就是该力量', en: 'This unit is the one that called for help' };
      case 'unsuitable': {
        const kind = INCIDENT_KIND_CATALOG[incident.kind];
        const name = UNIT_KIND_NAMES[unit.kind];
        return { zh: `${name.zh}不承担${kind.zh}`, en: `${name.en} does not take ${kind.en.toLowerCase()}` };
      }
      case 'refused': {
        const reason = incident.dispatches.findLast((dispatch) => dispatch.unitId === unit.id)?.reason ?? '';
        return { zh: `已拒绝本次派遣：${reason}`, en: `Refused this dispatch: ${reason}` };
      }
      case 'timedOut':
        return { zh: '已通知但未应答', en: 'Was told and did not answer' };
      case 'engaged': {
        const holder = this.#world.incidents.get(unit.engagement?.incidentId ?? '');
        if (holder?.id === incident.id) return { zh: '已在本事件中', en: 'Already on this incident' };
        return {
          zh: `正在处置 ${holder?.number ?? '另一事件'}`,
          en: `Busy with ${holder?.number ?? 'another incident'}`,
        };
      }
      case 'offShift':
        return { zh: '未值勤', en: 'Off shift' };
      case 'stale': {
        const seconds = Math.round(ageOf(this.#positions.get(unit.id)!, now) / 1_000);
        return { zh: `定位已过期（${duration(seconds).zh}前）`, en: `Position is ${duration(seconds).en} old` };
      }
      case 'slowerByRoad':
        return { zh: '直线更近，但按道路更慢', en: 'Nearer by air, slower by road' };
      case 'noRoute':
        return { zh: '没有可通行的道路到达', en: 'No road leads there' };
      case 'offRoad':
        return { zh: '离路超过 150 米，无法估算', en: 'More than 150 m off any road' };
    }
  }
}

/** What stands behind the ETA where it is not the road alone; the figures themselves are shown beside it. */
function arrivalSentence(ranked: Ranked, etaSeconds: number | null): Bilingual[] {
  if (etaSeconds === null) {
    const atLeast = duration(Math.round(ranked.estimateSeconds));
    return [{ zh: `离路超过 150 米，至少 ${atLeast.zh}`, en: `More than 150 m off any road, at least ${atLeast.en}` }];
  }
  if (ranked.roadSeconds === 0) return [{ zh: '就在现场，步行可到', en: 'On the site, within walking distance' }];
  const turnOut = Math.round(ranked.turnOutSeconds);
  return turnOut > 0 ? [{ zh: `含出警准备 ${turnOut} 秒`, en: `Turn-out of ${turnOut} s included` }] : [];
}

function roadSentence(names: readonly string[]): Bilingual[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 3);
  return [{ zh: `经${shown.join('、')}`, en: `Via ${shown.join(', ')}` }];
}

function kindSentence(unit: UnitState): Bilingual {
  const kind = UNIT_KIND_NAMES[unit.kind];
  const mode = TRAVEL_MODE_CATALOG[unit.mode];
  return { zh: `${kind.zh}，${mode.zh}`, en: `${kind.en}, ${mode.en.toLowerCase()}` };
}

function skillSentence(incident: IncidentState, unit: UnitState): Bilingual[] {
  const useful = INCIDENT_KIND_CATALOG[incident.kind].skills.filter((skill) => unit.skills.includes(skill));
  const names = useful.flatMap((skill) => SKILL_NAMES[skill] ?? []);
  if (names.length === 0) return [];
  return [
    { zh: `技能：${names.map(({ zh }) => zh).join('、')}`, en: `Skills: ${names.map(({ en }) => en).join(', ')}` },
  ];
}

function positionSentence(fix: Fix | undefined, now: number): Bilingual {
  if (!fix) return { zh: '按登记位置计算，无终端定位', en: 'Counted from its registered post: no terminal position' };
  const seconds = Math.round(ageOf(fix, now) / 1_000);
  return { zh: `定位 ${seconds} 秒前`, en: `Position ${seconds} s old` };
}

function duration(seconds: number): Bilingual {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return { zh: `${rest} 秒`, en: `${rest} s` };
  return { zh: `${minutes} 分 ${rest} 秒`, en: `${minutes} min ${rest} s` };
}
