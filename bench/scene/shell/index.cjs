// One plain window of Electron on the address it is given: what a bench of the renderer needs of the runtime, and no more.
'use strict';

const { app, BrowserWindow } = require('electron');

const optionOf = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);

app.whenReady().then(() => {
  const [width, height] = (optionOf('size') ?? '1280x720').split('x').map(Number);
  const window = new BrowserWindow({
    width,
    height,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
  });
  window.loadURL(optionOf('url'));
});
app.on('window-all-closed', () => app.quit());
