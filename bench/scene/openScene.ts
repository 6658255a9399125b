/** The scene at scale in a window of the real runtime: the page is built for the purpose and served on loopback. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { checkout } from '#tests/e2e/kit/launch.ts';
import { buildPages, openPlainWindow } from '../window/plainWindow.ts';
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
  await buildPages(folder, [new URL('../../renderer/scene/bench/page.tsx', import.meta.url)], {
    alias: [{ find: /^cesium$/, replacement: join(checkout, 'renderer/scene/cesium.ts') }],
    style: 'body { background: #080c11 }',
  });
  const server = await servePage(
    folder,
    join(checkout, 'dist/renderer/cesium'),
    join(checkout, 'dist/scenes/demo'),
    crowds,
  );
  const { app, page, trouble } = await openPlainWindow('bench/scene/shell', [
    '--js-flags=--expose-gc',
    '--enable-precise-memory-info',
    `--user-data-dir=${join(folder, 'profile')}`,
    `--url=${server.url}page.html`,
    `--size=${size.width}x${size.height}`,
  ]);
  await page
    .waitForFunction('window.sceneBench !== undefined', undefined, { timeout: 30_000 })
    .catch((error: unknown) => {
      throw new Error(`the page did not start: ${trouble().join('; ')} ${String(error)}`);
    });
  return {
    app,
    page,
    ask: <Value>(expression: string) =>
      page.evaluate(`(async (bench) => (${expression}))(window.sceneBench)`) as Promise<Value>,
    trouble,
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await server.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
