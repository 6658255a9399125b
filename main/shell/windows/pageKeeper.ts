/** Keeps a page alive: a crashed, frozen or unloaded one is loaded again well within five seconds (RELIABILITY U1, U4). */
import type { BrowserWindow } from 'electron';

const RELOAD_AFTER_MS = 300;
/** After several crashes in a minute: still within five seconds, but not in a tight loop. */
const SLOW_RELOAD_AFTER_MS = 4_000;
const CRASHES_BEFORE_SLOW = 4;
const CRASH_WINDOW_MS = 60_000;
/** How long a page may be deaf to input before it is taken for frozen. */
const FROZEN_AFTER_MS = 10_000;
const ERR_ABORTED = -3;

export function keepPageAlive(window: BrowserWindow, url: string, say: (line: string) => void): void {
  const { webContents } = window;
  let crashes: number[] = [];
  let frozen: NodeJS.Timeout | undefined;
  const load = () => {
    // A failure comes back as did-fail-load; the promise only repeats it.
    if (!window.isDestroyed()) webContents.loadURL(url).catch(() => {});
  };
  const loadAgain = (why: string) => {
    const now = performance.now();
    crashes = [...crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
    say(`窗口重新载入 / Window is loaded again: ${why}`);
    setTimeout(load, crashes.length > CRASHES_BEFORE_SLOW ? SLOW_RELOAD_AFTER_MS : RELOAD_AFTER_MS);
  };
  webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') loadAgain(`${details.reason} (${details.exitCode})`);
  });
  webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame && code !== ERR_ABORTED) loadAgain(`${description} (${code})`);
  });
  webContents.on('unresponsive', () => {
    frozen = setTimeout(() => webContents.forcefullyCrashRenderer(), FROZEN_AFTER_MS);
  });
  webContents.on('responsive', () => clearTimeout(frozen));
  window.on('closed', () => clearTimeout(frozen));
  load();
}
