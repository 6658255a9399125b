// A display for a machine without one: Xvfb on a number it picks itself, open only to who holds its cookie.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const startLimitMs = 20_000;

/** Whether windows would have nowhere to go on this machine. */
export const needsOwnDisplay = (env = process.env) =>
  process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;

/** Whether the scene is drawn by the processor: a display of ours, or no GPU device at all. */
export function isSoftwareDrawn(env = process.env) {
  if (process.platform !== 'linux') return false;
  if (env.PINGAN_SOFTWARE_GL === '1') return true;
  return !existsSync('/dev/dri') || !readdirSync('/dev/dri').some((name) => name.startsWith('renderD'));
}

/**
 * @param {{width: number, height: number, endsWithLastClient: boolean}} wanted pixels; and whether the server may outlive us by
 *   a kill -9 only until its last window is gone (not for tests, which open one application after another)
 * @returns {Promise<{display: string, env: Record<string, string>, close: () => void}>}
 */
export async function startVirtualDisplay({ width, height, endsWithLastClient }) {
  const folder = mkdtempSync(join(tmpdir(), 'pingan-display-'));
  const authority = join(folder, 'Xauthority');
  writeFileSync(authority, cookieFile(randomBytes(16)), { mode: 0o600 });
  const server = spawn(
    'Xvfb',
    [
      ...['-displayfd', '3', '-screen', '0', `${width}x${height}x24`],
      ...['-auth', authority, '-nolisten', 'tcp'],
      endsWithLastClient ? '-terminate' : '-noreset',
    ],
    // Its own process group: Ctrl-C must reach the application first, not take the display from under it.
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  );
  const close = () => {
    process.off('exit', close);
    server.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', close);
  try {
    const display = `:${await numberFrom(server)}`;
    return { display, env: { DISPLAY: display, XAUTHORITY: authority, PINGAN_SOFTWARE_GL: '1' }, close };
  } catch (error) {
    close();
    throw error;
  }
}

function numberFrom(server) {
  return new Promise((done, fail) => {
    let complaint = '';
    const timer = setTimeout(() => fail(new Error(`Xvfb did not start: ${complaint.trim()}`)), startLimitMs);
    server.stderr.on('data', (piece) => {
      complaint = `${complaint}${piece}`.slice(-2_000);
    });
    server.on('error', (error) => {
      clearTimeout(timer);
      fail(error);
    });
    server.on('exit', (code) => {
      clearTimeout(timer);
      fail(new Error(`Xvfb ended with ${code}: ${complaint.trim()}`));
    });
    let digits = '';
    server.stdio[3].on('data', (piece) => {
      digits += piece;
      if (!digits.endsWith('\n')) return;
      clearTimeout(timer);
      done(Number.parseInt(digits, 10));
    });
  });
}

/** One Xauthority entry for every address and display (FamilyWild): family, address, number, name, data; big-endian lengths. */
function cookieFile(cookie) {
  const field = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
  const nothing = Buffer.alloc(0);
  return Buffer.concat([
    Buffer.from([0xff, 0xff]),
    field(nothing),
    field(nothing),
    field(Buffer.from('MIT-MAGIC-COOKIE-1', 'latin1')),
    field(cookie),
  ]);
}
