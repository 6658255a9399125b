// A display for a machine without one: Xvfb on a number it picks itself, open only to who holds its cookie.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
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

/** The server ends when our end of this pipe closes: in order, or because we were killed in a way no handler sees. */
const keeper = 'Xvfb "$@" & server=$!; exec 3>&-; read -r _; kill "$server"; rm -rf "$FOLDER"';

/**
 * @param {{width: number, height: number}} wanted pixels
 * @returns {Promise<{display: string, env: Record<string, string>, close: () => void}>}
 */
export async function startVirtualDisplay({ width, height }) {
  const folder = mkdtempSync(join(tmpdir(), 'pingan-display-'));
  const authority = join(folder, 'Xauthority');
  writeFileSync(authority, cookieFile(randomBytes(16)), { mode: 0o600 });
  const options = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-auth', authority];
  const server = spawn('sh', ['-c', keeper, 'display', ...options, '-nolisten', 'tcp', '-noreset'], {
    env: { ...process.env, FOLDER: folder },
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    // Its own process group: Ctrl-C must reach the application first, not take the display from under it.
    detached: true,
  });
  server.unref();
  for (const stream of server.stdio) stream?.unref();
  const close = () => server.stdin.end();
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
    let digits = '';
    const failed = () => fail(new Error(`Xvfb did not start: ${complaint.trim()}`));
    const timer = setTimeout(failed, startLimitMs);
    server.stderr.on('data', (piece) => {
      complaint = `${complaint}${piece}`.slice(-2_000);
    });
    server.on('error', fail);
    const [, , , number] = server.stdio;
    number.on('data', (piece) => {
      digits += piece;
      if (!digits.endsWith('\n')) return;
      clearTimeout(timer);
      done(Number.parseInt(digits, 10));
    });
    number.on('end', () => {
      clearTimeout(timer);
      failed();
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
