/**
 * Pictures of a camera in the tiles of a duty seat: how soon the first one is there, how old each one is when it is shown, and what
 * a wall of them costs, by each way a tile can play; beside plain pages of hls.js and mpegts.js in the same window. The moment is
 * drawn in the picture (renderer/video/bench/barcode.ts) before it is encoded and is read where it is shown, by one clock.
 * `npx node bench/video.ts --long` looks longer, `--way WHEP` at one way alone.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { PlayProtocol } from '#shared/wire/video.ts';
import { type BenchRow, type MissingRow, spreadOf } from './kit.ts';
import { CAMERA, lacksForCamera, startCamera } from './video/camera.ts';
import { channelsOf, MOST_TILES, openVideo, type SourceKind, type VideoWindow } from './video/openVideo.ts';

interface Plan {
  /** Cameras that are opened one after another. */
  readonly starts: number;
  readonly agesMs: number;
  readonly settleMs: number;
  readonly loadMs: number;
}
const SHORT: Plan = { starts: 8, agesMs: 5_000, settleMs: 500, loadMs: 2_000 };
const LONG: Plan = { starts: MOST_TILES - 1, agesMs: 60_000, settleMs: 5_000, loadMs: 20_000 };
/** How old pictures are in a full wall, looked at for so long. */
const WALL_AGES_MS = 1_500;
const WALLS = [1, 4, 9, 16] as const;

interface Way {
  readonly name: string;
  readonly kind: SourceKind;
  readonly protocol: PlayProtocol;
  readonly peer: 'hls' | 'mpegts' | null;
  readonly aim: string;
  /** How many tiles make a wall whose load is measured. */
  readonly walls: readonly number[];
}
const WAYS: readonly Way[] = [
  { name: 'WHEP', kind: 'rtsp', protocol: 'whep', peer: null, aim: '≤ 300 ms', walls: WALLS },
  { name: 'WS-FLV', kind: 'rtsp', protocol: 'wsFlv', peer: 'mpegts', aim: '≤ 1,000 ms', walls: WALLS },
  { name: 'LL-HLS', kind: 'llHls', protocol: 'hls', peer: 'hls', aim: '≤ 2,000 ms', walls: [9] },
  { name: 'HLS', kind: 'hls', protocol: 'hls', peer: 'hls', aim: '≤ 5,000 ms', walls: WALLS },
  { name: 'MJPEG', kind: 'mjpeg', protocol: 'mjpeg', peer: null, aim: '≤ 500 ms', walls: [9] },
];

/** What one page shows of one way. */
interface Seen {
  /** Nobody had pulled the camera; empty where nothing is pulled ahead. */
  readonly coldMs: readonly number[];
  readonly startMs: readonly number[];
  readonly agesMs: readonly number[];
  readonly walls: readonly Wall[];
}
interface Wall {
  readonly tiles: number;
  /** From the asking until every tile had its first picture. */
  readonly fullMs: number;
  /** Of one core. */
  readonly windowPercent: number;
  readonly mediaPercent: number;
  readonly picturesASecond: number;
  /** Of the first tile, in the largest wall alone. */
  readonly agesMs: readonly number[];
}

export async function measure(plan: Plan = SHORT, ways: readonly Way[] = WAYS): Promise<(BenchRow | MissingRow)[]> {
  const lacks = lacksForCamera();
  if (lacks !== null)
    return ways.map(({ name, aim }) => ({ ...{ what: ageOf(name), aim, unit: 'ms' }, notMeasured: lacks }));
  using camera = await startCamera();
  await using window = await openVideo(camera);
  const rows: BenchRow[] = [];
  for (const way of ways) {
    const output = way.protocol === 'mjpeg' ? 'mjpeg' : 'hls';
    if (way.kind !== 'rtsp') camera.turn(output, true);
    await window.showOurs(way.protocol);
    const ours = await watch(window, plan, way, (count, from) => channelsOf(way.kind, count, from));
    if (way.peer !== null) await window.showPeer(way.peer);
    const peer = way.peer && (await watch(window, plan, { ...way, isPeer: true }, peerStreams(window, camera.at, way)));
    if (way.kind !== 'rtsp') camera.turn(output, false);
    rows.push(...rowsOf(way, ours, peer));
  }
  return rows;
}

type Streams = (count: number, from: number) => Promise<readonly string[]> | readonly string[];

/** A plain HLS page asks the camera's own server, a plain FLV page our media port: there is no other that has it. */
const peerStreams =
  (window: VideoWindow, at: Readonly<Record<SourceKind, string>>, { kind }: Way): Streams =>
  (count, from) =>
    kind === 'rtsp'
      ? Promise.all(channelsOf(kind, count, from).map((id) => window.flvUrl(id)))
      : Array.from({ length: count }, () => at[kind]);

async function watch(
  window: VideoWindow,
  { starts, agesMs, settleMs, loadMs }: Plan,
  { kind, protocol, walls, isPeer = false }: Way & { readonly isPeer?: boolean },
  streams: Streams,
): Promise<Seen> {
  const open = async (count: number, from = 0) => {
    const opened = JSON.stringify(await streams(count, from));
    return window.ask<number[]>((bench) => `${bench}.open(${opened})`);
  };
  const [coldMs, startMs]: [number[], number[]] = [[], []];
  // The first one also loads the player.
  await open(1, MOST_TILES - 1);
  for (let index = 0; index < starts; index++) {
    const camera = index % (MOST_TILES - 1);
    // What is pulled for the first look is there for the second one.
    const [first] = kind === 'rtsp' ? await open(1, camera) : [];
    if (first !== undefined && protocol === 'whep' && !isPeer) coldMs.push(first);
    startMs.push((await open(1, camera))[0]!);
  }
  await open(1);
  await sleep(settleMs);
  const agesFor = (forMs: number) => window.ask<number[]>((bench) => `${bench}.agesFor(${forMs})`);
  const seen = await agesFor(agesMs);
  const loads: Wall[] = [];
  for (const tiles of walls) {
    const fullMs = Math.max(...(await open(tiles)));
    await sleep(settleMs);
    const load = await loadOf(window, loadMs);
    loads.push({ tiles, fullMs, ...load, agesMs: tiles === MOST_TILES ? await agesFor(WALL_AGES_MS) : [] });
  }
  await window.ask((bench) => `${bench}.close()`);
  return { coldMs, startMs, agesMs: seen, walls: loads };
}

async function loadOf(window: VideoWindow, forMs: number): Promise<Omit<Wall, 'tiles' | 'fullMs' | 'agesMs'>> {
  const look = async () => ({
    at: performance.now(),
    decoded: await window.ask<number>((bench) => `${bench}.decoded()`),
    ...(await window.processorMs()),
  });
  const before = await look();
  await sleep(forMs);
  const after = await look();
  const tookMs = after.at - before.at;
  return {
    windowPercent: ((after.window - before.window) / tookMs) * 100,
    mediaPercent: ((after.media - before.media) / tookMs) * 100,
    picturesASecond: ((after.decoded - before.decoded) / tookMs) * 1_000,
  };
}

const ageOf = (name: string): string => `glass to glass: ${name}`;
const PEER_NAMES = { hls: 'hls.js', mpegts: 'mpegts.js' } as const;

function rowsOf({ name, aim, peer: player }: Way, ours: Seen, peer: Seen | null): BenchRow[] {
  const who = player && `a plain page of ${PEER_NAMES[player]}`;
  const rows: BenchRow[] = [];
  if (ours.coldMs.length > 0) {
    const note = 'the camera is pulled for it: RTSP, and the next key picture of one a second';
    rows.push(
      timeRow(`a tile is opened → its first picture: ${name}, nobody watching yet`, '≤ 2 s', ours.coldMs, null, note),
    );
  }
  const started = `of ${ours.startMs.length} times; to the frame that shows it`;
  rows.push(
    timeRow(
      `a tile is opened → its first picture: ${name}`,
      '≤ 1 s',
      ours.startMs,
      peer?.startMs ?? null,
      beside(started, who, peer?.startMs),
    ),
    timeRow(
      ageOf(name),
      aim,
      ours.agesMs,
      peer?.agesMs ?? null,
      beside(`of ${ours.agesMs.length} pictures, from before the encoder to the screen`, who, peer?.agesMs),
    ),
  );
  for (const [index, wall] of ours.walls.entries()) {
    const other = peer?.walls[index];
    rows.push({
      what: `${wall.tiles} ${wall.tiles === 1 ? 'tile' : 'tiles'} of ${name}: processor of the window`,
      aim: other ? 'no more than a plain page' : 'for comparison',
      ours: wall.windowPercent,
      peer: other?.windowPercent ?? null,
      ...{ p50: null, p99: null, max: null },
      unit: '% of a core',
      note: `${wallNote(wall)}${other ? `; peer: ${who}, ${wallNote(other)}` : ''}`,
    });
  }
  return rows;
}

const wallNote = ({ tiles, fullMs, mediaPercent, picturesASecond, agesMs }: Wall): string =>
  `${picturesASecond > 0 ? `${(picturesASecond / tiles).toFixed(1)} pictures/s each of ${CAMERA.framesPerSecond}, ` : ''}` +
  `all there after ${Math.round(fullMs)} ms, the media process ${mediaPercent.toFixed(0)} %${agesMs.length > 0 ? `, a picture ${spreadOf(agesMs).p50} ms old` : ''}`;

const beside = (note: string, who: string | null, samples: readonly number[] | undefined): string =>
  who && samples ? `${note}; peer: p99 of ${who}, its median ${spreadOf(samples).p50.toFixed(0)} ms` : note;

function timeRow(
  what: string,
  aim: string,
  samples: readonly number[],
  peer: readonly number[] | null,
  note: string,
): BenchRow {
  const spread = spreadOf(samples);
  return { what, aim, ours: spread.p99, peer: peer && spreadOf(peer).p99, ...spread, unit: 'ms', note: `p99 ${note}` };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { long: { type: 'boolean', default: false }, way: { type: 'string', multiple: true, default: [] } },
  });
  const ways = WAYS.filter(({ name }) => values.way.length === 0 || values.way.includes(name));
  for (const row of await measure(values.long ? LONG : SHORT, ways)) console.log(row);
}
