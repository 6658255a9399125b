/**
 * What stands on a display now, and which incident the wall is about. Pure, and the only place that decides it: the page of the
 * wall draws this, the desk lists this, a command is judged by this.
 */
import { WIDE_FORMS } from '../catalog/wallPresets.ts';
import type { IncidentState } from './incident.ts';
import {
  isStillSent,
  presetOf,
  type SentContent,
  UNPLANNED,
  type WallDisplay,
  type WallPreset,
  type WallRules,
  type WallSchedule,
  type WallState,
} from './wallPlan.ts';
import type { WallRegion } from './wallRegion.ts';

/** Why this and nothing else. `usual`: nothing was said about this display. */
export type StandsBy = 'rule' | 'hand' | 'schedule' | 'usual';

export interface StandingRegion extends WallRegion {
  /** Sent from a desk instead of what the preset has here. */
  readonly sent: SentContent | null;
}

export interface Standing {
  readonly by: StandsBy;
  readonly preset: WallPreset;
  readonly regions: readonly StandingRegion[];
  /** The incident whose rule brought it up. */
  readonly incidentId: string | null;
}

type Incident = Pick<
  IncidentState,
  'id' | 'level' | 'openedAt' | 'acknowledgedAt' | 'closedAt' | 'reopenings' | 'timeline'
>;
type Incidents = ReadonlyMap<string, Incident>;

/** A canvas wider than this is composed as one wide wall. */
export const WIDE_FROM = 2.4;
const USUAL_PRESET = 'overview';

/**
 * A rule comes before what was chosen by hand, unless the hand came after the incident: whoever looks at an emergency and wants
 * something else has it. When the incident is closed the display is where it was, because nothing of it was changed.
 */
export function whatStands(
  wall: WallState,
  incidents: Incidents,
  { displayId, isWide }: { readonly displayId: string; readonly isWide: boolean },
  now: number,
): Standing {
  const display = wall.displays.get(displayId);
  const { schedule, rules } = display ?? UNPLANNED;
  const hand = display?.hand ?? null;
  const fired = ruleFired(rules, incidents, hand?.at ?? null);
  const compose = (by: StandsBy, presetId: string, incidentId: string | null = null): Standing | null => {
    const wide = isWide ? WIDE_FORMS[presetId] : undefined;
    const preset = presetOf(wall, wide ?? presetId);
    return preset ? { by, preset, incidentId, regions: regionsOf(preset, display, now) } : null;
  };
  const planned = scheduled(schedule, minuteOfDay(now));
  return (
    (fired ? compose('rule', fired.presetId, fired.incidentId) : null) ??
    (hand ? compose('hand', hand.presetId) : null) ??
    (planned !== null ? compose('schedule', planned) : null) ??
    compose('usual', USUAL_PRESET)!
  );
}

function regionsOf(preset: WallPreset, display: WallDisplay | undefined, now: number): readonly StandingRegion[] {
  const sent = new Map(
    display?.sent.filter((one) => isStillSent(one, now)).map((one) => [one.regionId, one] as const) ?? [],
  );
  return preset.regions.map((region) => {
    const instead = sent.get(region.id) ?? null;
    return instead ? { ...region, content: instead.content, sent: instead } : { ...region, sent: null };
  });
}

/** The strictest rule that an open incident meets which came up after the hand. */
function ruleFired(
  rules: WallRules,
  incidents: Incidents,
  handAt: number | null,
): { readonly presetId: string; readonly incidentId: string } | null {
  const open = [...incidents.values()].filter(
    (incident) => incident.closedAt === null && (handAt === null || cameUpAt(incident) > handAt),
  );
  for (const rule of rules.toSorted((one, other) => one.level - other.level)) {
    const [gravest] = open.filter(({ level }) => level <= rule.level).sort(byGravity);
    if (gravest) return { presetId: rule.presetId, incidentId: gravest.id };
  }
  return null;
}

/** When it last became what it is: opened, opened again, or another level. */
function cameUpAt({ openedAt, reopenings, timeline }: Incident): number {
  const classified = timeline.findLast(({ kind }) => kind === 'incident.classified');
  return Math.max(openedAt, reopenings.at(-1)?.at ?? 0, classified?.at ?? 0);
}

/** Gravest first, of one level the newest. */
const byGravity = (one: Incident, other: Incident): number =>
  one.level - other.level || other.openedAt - one.openedAt || (one.id < other.id ? -1 : 1);

/** The last line that has begun today, else the last one of yesterday. Lines stand in order of time. */
function scheduled(schedule: WallSchedule, minute: number): string | null {
  return (schedule.findLast((line) => line.minute <= minute) ?? schedule.at(-1))?.presetId ?? null;
}

/** By the clock of the place the machine stands in. */
export function minuteOfDay(now: number): number {
  const date = new Date(now);
  return date.getHours() * 60 + date.getMinutes();
}

/** How long each of several alarms that nobody has answered is shown before the next one is. */
export const TURN_MS = 20_000;
/** A lesser incident that somebody has accepted leaves the wall's map and cameras after this. */
const CALM_AFTER_MS = 120_000;

/**
 * The incident map, cameras and clocks are about now; null: all is calm. Those nobody has answered come one after another, the
 * gravest level first and the newest first of all; then the gravest that is being dealt with.
 */
export function incidentInSight<Each extends Incident>(incidents: ReadonlyMap<string, Each>, now: number): Each | null {
  const open = [...incidents.values()].filter(({ closedAt }) => closedAt === null).sort(byGravity);
  const waiting = open.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  const [first] = waiting;
  if (first) {
    const alike = waiting.filter(({ level }) => level === first.level);
    if (now - first.openedAt < TURN_MS) return first;
    // Counted from the newest one: it is followed by the next, whenever it came.
    return alike[Math.floor((now - first.openedAt) / TURN_MS) % alike.length] ?? first;
  }
  return open.find(({ level, acknowledgedAt }) => level <= 2 || now - (acknowledgedAt ?? 0) < CALM_AFTER_MS) ?? null;
}
