/**
 * Counts deaths of the GPU process. Chromium ends the whole application after a few; before that the application starts
 * itself again with software drawing and remembers it for this Electron version (RELIABILITY §7 GPU, U2).
 */
import type { App } from 'electron';
import type { SettingsFile } from '../settings.ts';

const DEATHS_BEFORE_SOFTWARE = 3;
const COUNTED_FOR_MS = 600_000;

/**
 * How the application draws without a graphics card: scenes by SwiftShader, everything else by the processor itself, as Chromium does where
 * it finds no card. Drawing all of it through SwiftShader keeps megabytes of each change of a wall's composition.
 */
export const SOFTWARE_DRAWING = [
  ['use-gl', 'angle'],
  ['use-angle', 'swiftshader-webgl'],
  // Chromium 137 and later draw WebGL in software only when told that this is meant.
  ['enable-unsafe-swiftshader', ''],
] as const;

/** Before ready: what the last run learned about this machine's graphics. */
export function applySoftwareGl(app: App, settings: SettingsFile): boolean {
  const isSoftware = settings.current.softwareGl?.electron === process.versions.electron;
  if (!isSoftware) return false;
  for (const [name, value] of SOFTWARE_DRAWING) {
    if (app.commandLine.hasSwitch(name)) continue;
    app.commandLine.appendSwitch(name, value);
  }
  return true;
}

export function watchGpu(
  app: App,
  settings: SettingsFile,
  { isSoftware, say, startAgain }: { isSoftware: boolean; say: (line: string) => void; startAgain: () => void },
): void {
  let deaths: number[] = [];
  app.on('child-process-gone', (_event, details) => {
    if (details.type !== 'GPU' || details.reason === 'clean-exit') return;
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < COUNTED_FOR_MS), now];
    say(`图形进程退出 / The GPU process ended: ${details.reason} (${deaths.length})`);
    if (isSoftware || deaths.length < DEATHS_BEFORE_SOFTWARE) return;
    settings.change({ softwareGl: { electron: process.versions.electron, sinceAt: Date.now() } });
    say(
      '图形进程反复退出，改用软件绘制并重新启动 / The GPU process keeps ending: starting again with software drawing',
    );
    startAgain();
  });
}
