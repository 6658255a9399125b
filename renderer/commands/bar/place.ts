/** Where something is, as it is typed: coordinates, a unit, what is selected, or a name of the scene. */
import type { Findable } from '#shared/search/findable.ts';
import type { BarSight } from './reading.ts';
import { textOf } from './slots.ts';
import { pointOfUnit } from './unitVerbs.ts';
import { HERE_WORDS } from './words.ts';

export interface NamedPlace {
  readonly lon: number;
  readonly lat: number;
  /** Said in the sentence. */
  readonly name: string;
  /** Empty: the scene describes the point. */
  readonly address: string;
}

/** `lookup`: to be asked of the directory, and asked here again with its answer. */
export type PlaceReading =
  | { readonly place: NamedPlace; readonly others: readonly Findable[] }
  | { readonly problem: string; readonly lookup: string | null };

/** `25.07,117.01`: latitude first; the other way round where the first cannot be a latitude. Degrees, WGS-84. */
export function pointIn(word: string): { readonly lon: number; readonly lat: number } | null {
  const match = /^(-?\d{1,3}(?:\.\d+)?)[,，;；](-?\d{1,3}(?:\.\d+)?)$/.exec(word.normalize('NFKC'));
  if (!match) return null;
  const [first, second] = [Number(match[1]), Number(match[2])];
  const [lat, lon] = Math.abs(first) > 90 ? [second, first] : [first, second];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lon, lat } : null;
}

export const degrees = (value: number): string => value.toFixed(5);

/** `青昌路12号` is looked for as `青昌路` too: the scene knows roads, not doors. */
export function withoutDoor(word: string): string | null {
  const road = /^(.*[^\d０-９])[\d０-９]+[-\d０-９]*[号號].*$/.exec(word)?.[1];
  return road ?? null;
}

export function readPlace(word: string, sight: BarSight): PlaceReading {
  const text = textOf(sight);
  const point = pointIn(word);
  if (point) return at({ ...point, name: `${degrees(point.lat)}, ${degrees(point.lon)}`, address: '' });
  if (HERE_WORDS.includes(word.toLowerCase())) {
    if (!sight.here) return { problem: text.problem.nothingHere, lookup: null };
    const { lon, lat, name } = sight.here;
    return at({ lon, lat, name: name ?? text.here, address: '' });
  }
  if (/^[@＠]./.test(word)) {
    const unit = pointOfUnit(word.slice(1), sight);
    return 'problem' in unit ? { problem: unit.problem, lookup: null } : at({ ...unit, address: '' });
  }
  if (sight.found?.query !== word) return { problem: text.problem.searching(word), lookup: word };
  const hits = sight.found.hits.filter(({ kind }) => kind !== 'incident' && kind !== 'unit');
  const [first] = hits;
  if (!first) return { problem: text.problem.noPlace(word), lookup: word };
  const { lon, lat, name } = first;
  // What was typed says more than the name of the road it begins with.
  const address = word.startsWith(name) ? word : name;
  return { place: { lon, lat, name: address, address }, others: hits };
}

const at = (place: NamedPlace): PlaceReading => ({ place, others: [] });
