// Everything between "this machine" and "a window can open": the runtime, its libraries, a display, the flags.
// npm start, the gate and every test that launches the real application come through here.
import { isSoftwareDrawn, needsOwnDisplay, startVirtualDisplay } from './display.mjs';
import { examine } from './doctor/doctor.mjs';
import { resolveElectron } from './electron-runtime.mjs';
import { resolveNode } from './node-runtime.mjs';

/**
 * @typedef {object} Desktop
 * @property {import('./electron-runtime.mjs').ElectronRuntime} runtime
 * @property {string[]} flags Chromium switches this machine needs
 * @property {Record<string, string>} env to add to the application's environment
 * @property {string | null} ownDisplay ":N" when we started a virtual display
 * @property {() => void} close ends the virtual display
 */

/**
 * @param {{say?: (line: string) => void, width?: number, height?: number, mayInstall?: boolean, forTests?: boolean}} [options]
 * @returns {Promise<Desktop>}
 */
export async function prepareDesktop(options = {}) {
  const { say = () => {}, width = 1920, height = 1080, mayInstall = true, forTests = false } = options;
  const runtime = await resolveElectron(say);
  const ownDisplay = needsOwnDisplay();
  const { executable, directory } = runtime;
  if (!(await examine({ executable, directory, ownDisplay, mayInstall, forTests }, say))) {
    throw new Error('This machine lacks what is named above.');
  }
  const display = ownDisplay ? await startVirtualDisplay({ width, height }) : null;
  return {
    runtime,
    flags: chromiumFlags({ ...process.env, ...display?.env }),
    env: { PINGAN_CORE_NODE: resolveNode().path, PINGAN_RUNTIME_SOURCE: runtime.source, ...display?.env },
    ownDisplay: display?.display ?? null,
    close: display?.close ?? (() => {}),
  };
}

/** @param {NodeJS.ProcessEnv} env @returns {string[]} */
export function chromiumFlags(env) {
  if (process.platform !== 'linux') return [];
  return [
    // Mesa's llvmpipe through ANGLE is about three times as fast here as Chromium's own SwiftShader.
    ...(isSoftwareDrawn(env) ? ['--use-gl=angle', '--use-angle=gl', '--ignore-gpu-blocklist'] : []),
    ...(env.DISPLAY ? [] : ['--ozone-platform-hint=auto']),
    // Chromium refuses to start its sandbox as root. From source only: a packed application is never started this way by us.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}
