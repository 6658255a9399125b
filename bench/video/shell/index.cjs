// One plain window of Electron on the origin that the media port knows, app://pingan: what a bench of the tiles needs, and no more.
'use strict';

const { readFile } = require('node:fs/promises');
const { extname, join } = require('node:path');
const { app, BrowserWindow, protocol } = require('electron');

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const optionOf = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const folder = optionOf('pages');

app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required');
// As main/shell/prepare.ts does.
app.commandLine.appendSwitch('ignore-connections-limit', '127.0.0.1');
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true } },
]);

async function answer(request) {
  const name = new URL(request.url).pathname.slice(1);
  try {
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    return new Response(await readFile(join(folder, name)), { headers: { 'content-type': type } });
  } catch {
    return new Response(null, { status: 404 });
  }
}

app.whenReady().then(() => {
  protocol.handle('app', answer);
  const window = new BrowserWindow({
    width: 1_280,
    height: 720,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
  });
  window.loadURL('about:blank');
});
app.on('window-all-closed', () => app.quit());
