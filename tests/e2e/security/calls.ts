/** Who may call, what may be read, and what the bridge is: items 16, 17, 18 and 20 of RELIABILITY §3. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { BRIDGE_CHANNELS } from '#shared/wire/bridge.ts';
import { SOUND_CHANNELS } from '#shared/wire/sound.ts';
import { callFromStrangePage } from '../kit/hostile.ts';
import { inPage } from '../kit/inPage.ts';
import { checkout, pageOf, testDesktop } from '../kit/launch.ts';
import type { SecurityLab } from './lab.ts';

export function secureCalls(lab: SecurityLab): void {
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
      const open = await lab.running.app.evaluate(({ ipcMain }) => {
        const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, unknown>;
        return [...ipcMain.eventNames().map(String), ...handlers.keys()];
      });
      // Electron listens to 'error' on its own emitter.
      expect(new Set(open)).toEqual(new Set(['error', ...channels.filter((channel) => open.includes(channel))]));
      expect(open.length).toBeGreaterThan(8);
    });

    test('a page of data: is refused on every channel', async () => {
      expect(await callFromStrangePage(lab.running.app, { url: 'data:text/html,<p>', where: 'top', channels })).toEqual(
        allRefused,
      );
    });

    test('a frame inside a page is refused on every channel', async () => {
      const url = 'data:text/html,<iframe srcdoc="<p>"></iframe>';
      expect(await callFromStrangePage(lab.running.app, { url, where: 'frame', channels })).toEqual(allRefused);
    });

    test('a page of our own origin that the shell did not open as a window of ours is refused on every channel', async () => {
      const url = 'app://pingan/windows/sound/index.html';
      expect(await callFromStrangePage(lab.running.app, { url, where: 'top', channels })).toEqual(allRefused);
    });

    test('bad arguments are refused', async () => {
      const outcomes = await inPage(lab.running.window, async (world) => {
        const { setLanguage, setReportTone, testSound } = world.pingan as unknown as Record<
          string,
          (...args: unknown[]) => Promise<unknown>
        >;
        const tries = ['fr', 0, null, {}, ['en'], 'en\0', 'x'.repeat(100_000)].map((language) =>
          setLanguage!(language),
        );
        tries.push(...['deafening', 1, null].map((level) => setReportTone!(level)));
        return Promise.all(
          [...tries, testSound!()].map((call) =>
            call.then(
              () => 'answered',
              () => 'refused',
            ),
          ),
        );
      });
      expect(outcomes).toEqual([...Array.from({ length: 10 }, () => 'refused'), 'answered']);
    });

    test('refusals are in the log with their reason', () => {
      const reasons = new Set(lab.entriesOf('ipc').map(({ reason }) => reason));
      expect(reasons).toEqual(new Set(['origin', 'not the top frame', 'page', 'arguments']));
    });
  });

  describe('item 18: no file:// and strict paths', () => {
    test('the shell never loads a file', () => {
      const shell = readFileSync(join(checkout, 'dist/shell/index.cjs'), 'utf8');
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
      expect([404, 'failed']).toContain(await lab.statusOf(`app://pingan/${path}`));
    });

    test.each(['../package.json', '%2e%2e/x', '..%2fx', '/etc/passwd', 'manifest.json%00', 'absent.json'])(
      'pack://…/%s is not found',
      async (path) => {
        // Chromium itself refuses some of them before we are asked.
        expect([404, 'failed']).toContain(await lab.statusOf(`pack://${demoPackId()}/${path}`));
      },
    );

    test('the scene pack is there, for its own name only', async () => {
      const statuses = [
        await lab.statusOf(`pack://${demoPackId()}/manifest.json`),
        await lab.statusOf('pack://another/manifest.json'),
      ];
      expect(statuses).toEqual([200, 404]);
    });

    test('a file: address cannot be read', async () => {
      expect(await lab.statusOf('file:///etc/passwd')).toBe('failed');
    });
  });

  describe('item 20: no raw Electron', () => {
    test('the bridge is exactly the contract', async () => {
      const entries = await inPage(lab.running.window, (world) =>
        Object.entries(world.pingan).map(([name, value]) => [name, typeof value]),
      );
      const machine = [
        'start',
        'onCore',
        'onSound',
        'onSeen',
        'testSound',
        'reportScene',
        'setLanguage',
        'setReportTone',
        'keepSession',
        'printPage',
        'openVideoWindow',
        ...[
          'openReview',
          'openDirector',
          'onDrillRoom',
          'openDrillRoom',
          'closeDrillRoom',
          'openDrillDesk',
          'goToStation',
        ],
        ...['onWalls', 'openWall', 'closeWall', 'setWallStart', 'wallPainted'],
      ];
      const host = ['lookAtHost', 'joinHost', 'leaveHost'];
      const scenes = ['onScenes', 'chooseSceneSources', 'importScene', 'installScene', 'discardScene', 'switchScene'];
      const contract = [...machine, ...host, ...scenes, 'revertScene', 'inspectScene', 'calibrateScene'];
      expect(Object.fromEntries(entries)).toEqual(Object.fromEntries(contract.map((name) => [name, 'function'])));
    });

    test('the sound page has its own bridge and not that of a window', async () => {
      const sound = await pageOf(lab.running.app, '/windows/sound/');
      const found = await inPage(sound, (world) => [
        typeof world.pingan,
        Object.keys(Reflect.get(world, 'pinganSound') as object).sort(),
      ]);
      expect(found).toEqual(['undefined', ['listening', 'onChime', 'onPlan', 'onTest', 'outputsChanged', 'report']]);
    });

    test('listeners get the payload and nothing else, and are silent after their disposer', async () => {
      const seen = await inPage(
        lab.running.window,
        (world) =>
          new Promise<{ args: unknown[]; disposed: unknown[] }>((done) => {
            const stop = world.pingan.onCore((...args) => {
              // On a busy machine the core may be starting again: that is told first.
              if (args[0].state !== 'running') return;
              // What is known already is told before the disposer is there.
              setTimeout(() => done({ args, disposed: [typeof stop, stop()] }), 0);
            });
          }),
      );
      expect(seen).toEqual({
        args: [{ state: 'running', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), reason: null }],
        disposed: ['function', undefined],
      });
    });
  });
}

/** The pack that the core has opened: the demo district. */
function demoPackId(): string {
  return JSON.parse(readFileSync(join(checkout, 'dist/scenes/demo/manifest.json'), 'utf8')).id;
}

async function latestElectron(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('npm', ['view', 'electron', 'dist-tags.latest'], { timeout: 20_000 });
    return /^\d+\.\d+\.\d+$/.test(stdout.trim()) ? stdout.trim() : null;
  } catch {
    return null;
  }
}
