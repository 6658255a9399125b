/** Where things lie in a checkout and in a packed application. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Places {
  readonly renderer: string;
  readonly windowPreload: string;
  readonly soundPreload: string;
  readonly coreEntry: string;
  readonly mediaEntry: string;
  readonly mediaDoor: string;
  readonly sceneWorkerEntry: string;
  readonly demoPack: string;
  /** The Node a pack brings for its core when its Electron cannot run it. */
  readonly bundledNode: string;
}

/** @param applicationPath the checkout, or `resources/app.asar` */
export function placesOf(applicationPath: string, resourcesPath: string): Places {
  const dist = (...parts: string[]) => join(applicationPath, 'dist', ...parts);
  return {
    renderer: dist('renderer'),
    windowPreload: dist('preload', 'index.cjs'),
    soundPreload: dist('preload', 'sound.cjs'),
    coreEntry: outsideArchive(dist('core', 'serve.mjs')),
    mediaEntry: outsideArchive(dist('core', 'media.mjs')),
    mediaDoor: dist('shell', 'mediaDoor.cjs'),
    sceneWorkerEntry: outsideArchive(dist('core', 'scenes.mjs')),
    demoPack: outsideArchive(dist('scenes', 'demo')),
    bundledNode: join(resourcesPath, 'node', process.platform === 'win32' ? 'node.exe' : 'node'),
  };
}

/** A Node that is not Electron cannot read inside an asar: what the core needs is unpacked beside it. */
function outsideArchive(path: string): string {
  const unpacked = path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
  return existsSync(unpacked) ? unpacked : path;
}
