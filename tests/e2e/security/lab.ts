/** The running application and a strange server beside it, for the tests of its locks: opened once, shared by all of them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WebPreferences } from 'electron';
import { afterAll, beforeAll, expect } from 'vitest';
import { openStrangeServer, type StrangeServer } from '../kit/hostile.ts';
import { inPage, runningCore } from '../kit/inPage.ts';
import { checkout, launchApplication, type RunningApplication, type SecurityLine } from '../kit/launch.ts';

export const DUTY_PAGE = 'app://pingan/windows/duty/index.html';

export interface SecurityLab {
  readonly running: RunningApplication;
  readonly strange: StrangeServer;
  readonly coreUrl: string;
  /** The lines of the security log of one kind, oldest first. */
  entriesOf(kind: string): readonly SecurityLine[];
  /** What each page of ours was made with. */
  preferences(): Promise<WebPreferences[]>;
  /** A test body: every page of ours was made with exactly these. */
  allPages(expected: Partial<WebPreferences>): () => Promise<void>;
  /** What a page of ours is answered when it fetches an address. */
  statusOf(url: string): Promise<number | 'failed'>;
}

/** Call it where the tests stand; what it returns may be read in them. */
export function openSecurityLab(): SecurityLab {
  let opened: Pick<SecurityLab, 'running' | 'strange' | 'coreUrl'> | undefined;
  const parts = () => {
    if (!opened) throw new Error('the laboratory is not open yet');
    return opened;
  };
  beforeAll(async () => {
    const strange = await openStrangeServer();
    const running = await launchApplication();
    opened = { strange, running, coreUrl: await runningCore(running.window) };
  });
  afterAll(async () => {
    await opened?.running.close();
    await opened?.strange.close();
  });
  const preferences = () =>
    parts().running.app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .filter((contents) => contents.getURL().startsWith('app:'))
        .map((contents) => (contents as unknown as { getLastWebPreferences(): unknown }).getLastWebPreferences()),
    ) as Promise<WebPreferences[]>;
  return {
    get running() {
      return parts().running;
    },
    get strange() {
      return parts().strange;
    },
    get coreUrl() {
      return parts().coreUrl;
    },
    entriesOf: (kind) =>
      parts()
        .running.securityLog()
        .filter((entry) => entry.kind === kind),
    preferences,
    allPages: (expected) => async () => {
      const all = await preferences();
      expect(all.length).toBeGreaterThanOrEqual(2);
      const fields = Object.keys(expected) as (keyof WebPreferences)[];
      for (const page of all) expect(Object.fromEntries(fields.map((field) => [field, page[field]]))).toEqual(expected);
    },
    statusOf: (url) =>
      inPage(
        parts().running.window,
        (_world, address) =>
          fetch(address).then(
            ({ status }) => status,
            () => 'failed' as const,
          ),
        url,
      ),
  };
}

/** The addresses of all windows; runs inside the main process. */
export function windowUrls({ BrowserWindow }: typeof Electron.CrossProcessExports): string[] {
  return BrowserWindow.getAllWindows().map((window) => window.webContents.getURL());
}

/** What was built for the windows, as paths below the root of `app:`. */
export function builtPageFiles(): string[] {
  const root = join(checkout, 'dist/renderer');
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
