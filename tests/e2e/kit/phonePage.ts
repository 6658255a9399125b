/**
 * The worker page as on a phone: a browser with a phone's profile that trusts one station's certificate, as a phone does after it
 * has been installed. The Chromium of this machine where there is one, headless; else the Electron at hand in a phone's window.
 */

import { createHash, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { _electron, type BrowserContext, chromium, devices, type Page } from 'playwright-core';
import { checkout, testDesktop } from './launch.ts';
import { familyNaming } from './processes.ts';

export interface PhoneProfile {
  /** `https://host:port` of the station as the phone reaches it. */
  readonly url: string;
  /** PEM of the only certificate it trusts. */
  readonly certificate: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly colours?: 'light' | 'dark';
}

export interface PhonePage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly browser: 'chromium' | 'electron';
  /** What went wrong in the page: errors, refusals of its policy, requests to anybody but the station. */
  trouble(): readonly string[];
  /** Everything that left the phone: addresses, bodies and frames, oldest first. */
  sent(): readonly string[];
  stand(lon: number, lat: number): Promise<void>;
  picture(name: string): Promise<void>;
  /** The whole browser stands still, as a phone does that the system has put to sleep; `false`: it goes on. */
  freeze(isFrozen: boolean): void;
  close(): Promise<void>;
}

/** What a page says of a network that is not there is no fault of it. */
const WITHOUT_NETWORK = /net::ERR_|WebSocket connection|status of 4\d\d|navigator\.vibrate/;
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const SIZE = { width: 360, height: 740 };

interface Opened {
  readonly browser: PhonePage['browser'];
  readonly context: BrowserContext;
  readonly page: Page;
  /** Its folder, which its command line names. */
  readonly data: string;
  close(): Promise<void>;
}

/** @param prepare runs in every page before its own scripts */
export async function openPhonePage(profile: PhoneProfile, prepare: string): Promise<PhonePage> {
  const executable = ownChromium();
  const opened = executable ? await openChromium(executable, profile) : await openElectron(profile);
  const { page, context } = opened;
  const found: string[] = [];
  const sent: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !WITHOUT_NETWORK.test(message.text())) found.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => found.push(`page: ${error.stack ?? error.message}`));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^(?:http|ws)/.test(protocol) && host !== new URL(profile.url).host) found.push(`foreign: ${request.url()}`);
    sent.push(`${request.method()} ${request.url()} ${request.postDataBuffer()?.toString('latin1') ?? ''}`);
  });
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => void sent.push(payload.toString())));
  await page.addInitScript({ content: prepare });
  await page.goto(`${profile.url}/worker/`);
  return {
    page,
    context,
    browser: opened.browser,
    trouble: () => found,
    sent: () => sent,
    stand: (longitude, latitude) => context.setGeolocation({ longitude, latitude, accuracy: 8 }),
    async picture(name) {
      await page.screenshot({ path: join(checkout, 'artifacts/e2e', `${name}.png`) });
    },
    freeze(isFrozen) {
      for (const id of familyNaming(opened.data)) process.kill(id, isFrozen ? 'SIGSTOP' : 'SIGCONT');
    },
    close: opened.close,
  };
}

function ownChromium(): string | undefined {
  if (process.env.PINGAN_PHONE_BROWSER === 'electron') return undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

async function openChromium(executablePath: string, { certificate, size, colours }: PhoneProfile): Promise<Opened> {
  const data = await mkdtemp(join(tmpdir(), 'pingan-phone-'));
  const { publicKey } = new X509Certificate(certificate);
  const key = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  // Not a private window: those keep no page and cannot be installed.
  const context = await chromium.launchPersistentContext(data, {
    ...devices['Pixel 7'],
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      `--ignore-certificate-errors-spki-list=${key}`,
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
    viewport: size ?? SIZE,
    screen: size ?? SIZE,
    locale: 'zh-CN',
    colorScheme: colours ?? 'light',
    permissions: ['geolocation', 'notifications', 'microphone', 'camera'],
  });
  const [page] = context.pages();
  return {
    browser: 'chromium',
    data,
    context,
    page: page ?? (await context.newPage()),
    async close() {
      await context.close();
      await rm(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openElectron({ certificate, size = SIZE }: PhoneProfile): Promise<Opened> {
  const { runtime, flags, env } = await testDesktop();
  const data = await mkdtemp(join(tmpdir(), 'pingan-phone-'));
  const app = await _electron.launch({
    executablePath: runtime.executable,
    chromiumSandbox: true,
    args: [
      join(checkout, 'tests/e2e/kit/phoneApp'),
      ...flags,
      `--phone-data=${data}`,
      `--phone-certificate=${new X509Certificate(certificate).fingerprint256}`,
      `--phone-size=${size.width}x${size.height}`,
    ],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  return {
    browser: 'electron',
    data,
    context: app.context(),
    page: await app.firstWindow(),
    async close() {
      await app.close();
      await rm(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
