// A phone for tests: one window of a phone's size in the Electron at hand, that allows what a person would have allowed and
// trusts one certificate.
'use strict';

const { X509Certificate } = require('node:crypto');
const { app, BrowserWindow, session } = require('electron');

const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const [width, height] = option('phone-size').split('x').map(Number);
const TRUSTED = 0;
const AS_CHROMIUM_SAYS = -3;

app.setPath('userData', option('phone-data'));
app.commandLine.appendSwitch('use-fake-device-for-media-stream');
app.whenReady().then(() => {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(true));
  session.defaultSession.setPermissionCheckHandler(() => true);
  session.defaultSession.setCertificateVerifyProc(({ certificate }, decide) => {
    const { fingerprint256 } = new X509Certificate(certificate.data);
    decide(fingerprint256 === option('phone-certificate') ? TRUSTED : AS_CHROMIUM_SAYS);
  });
  const window = new BrowserWindow({ width, height, useContentSize: true, frame: false });
  void window.loadURL('about:blank');
});
app.on('window-all-closed', () => app.quit());
