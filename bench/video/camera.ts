/** The camera of bench/video.ts, kept by whoever measures. */
import { fork, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { lacksForRtspServer } from '#tests/simulators/wire/rtspServer.ts';

export const CAMERA = { widthPx: 640, heightPx: 360, framesPerSecond: 15 } as const;

export interface CameraWhereabouts {
  readonly rtsp: string;
  readonly hls: string;
  readonly llHls: string;
  readonly mjpeg: string;
}

export interface CameraOrder {
  readonly output: 'hls' | 'mjpeg';
  readonly isOn: boolean;
}

export interface BenchCamera extends Disposable {
  readonly at: CameraWhereabouts;
  /** RTSP is there always; it encodes only while somebody pulls. The others encode while they are on. */
  turn(output: CameraOrder['output'], isOn: boolean): void;
}

/** What is missing here to have one; null: nothing. */
export function lacksForCamera(): string | null {
  return spawnSync('ffmpeg', ['-version']).status === 0 ? lacksForRtspServer() : 'no ffmpeg here';
}

export async function startCamera(): Promise<BenchCamera> {
  const child = fork(join(import.meta.dirname, 'cameraChild.ts'), { execArgv: [] });
  const at = await new Promise<CameraWhereabouts>((resolve, reject) => {
    child.once('message', (message) => resolve(message as CameraWhereabouts));
    child.once('exit', (code) => reject(new Error(`the camera ended with ${code}`)));
  });
  return {
    at,
    turn: (output, isOn) => void child.send({ output, isOn } satisfies CameraOrder),
    [Symbol.dispose]: () => child.disconnect(),
  };
}
