import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PackedApplication } from '../../scripts/lib/packed.mjs';
import { filesInArchive, fusesOf, packedApplication } from '../../scripts/lib/packed.mjs';

const runtimeFiles = [
  /^package\.json$/,
  /^dist\/(shell|core|preload)\/[\w.-]+\.(cjs|mjs)$/,
  /^dist\/renderer\/(windows\/\w+\/index\.html|assets\/[\w.-]+\.(js|css|svg|png|jpg|wasm|woff2))$/,
  /^dist\/renderer\/cesium\/(Workers|Assets|ThirdParty)\//,
  /^dist\/scenes\//,
  /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.+\.js)$/,
];
const nativePart = `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`;

/** Paths that must never reach a site, whatever folder they are in. */
const neverShipped = /\.tsx?$|\.map$|\.test\.|(^|\/)(tests?|bench|scripts|src|deps)\/|tsconfig|\.db$/;

describe('the packed application', () => {
  let packed: PackedApplication;

  beforeAll(() => {
    const found = packedApplication();
    if (found === null) throw new Error('There is no packed application: run `npm run pack` first.');
    packed = found;
  });

  test('contains runtime files and nothing else', () => {
    const files = filesInArchive(packed.archive);
    expect(files).toContain('dist/shell/index.cjs');
    expect(files).toContain('dist/core/serve.mjs');
    expect(files).toContain('dist/scenes/demo/manifest.json');
    expect(files).toContain(nativePart);
    expect(files.filter((file) => neverShipped.test(file))).toEqual([]);
    expect(files.filter((file) => file !== nativePart && !runtimeFiles.some((kind) => kind.test(file)))).toEqual([]);
  });

  test('keeps the core, its database and the scenes outside the archive, where any Node can read them', () => {
    const beside = `${packed.archive}.unpacked`;
    const wanted = ['dist/core/serve.mjs', 'dist/scenes/demo/manifest.json', nativePart];
    expect(wanted.filter((path) => !existsSync(join(beside, path)))).toEqual([]);
  });

  test('carries no second application', () => {
    const others = ['app', 'default_app.asar'].filter((name) => existsSync(join(packed.resources, name)));
    expect(others).toEqual([]);
  });

  test('has its fuses flipped: no Node behind our back, no inspector, only our archive', () => {
    expect(fusesOf(packed.executable)).toMatchObject({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptionsEnvironmentVariable: false,
      nodeCliInspectArguments: false,
      embeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
    });
  });

  test('says that it is for evaluation exactly when it was packed with the evaluation runtime', () => {
    const marked = existsSync(join(packed.directory, 'EVALUATION-ONLY.txt'));
    expect(marked).toBe(existsSync(join(packed.resources, 'node/node')));
  });
});
