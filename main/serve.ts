/**
 * The core as a program: `npm run core -- --data DIR [--config station.json] [--port N|0] [--demo] [--scenes DIR]
 * [--scenario FILE|ID] [--still]`.
 * Prints one JSON line when ready. Exit codes: 0 after SIGTERM, 1 fatal, 2 bad configuration, 3 the data folder is in use.
 * Under the shell it also speaks shared/wire/host.ts over its parent's message port.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chosenPackIn, openPack, type ScenePack } from '#main/pack/index.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/kit/result.ts';
import {
  type CoreToHost,
  DRILL_SEATS,
  type HostToCore,
  type MediaNews,
  SHELL_KEEPS_MEDIA,
  WALL_SEAT,
} from '#shared/wire/host.ts';
import type { Role } from '#shared/wire/roles.ts';
import type { Scenario } from '#shared/wire/scenario.ts';
import { loadStation, parseStation, type Station } from './core/config.ts';
import { loopsIn, PACK_MEDIA_FOLDER } from './core/drill/demoChannels.ts';
import { findScenario, launchScenario } from './core/drill/headless.ts';
import { demoStation, drillSeats, drillTokens, startDrill } from './core/drill/index.ts';
import { roomStation } from './core/drill/roomStation.ts';
import { type Core, startCore } from './core/index.ts';
import { forkedChild } from './core/video/media/host/childLink.ts';
import { childOfShell } from './core/video/media/host/childOfShell.ts';
import { startMediaHost } from './core/video/media/host/startMediaHost.ts';

const EXIT = { fatal: 1, badConfig: 2, inUse: 3 } as const;
const PULSE_MS = 1_000;
const SAFE_TOKEN = 16;
const DRILL_SEED = 20_261_121;

interface Options {
  readonly data: string;
  readonly config: string | null;
  readonly port: number | null;
  readonly demo: boolean;
  /** The demo does nothing by itself while no scenario is played. */
  readonly still: boolean;
  /** The scenes folder of this machine: what was chosen in it counts instead of the station's own `scene`. */
  readonly scenes: string | null;
  /** Played as soon as it is ready, at a station of realm drill. */
  readonly scenario: Scenario | null;
}

const host = openHost();
const startMedia = process.env[SHELL_KEEPS_MEDIA] ? childOfShell(host) : forkedChild;
await main();

async function main(): Promise<void> {
  const options = readOptions();
  if (!options.ok) return leave(EXIT.badConfig, options.failure);
  const { data, demo, still, scenario } = options.value;
  mkdirSync(data, { recursive: true });
  const chosen = options.value.scenes === null ? null : await chosenPackIn(options.value.scenes);
  const station = await readStation(options.value, chosen);
  if (!station.ok) return leave(EXIT.badConfig, station.failure);
  if (scenario && station.value.realm !== 'drill')
    return leave(EXIT.badConfig, { code: 'scenario', message: '--scenario: the station is not of realm drill' });
  const packDirectory = chosen ?? packOf(station.value.scene);
  const tokens = station.value.realm === 'drill' ? drillTokens() : null;
  process.on('uncaughtException', fatal);
  process.on('unhandledRejection', fatal);
  const started = await startCore({
    dataDirectory: data,
    station: station.value,
    packDirectory,
    tokens: [...ownTokens(station.value, data), ...Object.values(tokens ?? {})],
    openMedia: (media) => startMediaHost({ ...media, log: (line) => process.stderr.write(`${line}\n`) }, startMedia),
    onFatal: fatal,
    onFault: (fault) => host.send({ kind: 'fault', code: fault.code, message: describeFault(fault) }),
  });
  if (!started.ok) {
    return leave(exitOf(started.failure.code), started.failure);
  }
  const core = started.value;
  const drill = tokens && startDrill(core, station.value, tokens, { seed: DRILL_SEED, goesOnByItself: demo && !still });
  const stopPulse = beat(core);
  const { url: http, links, realm } = core;
  process.stdout.write(`${JSON.stringify({ ready: true, http, links, realm })}\n`);
  host.send({
    kind: 'ready',
    url: core.url,
    realm,
    stationName: station.value.station.name,
    packId: core.scene.pack.manifest.id,
    // A scenes folder may be switched meanwhile: the windows draw what the core routes on.
    packDirectory: core.scene.pack.dir,
  });
  if (scenario && tokens) {
    const tell = (line: object) => void process.stdout.write(`${JSON.stringify(line)}\n`);
    const launched = await launchScenario(core, tokens, scenario, tell);
    if (!launched.ok) {
      await core.close();
      return leave(EXIT.badConfig, launched.failure);
    }
  }
  const verifying = new AbortController();
  void verifyPack(core.scene.pack, verifying.signal);

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    verifying.abort();
    drill?.dispose();
    stopPulse();
    await core.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  host.onStop(stop);
  host.onDrillStation(async (id) => {
    const ground = core.drillGround();
    const folder = join(packOf('builtin:demo'), PACK_MEDIA_FOLDER);
    const loops = { folder, names: await loopsIn(folder) };
    host.send({ kind: 'drillStation', id, station: ground && roomStation({ ...ground, loops }) });
  });
  host.onLiveAlarm((isUnanswered) => core.hearLiveAlarm(isUnanswered));
}

/** Reads every file of the pack behind the work, and names those whose bytes are not the ones that were imported. */
async function verifyPack(pack: ScenePack, signal: AbortSignal): Promise<void> {
  try {
    const changed = await pack.verifyFiles(signal);
    if (changed.length === 0) return;
    const message = `场景包文件与导入时不符 files of the scene pack differ from what was imported: ${changed.slice(0, 5).join(', ')}${changed.length > 5 ? ` … (${changed.length})` : ''}`;
    process.stderr.write(`${message}\n`);
    host.send({ kind: 'fault', code: 'sceneChanged', message });
  } catch (error) {
    if (!signal.aborted) process.stderr.write(`scene: ${(error as Error).message}\n`);
  }
}

/** A scene folder that is none is a bad setting, not a bad day. */
function exitOf(code: string): number {
  if (code === 'alreadyRunning') return EXIT.inUse;
  return code === 'scene' ? EXIT.badConfig : EXIT.fatal;
}

function readOptions(): Result<Options> {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' },
        config: { type: 'string' },
        port: { type: 'string' },
        demo: { type: 'boolean', default: false },
        still: { type: 'boolean', default: false },
        scenes: { type: 'string' },
        scenario: { type: 'string' },
      },
    });
    if (!values.data) return refuse('options', '--data DIR: the data folder is needed');
    if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) return refuse('options', '--port: 0 to 65535');
    const port = values.port === undefined ? null : Number(values.port);
    if (port !== null && port > 65_535) return refuse('options', '--port: 0 to 65535');
    const { data, config = null, demo, still, scenes } = values;
    const found = values.scenario === undefined ? ok(null) : findScenario(values.scenario);
    if (!found.ok) return found;
    const scenario = found.value;
    return ok({ data: resolve(data), config, port, demo, still, scenes: scenes ? resolve(scenes) : null, scenario });
  } catch (error) {
    return refuse('options', (error as Error).message);
  }
}

/** station.json as given, or the one in the data folder, or the demo, or an empty station on the demo district. */
async function readStation({ data, config, port, demo }: Options, chosen: string | null): Promise<Result<Station>> {
  if (demo) {
    const pack = await openPack(chosen ?? packOf('builtin:demo'));
    return pack.ok ? ok(await demoStation(pack.value, port ?? 0)) : pack;
  }
  const own = join(data, 'station.json');
  const path = config ? resolve(config) : existsSync(own) ? own : null;
  const empty = { station: { id: 'station', name: '未命名综治中心', jurisdiction: '990101' } };
  const station = path ? loadStation(path) : parseStation(empty, data);
  if (!station.ok || port === null) return station;
  return ok({ ...station.value, http: { ...station.value.http, port } });
}

function packOf(scene: string): string {
  return scene === 'builtin:demo' ? (process.env.PINGAN_PACK_DIR ?? resolve('dist/scenes/demo')) : scene;
}

/** This machine's own seat, and an administrator's token where the configuration names none at all. */
function ownTokens(station: Station, data: string): { token: string; role: Role; name: string; isOwnSeat?: true }[] {
  const { PINGAN_SEAT_TOKEN: seat, [WALL_SEAT]: wall } = process.env;
  for (const { token, role, name, units } of station.tokens) {
    if (token.length < SAFE_TOKEN) process.stderr.write(`令牌过短，容易被猜中 · token too short to be safe: ${name}\n`);
    if (role === 'worker' && !units)
      process.stderr.write(
        `终端令牌未限定力量，可冒充任一力量 · worker token bound to no units, may pose as any: ${name}\n`,
      );
  }
  const seats = [
    ...(seat ? [{ token: seat, role: 'duty' as const, name: '本机席位', isOwnSeat: true as const }] : []),
    ...(wall ? [{ token: wall, role: 'wall' as const, name: '本机大屏', isOwnSeat: true as const }] : []),
    ...(station.realm === 'drill' ? drillSeats(process.env[DRILL_SEATS]) : []),
  ];
  if (station.tokens.length > 0) return seats;
  const path = join(data, 'admin-token');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 });
  chmodSync(path, 0o600);
  process.stderr.write(`管理员令牌 · administrator token: ${path}\n`);
  return [...seats, { token: readFileSync(path, 'utf8').trim(), role: 'admin', name: '管理员' }];
}

/** Tells the shell every second that the core lives and what is unanswered, and at once when that changes. */
function beat(core: Core): () => void {
  const send = () =>
    host.send({
      kind: 'pulse',
      seq: core.desk.journal.durableHead.seq,
      unanswered: core.unanswered(),
      reportAt: core.reportAt(),
      drill: core.pulsedDrill(),
    });
  const timer = setInterval(send, PULSE_MS);
  const changes = core.desk.onEvents((events) => {
    if (events.some(({ kind }) => kind.startsWith('incident.') || kind.startsWith('drill.'))) send();
  });
  send();
  return () => {
    clearInterval(timer);
    changes.dispose();
  };
}

function fatal(error: unknown): void {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`核心致命错误 · fatal: ${message}\n`);
  host.send({ kind: 'fault', code: 'fatal', message: error instanceof Error ? error.message : String(error) });
  process.exit(EXIT.fatal);
}

function leave(code: number, { message }: Refusal): void {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function describeFault(fault: { code: string }): string {
  return JSON.stringify(fault, (_key, value: unknown) => (value instanceof Error ? value.message : value));
}

interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { data: unknown }) => void): void;
}

/** The parent's message port: Electron's in a utility process, Node's IPC in a child process, nothing when run by hand. */
function openHost() {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  const hear = (listener: (message: HostToCore) => void) => {
    parentPort?.on('message', ({ data }) => listener(data as HostToCore));
    process.on('message', (message) => listener(message as HostToCore));
  };
  return {
    send(message: CoreToHost): void {
      if (parentPort) parentPort.postMessage(message);
      else if (process.connected) process.send?.(message);
    },
    onStop(stop: () => void): void {
      hear((message) => message.kind === 'stop' && stop());
      // The shell is gone without a word: a core nobody supervises under a desktop must not linger on the ports.
      if (process.connected) process.on('disconnect', stop);
    },
    onDrillStation: (tell: (id: number) => void) =>
      hear((message) => message.kind === 'tellDrillStation' && tell(message.id)),
    onLiveAlarm: (listener: (isUnanswered: boolean) => void) =>
      hear((message) => message.kind === 'liveAlarm' && listener(message.isUnanswered)),
    onMedia: (listener: (news: MediaNews) => void) => hear((message) => message.kind === 'media' && listener(message)),
  };
}
