/** The wall of a running application, as its shell tells its windows, and whether what stands on it moves in fact. */
import type { ElectronApplication, Page } from 'playwright-core';
import type { WallState } from '#shared/wire/wallWindow.ts';
import { inPage } from './inPage.ts';

export function wallsOf(page: Page): Promise<WallState> {
  return inPage(
    page,
    (world) =>
      new Promise<WallState>((done) => {
        const stop = world.pingan.onWalls((state) => {
          done(state);
          setTimeout(() => stop(), 0);
        });
      }),
  );
}

/** How many windows of the wall show another corner a little later: by pictures of our own, not by what the shell says of them. */
export function movingWalls(app: ElectronApplication): Promise<number> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const walls = BrowserWindow.getAllWindows().filter((window) => window.getTitle().includes('大屏'));
    const corner = async (window: Electron.BrowserWindow) => {
      const { width, height } = window.getContentBounds();
      const picture = window.webContents.capturePage({ x: width - 6, y: height - 6, width: 6, height: 6 });
      const late = new Promise<null>((done) => setTimeout(() => done(null), 1_000));
      return (await Promise.race([picture, late]))?.toBitmap().toString('base64') ?? '';
    };
    const before = await Promise.all(walls.map(corner));
    await new Promise((done) => setTimeout(done, 1_300));
    const after = await Promise.all(walls.map(corner));
    return after.filter((one, index) => one !== '' && one !== before[index]).length;
  });
}

/** Of the window of the wall whose top left corner is there: its page, as the shell has it. */
export function wallPageAt(
  app: ElectronApplication,
  [x, y]: readonly [x: number, y: number],
): Promise<{ readonly id: number; readonly processId: number } | null> {
  return app.evaluate(
    ({ BrowserWindow }, place) => {
      const found = BrowserWindow.getAllWindows().find((window) => {
        const bounds = window.getBounds();
        return window.getTitle().includes('大屏') && bounds.x === place.x && bounds.y === place.y;
      });
      return found ? { id: found.webContents.id, processId: found.webContents.getOSProcessId() } : null;
    },
    { x, y },
  );
}
