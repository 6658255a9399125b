/**
 * Writes the drill's recordings anew: draws every picture and hands it to ffmpeg, which only who changes a place needs to have.
 * They lie in the sources as `.mpegts`, since `.ts` there is a program; the pack has them as `.ts`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FRAMES_A_SECOND } from './clockwork.ts';
import { drawFrames, FRAMES } from './draw.ts';
import { HEIGHT, WIDTH } from './picture.ts';
import { PLACES } from './places/index.ts';

/** No pictures that refer to later ones (WebRTC cannot show them), a key picture a second that brings its parameter sets. */
const X264 = `repeat-headers=1:keyint=${FRAMES_A_SECOND}:min-keyint=${FRAMES_A_SECOND}:scenecut=0:open-gop=0`;
const RATE = ['-b:v', '140k', '-maxrate', '210k', '-bufsize', '420k'];

/** `only`: names of places; all when empty. Rejects with what ffmpeg said. */
export async function recordLoops(folder: string, only: readonly string[], say: (line: string) => void): Promise<void> {
  for (const place of PLACES) {
    if (only.length > 0 && !only.includes(place.name)) continue;
    const path = join(folder, `${place.name}.mpegts`);
    const input = [
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      '-s',
      `${WIDTH}x${HEIGHT}`,
      '-r',
      `${FRAMES_A_SECOND}`,
      '-i',
      '-',
    ];
    const coder = [
      '-c:v',
      'libx264',
      '-profile:v',
      'main',
      '-preset',
      'slow',
      '-bf',
      '0',
      '-threads',
      '1',
      '-x264-params',
      X264,
    ];
    const output = [...coder, ...RATE, '-pix_fmt', 'yuv420p', '-bitexact', '-f', 'mpegts', `${path}.part`];
    const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-y', ...input, ...output], { stdio: ['pipe', 'ignore', 'pipe'] });
    const complaints: Buffer[] = [];
    ffmpeg.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
    const ended = once(ffmpeg, 'exit');
    for (const frame of drawFrames(
      place,
      Array.from({ length: FRAMES }, (_, index) => index),
    )) {
      if (!ffmpeg.stdin.write(frame)) await once(ffmpeg.stdin, 'drain');
    }
    ffmpeg.stdin.end();
    const [code] = (await ended) as [number | null];
    if (code !== 0) throw new Error(`${place.name}: ${Buffer.concat(complaints).toString('utf8').trim()}`);
    await rename(`${path}.part`, path);
    say(path);
  }
}

const folder = fileURLToPath(new URL('./recordings/', import.meta.url));

/** Those of the list of checksums, as the pack has them: name there → bytes. */
export async function readLoops(): Promise<ReadonlyMap<string, Buffer>> {
  const list = await readFile(join(folder, 'checksums.sha256'), 'utf8');
  const names = [...list.matchAll(/^[\da-f]{64} {2}([\w-]+\.ts)$/gm)].map(([, name]) => name!);
  const entries = names.map(
    async (name) => [name, await readFile(join(folder, name.replace(/\.ts$/, '.mpegts')))] as const,
  );
  return new Map(await Promise.all(entries));
}
