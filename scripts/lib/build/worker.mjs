// The phone page (renderer/worker → dist/worker): its own small Vite build, and a service worker that knows its files by name.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fromRoot } from '../paths.mjs';

const output = 'dist/worker';

export async function buildWorkerPage() {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await build({
    configFile: false,
    root: fromRoot('renderer/worker'),
    base: '/worker/',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      target: 'chrome100',
      outDir: fromRoot(output),
      emptyOutDir: true,
      // One file per asset: the policy of the page allows no data: sources.
      assetsInlineLimit: 0,
    },
  });
  await buildServiceWorker();
}

/** Last, because it names what the others have become; under one name for ever, because a browser looks for it there. */
async function buildServiceWorker() {
  const files = filesUnder(fromRoot(output)).filter((path) => path !== 'index.html');
  const hash = createHash('sha256');
  for (const path of ['index.html', ...files]) hash.update(path).update(readFileSync(fromRoot(join(output, path))));
  const { rolldown } = await import('rolldown');
  const built = await rolldown({
    input: fromRoot('renderer/worker/serviceWorker.ts'),
    platform: 'browser',
    transform: {
      target: 'chrome100',
      define: {
        PAGE_FILES: JSON.stringify(['/worker/', ...files.map((path) => `/worker/${path}`)]),
        PAGE_VERSION: JSON.stringify(hash.digest('hex').slice(0, 16)),
      },
    },
  });
  try {
    await built.write({ file: fromRoot(join(output, 'serviceWorker.js')), format: 'iife', minify: true });
  } finally {
    await built.close();
  }
}

const filesUnder = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
