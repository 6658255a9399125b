/** Builds the supervisor of this machine's core: how it is started on this runtime, with which address and which secrets. */
import { app } from 'electron';
import { DRILL_SEATS, type DrillSeat, MEDIA_ENVIRONMENT, SHELL_KEEPS_MEDIA, WALL_SEAT } from '#shared/wire/host.ts';
import type { StartCoreChild } from './core/coreChild.ts';
import type { CoreSupervisor, SupervisorOptions } from './core/coreSupervisor.ts';
import { CoreSupervisor as Supervisor } from './core/coreSupervisor.ts';
import { spawnedCore } from './core/spawnedCore.ts';
import { utilityCore } from './core/utilityCore.ts';
import { freePort } from './freePort.ts';
import { withMedia } from './media/withMedia.ts';
import type { Places } from './places.ts';
import type { Launch } from './prepare.ts';
import { scenePlacesOf } from './scenes/scenePlaces.ts';

/** What better-sqlite3 13 needs. */
const NODE_API = 10;

export interface CoreHost {
  readonly supervisor: CoreSupervisor;
  /** Where the core is expected until it says so itself. */
  readonly expectedUrl: string;
}

/** Tokens of the seats this machine sits at its own core with. */
export interface MachineSeats {
  readonly own: string;
  /** Of the windows of its wall, which look and never act: also where the desk has to sign in first. */
  readonly wall: string;
  /** Counts at a station of realm drill only. */
  readonly director: string;
}

export const directorSeat = (token: string): DrillSeat => ({ token, role: 'director', name: '本机导调' });

export type CoreListeners = Pick<SupervisorOptions, 'onWhereabouts' | 'onReady' | 'onPulse' | 'onFault' | 'log'>;

export async function createCoreHost(
  launch: Launch,
  places: Places,
  seats: MachineSeats,
  listeners: CoreListeners,
): Promise<CoreHost> {
  const { options, station, dataFolder } = launch;
  const host = reachable(station.http.host);
  const isFixed = station.http.port !== 0;
  const port = isFixed ? station.http.port : await freePort(host);
  const source = options.configFile === null ? ['--demo'] : ['--config', options.configFile];
  const { library } = scenePlacesOf(station.scene, places.demoPack, dataFolder);
  const supervisor = superviseCore(
    places,
    {
      env: coreEnvironment(seats, [directorSeat(seats.director)], places),
      args: ['--data', dataFolder, ...source, '--scenes', library],
      port,
      choosePort: isFixed ? null : () => freePort(host),
    },
    listeners,
  );
  return { supervisor, expectedUrl: `http://${host.includes(':') ? `[${host}]` : host}:${port}` };
}

export interface CoreStart {
  readonly env: NodeJS.ProcessEnv;
  /** All but the port. */
  readonly args: readonly string[];
  readonly port: number;
  /** Null: it is the configured one for ever. */
  readonly choosePort: (() => Promise<number>) | null;
}

/** One core with its media process, not started yet. */
export function superviseCore(
  places: Places,
  { env, args, port, choosePort }: CoreStart,
  listeners: CoreListeners,
): CoreSupervisor {
  return new Supervisor({
    ...listeners,
    startChild: withMedia(starterOf(places.coreEntry, places, env, listeners.log), mediaStarter(places, listeners.log)),
    argsFor: (at) => [...args, '--port', String(at)],
    ...{ port, choosePort },
    now: () => performance.now(),
  });
}

/** How a program of ours is started on this runtime: those that open databases need a Node that can load them. */
export function starterOf(
  entry: string,
  places: Places,
  env: NodeJS.ProcessEnv,
  log: (line: string) => void,
): StartCoreChild {
  // The ready line is for people and programs that start a core by hand; the same facts come over the message port.
  const onOutput = (line: string) => {
    if (!line.startsWith('{"ready":')) log(line);
  };
  if (Number(process.versions.napi) >= NODE_API) return utilityCore({ entry, env, onOutput, name: "Ping'an core" });
  const node = app.isPackaged ? places.bundledNode : process.env.PINGAN_CORE_NODE;
  return spawnedCore({ node: node ?? places.bundledNode, entry, env, onOutput });
}

/** In a utility process on every runtime: its native part needs no newer Node-API than the oldest Electron has. */
function mediaStarter(places: Places, onOutput: (line: string) => void): StartCoreChild {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => MEDIA_ENVIRONMENT.includes(name)));
  const start = utilityCore({ entry: places.mediaDoor, env, onOutput, name: "Ping'an media" });
  return (_args, listeners) => start([places.mediaEntry], listeners);
}

/** Tokens of seats go by environment: an argument could be read by every user of this machine. */
export function coreEnvironment(
  { own: seat, wall }: Pick<MachineSeats, 'own'> & Partial<Pick<MachineSeats, 'wall'>>,
  drillSeats: readonly DrillSeat[],
  places: Places,
): NodeJS.ProcessEnv {
  const own = {
    PINGAN_SEAT_TOKEN: seat,
    ...(wall && { [WALL_SEAT]: wall }),
    [DRILL_SEATS]: JSON.stringify(drillSeats),
  };
  return { ...plainEnvironment(), ...own, PINGAN_PACK_DIR: places.demoPack, [SHELL_KEEPS_MEDIA]: '1' };
}

/** Nothing by which a Node could be told to load or to open what we did not ask for. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;
  return env;
}

/** A core that listens everywhere is reached over loopback. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === 'localhost') return '127.0.0.1';
  return host;
}
