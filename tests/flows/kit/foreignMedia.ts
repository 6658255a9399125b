/** What other makers' media is made of in a test: ffmpeg until it ends, a web server, pictures that carry a number. */
import { spawn, spawnSync } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import type { AccessUnit } from '#main/core/video/media/h264/accessUnit.ts';
import { BARCODE_CELLS, BARCODE_ROWS, readBarcode, writeBarcode } from '../../../renderer/video/bench/barcode.ts';
import type { MediaStation } from './mediaStation.ts';

export const lacksFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0 ? null : 'no ffmpeg here';

/** Of numbered pictures. */
export const NUMBERED = { widthPx: 320, heightPx: 180, framesPerSecond: 15 } as const;
/** What makes H.264 of them as it should come from a camera: a key picture a second, none that refers to a later one. */
export const AS_OF_A_CAMERA = [
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'baseline', '-bf', '0'],
  ...['-g', String(NUMBERED.framesPerSecond), '-sc_threshold', '0'],
];
const START_CODE = Buffer.from([0, 0, 0, 1]);

/** ffmpeg until the test ends. */
export function ffmpeg(station: MediaStation, args: readonly string[]): { input: Writable; output: Readable } {
  const child = spawn('ffmpeg', ['-v', 'error', ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => undefined);
  station.keep({ dispose: () => void child.kill('SIGKILL') });
  return { input: child.stdin, output: child.stdout };
}

/** ffmpeg that is given numbered pictures as its first input. */
export function numberedFfmpeg(station: MediaStation, args: readonly string[]): Readable {
  const { widthPx, heightPx, framesPerSecond } = NUMBERED;
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${widthPx}x${heightPx}`, '-r', String(framesPerSecond)];
  const { input, output } = ffmpeg(station, [...raw, '-i', '-', ...args]);
  writeNumbered(station, input);
  return output;
}

/** Raw I420 pictures, each with its number, until the test ends. */
export function writeNumbered(station: MediaStation, input: Writable): void {
  const { widthPx, heightPx, framesPerSecond } = NUMBERED;
  let made = 0;
  const timer = setInterval(() => {
    const picture = new Uint8Array((widthPx * heightPx * 3) / 2).fill(60);
    writeBarcode(picture, widthPx, heightPx, made++);
    input.write(picture);
  }, 1_000 / framesPerSecond);
  station.keep({ dispose: () => clearInterval(timer) });
}

/** The numbers in pictures, decoded by ffmpeg; null where one cannot be read. */
export function numbersIn(units: readonly AccessUnit[]): (number | null)[] {
  const { widthPx, heightPx } = NUMBERED;
  const annexB = Buffer.concat(units.flatMap(({ nals }) => nals.flatMap((nal) => [START_CODE, nal])));
  const toGrey = ['-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'gray'];
  const { stdout } = spawnSync('ffmpeg', ['-v', 'error', '-f', 'h264', '-i', '-', ...toGrey, '-'], {
    input: annexB,
    maxBuffer: 2 ** 28,
  });
  const pictureBytes = widthPx * heightPx;
  const cellPx = widthPx / BARCODE_CELLS;
  return Array.from({ length: stdout.length / pictureBytes }, (_, index) => {
    const middle = index * pictureBytes + (BARCODE_ROWS / 2) * widthPx;
    return readBarcode(Array.from({ length: BARCODE_CELLS }, (_, cell) => stdout[middle + (cell + 0.5) * cellPx]!));
  });
}

/** As many numbers from the first one on. */
export const runFrom = (seen: readonly (number | null)[]): number[] => seen.map((_, index) => (seen[0] ?? 0) + index);

export async function serve(station: MediaStation, answer: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(answer);
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => sockets.add(socket));
  station.keep({
    dispose: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
