/** The one set of preferences every page is made with; tests read them back from the running application. */
import type { WebPreferences } from 'electron';

export function pagePreferences(preload: string, isPackaged: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // It would fetch dictionaries from a foreign host.
    spellcheck: false,
    // Ages, clocks and sound go on while the window is covered.
    backgroundThrottling: false,
    autoplayPolicy: 'no-user-gesture-required',
    devTools: !isPackaged,
  };
}
