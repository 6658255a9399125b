/** The shell keeps its promises when parts of the running application die, and to whoever starts it with a command line. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CoreWhereabouts, SoundState } from '#shared/wire/bridge.ts';
import { inPage, runningCore } from './kit/inPage.ts';
import { inTime } from './kit/inTime.ts';
import { launchApplication, type RunningApplication } from './kit/launch.ts';
import { isAlive, processesOf, runApplication } from './kit/processes.ts';

const CORE = 'dist/core/serve.mjs';
const BACK_WITHIN_MS = 5_000;
const folders: string[] = [];

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pingan-shell-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const coreOf = (running: RunningApplication) =>
  inPage(running.window, ({ pingan }) => pingan.start().then(({ core }) => core)) as Promise<CoreWhereabouts>;
describe('a part dies', () => {
  let running: RunningApplication;
  beforeAll(async () => {
    // An output that only pretends, so that the sound can be found in order on a machine without one.
    running = await launchApplication({
      args: ['--use-fake-device-for-media-stream'],
      env: { PULSE_SERVER: 'tcp:127.0.0.1:1' },
    });
    await runningCore(running.window);
  });
  afterAll(() => running?.close());

  test('a core killed with SIGKILL is back and answering within 5 s on the same address, and the window was told', async () => {
    const { url } = await coreOf(running);
    await inPage(running.window, (world) => {
      world.marks = [];
      world.pingan.onCore(({ state }) => {
        world.marks.push(state);
      });
    });
    const [core] = processesOf(running.app, CORE);
    const killedAt = performance.now();
    process.kill(core!, 'SIGKILL');
    await expect.poll(() => inPage(running.window, (world) => world.marks.length), { timeout: 60_000 }).toBe(3);
    const answer = await fetch(`${url}/healthz`);
    expect(performance.now() - killedAt).toBeLessThan(inTime(BACK_WITHIN_MS));
    expect([answer.ok, await inPage(running.window, (world) => world.marks)]).toEqual([
      true,
      ['running', 'restarting', 'running'],
    ]);
  });

  test('a crashed window is loaded again within 5 s and knows where the core is', async () => {
    const state = await running.app.evaluate(async ({ BrowserWindow }) => {
      const duty = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().includes('/duty/'));
      if (!duty) throw new Error('no duty window');
      const crashedAt = performance.now();
      const loaded = new Promise((done) => duty.webContents.once('did-finish-load', () => done(null)));
      duty.webContents.forcefullyCrashRenderer();
      await loaded;
      const ask = 'window.pingan.start().then(({ core }) => core.state)';
      const answer = (await duty.webContents.executeJavaScript(ask)) as string;
      return { answer, tookMs: performance.now() - crashedAt };
    });
    expect(state.answer).toBe('running');
    expect(state.tookMs).toBeLessThan(inTime(BACK_WITHIN_MS));
  });

  test('the sound is tested, and a crashed sound page comes back and is tested again', async () => {
    const stateAfter = (testedAt: number) =>
      expect
        .poll(() => running.app.evaluate(askSound).then((sound) => (sound.testedAt ?? 0) > testedAt && sound.reason), {
          timeout: 20_000,
        })
        .toBe(null);
    await stateAfter(0);
    const before = await running.app.evaluate(askSound);
    await running.app.evaluate(({ webContents }) => {
      const page = webContents.getAllWebContents().find((contents) => contents.getURL().includes('/windows/sound/'));
      page?.forcefullyCrashRenderer();
    });
    await stateAfter(before.testedAt ?? 0);
  });

  test('a GPU process that dies three times makes the application start again with software drawing, for good', async () => {
    await running.app.evaluate(({ app }) => {
      // The second application would outlive this test.
      app.relaunch = () => {};
    });
    const ended = new Promise<number | null>((done) => running.app.process().once('exit', done));
    for (let death = 0; death < 3; death++) {
      let gpu: number | undefined;
      await expect
        .poll(
          () => {
            gpu = processesOf(running.app, '--type=gpu-process')[0];
            return gpu !== undefined;
          },
          { timeout: 20_000 },
        )
        .toBe(true);
      process.kill(gpu!, 'SIGKILL');
      await expect.poll(() => isAlive(gpu!), { timeout: 20_000 }).toBe(false);
    }
    expect(await ended).toBe(0);
    const settings = JSON.parse(readFileSync(join(running.dataFolder, 'shell/settings.json'), 'utf8'));
    expect(settings.softwareGl).toEqual({ electron: expect.any(String), sinceAt: expect.any(Number) });
  });
});

describe('starting and leaving', () => {
  test('leaving stops the core in order and leaves no process behind', async () => {
    const running = await launchApplication();
    await runningCore(running.window);
    const processes = [running.app.process().pid!, ...processesOf(running.app, '')];
    await running.close();
    await expect.poll(() => processes.filter(isAlive), { timeout: 10_000 }).toEqual([]);
  });

  test('the language an officer chose is still chosen at the next start', async () => {
    const dataFolder = temporaryFolder();
    const first = await launchApplication({ dataFolder });
    await inPage(first.window, ({ pingan }) => pingan.setLanguage('en'));
    await first.close();
    const second = await launchApplication({ dataFolder });
    expect(await inPage(second.window, ({ pingan }) => pingan.start().then(({ language }) => language))).toBe('en');
    await second.close();
  });

  test('a second start on the same data folder says so and exits 3', async () => {
    const running = await launchApplication();
    const { code, output } = await runApplication([`--data=${running.dataFolder}`]);
    await running.close();
    expect([code, output]).toEqual([3, expect.stringContaining('数据文件夹正被另一个窗口使用')]);
  });

  test('a wrong configuration is shown in the window in its own words, and not tried again and again', async () => {
    const configFile = join(temporaryFolder(), 'station.json');
    const station = {
      station: { id: 'shifan', name: '示范', jurisdiction: '990101' },
      http: { host: '127.0.0.1', prot: 1 },
    };
    writeFileSync(configFile, JSON.stringify(station));
    const running = await launchApplication({ configFile });
    await expect.poll(async () => (await coreOf(running)).state, { timeout: 30_000 }).toBe('failed');
    expect((await coreOf(running)).reason?.en).toContain('http');
    expect(processesOf(running.app, CORE)).toEqual([]);
    await running.close();
  });

  test('a switch that is wrong is named and exits 2', async () => {
    const { code, output } = await runApplication(['--size=big']);
    expect([code, output]).toEqual([2, expect.stringContaining('--size')]);
  });

  test('a screenshot waits for a painted scene with live units, has the size asked for, and exits 0', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'shot.png');
    const { code, output } = await runApplication([`--data=${folder}/data`, '--size=1024x640', `--screenshot=${file}`]);
    const picture = readFileSync(file);
    expect({
      code,
      output,
      signature: picture.toString('latin1', 1, 4),
      width: picture.readUInt32BE(16),
      height: picture.readUInt32BE(20),
    }).toEqual({ code: 0, output: expect.stringContaining(file), signature: 'PNG', width: 1_024, height: 640 });
  });
});

/** Runs in the main process: what the duty window is told about the sound. */
async function askSound({ webContents }: typeof Electron.CrossProcessExports): Promise<SoundState> {
  const duty = webContents.getAllWebContents().find((contents) => contents.getURL().includes('/windows/duty/'));
  if (!duty) throw new Error('no duty window');
  return duty.executeJavaScript('window.pingan.start().then(({ sound }) => sound)') as Promise<SoundState>;
}
