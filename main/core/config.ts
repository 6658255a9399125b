import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { type DeviceRecord, deviceRecordSchema } from '#shared/domain/device.ts';
import { type UnitRecord, unitRecordSchema } from '#shared/domain/unit.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { type StationConfig, stationConfigSchema } from '#shared/wire/config.ts';
import { terminalKey } from './links/protocols/jt808/header.ts';

/** station.json with its lists in place and its references checked. */
export interface Station extends Omit<StationConfig, 'devices' | 'units'> {
  readonly devices: readonly DeviceRecord[];
  readonly units: readonly UnitRecord[];
}

/** Reads a station.json. Fails with `config`, naming the file and the path of every bad field. */
export function loadStation(path: string): Result<Station> {
  const read = readJson(path);
  return read.ok ? parseStation(read.value, dirname(path), path) : read;
}

/** `folder` is where the files that `devices` and `units` may name are looked for. */
export function parseStation(input: unknown, folder: string, name = 'station.json'): Result<Station> {
  const parsed = stationConfigSchema.safeParse(input);
  if (!parsed.success) return refuse('config', describe(name, parsed.error));
  const devices = readList(parsed.data.devices, 'devices', deviceRecordSchema, folder);
  if (!devices.ok) return devices;
  const units = readList(parsed.data.units, 'units', unitRecordSchema, folder);
  if (!units.ok) return units;
  const { scene } = parsed.data;
  const station: Station = {
    ...parsed.data,
    scene: scene.startsWith('builtin:') ? scene : resolve(folder, scene),
    devices: devices.value,
    units: units.value,
  };
  const clash = findClash(station);
  return clash ? refuse('config', `${name}: ${clash}`) : ok(station);
}

function readList<Item>(
  listOrFile: Item[] | string,
  field: string,
  schema: z.ZodType<Item>,
  folder: string,
): Result<Item[]> {
  if (typeof listOrFile !== 'string') return ok(listOrFile);
  const path = resolve(folder, listOrFile);
  const read = readJson(path);
  if (!read.ok) return refuse('config', `${field}: ${read.failure.message}`);
  const parsed = z.array(schema).safeParse(read.value);
  return parsed.success ? ok(parsed.data) : refuse('config', describe(path, parsed.error));
}

function readJson(path: string): Result<unknown> {
  try {
    return ok(JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as unknown);
  } catch (error) {
    return refuse('config', `${path}: ${(error as Error).message}`);
  }
}

/** What no single field can show: ids used twice, links that do not exist, two devices one account could mean. */
function findClash(station: Station): string | undefined {
  const links = firstRepeated(station.links.map(({ id }) => id));
  if (links) return `links: id ${links} is used twice`;
  const device = firstRepeated(station.devices.map(({ id }) => id));
  if (device) return `devices: id ${device} is used twice`;
  const unit = firstRepeated(station.units.map(({ id }) => id));
  if (unit) return `units: id ${unit} is used twice`;
  const terminal = firstRepeated(
    station.units.flatMap(({ id, terminal: own }) => (own === undefined || own === id ? [id] : [id, own])),
  );
  if (terminal) return `units: terminal ${terminal} belongs to another unit already`;
  const known = new Set(station.links.map(({ id }) => id));
  const stray = station.devices.findIndex(({ link }) => link !== undefined && !known.has(link));
  if (stray >= 0) return `devices.${stray}.link: there is no link ${station.devices[stray]!.link}`;
  const silent = station.devices.findIndex(({ link, account }) => link !== undefined && account === undefined);
  if (silent >= 0) return `devices.${silent}.account: a device on a link needs one`;
  const called = station.devices.flatMap(({ link, account }) => (link ? [`${link} #${account!.toUpperCase()}`] : []));
  const account = firstRepeated(called);
  if (account) return `devices: account ${account} is used twice`;
  return findSharedTerminal(station) ?? findStraySiren(station);
}

/** A siren that a pole names must be one that can sound, and a box of a bus one that somebody has enrolled. */
function findStraySiren({ links, devices }: Station): string | undefined {
  const keyOf = (link: string, account: string) => `${link} ${account.toUpperCase()}`;
  const enrolled = new Map(devices.map((device) => [keyOf(device.link ?? '', device.account ?? ''), device.id]));
  const sirens = new Set<string>();
  for (const record of links) {
    if (record.protocol !== 'modbus') continue;
    for (const { account, siren } of record.boxes) {
      const device = enrolled.get(keyOf(record.id, account));
      if (device === undefined) return `links: box ${account} on ${record.id} is no device on that link`;
      if (siren) sirens.add(device);
    }
  }
  const stray = devices.findIndex(({ siren }) => siren !== undefined && !sirens.has(siren));
  return stray < 0 ? undefined : `devices.${stray}.siren: ${devices[stray]!.siren} has no siren on a modbus link`;
}

/** A vehicle terminal is a unit's or a device's, and its number may be written with leading zeros or without. */
function findSharedTerminal({ links, devices, units }: Station): string | undefined {
  const vehicles = new Set(links.filter(({ protocol }) => protocol === 'jt808').map(({ id }) => id));
  const deviceOf = new Map<string, string>();
  for (const { id, link, account } of devices) {
    if (link === undefined || account === undefined || !vehicles.has(link)) continue;
    const key = `${link} ${terminalKey(account)}`;
    if (deviceOf.has(key)) return `devices: account ${account} of ${id} is that of ${deviceOf.get(key)} already`;
    deviceOf.set(key, id);
  }
  const unitOf = new Map<string, string>();
  for (const { id, terminal = id } of units) {
    const holder = unitOf.get(terminalKey(terminal));
    if (vehicles.size > 0 && holder !== undefined) return `units: terminal ${terminal} is that of ${holder} already`;
    unitOf.set(terminalKey(terminal), id);
    for (const link of vehicles) {
      const device = deviceOf.get(`${link} ${terminalKey(terminal)}`);
      if (device !== undefined) return `units: terminal ${terminal} is device ${device} on link ${link} already`;
    }
  }
  return undefined;
}

function firstRepeated(values: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return values.find((value) => seen.size === seen.add(value).size);
}

function describe(name: string, error: z.ZodError): string {
  const lines = error.issues.flatMap((issue) => linesOf(issue, [])).slice(0, 10);
  return `${name}: ${lines.join('; ')}`;
}

type Issue = z.core.$ZodIssue;

/** One line per bad field. Of the forms a field may have, the one that got farthest is the one that was meant. */
function linesOf(issue: Issue, above: readonly PropertyKey[]): string[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${[...path, key].join('.')}: unknown field`);
  if (issue.code === 'invalid_union') {
    const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path: inner }) => inner.length));
    const meant = issue.errors.toSorted((left, right) => depth(right) - depth(left))[0];
    if (meant && meant.length > 0) return meant.flatMap((inner) => linesOf(inner, path));
  }
  return [`${path.join('.') || '(root)'}: ${issue.message}`];
}
