/** What the pages of ours are made of: items 2, 3, 4 and 8 to 12 of RELIABILITY §3. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inPage } from '../kit/inPage.ts';
import { checkout, testDesktop } from '../kit/launch.ts';
import { builtPageFiles, type SecurityLab } from './lab.ts';

export function securePages(lab: SecurityLab): void {
  describe('item 2: no Node in pages', () => {
    test('every page is made without it', lab.allPages({ nodeIntegration: false, nodeIntegrationInSubFrames: false }));

    test('no worker has it either', async () => {
      // Electron names this preference only when it is on.
      for (const { nodeIntegrationInWorker } of await lab.preferences())
        expect(nodeIntegrationInWorker ?? false).toBe(false);
    });

    test('a page sees neither require nor process nor module', async () => {
      const kinds = await inPage(lab.running.window, (_world) =>
        ['require', 'process', 'module', 'Buffer', 'global'].map((name) => typeof Reflect.get(globalThis, name)),
      );
      expect(kinds).toEqual(Array.from({ length: 5 }, () => 'undefined'));
    });
  });

  describe('item 3: context isolation', () => {
    test('every page is made with it', lab.allPages({ contextIsolation: true }));

    test('a page that replaces what everybody uses catches nothing of the preload', async () => {
      const caught = await inPage(lab.running.window, async (world) => {
        const seen: string[] = [];
        const [push, call] = [world.Array.prototype.push, world.Function.prototype.call];
        const spy = (name: string, value: unknown) => {
          const isIpc = typeof value === 'object' && value !== null && ('invoke' in value || 'sendSync' in value);
          if (isIpc) seen[seen.length] = name;
        };
        world.Array.prototype.push = function (...items: unknown[]) {
          for (const item of [this, ...items]) spy('push', item);
          return push.apply(this, items);
        };
        world.Function.prototype.call = function (self: unknown, ...args: unknown[]) {
          spy('call', self);
          return Reflect.apply(this, self, args);
        };
        try {
          await world.pingan.start();
          world.pingan.onCore(() => {})();
        } finally {
          world.Array.prototype.push = push;
          world.Function.prototype.call = call;
        }
        return seen;
      });
      expect(caught).toEqual([]);
    });

    test('a page cannot replace the bridge or its functions', async () => {
      const isSame = await inPage(lab.running.window, (world) => {
        const { start } = world.pingan;
        try {
          Object.assign(world.pingan, { start: () => 'mine' });
        } catch {
          // Frozen: just what is wanted.
        }
        try {
          Object.assign(world, { pingan: 'mine' });
        } catch {
          // Not writable: just what is wanted.
        }
        return world.pingan.start === start;
      });
      expect(isSame).toBe(true);
    });
  });

  describe('item 4: sandbox', () => {
    test('every page is made in it', lab.allPages({ sandbox: true }));

    test('the preload itself runs sandboxed', async () => {
      const sandboxed = await lab.running.app.evaluate(async ({ BrowserWindow }) => {
        const { writeFileSync, mkdtempSync } = process.mainModule!.require('node:fs') as typeof import('node:fs');
        const { tmpdir } = process.mainModule!.require('node:os') as typeof import('node:os');
        const ours = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
          getLastWebPreferences(): Electron.WebPreferences;
        };
        const preload = `${mkdtempSync(`${tmpdir()}/pingan-probe-`)}/probe.cjs`;
        writeFileSync(preload, "require('electron').contextBridge.exposeInMainWorld('probe', process.sandboxed)");
        const window = new BrowserWindow({ show: false, webPreferences: { ...ours.getLastWebPreferences(), preload } });
        await window.loadURL('app://pingan/windows/sound/index.html');
        const answer = await window.webContents.executeJavaScript('window.probe');
        window.destroy();
        return answer;
      });
      expect(sandboxed).toBe(true);
    });

    test('the application forces it on every process wherever Chromium can start it', async () => {
      const { flags } = await testDesktop();
      const isForced = await lab.running.app.evaluate(({ app }) => app.commandLine.hasSwitch('enable-sandbox'));
      expect(isForced).toBe(!flags.includes('--no-sandbox'));
    });
  });

  test('item 8: insecure content is not run in any page', lab.allPages({ allowRunningInsecureContent: false }));

  test('item 9: experimental features are off in every page', lab.allPages({ experimentalFeatures: false }));

  test('item 10: no Blink feature is switched on', async () => {
    for (const { enableBlinkFeatures } of await lab.preferences()) expect(enableBlinkFeatures ?? '').toBe('');
    const argv = await lab.running.app.evaluate(() => process.argv);
    expect(argv.filter((argument) => /blink-features|experimental-web/.test(argument))).toEqual([]);
  });

  describe('items 11 and 12: webviews', () => {
    test('the tag is off in every page', lab.allPages({ webviewTag: false }));

    test('nothing we built contains one', () => {
      const ours = builtPageFiles().filter((path) => /\.(html|js)$/.test(path) && !path.startsWith('cesium/'));
      const withTag = ours.filter((path) =>
        readFileSync(join(checkout, 'dist/renderer', path), 'utf8').includes('<webview'),
      );
      expect(withTag).toEqual([]);
    });

    test('a webview that a page with the tag on tries to attach is prevented', async () => {
      const kinds = await lab.running.app.evaluate(async ({ BrowserWindow, webContents }) => {
        const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true, sandbox: true } });
        await window.loadURL('app://pingan/windows/sound/index.html');
        await window.webContents.executeJavaScript(`(async () => {
          const view = document.createElement('webview');
          view.src = 'app://pingan/windows/sound/index.html';
          view.setAttribute('allowpopups', '');
          document.body.append(view);
          await new Promise((done) => setTimeout(done, 500));
          return 'tried';
        })()`);
        const found = webContents.getAllWebContents().map((contents) => contents.getType());
        window.destroy();
        return found;
      });
      expect(kinds).not.toContain('webview');
      expect(lab.entriesOf('webview').length).toBeGreaterThan(0);
    });
  });
}
