// What core and shell may use of the scene pack reader.
export { calibratePack } from './calibrate.ts';
export { featuresOf } from './features.ts';
export {
  type Choice,
  chosenPackIn,
  formerPacks,
  installPack,
  type LibraryEntry,
  listPacks,
  packFolder,
  rememberChoice,
  revertPack,
  switchPack,
  unchoosePack,
} from './library.ts';
export { readManifest } from './manifestFile.ts';
export { openPack, type ScenePack } from './openPack.ts';
export type { PackFile } from './serve.ts';
export { terrainOf } from './terrain.ts';
