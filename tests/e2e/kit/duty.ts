/**
 * The duty window as a test sees it: what stands where, what it says, and everything that went wrong in it. Waiting is for
 * states, never for time: the scene may be drawn in software at a few frames a second.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConsoleMessage, ElectronApplication, Locator, Page } from 'playwright-core';
import type { IncidentState } from '#shared/domain/incident.ts';
import { BRIDGE_CHANNELS, type SceneReport } from '#shared/wire/bridge.ts';
import { runningCore } from './inPage.ts';
import { checkout, type LaunchOptions, launchApplication, type RunningApplication } from './launch.ts';
import { ADMIN } from './liveStation.ts';

/** Longer than any step takes on two busy cores; only a step that never ends meets it. */
export const PATIENCE_MS = 60_000;
export const SOON = { timeout: PATIENCE_MS, interval: 100 } as const;

export interface Duty {
  readonly running: RunningApplication;
  readonly page: Page;
  /** `http://127.0.0.1:PORT` of the core. */
  readonly url: string;
  /** Page errors, console errors and refusals of the content security policy so far, with where they came from. */
  trouble(): readonly string[];
  /** What the scene last reported to the shell. */
  scene(): Promise<SceneReport | null>;
  /** Keeps a picture of the window in artifacts/e2e. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the application and waits until its window is fed by its core. */
export async function openDuty(options: LaunchOptions = {}): Promise<Duty> {
  const running = await launchApplication({ size: { width: 1_366, height: 768 }, ...options });
  const { app, window: page } = running;
  page.setDefaultTimeout(PATIENCE_MS);
  const trouble = await watchPages(app);
  await followScene(app);
  const url = await runningCore(page);
  await cell(page, 'core-health', 'good').waitFor();
  return {
    running,
    page,
    url,
    trouble,
    scene: () => lastSceneOf(app),
    picture: (name) => takePicture(page, name),
    close: () => running.close(),
  };
}

export async function takePicture(page: Page, name: string): Promise<void> {
  const path = join(checkout, 'artifacts/e2e', `${name}.png`);
  await page.screenshot({ path, timeout: PATIENCE_MS });
}

/** A figure of the top bar, in a tone when one is asked for. */
export function cell(page: Page, testId: string, tone?: string): Locator {
  return page.locator(`[data-testid="${testId}"]${tone ? `[data-tone="${tone}"]` : ''}`);
}

/** An incident in the list of those nobody has accepted yet, which stands above everything that scrolls. */
export const unansweredItem = (page: Page, incidentId: string): Locator =>
  page.getByTestId('queue-unanswered').getByTestId(`queue-item-${incidentId}`);

/** Waits until the scene is drawn with its buildings, so that a picture shows the district and not an empty ground. */
export async function untilPainted(duty: Pick<Duty, 'scene'>, isEnough: (scene: SceneReport) => boolean) {
  const deadline = Date.now() + 2 * PATIENCE_MS;
  for (;;) {
    const scene = await duty.scene();
    if (scene && isEnough(scene)) return scene;
    if (Date.now() > deadline) throw new Error(`the scene never became so: ${JSON.stringify(scene)}`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

export type ApiIncident = IncidentState & { readonly state: 'open' | 'closed' };

/** GET of the core's API as administrator, parsed. */
export async function ask<Body>(url: string, path: string, token = ADMIN): Promise<Body> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

export async function order(
  url: string,
  kind: string,
  body: object,
  token = ADMIN,
): Promise<{ ok: boolean; incidentId?: string }> {
  const response = await fetch(`${url}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ commandId: crypto.randomUUID(), kind, body }),
  });
  return (await response.json()) as { ok: boolean; incidentId?: string };
}

export async function incidentsOf(url: string, state: 'open' | 'closed', token = ADMIN): Promise<ApiIncident[]> {
  return (await ask<{ incidents: ApiIncident[] }>(url, `/api/incidents?state=${state}`, token)).incidents;
}

export async function incidentOf(url: string, incidentId: string): Promise<ApiIncident> {
  return (await ask<{ incident: ApiIncident }>(url, `/api/incidents/${incidentId}`)).incident;
}

/** The one open incident of a kind. */
export async function openIncidentOf(url: string, kind: IncidentState['kind']): Promise<ApiIncident> {
  const found = (await incidentsOf(url, 'open')).filter((incident) => incident.kind === kind);
  if (found.length !== 1) throw new Error(`${found.length} open incidents of kind ${kind}`);
  return found[0]!;
}

/** The process of the core, whichever way this runtime starts it: it writes its id beside its lock. */
export function coreProcessId(dataFolder: string): number {
  const { pid } = JSON.parse(readFileSync(join(dataFolder, 'lock.owner.json'), 'utf8')) as { pid: number };
  return pid;
}

async function watchPages(app: ElectronApplication): Promise<() => readonly string[]> {
  const found: string[] = [];
  const noteMessage = (message: ConsoleMessage) => {
    // A refusal of the content security policy is an error in the console of the page as well.
    if (message.type() === 'error' && !isRefusedCamera(message))
      found.push(`console: ${message.text()} (${message.location().url})`);
  };
  const watch = async (page: Page) => {
    page.on('console', noteMessage);
    page.on('pageerror', (error) => found.push(`page: ${error.stack ?? error.message}`));
    page.on('crash', () => found.push(`crash: ${page.url()}`));
    // What was said before anybody listened.
    for (const message of await page.consoleMessages()) noteMessage(message);
    for (const error of await page.pageErrors()) found.push(`page: ${error.stack ?? error.message}`);
  };
  // One that is closed before it was asked has nothing more to say.
  app.on('window', (page) => void watch(page).catch(() => undefined));
  await Promise.all(app.windows().map(watch));
  return () => [...new Set(found)];
}

/** What the scene of that application last reported, once it is followed. */
export const lastSceneOf = (app: ElectronApplication): Promise<SceneReport | null> =>
  app.evaluate(() => (Reflect.get(globalThis, 'lastScene') as SceneReport | undefined) ?? null);

/** A stream that cannot be had now is refused with its reason, which its tile shows; the browser notes every such answer. */
const isRefusedCamera = (message: ConsoleMessage): boolean =>
  /status of (404|409|502|503) /.test(message.text()) &&
  /\/api\/video\/(channels\/[^/]+\/open|whep\/[\w-]+)$/.test(message.location().url);

export async function followScene(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ ipcMain }, channel) => {
    ipcMain.on(channel, (_event, report) => Reflect.set(globalThis, 'lastScene', report));
  }, BRIDGE_CHANNELS.reportScene);
}
