/** What a test needs to play the attacker against the running application. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication } from 'playwright-core';

/** A web server on loopback that counts who came. It allows no origin to read it. */
export interface StrangeServer {
  readonly url: string;
  visits(): number;
  close(): Promise<void>;
}

export async function openStrangeServer(): Promise<StrangeServer> {
  let visits = 0;
  const server: Server = createServer((_request, response) => {
    visits += 1;
    response.end('<!doctype html><title>strange</title>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    visits: () => visits,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** What a call from a page that is not ours came to, per channel. */
export type CallOutcomes = Readonly<Record<string, string>>;

/**
 * Opens a page with every lock off, which the product never does, and calls every channel from it.
 * @param where `top`: the page itself calls; `frame`: a frame inside it calls
 * @param url of the page; with `app://pingan/…` even the origin is ours
 */
export function callFromStrangePage(
  app: ElectronApplication,
  request: { readonly url: string; readonly where: 'top' | 'frame'; readonly channels: readonly string[] },
): Promise<CallOutcomes> {
  return app.evaluate(async ({ BrowserWindow }, { url, where, channels }) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        nodeIntegration: true,
        nodeIntegrationInSubFrames: true,
        contextIsolation: false,
        sandbox: false,
      },
    });
    try {
      await window.loadURL(url);
      const frame = where === 'top' ? window.webContents.mainFrame : window.webContents.mainFrame.frames[0];
      if (!frame) throw new Error('the strange page has no frame');
      const script = `(async () => {
        const { ipcRenderer } = require('electron');
        const outcomes = {};
        for (const channel of ${JSON.stringify(channels)}) {
          ipcRenderer.send(channel, 'anything');
          try {
            await ipcRenderer.invoke(channel);
            outcomes[channel] = 'answered';
          } catch (error) {
            outcomes[channel] = /refused: |No handler registered/.test(String(error)) ? 'refused' : String(error);
          }
        }
        return outcomes;
      })()`;
      return (await frame.executeJavaScript(script)) as Record<string, string>;
    } finally {
      window.destroy();
    }
  }, request);
}
