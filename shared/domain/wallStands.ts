/**
 * What stands on a display now, and which incident the wall is about. Pure, and the only place that decides it: the page of the
 * wall draws this, the desk lists this, a command is judged by this.
 */
import { WIDE_FORMS } from '../catalog/wallPresets.ts';
import type { IncidentState, TimelineEntry } from './incident.ts';
import {
  isStillSent,
  presetOf,
  type SentContent,
  UNPLANNED,
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
  /** As it was chosen, whatever form the canvas needs: what is sent there belongs to this. */
  readonly presetId: string;
  readonly regions: readonly StandingRegion[];
  /** The incidents whose rule brought it up, the gravest first; empty where no rule did. */
  readonly incidentIds: readonly string[];
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
  const compose = (by: StandsBy, presetId: string, incidentIds: readonly string[] = []): Standing | null => {
    const wide = isWide ? WIDE_FORMS[presetId] : undefined;
    const preset = presetOf(wall, wide ?? presetId);
    // An emergency comes up whole: what was sent there at an earlier one is not of this one.
    const counts = (one: SentContent) =>
      isStillSent(one, now) &&
      (one.presetId === null || one.presetId === presetId) &&
      (by !== 'rule' || fired === null || one.sentAt >= fired.since);
    return preset
      ? { by, preset, presetId, incidentIds, regions: regionsOf(preset, display?.sent.filter(counts) ?? []) }
      : null;
  };
  const planned = scheduled(schedule, minuteOfDay(now));
  return (
    (fired ? compose('rule', fired.presetId, fired.incidentIds) : null) ??
    (hand ? compose('hand', hand.presetId) : null) ??
    (planned !== null ? compose('schedule', planned) : null) ??
    compose('usual', USUAL_PRESET)!
  );
}

function regionsOf(preset: WallPreset, counted: readonly SentContent[]): readonly StandingRegion[] {
  const sent = new Map(counted.map((one) => [one.regionId, one] as const));
  return preset.regions.map((region) => {
    const instead = sent.get(region.id) ?? null;
    return instead ? { ...region, content: instead.content, sent: instead } : { ...region, sent: null };
  });
}

interface Fired {
  readonly presetId: string;
  readonly incidentIds: readonly string[];
  /** When the first of those that still hold it up came up. */
  readonly since: number;
}

/** The strictest rule that an open incident meets which came up after the hand. */
function ruleFired(rules: WallRules, incidents: Incidents, handAt: number | null): Fired | null {
  const open = [...incidents.values()].filter(
    (incident) => incident.closedAt === null && (handAt === null || cameUpAt(incident) > handAt),
  );
  for (const rule of rules.toSorted((one, other) => one.level - other.level)) {
    const met = open.filter(({ level }) => level <= rule.level).sort(byGravity);
    if (met.length === 0) continue;
    const since = Math.min(...met.map(cameUpAt));
    return { presetId: rule.presetId, incidentIds: met.map(({ id }) => id), since };
  }
  return null;
}

/** When it last became as grave as it is or opened again. Whoever lowers it has not called for a look at the wall. */
function cameUpAt({ openedAt, reopenings, timeline }: Incident): number {
  const raised = timeline.findLast(({ kind, facts }) => kind === 'incident.classified' && isRaise(facts));
  return Math.max(openedAt, reopenings.at(-1)?.at ?? 0, raised?.at ?? 0);
}

const isRaise = ({ fromLevel, level }: TimelineEntry['facts']): boolean => Number(level) < Number(fromLevel);

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

/** How long each of several incidents is shown before the next one is. */
export const TURN_MS = 20_000;
/** A lesser incident that somebody has accepted leaves the wall's map and cameras after this. */
const CALM_AFTER_MS = 120_000;

/**
 * The incident map, cameras and clocks are about now; null: all is calm. Where a rule brought the preset up it is one of those that
 * did (`raisedBy`, of Standing): a lesser alarm is in the queue and the ticker, and takes nothing from an emergency. Elsewhere it is
 * one of level I or II that is open, or one nobody has answered. Several take turns.
 */
export function incidentInSight<Each extends Incident>(
  incidents: ReadonlyMap<string, Each>,
  raisedBy: readonly string[],
  now: number,
): Each | null {
  const open = [...incidents.values()].filter(({ closedAt }) => closedAt === null).sort(byGravity);
  const raising = open.filter(({ id }) => raisedBy.includes(id));
  const about = raising.length > 0 ? raising : open;
  const pressing = about.filter(({ level, acknowledgedAt }) => level <= 2 || acknowledgedAt === null);
  return (
    inTurn(pressing, now) ??
    about.find(({ acknowledgedAt }) => now - (acknowledgedAt ?? 0) < CALM_AFTER_MS) ??
    inTurn(raising, now)
  );
}

/**
 * Of the gravest level one that has just come is looked at first. Otherwise every other turn is of the gravest level, the rest of the
 * turns of the lesser ones, in each the one that has waited longest before the next. Turns are of the clock and not counted from an
 * incident, so that a row of new ones takes no turn from those that wait, and all displays show the same.
 */
function inTurn<Each extends Incident>(pressing: readonly Each[], now: number): Each | null {
  const [first] = pressing;
  if (!first) return null;
  const waiting = pressing.toSorted((one, other) => one.level - other.level || cameUpAt(one) - cameUpAt(other));
  const gravest = waiting.filter(({ level }) => level === first.level);
  const lesser = waiting.slice(gravest.length);
  const newest = gravest.at(-1)!;
  const turn = Math.floor(now / TURN_MS);
  // To the end of a turn, and for half of one at least: nothing is flown to for a moment.
  if (turn <= Math.floor((cameUpAt(newest) + TURN_MS / 2) / TURN_MS)) return newest;
  if (lesser.length === 0) return gravest[turn % gravest.length] ?? null;
  const [row, place] = [turn % 2 === 0 ? gravest : lesser, Math.floor(turn / 2)];
  return row[place % row.length] ?? null;
}
