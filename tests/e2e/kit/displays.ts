/**
 * A virtual X server with several displays that can be pulled out, plugged in and set to another resolution while it runs: Xorg with the dummy
 * driver, whose sixteen outputs are real ones to RandR. Xvfb has one output only, and Chromium looks at outputs.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SERVER = 'Xorg';
const START_WITHIN_MS = 20_000;
/** Modes of the driver's own; an output gets those we use. */
const MODES = ['1280x720', '1024x576', '1024x768', '800x600'] as const;
export type DisplayMode = (typeof MODES)[number];

export interface VirtualDisplays {
  /** For whoever opens windows there. */
  readonly env: Readonly<Record<string, string>>;
  /** Plugs output `index` in, or sets it to another mode, with its top left corner there. */
  plug(index: number, mode: DisplayMode, x: number, y: number): Promise<void>;
  unplug(index: number): Promise<void>;
  /** `WxH+X+Y` of each visible window whose title contains `title`, as the server has it. */
  windowsTitled(title: string): Promise<string[]>;
  close(): Promise<void>;
}

/** @param corners where displays stand at the start, each 800×600 but the first, which is 1024×768 */
export async function openDisplays(corners: readonly (readonly [x: number, y: number])[]): Promise<VirtualDisplays> {
  const folder = mkdtempSync(join(tmpdir(), 'pingan-displays-'));
  const config = join(folder, 'xorg.conf');
  writeFileSync(config, XORG_CONFIG);
  const server = spawn(
    SERVER,
    [
      ...['-displayfd', '3', '-config', config, '-logfile', join(folder, 'xorg.log'), '-noreset'],
      ...['-nolisten', 'tcp', '-novtswitch', '-sharevts', '-ac'],
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((done) => server.once('close', () => done()));
  const close = async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const display = `:${await numberFrom(server)}`;
    const env = { DISPLAY: display };
    const x = async (program: string, ...args: string[]) =>
      (await run(program, args, { env: { ...process.env, ...env } })).stdout;
    const set = async (...args: string[]) => {
      await x('xrandr', ...args);
      // The server knows that an output is connected when somebody has asked it.
      await x('xrandr', '--query');
    };
    const plug: VirtualDisplays['plug'] = (index, mode, left, top) =>
      set('--output', `DUMMY${index}`, '--mode', mode, '--pos', `${left}x${top}`);
    for (const [index] of corners.entries()) {
      for (const mode of MODES) if (index > 0) await x('xrandr', '--addmode', `DUMMY${index}`, mode);
    }
    for (const [index, [left, top]] of corners.entries()) await plug(index, index ? '800x600' : '1024x768', left, top);
    return {
      env: { ...env, PINGAN_SOFTWARE_GL: '1' },
      plug,
      unplug: (index) => set('--output', `DUMMY${index}`, '--off'),
      windowsTitled: async (title) => {
        const found = windowsIn(await x('xwininfo', '-root', '-tree'), title);
        const facts = await Promise.all(found.map((id) => x('xwininfo', '-id', id)));
        return facts.flatMap((text) => (text.includes('IsViewable') ? [placeIn(text)] : [])).sort();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Ids, of `xwininfo -root -tree`: `0x60000f "title": ("name" "Class")  1280x720+0+0  +1024+0`. */
const windowsIn = (tree: string, title: string): string[] =>
  [...tree.matchAll(/^\s+(?<id>0x[0-9a-f]+) "(?<name>[^"]*)":/gm)].flatMap(({ groups }) =>
    groups!.name!.includes(title) ? [groups!.id!] : [],
  );

function placeIn(facts: string): string {
  const number = (name: string) => Number(new RegExp(`${name}:\\s+(-?\\d+)`).exec(facts)?.[1]);
  return `${number('Width')}x${number('Height')}+${number('Absolute upper-left X')}+${number('Absolute upper-left Y')}`;
}

function numberFrom(server: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((done, fail) => {
    let [complaint, digits] = ['', ''];
    const failed = () => fail(new Error(`Xorg did not start: ${complaint.trim()}`));
    const timer = setTimeout(failed, START_WITHIN_MS);
    server.stderr?.on('data', (piece: Buffer) => {
      complaint = `${complaint}${piece}`.slice(-2_000);
    });
    server.once('error', fail);
    server.once('close', failed);
    server.stdio[3]?.on('data', (piece: Buffer) => {
      digits += piece;
      if (!digits.endsWith('\n')) return;
      clearTimeout(timer);
      done(Number.parseInt(digits, 10));
    });
  });
}

const XORG_CONFIG = `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Monitor"
  Identifier "any"
  HorizSync 1-2000
  VertRefresh 1-500
EndSection
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 262144
EndSection
Section "Screen"
  Identifier "all"
  Device "dummy"
  Monitor "any"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 7680 2160
  EndSubSection
EndSection
`;
