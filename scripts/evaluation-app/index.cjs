// Stands in the evaluation runtime as resources/app and does what Electron's own default app does:
// `electron PATH [args]` runs the application at PATH under its own name, version and data folder.
// It is CommonJS for Node 18 because that is what the runtime has inside; it must not know our application.
'use strict';

const { app } = require('electron');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (given === undefined) {
  process.stderr.write('usage: electron PATH [arguments]\n');
  app.exit(2);
} else {
  run(path.resolve(given));
}

function run(applicationPath) {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  try {
    const manifestPath = path.join(applicationPath, 'package.json');
    if (fs.existsSync(manifestPath)) {
      introduce(applicationPath, JSON.parse(fs.readFileSync(manifestPath, 'utf8')));
    }
    // `isMain` keeps require.main pointing at the application's entry, as it does under the official default app.
    Module._load(applicationPath, module, true);
  } catch (error) {
    process.stderr.write(`${applicationPath} did not start: ${error instanceof Error ? error.stack : String(error)}\n`);
    app.exit(1);
  }
}

function introduce(applicationPath, manifest) {
  if (manifest.version) app.setVersion(manifest.version);
  const name = manifest.productName || manifest.name;
  if (name) app.setName(name);
  if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
  app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
  app.setAppPath(applicationPath);
}
