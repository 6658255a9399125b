/** The part of the world that is the wall: compositions made at desks, and what was said of each display. */
import type { StoredEvent } from './event.ts';
import { evolveWallDisplay, evolveWallPreset, type WallDisplay, type WallPreset } from './wallPlan.ts';

export interface WallWorld {
  readonly presets: Map<string, WallPreset>;
  readonly displays: Map<string, WallDisplay>;
}

export interface PackedWallWorld {
  readonly presets: readonly WallPreset[];
  readonly displays: readonly WallDisplay[];
}

export const emptyWallWorld = (): WallWorld => ({ presets: new Map(), displays: new Map() });

/** `noun` and `id` are the two halves of the event's stream. An event of another noun changes nothing. */
export function evolveWallWorld(wall: WallWorld, noun: string, id: string, event: StoredEvent): void {
  if (noun === 'wallPreset') put(wall.presets, id, evolveWallPreset(wall.presets.get(id), event));
  else if (noun === 'wall') put(wall.displays, id, evolveWallDisplay(wall.displays.get(id), event));
}

export const packWallWorld = ({ presets, displays }: WallWorld): PackedWallWorld => ({
  presets: [...presets.values()],
  displays: [...displays.values()],
});

export const unpackWallWorld = ({ presets, displays }: PackedWallWorld): WallWorld => ({
  presets: new Map(presets.map((preset) => [preset.id, preset])),
  displays: new Map(displays.map((display) => [display.id, display])),
});

function put<Item>(items: Map<string, Item>, id: string, item: Item | undefined): void {
  if (item === undefined) items.delete(id);
  else items.set(id, item);
}
