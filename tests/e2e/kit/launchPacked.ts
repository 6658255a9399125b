/**
 * Opens the application that `npm run pack` built, as a site would, and drives its window over the debugging port. Playwright's
 * own way of launching needs the Node inspector, which the fuses of the pack have switched off.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { type Browser, chromium, type Page } from 'playwright-core';
import { packedApplication } from '../../../scripts/lib/packed.mjs';
import { testDesktop } from './launch.ts';

export interface PackedRun {
  /** The duty window. */
  readonly page: Page;
  /** Asks it to quit as the system does at log-out; the exit code. */
  close(): Promise<number | null>;
}

export async function launchPacked(args: readonly string[]): Promise<PackedRun> {
  const packed = packedApplication();
  if (packed === null) throw new Error('There is no packed application: run `npm run pack` first.');
  const { flags, env } = await testDesktop();
  const child = spawn(packed.executable, [...flags, '--remote-debugging-port=0', ...args], {
    env: { ...process.env, ...env, PINGAN_E2E: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => said.push(piece.toString()));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const address = await debuggingAddress(child, said);
  // Electron has no browser contexts to set defaults in.
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  return {
    page: await dutyPage(browser),
    async close() {
      await browser.close();
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Chromium says once, on stderr, where it listens. */
function debuggingAddress(child: ChildProcess, said: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    const look = () => {
      const address = /DevTools listening on (ws:\S+)/.exec(said.join(''))?.[1];
      if (address) done(address);
    };
    child.stderr?.on('data', look);
    child.once('close', (code) => fail(new Error(`the packed application ended with ${code}: ${said.join('')}`)));
  });
}

async function dutyPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error('the packed application has no pages');
  for (;;) {
    const page = context.pages().find((candidate) => candidate.url().includes('/windows/duty/'));
    if (page) return page;
    await context.waitForEvent('page');
  }
}
