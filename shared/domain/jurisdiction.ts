/**
 * Whether somebody who is responsible for a part of the area may do this. What a command is about shows in the ids, area codes
 * and points of its body: all of them must lie inside. A command that names none, or an id that means nothing here, is refused:
 * a new kind of command has to say what it is about before a seat of one community may send it.
 */
import { isWithinArea } from '../geo/areaCode.ts';

export const TARGET_NOUNS = [
  ...(['incident', 'unit', 'device', 'alarm', 'task', 'route', 'walkTest', 'fieldReport', 'report'] as const),
  ...(['offer', 'person', 'channel', 'call', 'closure'] as const),
];
export type TargetNoun = (typeof TARGET_NOUNS)[number];

export interface Whereabouts {
  /**
   * The area codes a thing lies in, or that it is of; null among them, or none at all: it cannot be told. `offer`: of an incident,
   * to whom it was handed; `person`: where the incidents and reports lie that name one; `channel`: where the camera stands; `call`: where its units
   * stand.
   */
  areasOf(noun: TargetNoun, id: string): readonly (string | null)[];
  areaAt(lon: number, lat: number): string | null;
}

/** Names of parts of a thing that the same body names, which have no place of their own. */
const PARTS: ReadonlySet<string> = new Set([
  ...[
    'dispatchId',
    'stepId',
    'pointId',
    'itemId',
    'urgeId',
    'transferId',
    'feedbackId',
    'groupId',
    'groupIds',
    'memberId',
    'memberIds',
    'linkageId',
    'phoneId',
    'markId',
  ],
]);
/** Where something is sent to, handed to or drawn from: need not be one's own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['to', 'receiver', 'fix']);
const DEEPEST = 4;

/** What is handed over is taken, or given back, by whom it was handed to. */
const ABOUT_OFFERS: ReadonlySet<string> = new Set(['incident.acceptTransfer', 'incident.returnTransfer']);
/** Other incidents a command names, by what they are to the first. */
const OTHER_INCIDENTS: ReadonlySet<string> = new Set(['into', 'other']);
/** About nobody but the sender and his seat: has no place, and needs none. Of a call whoever was rung may be anywhere. */
const OF_ONESELF: ReadonlySet<string> = new Set([
  ...(['shift.begin', 'shift.end', 'call.answer', 'call.refuse', 'call.leave', 'call.record'] as const),
]);

/** Pure. `body` is what was sent, before it was checked: what cannot be understood is refused here or there. */
export function mayActOn(scope: string, kind: string, body: unknown, where: Whereabouts): boolean {
  if (OF_ONESELF.has(kind)) return true;
  const seen: Whereabouts = ABOUT_OFFERS.has(kind)
    ? { ...where, areasOf: (noun, id) => where.areasOf(noun === 'incident' ? 'offer' : noun, id) }
    : where;
  const areas = targetsOf(body, seen, 0);
  return areas.length > 0 && areas.every((area) => area !== null && isWithinArea(area, scope));
}

function targetsOf(body: unknown, where: Whereabouts, depth: number): (string | null)[] {
  if (typeof body !== 'object' || body === null) return [];
  // Deeper than any command goes: whatever hides there cannot be told.
  if (depth > DEEPEST) return [null];
  if (Array.isArray(body)) return body.flatMap((item) => targetsOf(item, where, depth + 1));
  const fields = body as Readonly<Record<string, unknown>>;
  const here = [...pointOf(fields, where), ...subjectOf(fields, where)];
  return Object.entries(fields).reduce((areas, [key, value]) => {
    if (ELSEWHERE.has(key)) return areas;
    return areas.concat(areasOfField(key, value, where), targetsOf(value, where, depth + 1));
  }, here);
}

function areasOfField(key: string, value: unknown, where: Whereabouts): (string | null)[] {
  if (key === 'gridCode') return [typeof value === 'string' ? value : null];
  if (key === 'ref') return typeof value === 'string' ? told(where.areasOf('person', value)) : [null];
  // Of a review: what it is of lies where its incident lies; a shift or a drill is the whole station's.
  if (key === 'subject' && typeof value === 'string')
    return value.startsWith('incident:') ? told(where.areasOf('incident', value.slice('incident:'.length))) : [null];
  const stated = TARGET_NOUNS.find((noun) => noun === key);
  // Stated anew: the place it has until now counts beside the one it is given.
  if (stated !== undefined) return [...where.areasOf(stated, String((value as { id?: unknown } | null)?.id))];
  const [, name] = key.match(/^(.*?)(?:Id|Ids)$/) ?? [];
  if (name === undefined || PARTS.has(key)) return [];
  // What is absent by saying so names nothing: a title without the signal it was made from.
  if (value === null || value === undefined) return [];
  const ids = Array.isArray(value) ? value : [value];
  const noun = nounOf(name);
  return ids.flatMap((id) => (noun && typeof id === 'string' ? told(where.areasOf(noun, id)) : [null]));
}

/** `incident` of `incidentId`, and of `intoIncidentId`. */
function nounOf(name: string): TargetNoun | undefined {
  if (OTHER_INCIDENTS.has(name)) return 'incident';
  const folded = name.toLowerCase();
  return TARGET_NOUNS.toSorted((one, other) => other.length - one.length).find((noun) =>
    folded.endsWith(noun.toLowerCase()),
  );
}

function pointOf({ lon, lat }: Readonly<Record<string, unknown>>, where: Whereabouts): (string | null)[] {
  return typeof lon === 'number' && typeof lat === 'number' ? [where.areaAt(lon, lat)] : [];
}

/** `{kind: 'incident', id}`. Of a record that is being stated (`device: {id, …}`) the place it states counts. */
function subjectOf({ kind, id }: Readonly<Record<string, unknown>>, where: Whereabouts): (string | null)[] {
  const noun = TARGET_NOUNS.find((each) => each === kind);
  return noun && typeof id === 'string' ? told(where.areasOf(noun, id)) : [];
}

const told = (areas: readonly (string | null)[]): (string | null)[] => (areas.length > 0 ? [...areas] : [null]);
