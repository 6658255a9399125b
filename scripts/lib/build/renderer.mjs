// The windows: one page per folder of renderer/windows, built by Vite for Chromium 114, with everything they load beside them.
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../paths.mjs';

const engine = 'node_modules/@cesium/engine';

/** What Cesium fetches at run time instead of importing: from → name under dist/renderer/cesium. */
const cesiumFiles = [
  ['Build/Workers', 'Workers'],
  ['Source/Assets', 'Assets'],
  ['Source/ThirdParty/basis_transcoder.wasm', 'ThirdParty/basis_transcoder.wasm'],
  ['Source/ThirdParty/draco_decoder.wasm', 'ThirdParty/draco_decoder.wasm'],
  ['Source/ThirdParty/wasm_splats_bg.wasm', 'ThirdParty/wasm_splats_bg.wasm'],
];

/** @returns {string[]} the windows that have a page */
export function windowPages() {
  const folder = fromRoot('renderer/windows');
  return readdirSync(folder)
    .sort()
    .map((name) => `renderer/windows/${name}/index.html`)
    .filter((page) => existsSync(fromRoot(page)));
}

export async function buildRenderer() {
  const pages = windowPages();
  if (!pages.includes('renderer/windows/duty/index.html')) {
    throw new Error('renderer/windows/duty/index.html is not there, and the duty window is made from it.');
  }
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await build({
    configFile: false,
    root: fromRoot('renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    resolve: {
      // resium imports `cesium`; the whole package would bring its widgets, which need eval and our CSP has none.
      alias: [{ find: /^cesium$/, replacement: fromRoot('renderer/scene/cesium.ts') }],
    },
    build: {
      target: 'chrome114',
      outDir: fromRoot('dist/renderer'),
      emptyOutDir: true,
      // One file per asset: the CSP then needs no data: sources for fonts and scripts.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 8_000,
      rolldownOptions: { input: pages.map(fromRoot) },
    },
  });
}

export function copyCesium() {
  const target = fromRoot('dist/renderer/cesium');
  mkdirSync(join(target, 'ThirdParty'), { recursive: true });
  for (const [from, to] of cesiumFiles) cpSync(fromRoot(join(engine, from)), join(target, to), { recursive: true });
}
