/**
 * How well the alarms of a station can be lived with: rates, floods, chattering and standing alarms and the worst sources, in the
 * words of ISA-18.2. Pure: from marks of alarms, oldest first, whether they come from the world or from the journal. A figure
 * blames a wire or a setting and never a person.
 */
import { kindOfAlarm, levelOfAlarm } from '../catalog/alarmKinds.ts';
import type { AlarmClass } from '../catalog/codes.ts';
import type { IncidentLevel } from '../catalog/incidentKinds.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import type { AlarmFacts } from './alarm.ts';

export interface AlarmMark {
  readonly alarmId: string;
  readonly at: number;
  readonly deviceId: string | null;
  /** The device, or what the caller calls itself. */
  readonly source: string;
  /** About which place, to some hundred metres, where it is no device's own; empty: the device's. */
  readonly spot: string;
  readonly class: AlarmClass;
  readonly code: string;
  readonly zone: string | null;
  readonly title: Bilingual;
  readonly restore: boolean;
  readonly setAside: string | null;
}

export function markOf(alarm: AlarmFacts): AlarmMark {
  const { alarmId, deviceId, code, zone, title, restore, receivedAt: at, setAside = null } = alarm;
  const source = deviceId ?? alarm.account ?? alarm.remote;
  const { position } = alarm;
  const spot = deviceId === null && position ? `${position.lon.toFixed(3)},${position.lat.toFixed(3)}` : '';
  return { alarmId, at, deviceId, source, spot, class: alarm.class, code, zone, title, restore, setAside };
}

const MINUTE = 60_000;
export const TEN_MINUTES = 10 * MINUTE;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** More in ten minutes is a flood; it is over when fewer than `floodEnds` are left in ten minutes. */
export const FLOOD_BEGINS = 10;
export const FLOOD_ENDS = 5;
/** So many of one source within a minute: it chatters. */
export const CHATTER_COUNT = 5;
const CHATTER_MS = MINUTE;
/** The same source and class within this sounds nothing anew (incidentDecide.ts) and is announced once. */
const ANNOUNCED_AGAIN_MS = 30_000;

/** Classes whose devices say when it is over. A press is over at once and never stands. */
const RESTORED: ReadonlySet<AlarmClass> = new Set([
  'fire',
  'intrusion',
  'tamper',
  'environment',
  'trouble',
  'linkTrouble',
]);

/** What an officer was asked to look at. */
export const isAnnounced = ({ class: alarmClass, code, restore, setAside }: AlarmMark): boolean =>
  !restore && setAside === null && kindOfAlarm(alarmClass, code) !== undefined;

/** One system may speak for a hundred doors: each is a source of its own. */
const keyOf = ({ source, class: alarmClass, spot }: AlarmMark) => `${source} ${alarmClass} ${spot}`;

/** Those that sounded: a source that repeats itself within half a minute is heard once. */
export function announcements(marks: readonly AlarmMark[]): AlarmMark[] {
  const lastAt = new Map<string, number>();
  return marks.filter((mark) => {
    if (!isAnnounced(mark)) return false;
    const key = keyOf(mark);
    const before = lastAt.get(key);
    lastAt.set(key, mark.at);
    return before === undefined || mark.at - before >= ANNOUNCED_AGAIN_MS;
  });
}

export interface Flood {
  readonly fromAt: number;
  /** Null: it is still going on. */
  readonly toAt: number | null;
  readonly count: number;
}

/** `times` ascending, epoch ms. */
export function floodsOf(times: readonly number[], now: number): Flood[] {
  const floods: Flood[] = [];
  let open: { readonly fromAt: number; readonly count: number } | undefined;
  /** Those at `oldest` up to `seen` came within the last ten minutes. */
  let oldest = 0;
  for (let seen = 0; seen <= times.length; seen++) {
    const at = times[seen] ?? now;
    for (; oldest < seen && times[oldest]! + TEN_MINUTES <= at; oldest++) {
      if (!open || seen - oldest - 1 >= FLOOD_ENDS) continue;
      floods.push({ ...open, toAt: times[oldest]! + TEN_MINUTES });
      open = undefined;
    }
    if (seen === times.length) break;
    if (open) open = { ...open, count: open.count + 1 };
    else if (seen + 1 - oldest > FLOOD_BEGINS) open = { fromAt: times[oldest]!, count: seen + 1 - oldest };
  }
  return open ? [...floods, { ...open, toAt: null }] : floods;
}

export interface Chatter {
  readonly source: string;
  readonly deviceId: string | null;
  readonly class: AlarmClass;
  readonly title: Bilingual;
  /** Most of them within one minute. */
  readonly mostInMinute: number;
  readonly count: number;
  readonly lastAt: number;
}

/** Sources that said the same so often, the worst first. Set aside or not: a shelved one goes on chattering. */
export function chatteringOf(marks: readonly AlarmMark[]): Chatter[] {
  return [...groupBy(marks.filter(isCall), keyOf).values()]
    .flatMap((of): Chatter[] => {
      const { peak } = peakOf(
        of.map(({ at }) => at),
        CHATTER_MS,
      );
      const last = of.at(-1)!;
      if (peak < CHATTER_COUNT) return [];
      const { source, deviceId, class: alarmClass, title, at } = last;
      return [{ source, deviceId, class: alarmClass, title, mostInMinute: peak, count: of.length, lastAt: at }];
    })
    .sort((one, other) => other.mostInMinute - one.mostInMinute || other.lastAt - one.lastAt);
}

const isCall = ({ class: alarmClass, code, restore }: AlarmMark) =>
  !restore && kindOfAlarm(alarmClass, code) !== undefined;

/** Active for longer than a day and never restored, oldest first. */
export function standingOf(marks: readonly AlarmMark[], now: number): AlarmMark[] {
  const last = new Map<string, { first: AlarmMark; restored: boolean }>();
  for (const mark of marks) {
    if (!RESTORED.has(mark.class)) continue;
    const key = `${keyOf(mark)} ${mark.zone}`;
    const known = last.get(key);
    if (mark.restore) last.set(key, { first: mark, restored: true });
    else if (!known || known.restored) last.set(key, { first: mark, restored: false });
  }
  return [...last.values()].flatMap(({ first, restored }) => (!restored && now - first.at > DAY ? [first] : []));
}

/** Most of the times within one window, and where that window began. */
export function peakOf(times: readonly number[], windowMs: number): { peak: number; peakAt: number | null } {
  let peak = 0;
  let peakAt: number | null = null;
  let oldest = 0;
  times.forEach((at, index) => {
    while (times[oldest]! + windowMs <= at) oldest += 1;
    if (index - oldest + 1 > peak) {
      peak = index - oldest + 1;
      peakAt = times[oldest]!;
    }
  });
  return { peak, peakAt };
}

export interface BadActor {
  readonly source: string;
  readonly deviceId: string | null;
  readonly count: number;
  /** Of all that was announced, 0 to 1. */
  readonly share: number;
  readonly title: Bilingual;
}

export interface AlarmQuality {
  readonly fromAt: number;
  readonly toAt: number;
  readonly announced: number;
  /** Received in the same time, with what was set aside, restored or only said. */
  readonly received: number;
  readonly perHour: { readonly average: number; readonly peak: number; readonly peakAt: number | null };
  readonly perTenMinutes: { readonly average: number; readonly peak: number; readonly peakAt: number | null };
  readonly floods: readonly Flood[];
  /** Of the time, 0 to 1. */
  readonly floodShare: number;
  readonly badActors: readonly BadActor[];
  /** Of the ten worst together, 0 to 1. */
  readonly badActorShare: number;
  readonly chattering: readonly Chatter[];
  readonly standing: readonly AlarmMark[];
  /** By the level of what they open. */
  readonly levels: Readonly<Record<IncidentLevel, number>>;
  /** The last of what was announced, newest first: what a number opens. */
  readonly recent: readonly AlarmMark[];
  /** How far back standing alarms were looked for. */
  readonly standingSinceAt: number;
}

const TOP = 10;
const RECENT_KEPT = 500;

/** `marks` may begin before `fromAt`: standing alarms are looked for among all of them. */
export function alarmQuality(marks: readonly AlarmMark[], fromAt: number, toAt: number): AlarmQuality {
  const within = marks.filter(({ at }) => at >= fromAt && at <= toAt);
  const announced = announcements(within);
  const times = announced.map(({ at }) => at);
  const spanMs = Math.max(1, toAt - fromAt);
  const rate = (windowMs: number) => ({
    average: (announced.length * windowMs) / Math.max(spanMs, windowMs),
    ...peakOf(times, windowMs),
  });
  const floods = floodsOf(times, toAt);
  const floodMs = floods.reduce((sum, flood) => sum + (flood.toAt ?? toAt) - flood.fromAt, 0);
  const badActors = [...groupBy(announced, ({ source }) => source).values()]
    .map((of): BadActor => {
      const { source, deviceId, title } = of.at(-1)!;
      return { source, deviceId, title, count: of.length, share: of.length / announced.length };
    })
    .sort((one, other) => other.count - one.count || (one.source < other.source ? -1 : 1))
    .slice(0, TOP);
  const levels: Record<IncidentLevel, number> = { 1: 0, 2: 0, 3: 0, 4: 0 };
  for (const { class: alarmClass, code } of announced) {
    const level = levelOfAlarm(alarmClass, code);
    if (level !== null) levels[level] += 1;
  }
  return {
    fromAt,
    toAt,
    announced: announced.length,
    received: within.length,
    perHour: rate(HOUR),
    perTenMinutes: rate(TEN_MINUTES),
    floods,
    floodShare: Math.min(1, floodMs / spanMs),
    badActors,
    badActorShare: badActors.reduce((sum, { share }) => sum + share, 0),
    chattering: chatteringOf(within),
    standing: standingOf(marks, toAt),
    levels,
    recent: announced.slice(-RECENT_KEPT).reverse(),
    standingSinceAt: Math.min(marks[0]?.at ?? fromAt, fromAt),
  };
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const of = groups.get(key(item));
    if (of) of.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
