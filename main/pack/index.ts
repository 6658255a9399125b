// What core and shell may use of the scene pack reader.
export { featuresOf } from './features.ts';
export { type LibraryEntry, listPacks, nextVersion, revertPack, switchPack } from './library.ts';
export { openPack, type ScenePack } from './openPack.ts';
export type { PackFile } from './serve.ts';
