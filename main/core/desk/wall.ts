/** What seats do with the displays of the wall. What they see there is worked out from these events in every window (wallStands.ts). */
import { WALL_COMMAND_BODIES as BODIES, decideWall, type WallCommand } from '#shared/domain/wallPlan.ts';
import { type Standing, whatStands } from '#shared/domain/wallStands.ts';
import type { Result } from '#shared/kit/result.ts';
import { type CommandFamily, drafted, handle, type Outcome } from './command.ts';
import type { Desk } from './desk.ts';

export const wallCommands: CommandFamily = {
  'wallPreset.save': handle(BODIES['wallPreset.save'], ({ desk }, { presetId, ...composition }) => {
    const id = presetId ?? desk.newId();
    return decided(desk, { kind: 'savePreset', preset: { ...composition, id } }, { wallPresetId: id });
  }),
  'wallPreset.remove': handle(BODIES['wallPreset.remove'], ({ desk }, body) =>
    decided(desk, { kind: 'removePreset', ...body }),
  ),
  'wall.show': handle(BODIES['wall.show'], ({ desk }, body) => decided(desk, { kind: 'show', ...body })),
  'wall.plan': handle(BODIES['wall.plan'], ({ desk }, body) => decided(desk, { kind: 'plan', ...body })),
  'wall.send': handle(BODIES['wall.send'], ({ desk }, body) =>
    decided(desk, { kind: 'send', ...body, ...standingOn(desk, body.displayId) }),
  ),
  'wall.recall': handle(BODIES['wall.recall'], ({ desk }, body) => decided(desk, { kind: 'recall', ...body })),
  'wall.name': handle(BODIES['wall.name'], ({ desk }, body) => decided(desk, { kind: 'name', ...body })),
  'wall.forget': handle(BODIES['wall.forget'], ({ desk }, body) => decided(desk, { kind: 'forget', ...body })),
};

function decided(desk: Desk, command: WallCommand, ids: Omit<Outcome, 'drafts'> = {}): Result<Outcome> {
  return drafted(decideWall(desk.world.wall, command, desk.clock()), ids);
}

/** Regions of both forms of the preset: how wide a display is, is no fact of the journal. */
function standingOn({ world, clock }: Desk, displayId: string) {
  const [narrow, wide] = [false, true].map((isWide) =>
    whatStands(world.wall, world.incidents, { displayId, isWide }, clock()),
  ) as [Standing, Standing];
  return { presetId: narrow.presetId, regionIds: [...narrow.regions, ...wide.regions].map(({ id }) => id) };
}
