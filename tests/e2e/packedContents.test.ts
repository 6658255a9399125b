import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { coreOutputs } from '../../scripts/lib/build/core-programs.mjs';
import type { PackedApplication } from '../../scripts/lib/packed.mjs';
import { filesInArchive, fusesOf, packedApplication } from '../../scripts/lib/packed.mjs';

const runtimeFiles = [
  /^package\.json$/,
  /^dist\/(shell|core|preload)\/[\w.-]+\.(cjs|mjs)$/,
  /^dist\/renderer\/(windows\/\w+\/index\.html|assets\/[\w.-]+\.(js|css|svg|png|jpg|wasm|woff2))$/,
  /^dist\/renderer\/cesium\/(Workers|Assets|ThirdParty)\//,
  /^dist\/scenes\//,
  /^dist\/worker\/(index\.html|serviceWorker\.js|manifest\.webmanifest|assets\/[\w.-]+\.(js|css)|icons\/icon[\w-]*\.(png|svg))$/,
  /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.+\.js)$/,
  /^node_modules\/@node-rs\/argon2(-[\w-]+)?\/(package\.json|LICENSE|index\.js)$/,
  /^node_modules\/node-datachannel\/(package\.json|LICENSE|dist\/(esm|cjs)\/[\w/-]+\.(mjs|cjs))$/,
  /^node_modules\/@node-datachannel\/[\w-]+\/package\.json$/,
  /^node_modules\/detect-libc\/(package\.json|LICENSE|lib\/[\w-]+\.js)$/,
  // The native part of serialport and what that requires.
  /^node_modules\/@serialport\/bindings-(cpp|interface)\/(package\.json|LICENSE|dist\/[\w-]+\.js)$/,
  /^node_modules\/@serialport\/parser-(readline|delimiter)\/(package\.json|LICENSE|dist\/index\.js)$/,
  /^node_modules\/debug\/(package\.json|LICENSE|src\/\w+\.js)$/,
  /^node_modules\/node-gyp-build\/(package\.json|LICENSE|index\.js|node-gyp-build\.js)$/,
  /^node_modules\/ms\/(package\.json|license\.md|index\.js)$/,
];
const databasePart = `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`;
/** As node-gyp-build looks for it: Linux ones say which C library and which Arm they are for. */
const serialPart = new RegExp(
  `^node_modules/@serialport/bindings-cpp/prebuilds/${process.platform}-${process.arch}/@serialport\\+bindings-cpp(\\.armv8)?(\\.glibc)?\\.node$`,
);
/** Linux ones say which C library they are for. */
const passwordPart = new RegExp(
  `^node_modules/@node-rs/argon2-${process.platform}-${process.arch}[\\w-]*/argon2\\.[\\w-]+\\.node$`,
);
const picturePart = new RegExp(
  `^node_modules/@node-datachannel/${process.platform}-${process.arch}[\\w-]*/node_datachannel\\.node$`,
);
const isNative = (file: string) =>
  file === databasePart || [serialPart, passwordPart, picturePart].some((part) => part.test(file));

/** Paths that must never reach a site, whatever folder they are in; `debug` keeps what it runs from in src, a recording may be a .ts. */
const neverShipped =
  /(?<!^dist\/scenes\/demo\/media\/[\w-]+)\.tsx?$|\.map$|\.test\.|(^|\/)(tests?|bench|scripts|deps)\/|^src\/|(?<!^node_modules\/debug)\/src\/|tsconfig|\.db$/;

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
    expect(files).toContain('dist/scenes/demo/manifest.json');
    expect(files.filter((file) => file.startsWith('dist/core/')).sort()).toEqual(coreOutputs().sort());
    expect(files.filter(isNative)).toHaveLength(4);
    expect(files.filter((file) => neverShipped.test(file))).toEqual([]);
    expect(files.filter((file) => !isNative(file) && !runtimeFiles.some((kind) => kind.test(file)))).toEqual([]);
  });

  test('keeps the core, its native parts, the phone page and the scenes outside the archive, where any Node can read them', () => {
    const beside = `${packed.archive}.unpacked`;
    const natives = filesInArchive(packed.archive).filter(isNative);
    const page = ['dist/worker/index.html', 'dist/worker/serviceWorker.js'];
    const wanted = [...coreOutputs(), ...page, 'dist/scenes/demo/manifest.json', ...natives];
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
