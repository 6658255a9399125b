/** Builds the desk for scene packs on this machine: its worker program, its folders, its native dialog. */
import { join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { SceneState, SourceChoice } from '#shared/wire/scenes.ts';
import type { CoreSupervisor } from '../core/coreSupervisor.ts';
import { plainEnvironment, starterOf } from '../coreHost.ts';
import { shellFolderOf } from '../dataFolder.ts';
import type { Places } from '../places.ts';
import type { Launch } from '../prepare.ts';
import { SceneDesk } from './sceneDesk.ts';
import { scenePlacesOf } from './scenePlaces.ts';
import { SceneWorker } from './sceneWorker.ts';

export interface SceneDeskParts {
  readonly launch: Launch;
  readonly places: Places;
  readonly supervisor: CoreSupervisor;
  readonly window: () => BrowserWindow | null;
  readonly packInUse: () => string | null;
  readonly onState: (state: SceneState) => void;
  readonly log: (line: string) => void;
}

export function openSceneDesk({
  launch,
  places,
  supervisor,
  window,
  packInUse,
  onState,
  log,
}: SceneDeskParts): SceneDesk {
  const { dataFolder, station } = launch;
  return new SceneDesk({
    ...scenePlacesOf(station.scene, places.demoPack, dataFolder),
    worker: new SceneWorker({
      startChild: starterOf(places.sceneWorkerEntry, places, plainEnvironment(), log),
      jobFile: join(shellFolderOf(dataFolder), 'scene-job.json'),
    }),
    chooseSources: (kind) => chooseSources(window(), kind),
    packInUse,
    restartCore: (why) => supervisor.restart(why),
    now: Date.now,
    onState,
  });
}

/** One dialog cannot offer files and folders on every system. */
async function chooseSources(window: BrowserWindow | null, kind: SourceChoice): Promise<readonly string[]> {
  const title = kind === 'files' ? '选择数据文件 / Choose data files' : '选择数据文件夹 / Choose a data folder';
  const options: Electron.OpenDialogOptions = {
    title,
    properties: [kind === 'files' ? 'openFile' : 'openDirectory', 'multiSelections'],
  };
  const chosen = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options));
  return chosen.canceled ? [] : chosen.filePaths;
}
