/**
 * Where this station keeps everything, and what the shell must know about the station before its core has answered.
 * The core reads station.json properly and refuses what is wrong with it; here it is only looked at.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { ShellOptions } from './options.ts';

export interface StationGlance {
  readonly id: string;
  readonly realm: 'live' | 'drill';
  readonly http: { readonly host: string; readonly port: number };
  /** `builtin:demo`, or the absolute folder of a pack or of many. */
  readonly scene: string;
}

const BUILTIN_SCENE = 'builtin:demo';
const LOOPBACK = { host: '127.0.0.1', port: 0 };
const DEMO: StationGlance = { id: 'demo', realm: 'drill', http: LOOPBACK, scene: BUILTIN_SCENE };
const UNREAD: StationGlance = { id: 'unread', realm: 'live', http: LOOPBACK, scene: BUILTIN_SCENE };

const glanceSchema = z.object({
  station: z.object({ id: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z_.-]{0,39}$/) }),
  realm: z.enum(['live', 'drill']).default('live'),
  http: z
    .object({ host: z.string().min(1).max(253).default('127.0.0.1'), port: z.number().int().min(0).max(65_535) })
    .default({ host: '127.0.0.1', port: 4_700 }),
  scene: z.string().min(1).default(BUILTIN_SCENE),
});

export function glanceAtStation(configFile: string | null): StationGlance {
  if (configFile === null) return DEMO;
  try {
    const { station, realm, http, scene: said } = glanceSchema.parse(JSON.parse(readFileSync(configFile, 'utf8')));
    const scene = said.startsWith('builtin:') ? said : resolve(dirname(configFile), said);
    return { id: station.id, realm, http, scene };
  } catch {
    return UNREAD;
  }
}

/**
 * The journal's folder: what was asked for, else one per station and realm under the application's own folder, so that
 * moving station.json elsewhere does not lose the past and a drill never meets live data.
 */
export function dataFolderOf(options: ShellOptions, station: StationGlance, applicationFolder: string): string {
  if (options.dataDirectory === null && options.join !== null)
    return join(applicationFolder, 'seats', options.join.address.replace(/[^0-9a-z.-]/g, '_'));
  return options.dataDirectory ?? join(applicationFolder, 'stations', `${station.id}-${station.realm}`);
}

/** The shell's own part of it: settings, window places, the browser profile, the log of refusals. */
export function shellFolderOf(dataFolder: string): string {
  return join(dataFolder, 'shell');
}
