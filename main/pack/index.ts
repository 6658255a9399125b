// What core and shell may use of the scene pack reader.
export { featuresOf } from './features.ts';
export { installPack, type LibraryEntry, listPacks, revertPack, switchPack } from './library.ts';
export { openPack, type ScenePack } from './openPack.ts';
export type { PackFile } from './serve.ts';
