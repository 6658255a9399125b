/**
 * Tells a page whether its window can be seen. Its clocks are not throttled (pagePreferences.ts), so Chromium never calls it hidden;
 * what costs most, pictures being decoded, is to stop all the same.
 */
import type { BrowserWindow } from 'electron';
import { BRIDGE_CHANNELS } from '#shared/wire/bridge.ts';

export function tellSeen(window: BrowserWindow): void {
  const isSeen = () => window.isVisible() && !window.isMinimized();
  const tell = (seen: boolean) => window.webContents.send(BRIDGE_CHANNELS.seen, seen);
  const look = () => tell(isSeen());
  window.on('minimize', () => tell(false));
  window.on('hide', () => tell(false));
  window.on('show', look);
  window.on('restore', look);
  // On Windows a minimised window that is opened at full size tells this alone.
  window.on('maximize', look);
  // A page begins as one that is seen; it may have been loaded anew while it is not.
  window.webContents.on('did-finish-load', look);
}
