/** The entries of the bridge about scene packs: one line each, arguments parsed by the door. */
import { z } from 'zod';
import { BRIDGE_CHANNELS } from '#shared/wire/bridge.ts';
import {
  calibrationSchema,
  sceneChoiceSchema,
  sceneTokenSchema,
  sceneWishSchema,
  sourceChoiceSchema,
} from '#shared/wire/scenes.ts';
import type { IpcDoor } from '../ipc.ts';
import type { SceneDesk } from './sceneDesk.ts';

const nothing = z.tuple([]);

export function answerScenes(door: IpcDoor, scenes: SceneDesk): void {
  door.handle(BRIDGE_CHANNELS.scenes, 'window', nothing, () => scenes.state());
  door.handle(BRIDGE_CHANNELS.chooseSceneSources, 'window', z.tuple([sourceChoiceSchema]), (kind) =>
    scenes.choose(kind),
  );
  door.handle(BRIDGE_CHANNELS.importScene, 'window', z.tuple([sceneWishSchema]), (wish) => scenes.import(wish));
  door.handle(BRIDGE_CHANNELS.installScene, 'window', z.tuple([sceneTokenSchema, z.boolean()]), (token, isNow) =>
    scenes.install(token, isNow),
  );
  door.handle(BRIDGE_CHANNELS.discardScene, 'window', nothing, () => scenes.discard());
  door.handle(BRIDGE_CHANNELS.switchScene, 'window', z.tuple([sceneChoiceSchema]), (choice) => scenes.switchTo(choice));
  door.handle(BRIDGE_CHANNELS.revertScene, 'window', nothing, () => scenes.revert());
  door.handle(BRIDGE_CHANNELS.inspectScene, 'window', z.tuple([sceneChoiceSchema, z.boolean()]), (choice, verifies) =>
    scenes.inspect(choice, verifies),
  );
  door.handle(BRIDGE_CHANNELS.calibrateScene, 'window', z.tuple([calibrationSchema]), (calibration) =>
    scenes.calibrate(calibration),
  );
}
