import { WALL_PRESETS } from '#shared/catalog/wallPresets.ts';
import { isBuiltIn, presetOf, type WallPreset, type WallState } from '#shared/domain/wallPlan.ts';
import { type Standing, whatStands } from '#shared/domain/wallStands.ts';
import { maySend } from '../../commands/context.ts';
import { useCommands, useLive, useNow, useText } from '../desk.tsx';
import { type WallRow, wallRows } from './wallRows.ts';

/** Its containers change in place: read them where they are shown. */
export function useWallRows(): readonly WallRow[] {
  const seq = useLive(({ live }) => live.world.seq);
  const walls = useLive(({ live }) => live.walls);
  const { client } = useCommands();
  return seq < 0 ? [] : wallRows(client.live.world.wall, walls);
}

export function useWallState(): WallState {
  useLive(({ live }) => live.world.seq);
  return useCommands().client.live.world.wall;
}

export function useStandingOf({ id: displayId, isWide }: Pick<WallRow, 'id' | 'isWide'>): Standing {
  const now = useNow();
  const { client } = useCommands();
  useLive(({ live }) => live.world.seq);
  const { wall, incidents } = client.live.world;
  return whatStands(wall, incidents, { displayId, isWide }, now);
}

/** A wall shows the whole station: a seat of one area does not drive it. */
export function useMayDrive(): boolean {
  const context = useCommands();
  return useLive(() => maySend(context, 'wall.show') && context.client.live.seat?.scope === null);
}

/** Built in ones first, then those made here by name. */
export function usePresets(): readonly WallPreset[] {
  const { presets } = useWallState();
  const own = [...presets.values()].sort((one, other) => one.name.localeCompare(other.name, 'zh-CN'));
  return [...WALL_PRESETS, ...own];
}

export function usePresetName(): (presetId: string) => string {
  const text = useText().wallDesk;
  const state = useWallState();
  return (presetId) =>
    isBuiltIn(presetId) ? (text.builtIn[presetId] ?? presetId) : (presetOf(state, presetId)?.name ?? presetId);
}
