/** A plain window of the real runtime on pages that are built for a bench: what the benches of the renderer share. */
import { writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { build } from 'vite';
import { checkout, testDesktop } from '#tests/e2e/kit/launch.ts';

export interface PlainWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Everything that went wrong in the page so far. */
  trouble(): readonly string[];
}

/** @param shell folder of an Electron application that opens one window */
export async function openPlainWindow(shell: string, args: readonly string[]): Promise<PlainWindow> {
  const { runtime, flags, env } = await testDesktop();
  const app = await _electron.launch({
    executablePath: runtime.executable,
    chromiumSandbox: true,
    timeout: 60_000,
    args: [join(checkout, shell), ...flags, ...args],
    env: definedOf({ ...process.env, ...env }),
  });
  const page = await app.firstWindow();
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text());
  });
  return { app, page, trouble: () => trouble };
}

export interface PagesOptions {
  readonly alias?: readonly { readonly find: RegExp; readonly replacement: string }[];
  /** CSS of the frame, beside what each page brings itself. */
  readonly style: string;
}

/** Each of `entries` becomes `NAME.html`, an empty `#host` that fills the window, with `NAME.js` and `NAME.css`, in `outDir`. */
export async function buildPages(
  outDir: string,
  entries: readonly URL[],
  { alias = [], style }: PagesOptions,
): Promise<void> {
  const { default: react } = await import('@vitejs/plugin-react');
  await build({
    configFile: false,
    root: checkout,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    resolve: { alias: [...alias] },
    build: {
      target: 'chrome114',
      outDir,
      emptyOutDir: true,
      cssCodeSplit: true,
      chunkSizeWarningLimit: 8_000,
      rolldownOptions: {
        input: entries.map((entry) => fileURLToPath(entry)),
        output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]' },
      },
    },
  });
  for (const entry of entries) {
    const name = parse(fileURLToPath(entry)).name;
    await writeFile(join(outDir, `${name}.html`), frameOf(name, style));
  }
}

const frameOf = (name: string, style: string) => `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${name}.css" />
    <title>${name}</title>
    <style>html, body, #host { margin: 0; width: 100%; height: 100%; overflow: hidden } ${style}</style>
  </head>
  <body>
    <div id="host"></div>
    <script type="module" src="${name}.js"></script>
  </body>
</html>
`;

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
