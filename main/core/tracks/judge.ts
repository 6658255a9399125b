/** What a fix is worth (PROTOCOLS §4, RELIABILITY T2–T4). Pure: what must be remembered of a unit goes in and comes out. */
import type { TravelModeId } from '#shared/catalog/modes.ts';
import { distanceM } from '#shared/geo/earth.ts';
import { AHEAD_TOLERANCE_MS, type DeviceClock, LATE_TOLERANCE_MS, RIGHT_CLOCK, readClock } from './deviceClock.ts';
import type { Fix, FixOutcome, IncomingFix, RawCoordinate } from './fix.ts';

/**
 * Faster than this is a receiver's mistake, metres a second. Far above what a mode does on the road: somebody on foot may be
 * given a lift on an expressway.
 */
const PLAUSIBLE_MPS: Readonly<Record<TravelModeId, number>> = {
  foot: 45,
  ebike: 45,
  moto: 55,
  car: 60,
  police: 75,
  fire: 60,
  ambulance: 70,
};
/** Noise that no accuracy states: a receiver between tall buildings. */
const JUMP_SLACK_M = 150;
const ACCURACY_BELIEVED_M = 2_000;
/** After this long a unit can be anywhere. */
const JUMP_WITHIN_MS = 3_600_000;
/** So many fixes in a row that agree with each other and not with what we knew: it was the old place that was wrong. */
const AGREEING_FIXES = 3;
const YEAR_2000 = Date.UTC(2000, 0, 1);

/** What is remembered of a unit between fixes. Starts as `NOTHING_KNOWN`. */
export interface UnitMemory {
  /** The newest fix judged `live` or `stale`. */
  readonly known: Fix | undefined;
  /** By door: a unit may carry a phone and drive a vehicle. */
  readonly clocks: ReadonlyMap<string, DeviceClock>;
  /** The last fix that was nowhere near, and how many have agreed with it since. */
  readonly suspect: { readonly fix: Fix; readonly count: number } | null;
}

export const NOTHING_KNOWN: UnitMemory = { known: undefined, clocks: new Map(), suspect: null };

export interface Judgement {
  readonly outcome: FixOutcome;
  /** Present when the fix is worth keeping: `live`, `stale` and `older`. */
  readonly fix?: Fix;
  readonly memory: UnitMemory;
}

/** `place` is the fix's place in WGS-84, `raw` what the source said where that differs. */
export function judge(
  incoming: IncomingFix,
  place: readonly [lon: number, lat: number],
  raw: RawCoordinate | null,
  memory: UnitMemory,
  mode: TravelModeId,
): Judgement {
  const [lon, lat] = place;
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return { outcome: 'range', memory };
  const said = raw ?? incoming;
  if (said.lon === 0 && said.lat === 0 && incoming.accuracyM === null) return { outcome: 'nullIsland', memory };

  const { deviceAt, receivedAt, source } = incoming;
  const { known, suspect } = memory;
  if (deviceAt !== null && !(deviceAt >= YEAR_2000)) return { outcome: 'ancient', memory };
  if (deviceAt !== null && known?.deviceAt === deviceAt && known.source === source)
    return { outcome: 'repeated', memory };

  const reading = deviceAt === null ? null : readClock(clockOf(memory, incoming.door), deviceAt, receivedAt);
  const clocks = reading ? withClock(memory, incoming.door, reading.clock) : memory.clocks;
  const next = clocks === memory.clocks ? memory : { ...memory, clocks };
  const latenessMs = reading?.latenessMs ?? 0;
  if (latenessMs < -AHEAD_TOLERANCE_MS) return { outcome: 'future', memory: next };

  const fix = toFix(incoming, place, raw, receivedAt - Math.max(0, latenessMs), reading?.clock.offsetMs ?? 0);
  // A known fix from the future is what an earlier run of this core believed: it must not hold the unit there.
  if (known && fix.fixAt < known.fixAt && known.fixAt <= receivedAt) return { outcome: 'older', fix, memory: next };
  if (known && isJump(known, fix, mode)) {
    const count = suspect && !isJump(suspect.fix, fix, mode) ? suspect.count + 1 : 1;
    if (count < AGREEING_FIXES) return { outcome: 'jump', memory: { ...next, suspect: { fix, count } } };
  }
  const isOver = fix.staleAt !== null && fix.staleAt < receivedAt;
  const outcome = isOver || latenessMs > LATE_TOLERANCE_MS ? 'stale' : 'live';
  return { outcome, fix, memory: { known: fix, clocks, suspect: null } };
}

function toFix(
  incoming: IncomingFix,
  [lon, lat]: readonly [lon: number, lat: number],
  raw: RawCoordinate | null,
  fixAt: number,
  offsetMs: number,
): Fix {
  const { unitId, source, deviceAt, receivedAt, staleAt } = incoming;
  return {
    unitId,
    source,
    lon,
    lat,
    courseDegrees: wrapped(incoming.courseDegrees),
    speedMps: atLeastZero(incoming.speedMps),
    accuracyM: atLeastZero(incoming.accuracyM),
    batteryPercent: percent(incoming.batteryPercent),
    fixAt,
    receivedAt,
    deviceAt,
    staleAt: typeof staleAt === 'number' && Number.isFinite(staleAt) ? staleAt + offsetMs : null,
    raw,
  };
}

function isJump(from: Fix, to: Fix, mode: TravelModeId): boolean {
  const elapsedMs = Math.abs(to.fixAt - from.fixAt);
  if (elapsedMs > JUMP_WITHIN_MS) return false;
  const slackM = JUMP_SLACK_M + believed(from.accuracyM) + believed(to.accuracyM);
  const reachM = slackM + (PLAUSIBLE_MPS[mode] * Math.max(1_000, elapsedMs)) / 1_000;
  // A degree is never longer than this: most fixes need no trigonometry.
  if (111_700 * (Math.abs(to.lon - from.lon) + Math.abs(to.lat - from.lat)) <= reachM) return false;
  return distanceM([from.lon, from.lat], [to.lon, to.lat]) > reachM;
}

const clockOf = ({ clocks }: UnitMemory, door: string): DeviceClock => clocks.get(door) ?? RIGHT_CLOCK;

function withClock({ clocks }: UnitMemory, door: string, clock: DeviceClock): ReadonlyMap<string, DeviceClock> {
  return (clocks.get(door) ?? RIGHT_CLOCK) === clock ? clocks : new Map(clocks).set(door, clock);
}

const believed = (accuracyM: number | null): number => Math.min(accuracyM ?? 0, ACCURACY_BELIEVED_M);

const atLeastZero = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) && value >= 0 ? value : null;

const wrapped = (degrees: number | null): number | null =>
  degrees !== null && Number.isFinite(degrees) && degrees >= 0 ? degrees % 360 : null;

function percent(value: number | null): number | null {
  const known = atLeastZero(value);
  return known === null ? null : Math.min(100, Math.round(known));
}
