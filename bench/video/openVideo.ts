/** The station, its media process and the window of bench/video.ts: our own tiles, or a plain page of a peer, in one Electron. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenedStream, PlayProtocol } from '#shared/wire/video.ts';
import { MediaStation } from '#tests/flows/kit/mediaStation.ts';
import { DUTY, openStation, STATION } from '#tests/flows/kit/station.ts';
import { buildPages, openPlainWindow } from '../window/plainWindow.ts';
import type { BenchCamera, CameraWhereabouts } from './camera.ts';

/** Of each kind of source as many as the largest wall that is measured shows. */
export const MOST_TILES = 16;
export type SourceKind = keyof CameraWhereabouts;

const PROTOCOL = { rtsp: 'rtsp', hls: 'hls', llHls: 'hls', mjpeg: 'mjpeg' } as const;
/** A wall: the pages lay out the columns. */
const STYLE = `body { background: #000 } #host { display: grid }
  #host > video { width: 100%; height: 100%; min-width: 0; min-height: 0 }`;
const KINDS = Object.keys(PROTOCOL) as SourceKind[];
/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

/** Channels of a kind; the `index`th is the same wherever it is asked for. */
export const channelsOf = (kind: SourceKind, count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `${kind}-${from + index}`);

export interface VideoWindow extends AsyncDisposable {
  /** Puts our page in the window; every tile tries this way alone. */
  showOurs(way: PlayProtocol): Promise<void>;
  showPeer(player: 'hls' | 'mpegts'): Promise<void>;
  /** Runs an expression in which `bench` is what the page is (renderer/video/bench/contract.ts). */
  ask<Value>(expression: (bench: string) => string): Promise<Value>;
  /** FLV over WebSocket as the media port gives it to a window that asks for `channelId`. */
  flvUrl(channelId: string): Promise<string>;
  /** Processor time of the window's process and of the media process so far, in ms. */
  processorMs(): Promise<{ readonly window: number; readonly media: number }>;
}

export async function openVideo(camera: BenchCamera): Promise<VideoWindow> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-video-'));
  await buildPages(
    folder,
    [
      new URL('../../renderer/video/bench/page.tsx', import.meta.url),
      new URL('../../renderer/video/bench/peerPage.ts', import.meta.url),
    ],
    { style: STYLE },
  );
  const media = new MediaStation();
  const { host, processIds } = await media.startHost([]);
  const station = await openStation({ media: host, overrides: { video: videoOf(camera.at) } });
  const { app, page, trouble } = await openPlainWindow('bench/video/shell', [
    `--user-data-dir=${join(folder, 'profile')}`,
    `--pages=${folder}`,
  ]);
  page.setDefaultTimeout(60_000);

  const show = async (address: string) => {
    await page.goto(`app://pingan/${address}`);
    await page.waitForFunction('window.videoBench !== undefined').catch((error: unknown) => {
      throw new Error(`the page did not start: ${trouble().join('; ')} ${String(error)}`);
    });
  };
  return {
    showOurs: (way) => show(`page.html?${new URLSearchParams({ core: station.core.url, token: DUTY, way })}`),
    showPeer: (player) => show(`peerPage.html?player=${player}`),
    ask: async <Value>(expression: (bench: string) => string) => {
      const answer = await page.evaluate(`(async () => (${expression('window.videoBench')}))()`).catch((error) => {
        throw new Error(`${String(error)} ${trouble().join('; ')}`);
      });
      return answer as Value;
    },
    async flvUrl(channelId) {
      const answer = await fetch(`${station.core.url}/api/video/channels/${channelId}/open`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${DUTY}` },
        body: JSON.stringify({ reason: { kind: 'watch' } }),
      });
      const { ways } = (await answer.json()) as OpenedStream;
      return ways.find(({ protocol }) => protocol === 'wsFlv')!.url;
    },
    async processorMs() {
      const pid = await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId(),
      );
      return { window: processorMsOf(pid), media: processorMsOf(processIds[0]!) };
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await station[Symbol.asyncDispose]();
      await media.closeAll();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function videoOf(at: CameraWhereabouts): object {
  const { lon, lat } = STATION.devices[0]!;
  const channels = KINDS.flatMap((kind) =>
    channelsOf(kind, MOST_TILES).map((id) => ({
      ...{ id, name: id, lon, lat },
      sources: [{ protocol: PROTOCOL[kind], grade: 'main', url: at[kind] }],
    })),
  );
  return { channels, allow: ['127.0.0.0/8'], probe: { everyMinutes: 0 } };
}

/** User and system time of a process (proc(5)); its name in parentheses may hold anything. */
function processorMsOf(processId: number): number {
  const fields = readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
