/** What the one box of the desk finds, whatever it was read from: a scene pack, the registry, the journal. */
export const FIND_KINDS = ['incident', 'grid', 'place', 'unit', 'device', 'camera', 'road', 'building'] as const;
/** `grid` is every level of division: district, town, community, grid. In the order in which equal groups stand. */
export type FindKind = (typeof FIND_KINDS)[number];

export interface Findable {
  readonly kind: FindKind;
  /** Area code, place code, unit id, device id, incident id, name of the road, building id. */
  readonly id: string;
  readonly name: string;
  /** What is printed on papers and poles: area code, device number, incident number. Empty where there is none. */
  readonly code: string;
  /** Where it belongs: its owners, its address. Searched as well, after everything else. */
  readonly detail: string;
  /** WGS-84 degrees. */
  readonly lon: number;
  readonly lat: number;
}

/** How well a thing answers, best last; the order is the contract of the box. */
export const FIND_GRADES = ['detail', 'soundsInside', 'inside', 'sounds', 'prefix', 'name', 'code'] as const;
export type FindGrade = (typeof FIND_GRADES)[number];

export interface FindGroup {
  readonly kind: FindKind;
  /** The best first, `GROUP_SHOWN` at most. */
  readonly hits: readonly Findable[];
  /** How many there are in all. */
  readonly total: number;
}

export const GROUP_SHOWN = 8;
export const QUERY_LENGTH = 60;
