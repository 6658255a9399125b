/**
 * A camera whose pictures carry the moment they were taken (renderer/video/bench/barcode.ts), as RTSP, HLS, low-latency HLS and
 * MJPEG. A process of its own, so that neither the station nor the bench delays what it stamps. Says its addresses, then
 * shows until its parent goes.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Writable } from 'node:stream';
import { llHlsOutput, openLlHls } from '#tests/simulators/wire/llHls.ts';
import { startRtspServer } from '#tests/simulators/wire/rtspServer.ts';
import { writeBarcode } from '../../renderer/video/bench/barcode.ts';
import { CAMERA, type CameraOrder, type CameraWhereabouts } from './camera.ts';

const { widthPx, heightPx, framesPerSecond } = CAMERA;
const PICTURE_BYTES = (widthPx * heightPx * 3) / 2;
/** What has not taken this much gets no more: a picture that waits in a queue would make the way look longer than it is. */
const MOST_WAITING = 2 * PICTURE_BYTES;
const RAW = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${widthPx}x${heightPx}`, '-r', String(framesPerSecond)];
const H264 = [
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'baseline', '-bf', '0'],
  ...['-g', String(framesPerSecond), '-sc_threshold', '0', '-b:v', '600k', '-maxrate', '600k', '-bufsize', '600k'],
];

const takers = new Set<Writable>();
const children = new Map<CameraOrder['output'], ChildProcess>();
const windows = new Set<ServerResponse>();
const folder = mkdtempSync(join(tmpdir(), 'bench-camera-'));

const rtsp = await startRtspServer({ scheme: 'none', user: '', password: '', shows: CAMERA });
takers.add(rtsp.input);
const lowLatency = openLlHls(folder);

const server = createServer((request, response) => {
  response.setHeader('access-control-allow-origin', '*');
  const path = new URL(request.url ?? '', 'http://camera.invalid').pathname;
  if (path.startsWith('/ll/')) return lowLatency.answer(path.slice('/ll/'.length), request, response);
  if (path === '/live.mjpeg') return showPictures(response);
  try {
    const bytes = readFileSync(join(folder, basename(path)));
    const type = path.endsWith('.ts') ? 'video/mp2t' : 'application/vnd.apple.mpegurl';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

process.on('message', ({ output, isOn }: CameraOrder) => {
  children.get(output)?.kill('SIGKILL');
  children.delete(output);
  if (!isOn) return;
  children.set(output, output === 'hls' ? encode([...H264, ...hlsOutputs()]) : pictures());
});
process.on('disconnect', () => {
  for (const child of [...children.values(), source]) child.kill('SIGKILL');
  rtsp.dispose();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
});

const source = spawn(
  'ffmpeg',
  [
    ...['-v', 'error', '-re', '-f', 'lavfi', '-i', `testsrc2=size=${widthPx}x${heightPx}:rate=${framesPerSecond}`],
    ...['-pix_fmt', 'yuv420p', '-f', 'rawvideo', '-'],
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
let held: Buffer = Buffer.alloc(0);
source.stdout.on('data', (piece: Buffer) => {
  held = held.length === 0 ? piece : Buffer.concat([held, piece]);
  while (held.length >= PICTURE_BYTES) {
    const picture = Buffer.from(held.subarray(0, PICTURE_BYTES));
    held = held.subarray(PICTURE_BYTES);
    writeBarcode(picture, widthPx, heightPx, Date.now());
    for (const taker of takers) if (taker.writableLength < MOST_WAITING) taker.write(picture);
  }
});

process.send?.({
  rtsp: rtsp.url,
  hls: `${at}/live.m3u8`,
  llHls: `${at}/ll/index.m3u8`,
  mjpeg: `${at}/live.mjpeg`,
} satisfies CameraWhereabouts);

/** ffmpeg that is given every picture. */
function encode(args: readonly string[]): ChildProcess {
  const child = spawn('ffmpeg', ['-v', 'error', ...RAW, '-i', '-', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const input = child.stdin!;
  input.on('error', () => undefined);
  takers.add(input);
  child.once('exit', () => takers.delete(input));
  return child;
}

/** Encoded once, cut twice: seconds, and the fifths of them that low latency wants. */
function hlsOutputs(): string[] {
  const seconds = `[f=hls:hls_time=1:hls_list_size=5:hls_flags=delete_segments+temp_file]${join(folder, 'live.m3u8')}`;
  const [, , ...cut] = llHlsOutput(folder);
  const file = cut.pop()!;
  const named = cut.flatMap((name, index) => (index % 2 === 0 ? [`${name.slice(1)}=${cut[index + 1]}`] : []));
  return ['-map', '0:v', '-f', 'tee', `${seconds}|[f=hls:${named.join(':')}]${file}`];
}

function pictures(): ChildProcess {
  const child = encode(['-q:v', '6', '-f', 'mpjpeg', '-']);
  child.stdout!.on('data', (bytes: Buffer) => {
    for (const response of windows) response.write(bytes);
  });
  return child;
}

function showPictures(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=ffmpeg' });
  windows.add(response);
  response.once('close', () => windows.delete(response));
}
