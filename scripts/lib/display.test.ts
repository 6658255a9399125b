import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import { startVirtualDisplay } from './display.mjs';
import { isOnPath } from './doctor/inspect.mjs';
import { fromRoot } from './paths.mjs';

const small = { width: 320, height: 200 };

/** The server's socket is gone when the server is. */
const isThere = (display: string) => existsSync(`/tmp/.X11-unix/X${display.slice(1)}`);

describe.runIf(process.platform === 'linux' && isOnPath('Xvfb'))('a virtual display', () => {
  test('gets a number of its own, beside any other', async () => {
    const [one, other] = await Promise.all([startVirtualDisplay(small), startVirtualDisplay(small)]);
    expect(one.display).not.toBe(other.display);
    expect([isThere(one.display), isThere(other.display)]).toEqual([true, true]);
    one.close();
    other.close();
    await vi.waitUntil(() => !isThere(one.display) && !isThere(other.display), { timeout: 10_000 });
  });

  test('ends, with its cookie, when whoever started it is killed without warning', async () => {
    const program = `
      const { startVirtualDisplay } = await import(${JSON.stringify(`file://${fromRoot('scripts/lib/display.mjs')}`)});
      const { display, env } = await startVirtualDisplay(${JSON.stringify(small)});
      process.stdout.write(JSON.stringify({ display, authority: env.XAUTHORITY }), () => process.kill(process.pid, 'SIGKILL'));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { display, authority } = JSON.parse(await text(child.stdout));
    await vi.waitUntil(() => !isThere(display) && !existsSync(dirname(authority)), { timeout: 10_000 });
    expect(isThere(display)).toBe(false);
  });
});
