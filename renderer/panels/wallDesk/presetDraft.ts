/** A composition while it is made: what moving, resizing, adding and removing come to. Pure; nothing here can make one that overlaps. */
import type { WallComposition, WallPreset } from '#shared/domain/wallPlan.ts';
import {
  compositionFault,
  freePlace,
  MOST_REGIONS,
  type WallBox,
  type WallContent,
  type WallRegion,
  type WallRegionKind,
  wallContentSchema,
} from '#shared/domain/wallRegion.ts';

export type PresetDraft = WallComposition;

/** A new region is as large as fits, from this down. */
const NEW_SIZES = [
  { columns: 6, rows: 4 },
  { columns: 4, rows: 3 },
  { columns: 3, rows: 2 },
  { columns: 2, rows: 1 },
  { columns: 1, rows: 1 },
] as const;

export const emptyDraft = (): PresetDraft => ({
  name: '',
  columns: 24,
  rows: 12,
  regions: [{ id: 'map', column: 0, row: 0, columns: 12, rows: 12, content: contentOf('map') }],
});

export function draftOf({ name, columns, rows, regions }: WallPreset, rename: (name: string) => string): PresetDraft {
  return { name: rename(name), columns, rows, regions };
}

/** As it is before anybody says more of it. */
export const contentOf = (kind: WallRegionKind): WallContent => wallContentSchema.parse({ kind });

/** The same draft where it would leave the grid or lie on another region. */
export function place(draft: PresetDraft, regionId: string, box: WallBox): PresetDraft {
  const regions = draft.regions.map((region) => (region.id === regionId ? { ...region, ...box } : region));
  return compositionFault(draft, regions) === null ? { ...draft, regions } : draft;
}

export function nudge(
  draft: PresetDraft,
  regionId: string,
  by: { readonly columns: number; readonly rows: number },
  isResize: boolean,
): PresetDraft {
  const region = draft.regions.find(({ id }) => id === regionId);
  if (!region) return draft;
  const { column, row, columns, rows } = region;
  return place(
    draft,
    regionId,
    isResize
      ? { column, row, columns: columns + by.columns, rows: rows + by.rows }
      : { column: column + by.columns, row: row + by.rows, columns, rows },
  );
}

/** Null where there is no room. */
export function add(draft: PresetDraft, kind: WallRegionKind): { draft: PresetDraft; regionId: string } | null {
  if (draft.regions.length >= MOST_REGIONS) return null;
  for (const size of NEW_SIZES) {
    const box = freePlace(draft, draft.regions, size);
    if (!box) continue;
    const regionId = freeId(draft.regions, kind);
    return {
      draft: { ...draft, regions: [...draft.regions, { id: regionId, ...box, content: contentOf(kind) }] },
      regionId,
    };
  }
  return null;
}

export const remove = (draft: PresetDraft, regionId: string): PresetDraft => ({
  ...draft,
  regions: draft.regions.filter(({ id }) => id !== regionId),
});

export const fill = (draft: PresetDraft, regionId: string, content: WallContent): PresetDraft => ({
  ...draft,
  regions: draft.regions.map((region) => (region.id === regionId ? { ...region, content } : region)),
});

function freeId(regions: readonly WallRegion[], kind: string): string {
  const taken = new Set(regions.map(({ id }) => id));
  for (let each = 1; ; each++) {
    const id = each === 1 ? kind : `${kind}-${each}`;
    if (!taken.has(id)) return id;
  }
}

/** Ids as they are typed; null where one is none. */
export function channelsOf(words: string): readonly string[] | null {
  const ids = words.split(/[\s,，、]+/).filter((id) => id !== '');
  return ids.length > 25 || ids.some((id) => id.length > 40) ? null : ids;
}
