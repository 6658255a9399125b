/** The scene at scale in a window of the real runtime: the page is built for the purpose and served on loopback. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { build } from 'vite';
import { checkout, testDesktop } from '#tests/e2e/kit/launch.ts';
import { type Crowds, servePage } from './packServer.ts';

export interface SceneWindow extends AsyncDisposable {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Runs an expression in which `bench` is the page's SceneBenchPage. */
  ask<Value>(expression: string): Promise<Value>;
  /** Everything that went wrong in the page so far. */
  trouble(): readonly string[];
}

/** Needs a built application beside it for Cesium's files and the district (`npm run build`). */
export async function openScene(
  crowds: Crowds | null,
  size: { readonly width: number; readonly height: number } = { width: 1_280, height: 720 },
): Promise<SceneWindow> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-scene-'));
  await buildPage(folder);
  const server = await servePage(
    folder,
    join(checkout, 'dist/renderer/cesium'),
    join(checkout, 'dist/scenes/demo'),
    crowds,
  );
  const { runtime, flags, env } = await testDesktop();
  const app = await _electron.launch({
    executablePath: runtime.executable,
    chromiumSandbox: true,
    timeout: 60_000,
    args: [
      join(checkout, 'bench/scene/shell'),
      ...flags,
      '--js-flags=--expose-gc',
      '--enable-precise-memory-info',
      `--user-data-dir=${join(folder, 'profile')}`,
      `--url=${server.url}`,
      `--size=${size.width}x${size.height}`,
    ],
    env: definedOf({ ...process.env, ...env }),
  });
  const page = await app.firstWindow();
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text());
  });
  await page
    .waitForFunction('window.sceneBench !== undefined', undefined, { timeout: 30_000 })
    .catch((error: unknown) => {
      throw new Error(`the page did not start: ${trouble.join('; ')} ${String(error)}`);
    });
  return {
    app,
    page,
    ask: <Value>(expression: string) =>
      page.evaluate(`(async (bench) => (${expression}))(window.sceneBench)`) as Promise<Value>,
    trouble: () => trouble,
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await server.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function buildPage(outDir: string): Promise<void> {
  const { default: react } = await import('@vitejs/plugin-react');
  await build({
    configFile: false,
    root: checkout,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    resolve: { alias: [{ find: /^cesium$/, replacement: join(checkout, 'renderer/scene/cesium.ts') }] },
    build: {
      target: 'chrome114',
      outDir,
      emptyOutDir: true,
      chunkSizeWarningLimit: 8_000,
      rolldownOptions: {
        input: fileURLToPath(new URL('../../renderer/scene/bench/page.tsx', import.meta.url)),
        output: { entryFileNames: 'page.js', assetFileNames: 'page[extname]' },
      },
    },
  });
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
