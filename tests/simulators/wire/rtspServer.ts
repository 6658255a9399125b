/**
 * A real RTSP server where the machine has one: GStreamer's, with a picture that moves. Debian has it in gir1.2-gst-rtsp-server-1.0,
 * python3-gi and gstreamer1.0-plugins-{base,good,bad,ugly}; nothing here can install them, so whoever asks may be told that it is not there.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Disposable } from '#shared/kit/disposable.ts';

/** The distribution's own: another Python has not got its libraries. */
const PYTHON = '/usr/bin/python3';
const NEEDED = `
import gi
for library in ("Gst", "GstRtsp", "GstRtspServer"): gi.require_version(library, "1.0")
from gi.repository import Gst, GstRtspServer
Gst.init(None)
assert all(Gst.ElementFactory.find(name) for name in ("videotestsrc", "x264enc", "rtph264pay")), "x264enc"`;

export interface RtspServerOptions {
  readonly scheme: 'none' | 'basic' | 'digest';
  readonly user: string;
  readonly password: string;
  /** Left out: a ball that moves. Otherwise what is written to `input`, encoded as it comes. */
  readonly shows?: { readonly widthPx: number; readonly heightPx: number; readonly framesPerSecond: number };
}

export interface RtspServer extends Disposable {
  /** Without the login. */
  readonly url: string;
  /** Raw I420 pictures, where it shows what it is given. */
  readonly input: Writable;
}

/** What is missing here to run one; null: nothing. */
export function lacksForRtspServer(): string | null {
  const { status, error, stderr } = spawnSync(PYTHON, ['-c', NEEDED], { encoding: 'utf8' });
  return status === 0
    ? null
    : `no RTSP server of GStreamer here: ${error?.message ?? stderr.trim().split('\n').at(-1)}`;
}

export async function startRtspServer({ scheme, user, password, shows }: RtspServerOptions): Promise<RtspServer> {
  const program = fileURLToPath(new URL('./rtspServer.py', import.meta.url));
  // It ends when its input does: no server outlives a test run that was killed.
  const size = shows ? [shows.widthPx, shows.heightPx, shows.framesPerSecond].map(String) : [];
  const child = spawn(PYTHON, [program, scheme, user, password, ...size], { stdio: ['pipe', 'pipe', 'inherit'] });
  // Pictures that are on their way when it is ended are nobody's loss.
  child.stdin.on('error', () => undefined);
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(Number(line)));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the RTSP server ended with ${code}`)));
  });
  return { url: `rtsp://127.0.0.1:${port}/live`, input: child.stdin, dispose: () => void child.kill('SIGKILL') };
}
