// npm run pack: the unpacked application in release/, from dist/ and the runtime at hand, without the network.
// npm run pack -- --installers: deb, AppImage or nsis too, where electron-builder can reach the tools for them.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as buildPackage, DIR_TARGET, Platform } from 'electron-builder';
import { build } from './lib/build/build.mjs';
import { resolveElectron } from './lib/electron-runtime.mjs';
import { resolveNode } from './lib/node-runtime.mjs';
import { bytesOf, filesInArchive, packedApplication } from './lib/packed.mjs';
import { fromRoot, releaseDirectory, root } from './lib/paths.mjs';

const say = (line) => console.log(line);
const withInstallers = process.argv.includes('--installers');

try {
  await pack();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function pack() {
  await build(say);
  const runtime = await resolveElectron(say);
  for (const line of runtime.say) say(line);
  const evaluation = runtime.source === 'evaluation';
  if (evaluation && withInstallers) {
    throw new Error('The evaluation runtime is never given to a site: installers need the official Electron.');
  }
  rmSync(releaseDirectory, { recursive: true, force: true });
  await buildPackage({
    projectDir: root,
    targets: withInstallers ? undefined : Platform.current().createTarget(DIR_TARGET),
    publish: 'never',
    config: configuration(runtime, evaluation),
  });
  const packed = packedApplication();
  if (!packed) throw new Error('electron-builder finished without an application in release/.');
  report(packed);
}

function configuration(runtime, evaluation) {
  return {
    extends: fromRoot('electron-builder.yml'),
    electronDist: runtime.directory,
    electronVersion: runtime.version,
    afterExtract: ({ appOutDir }) => removeDefaultApp(join(appOutDir, 'resources')),
    // The fuse is younger than the oldest runtime we pack, so it is not in electron-builder.yml.
    ...(Number.parseInt(runtime.version, 10) >= 29
      ? { electronFuses: { grantFileProtocolExtraPrivileges: false } }
      : {}),
    ...(evaluation ? evaluationOnly() : {}),
  };
}

/** A default app beside our archive would be a second application in the same box. */
function removeDefaultApp(resources) {
  for (const name of ['app', 'default_app.asar']) rmSync(join(resources, name), { recursive: true, force: true });
}

/** The Node-API of Electron 25 is too old for our database, so the pack brings Node 24 for the core. */
function evaluationOnly() {
  return {
    productName: "Ping'an Command Evaluation",
    afterPack: ({ appOutDir }) => {
      const folder = join(appOutDir, 'resources/node');
      mkdirSync(folder, { recursive: true });
      copyFileSync(resolveNode().path, join(folder, 'node'));
      writeFileSync(
        join(appOutDir, 'EVALUATION-ONLY.txt'),
        '仅供评估与测试，不得用于生产。\nFor evaluation and tests only, not for production: this application was packed with Electron 25.1.1.\n',
      );
    },
  };
}

function report(packed) {
  const files = filesInArchive(packed.archive);
  const counts = new Map();
  for (const file of files) {
    const folder = file.split('/').slice(0, 2).join('/');
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  say(`${packed.executable}  (${megabytes(bytesOf(packed.directory))} in all)`);
  say(
    `  app.asar ${megabytes(bytesOf(packed.archive))}, beside it unpacked ${megabytes(bytesOf(`${packed.archive}.unpacked`))}:`,
  );
  for (const [folder, count] of counts) say(`    ${folder.padEnd(28)} ${count} files`);
  const node = bytesOf(join(packed.resources, 'node'));
  if (node > 0) say(`  resources/node ${megabytes(node)}: Node for the core, evaluation packs only`);
}

function megabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
