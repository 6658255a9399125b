/** The worker page as on a phone: a window of a phone's size over a network that can be cut, with a place to stand at. */
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from 'playwright-core';
import { checkout, testDesktop } from './launch.ts';

/** A way to the station that can be cut: everything on it breaks off, and nobody new is answered. */
export interface CuttableWay {
  readonly url: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openWay(stationUrl: string): Promise<CuttableWay> {
  const { hostname, port } = new URL(stationUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((phone) => {
    if (isCut) return void phone.destroy();
    const station = connect(Number(port), hostname);
    for (const [one, other] of [
      [phone, station],
      [station, phone],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const breakOff = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    cut() {
      isCut = true;
      breakOff();
    },
    mend() {
      isCut = false;
    },
    async close() {
      breakOff();
      await new Promise((done) => server.close(done));
    },
  };
}

export interface PhonePage {
  readonly page: Page;
  /** What went wrong in the page: errors, refusals of its policy, requests to anybody but the station. */
  trouble(): readonly string[];
  stand(lon: number, lat: number): Promise<void>;
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** What a page says of a network that is not there is no fault of it. */
const WITHOUT_NETWORK = /net::ERR_|WebSocket connection|status of 4\d\d|navigator\.vibrate/;

export async function openPhonePage(url: string, size = '390x844'): Promise<PhonePage> {
  const { runtime, flags, env } = await testDesktop();
  const data = await mkdtemp(join(tmpdir(), 'pingan-phone-'));
  const app = await _electron.launch({
    executablePath: runtime.executable,
    chromiumSandbox: true,
    args: [
      join(checkout, 'tests/e2e/kit/phoneApp'),
      ...flags,
      `--phone-page=${url}/worker/`,
      `--phone-data=${data}`,
      `--phone-size=${size}`,
    ],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  const page = await app.firstWindow();
  const found: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !WITHOUT_NETWORK.test(message.text())) found.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => found.push(`page: ${error.stack ?? error.message}`));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^(?:http|ws)/.test(protocol) && host !== new URL(url).host) found.push(`foreign: ${request.url()}`);
  });
  const folder = join(checkout, 'artifacts/e2e');
  return {
    page,
    trouble: () => found,
    stand: (longitude, latitude) => app.context().setGeolocation({ longitude, latitude, accuracy: 8 }),
    async picture(name) {
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
    async close() {
      await app.close();
      await rm(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
