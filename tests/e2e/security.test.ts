/**
 * The locks of RELIABILITY §3, items 1–18 and 20, on the real application. Item 19 (fuses) belongs to the packed one.
 * Whatever is tried here is tried from inside the running pages or from a page we open with every lock off.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { WebPreferences } from 'electron';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BRIDGE_CHANNELS } from '#shared/wire/bridge.ts';
import { SOUND_CHANNELS } from '#shared/wire/sound.ts';
import { callFromStrangePage, openStrangeServer, type StrangeServer } from './kit/hostile.ts';
import { beforePage, inPage, runningCore } from './kit/inPage.ts';
import { checkout, launchApplication, pageOf, type RunningApplication, testDesktop } from './kit/launch.ts';

const DUTY = 'app://pingan/windows/duty/index.html';
const application = checkout;

let running: RunningApplication;
let strange: StrangeServer;
let coreUrl: string;

beforeAll(async () => {
  strange = await openStrangeServer();
  running = await launchApplication({ applicationPath: application });
  coreUrl = await runningCore(running.window);
});
afterAll(async () => {
  await running?.close();
  await strange?.close();
});

const entriesOf = (kind: string) => running.securityLog().filter((entry) => entry.kind === kind);
const preferences = () =>
  running.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .filter((contents) => contents.getURL().startsWith('app:'))
      .map((contents) => (contents as unknown as { getLastWebPreferences(): unknown }).getLastWebPreferences()),
  ) as Promise<WebPreferences[]>;
/** What each page of ours was made with, field by field. */
async function eachPage(...fields: (keyof WebPreferences)[]): Promise<unknown[]> {
  const all = await preferences();
  expect(all.length).toBeGreaterThanOrEqual(2);
  return all.map((page) => Object.fromEntries(fields.map((field) => [field, page[field]])));
}
const allPages = (expected: Partial<WebPreferences>) => async () => {
  for (const page of await eachPage(...(Object.keys(expected) as (keyof WebPreferences)[])))
    expect(page).toEqual(expected);
};

describe('item 1: only secure content', () => {
  test('pages ask for nothing but our own schemes and the address of the core', () => {
    const { host } = new URL(coreUrl);
    const expected = [
      'app://pingan',
      'pack:',
      `http://${host}`,
      `ws://${host}`,
      'blob:',
      'data:',
      'devtools://devtools',
    ];
    const strangers = entriesOf('origin').filter(
      ({ origin }) => !expected.some((allowed) => origin === allowed || String(origin).startsWith('pack://')),
    );
    expect(strangers).toEqual([]);
    expect(entriesOf('origin')).toContainEqual(expect.objectContaining({ origin: 'app://pingan' }));
  });

  test('the ordinary journey makes no request to a foreign host', () => {
    expect(entriesOf('request')).toEqual([]);
  });

  test('a request that the policy of the page would let by is still cancelled by the session, and logged', async () => {
    const outcome = await running.app.evaluate(async ({ BrowserWindow }, url) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      const result = await window.loadURL(url).then(
        () => 'loaded',
        (error: Error) => error.message,
      );
      window.destroy();
      return result;
    }, strange.url);
    expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(entriesOf('request')).toContainEqual(expect.objectContaining({ url: strange.url }));
    expect(strange.visits()).toBe(0);
  });
});

describe('item 2: no Node in pages', () => {
  test('every page is made without it', allPages({ nodeIntegration: false, nodeIntegrationInSubFrames: false }));

  test('no worker has it either', async () => {
    // Electron names this preference only when it is on.
    for (const { nodeIntegrationInWorker } of await preferences()) expect(nodeIntegrationInWorker ?? false).toBe(false);
  });

  test('a page sees neither require nor process nor module', async () => {
    const kinds = await inPage(running.window, (_world) =>
      ['require', 'process', 'module', 'Buffer', 'global'].map((name) => typeof Reflect.get(globalThis, name)),
    );
    expect(kinds).toEqual(Array.from({ length: 5 }, () => 'undefined'));
  });
});

describe('item 3: context isolation', () => {
  test('every page is made with it', allPages({ contextIsolation: true }));

  test('a page that replaces what everybody uses catches nothing of the preload', async () => {
    const caught = await inPage(running.window, async (world) => {
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
    const isSame = await inPage(running.window, (world) => {
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
  test('every page is made in it', allPages({ sandbox: true }));

  test('the preload itself runs sandboxed', async () => {
    const sandboxed = await running.app.evaluate(async ({ BrowserWindow }) => {
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
    const isForced = await running.app.evaluate(({ app }) => app.commandLine.hasSwitch('enable-sandbox'));
    expect(isForced).toBe(!flags.includes('--no-sandbox'));
  });
});

describe('item 5: permissions', () => {
  const names = [
    'geolocation',
    'notifications',
    'camera',
    'microphone',
    'midi',
    'background-sync',
    'persistent-storage',
    'clipboard-read',
    'screen-wake-lock',
    'idle-detection',
    'display-capture',
    'window-management',
    'local-fonts',
    'storage-access',
  ];

  test.each(names)('%s is never granted', async (name) => {
    const state = await inPage(
      running.window,
      (world, permission) =>
        world.navigator.permissions.query({ name: permission }).then(
          (status) => status.state as string,
          () => 'unknown here',
        ),
      name,
    );
    expect(['denied', 'unknown here']).toContain(state);
  });

  test('asking outright is refused: camera, place, serial, USB, HID, Bluetooth, MIDI, screen, pointer', async () => {
    const outcomes = await inPage(running.window, async (world) => {
      const asked: Record<string, () => Promise<unknown> | undefined> = {
        media: () => world.navigator.mediaDevices.getUserMedia({ audio: true, video: true }),
        screen: () => world.navigator.mediaDevices.getDisplayMedia(),
        place: () => new Promise((done, fail) => world.navigator.geolocation.getCurrentPosition(done, fail)),
        midi: () => world.navigator.requestMIDIAccess({ sysex: true }),
        notification: async () => {
          if ((await world.Notification.requestPermission()) !== 'granted') throw new Error('denied');
        },
        ...Object.fromEntries(
          (['serial', 'usb', 'hid', 'bluetooth'] as const).map((name) => [
            name,
            () => {
              const device = Reflect.get(navigator, name) as
                | Record<string, (options: object) => Promise<unknown>>
                | undefined;
              const request = device?.requestPort ?? device?.requestDevice;
              if (!device || !request) throw new Error('absent');
              const found = request.call(device, { filters: [], acceptAllDevices: true });
              // HID answers an empty list instead of failing.
              return found.then((list) => (Array.isArray(list) && list.length === 0 ? Promise.reject(list) : list));
            },
          ]),
        ),
      };
      const results: Record<string, string> = {};
      for (const [name, ask] of Object.entries(asked)) {
        try {
          await ask();
          results[name] = 'granted';
        } catch {
          results[name] = 'refused';
        }
      }
      return results;
    });
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['refused']));
  });

  test('refusals are in the log', () => {
    expect(entriesOf('permission').map(({ permission }) => permission)).toEqual(
      expect.arrayContaining(['media', 'geolocation']),
    );
  });
});

describe('item 6: web security', () => {
  test('is on in every page', allPages({ webSecurity: true }));

  test('another origin cannot be read, and hears nothing', async () => {
    const before = strange.visits();
    const outcome = await inPage(
      running.window,
      (_world, url) =>
        fetch(url).then(
          () => 'read',
          () => 'failed',
        ),
      strange.url,
    );
    expect([outcome, strange.visits()]).toEqual(['failed', before]);
  });
});

describe('item 7: content security policy', () => {
  test('every answer of app: has it, pages, scripts, styles and workers alike', async () => {
    const files = builtFiles().filter((path) => /\.(html|js|css)$/.test(path));
    expect(files.some((path) => path.endsWith('.html'))).toBe(true);
    const without = await inPage(
      running.window,
      async (_world, paths) => {
        const missing: string[] = [];
        for (const path of paths) {
          const { headers, status } = await fetch(`app://pingan/${path}`);
          const policy = headers.get('content-security-policy') ?? '';
          const isGood =
            status === 200 && policy.startsWith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';");
          if (!isGood || policy.includes("'unsafe-eval'") || headers.get('x-content-type-options') !== 'nosniff')
            missing.push(path);
        }
        return missing;
      },
      files,
    );
    expect(without).toEqual([]);
  });

  test('an inline script, an inline handler, a foreign script and eval are blocked', async () => {
    const outcome = await inPage(
      running.window,
      async (world, foreign) => {
        world.marks = [];
        const inline = world.document.createElement('script');
        inline.textContent = 'window.marks.push("inline")';
        const remote = world.document.createElement('script');
        remote.src = foreign;
        const handler = world.document.createElement('img');
        handler.setAttribute('onerror', 'window.marks.push("handler")');
        handler.src = 'app://pingan/absent.png';
        world.document.body.append(inline, remote, handler);
        await new Promise((done) => setTimeout(done, 500));
        for (const element of [inline, remote, handler]) element.remove();
        let evaluated = 'blocked';
        try {
          evaluated = String(world.eval('1 + 1'));
        } catch (error) {
          evaluated = (error as Error).name;
        }
        return { marks: world.marks, evaluated };
      },
      strange.url,
    );
    expect(outcome).toEqual({ marks: [], evaluated: 'EvalError' });
  });

  test('the page itself, loaded anew, breaks none of it', async () => {
    const { window: page } = running;
    await beforePage(page, (world) => {
      world.violations = [];
      world.document.addEventListener('securitypolicyviolation', (event) => {
        world.violations.push(
          `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
        );
      });
    });
    await running.app.evaluate(({ BrowserWindow }, url) => {
      const duty = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().startsWith(url));
      return duty?.loadURL(url);
    }, DUTY);
    await page.waitForLoadState('load');
    await page.waitForTimeout(5_000);
    expect(await inPage(page, (world) => world.violations)).toEqual([]);
  });
});

test('item 8: insecure content is not run in any page', allPages({ allowRunningInsecureContent: false }));

test('item 9: experimental features are off in every page', allPages({ experimentalFeatures: false }));

test('item 10: no Blink feature is switched on', async () => {
  for (const { enableBlinkFeatures } of await preferences()) expect(enableBlinkFeatures ?? '').toBe('');
  const argv = await running.app.evaluate(() => process.argv);
  expect(argv.filter((argument) => /blink-features|experimental-web/.test(argument))).toEqual([]);
});

describe('items 11 and 12: webviews', () => {
  test('the tag is off in every page', allPages({ webviewTag: false }));

  test('nothing we built contains one', () => {
    const ours = builtFiles().filter((path) => /\.(html|js)$/.test(path) && !path.startsWith('cesium/'));
    const withTag = ours.filter((path) =>
      readFileSync(join(application, 'dist/renderer', path), 'utf8').includes('<webview'),
    );
    expect(withTag).toEqual([]);
  });

  test('a webview that a page with the tag on tries to attach is prevented', async () => {
    const kinds = await running.app.evaluate(async ({ BrowserWindow, webContents }) => {
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
    expect(entriesOf('webview').length).toBeGreaterThan(0);
  });
});

describe('item 13: navigation', () => {
  test.each([
    ['http', () => strange.url],
    ['a file', () => 'file:///etc/passwd'],
    ['data', () => 'data:text/html,<script>document.title="mine"</script>'],
    ['another host of our scheme', () => 'app://evil/index.html'],
    ['another page of ours', () => 'app://pingan/windows/sound/index.html'],
    ['the scene pack', () => 'pack://demo/manifest.json'],
    ['script', () => 'javascript:window.marks.push("script")'],
    ['an unknown scheme', () => 'ms-settings:privacy'],
  ])('%s does not move the page', async (_name, address) => {
    const marks = await inPage(
      running.window,
      async (world, url) => {
        world.marks = [];
        const link = world.document.createElement('a');
        link.href = url;
        world.document.body.append(link);
        link.click();
        world.location.href = url;
        await new Promise((done) => setTimeout(done, 300));
        link.remove();
        return world.marks;
      },
      address(),
    );
    expect([running.window.url(), marks]).toEqual([DUTY, []]);
    expect(await running.app.evaluate(mainUrls)).toContain(DUTY);
  });

  test('a frame is neither loaded nor moved', async () => {
    const frames = await inPage(
      running.window,
      async (world, url) => {
        const frame = world.document.createElement('iframe');
        frame.src = url;
        world.document.body.append(frame);
        await new Promise((done) => setTimeout(done, 500));
        const isOpen = frame.contentDocument?.location.href;
        frame.remove();
        return isOpen ?? 'blocked';
      },
      strange.url,
    );
    expect(['blocked', 'about:blank']).toContain(frames);
    expect(strange.visits()).toBe(0);
  });

  test('a file dropped on the window does not open', async () => {
    const session = await running.window.context().newCDPSession(running.window);
    const data = { items: [], files: ['/etc/passwd'], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
    }
    await running.window.waitForTimeout(300);
    expect([running.window.url(), await running.app.evaluate(mainUrls)]).toEqual([
      DUTY,
      expect.arrayContaining([DUTY]),
    ]);
  });

  test('refusals are in the log', () => {
    expect(entriesOf('navigation').map(({ url }) => url)).toEqual(
      expect.arrayContaining([strange.url, 'app://evil/index.html']),
    );
  });
});

describe('items 14 and 15: new windows and the system outside', () => {
  const addresses = [
    'https://example.com/',
    'https://ok@evil.example/',
    'file:///etc/passwd',
    'smb://server/share',
    'ms-msdt:/id PCWDiagnostic',
    'javascript:alert(1)',
    'vbscript:x',
    '\\\\server\\share\\x.exe',
    'mailto:a@b.c',
    'app://pingan/windows/duty/index.html',
    'about:blank',
    '',
  ];

  test('window.open gives nothing, opens nothing and hands nothing to the system', async () => {
    await running.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { openedOutside: opened });
      shell.openExternal = (url) => {
        opened.push(url);
        return Promise.resolve();
      };
    });
    const before = (await running.app.evaluate(mainUrls)).length;
    const opened = await inPage(
      running.window,
      (world, urls) =>
        urls.map((url) => ['_blank', '_top', 'other'].map((target) => target !== '_top' && world.open(url, target))),
      addresses,
    );
    expect(new Set(opened.flat())).toEqual(new Set([null, false]));
    expect((await running.app.evaluate(mainUrls)).length).toBe(before);
    expect(await running.app.evaluate(() => Reflect.get(globalThis, 'openedOutside') as string[])).toEqual([]);
  });

  test('refusals are in the log', () => {
    expect(entriesOf('window').map(({ url }) => url)).toContain('https://example.com/');
  });
});

describe('item 16: a current Electron', () => {
  const manifest = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  const installed = JSON.parse(readFileSync(join(checkout, 'node_modules/electron/package.json'), 'utf8'));
  const pinned = String(manifest.devDependencies.electron);

  test('the pin is exact and is what npm installed', () => {
    expect([pinned, /^\d+\.\d+\.\d+$/.test(pinned)]).toEqual([installed.version, true]);
  });

  test('the application runs on the pinned version', async ({ skip }) => {
    const { runtime } = await testDesktop();
    skip(
      runtime.source !== 'official',
      `runs on Electron ${runtime.version} (${runtime.source}), not on the pinned ${pinned}`,
    );
    expect(runtime.version).toBe(pinned);
  });

  test('the pinned major is one of the newest three, as the registry says today', async ({ skip }) => {
    const latest = await latestElectron();
    skip(latest === null, 'no npm registry answers, so nobody knows the newest major');
    expect(Number.parseInt(pinned, 10)).toBeGreaterThanOrEqual(Number.parseInt(latest ?? '', 10) - 2);
  });
});

describe('item 17: who may call', () => {
  const channels = [...new Set([...Object.values(BRIDGE_CHANNELS), ...Object.values(SOUND_CHANNELS)])];
  const allRefused = Object.fromEntries(channels.map((channel) => [channel, 'refused']));

  test('no channel is open that the contracts do not name', async () => {
    const open = await running.app.evaluate(({ ipcMain }) => {
      const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, unknown>;
      return [...ipcMain.eventNames().map(String), ...handlers.keys()];
    });
    // Electron listens to 'error' on its own emitter.
    expect(new Set(open)).toEqual(new Set(['error', ...channels.filter((channel) => open.includes(channel))]));
    expect(open.length).toBeGreaterThan(8);
  });

  test('a page of data: is refused on every channel', async () => {
    expect(await callFromStrangePage(running.app, { url: 'data:text/html,<p>', where: 'top', channels })).toEqual(
      allRefused,
    );
  });

  test('a frame inside a page is refused on every channel', async () => {
    const url = 'data:text/html,<iframe srcdoc="<p>"></iframe>';
    expect(await callFromStrangePage(running.app, { url, where: 'frame', channels })).toEqual(allRefused);
  });

  test('a page of our own origin that the shell did not open as a window of ours is refused on every channel', async () => {
    const url = 'app://pingan/windows/sound/index.html';
    expect(await callFromStrangePage(running.app, { url, where: 'top', channels })).toEqual(allRefused);
  });

  test('bad arguments are refused', async () => {
    const outcomes = await inPage(running.window, async (world) => {
      const { setLanguage, testSound } = world.pingan as unknown as Record<
        string,
        (...args: unknown[]) => Promise<unknown>
      >;
      const tries = ['fr', 0, null, {}, ['en'], 'en\0', 'x'.repeat(100_000)].map((language) => setLanguage!(language));
      return Promise.all(
        [...tries, testSound!()].map((call) =>
          call.then(
            () => 'answered',
            () => 'refused',
          ),
        ),
      );
    });
    expect(outcomes).toEqual([...Array.from({ length: 7 }, () => 'refused'), 'answered']);
  });

  test('refusals are in the log with their reason', () => {
    const reasons = new Set(entriesOf('ipc').map(({ reason }) => reason));
    expect(reasons).toEqual(new Set(['origin', 'not the top frame', 'page', 'arguments']));
  });
});

describe('item 18: no file:// and strict paths', () => {
  test('the shell never loads a file', () => {
    const shell = readFileSync(join(application, 'dist/shell/index.cjs'), 'utf8');
    expect([shell.includes('.loadFile('), shell.includes('file:///')]).toEqual([false, false]);
  });

  test.each([
    '../package.json',
    '%2e%2e/%2e%2e/package.json',
    '..%2fpackage.json',
    '..%5cpackage.json',
    '%252e%252e/package.json',
    '/etc/passwd',
    'windows//duty/index.html',
    'windows/duty/index.html%00.js',
    'windows/duty',
    '',
  ])('app://pingan/%s is not found', async (path) => {
    // Chromium itself refuses some of them before we are asked.
    expect([404, 'failed']).toContain(await statusOf(`app://pingan/${path}`));
  });

  test.each(['../package.json', '%2e%2e/x', '..%2fx', '/etc/passwd', 'manifest.json%00', 'absent.json'])(
    'pack://…/%s is not found',
    async (path) => {
      // Chromium itself refuses some of them before we are asked.
      expect([404, 'failed']).toContain(await statusOf(`pack://${demoPackId()}/${path}`));
    },
  );

  test('the scene pack is there, for its own name only', async () => {
    const statuses = [
      await statusOf(`pack://${demoPackId()}/manifest.json`),
      await statusOf('pack://another/manifest.json'),
    ];
    expect(statuses).toEqual([200, 404]);
  });

  test('a file: address cannot be read', async () => {
    expect(await statusOf('file:///etc/passwd')).toBe('failed');
  });
});

describe('item 20: no raw Electron', () => {
  test('the bridge is exactly the contract', async () => {
    const entries = await inPage(running.window, (world) =>
      Object.entries(world.pingan).map(([name, value]) => [name, typeof value]),
    );
    const machine = [
      'start',
      'onCore',
      'onSound',
      'testSound',
      'reportScene',
      'setLanguage',
      'keepSession',
      'printPage',
    ];
    const host = ['lookAtHost', 'joinHost', 'leaveHost'];
    const scenes = ['onScenes', 'chooseSceneSources', 'importScene', 'installScene', 'discardScene', 'switchScene'];
    const contract = [...machine, ...host, ...scenes, 'revertScene', 'inspectScene', 'calibrateScene'];
    expect(Object.fromEntries(entries)).toEqual(Object.fromEntries(contract.map((name) => [name, 'function'])));
  });

  test('the sound page has its own bridge and not that of a window', async () => {
    const sound = await pageOf(running.app, '/windows/sound/');
    const found = await inPage(sound, (world) => [
      typeof world.pingan,
      Object.keys(Reflect.get(world, 'pinganSound') as object).sort(),
    ]);
    expect(found).toEqual(['undefined', ['listening', 'onPlan', 'onTest', 'outputsChanged', 'report']]);
  });

  test('listeners get the payload and nothing else, and are silent after their disposer', async () => {
    const seen = await inPage(running.window, async (world) => {
      const calls: unknown[][] = [];
      const stop = world.pingan.onCore((...args) => calls.push(args));
      await new Promise((done) => setTimeout(done, 500));
      const disposed = [typeof stop, stop()];
      return { calls, disposed };
    });
    expect(seen).toEqual({
      calls: [[{ state: 'running', url: coreUrl, reason: null }]],
      disposed: ['function', undefined],
    });
  });
});

function mainUrls({ BrowserWindow }: typeof Electron.CrossProcessExports): string[] {
  return BrowserWindow.getAllWindows().map((window) => window.webContents.getURL());
}

function builtFiles(): string[] {
  const root = join(application, 'dist/renderer');
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

function statusOf(url: string): Promise<number | 'failed'> {
  return inPage(
    running.window,
    (_world, address) =>
      fetch(address).then(
        ({ status }) => status,
        () => 'failed' as const,
      ),
    url,
  );
}

/** The pack that the core has opened: the demo district. */
function demoPackId(): string {
  return JSON.parse(readFileSync(join(application, 'dist/scenes/demo/manifest.json'), 'utf8')).id;
}

async function latestElectron(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('npm', ['view', 'electron', 'dist-tags.latest'], { timeout: 20_000 });
    return /^\d+\.\d+\.\d+$/.test(stdout.trim()) ? stdout.trim() : null;
  } catch {
    return null;
  }
}
