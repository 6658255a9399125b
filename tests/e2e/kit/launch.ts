/**
 * Opens the real built application for a test: `npm run build` must have run. Each has a data folder of its own and a small
 * window, because this may be drawn in software. Close it in afterAll; what it said is there when a test fails.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { type Desktop, prepareDesktop } from '../../../scripts/lib/desktop.mjs';

export const checkout = resolve(import.meta.dirname, '../../..');

export interface LaunchOptions {
  /** station.json; without it the demo district with its drill. */
  readonly configFile?: string;
  /** Kept when given, made and removed again otherwise. */
  readonly dataFolder?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly language?: 'zh-CN' | 'en';
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The folder with package.json and dist; the checkout when left out. */
  readonly applicationPath?: string;
}

export interface RunningApplication {
  readonly app: ElectronApplication;
  /** The duty window. */
  readonly window: Page;
  readonly dataFolder: string;
  /** Everything the application wrote to stdout and stderr so far. */
  output(): string;
  /** The lines of `shell/security.log`, oldest first. */
  securityLog(): readonly SecurityLine[];
  /** Quits in order and removes the data folder made for it. */
  close(): Promise<void>;
}

export interface SecurityLine {
  readonly at: number;
  readonly kind: string;
  readonly [field: string]: unknown;
}

let desktop: Promise<Desktop> | null = null;

/** The runtime, display and switches of this machine, found once per test file. */
export function testDesktop(): Promise<Desktop> {
  desktop ??= prepareDesktop({ mayInstall: false });
  return desktop;
}

export async function launchApplication(options: LaunchOptions = {}): Promise<RunningApplication> {
  const { runtime, flags, env } = await testDesktop();
  const { width, height } = options.size ?? { width: 1_024, height: 640 };
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'pingan-e2e-')));
  const said: string[] = [];
  const app = await _electron.launch({
    executablePath: runtime.executable,
    // Playwright would switch the sandbox off everywhere on Linux; the flags do so only for root.
    chromiumSandbox: true,
    args: [
      options.applicationPath ?? checkout,
      ...flags,
      `--data=${dataFolder}`,
      `--size=${width}x${height}`,
      ...(options.configFile ? [`--config=${options.configFile}`] : []),
      ...(options.language ? [`--lang=${options.language}`] : []),
      ...(options.args ?? []),
    ],
    env: { ...definedOf(process.env), ...env, PINGAN_E2E: '1', ...options.env },
  });
  const { stdout, stderr } = app.process();
  for (const stream of [stdout, stderr]) stream?.on('data', (piece: Buffer) => said.push(piece.toString()));
  return {
    app,
    window: await pageOf(app, '/windows/duty/'),
    dataFolder,
    output: () => said.join(''),
    securityLog: () => readSecurityLog(dataFolder),
    close: async () => {
      await app.close();
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The page whose address contains `part`: the duty window opens beside a hidden one that makes the sound. */
export async function pageOf(app: ElectronApplication, part: string): Promise<Page> {
  const isIt = (page: Page) => page.url().includes(part);
  for (;;) {
    const page = app.windows().find(isIt);
    if (page) return page;
    await app.waitForEvent('window', { timeout: 60_000 });
  }
}

function readSecurityLog(dataFolder: string): SecurityLine[] {
  const text = readFileSync(join(dataFolder, 'shell/security.log'), 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as SecurityLine]));
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
