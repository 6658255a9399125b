// A phone for tests: one window of a phone's size in the Electron at hand, that allows what a person would have allowed.
'use strict';

const { app, BrowserWindow, session } = require('electron');

const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const [width, height] = (option('phone-size') ?? '390x844').split('x').map(Number);

app.setPath('userData', option('phone-data'));
app.commandLine.appendSwitch('use-fake-device-for-media-stream');
app.whenReady().then(() => {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(true));
  session.defaultSession.setPermissionCheckHandler(() => true);
  const window = new BrowserWindow({ width, height, useContentSize: true, frame: false });
  void window.loadURL(option('phone-page'));
});
app.on('window-all-closed', () => app.quit());
