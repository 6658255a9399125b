import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { type ChannelStatement, channelStatementSchema } from '#shared/domain/channel.ts';
import { type DeviceRecord, deviceRecordSchema } from '#shared/domain/device.ts';
import { DeviceBook, terminalKey } from '#shared/domain/deviceClash.ts';
import { type UnitRecord, unitRecordSchema } from '#shared/domain/unit.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { type Issue, NO_SUCH_FIELD, requirementOf } from '#shared/kit/issue.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { type StationConfig, stationConfigSchema } from '#shared/wire/config.ts';

/** station.json with its lists in place and its references checked. */
export interface Station extends Omit<StationConfig, 'devices' | 'units' | 'video'> {
  readonly devices: readonly DeviceRecord[];
  readonly units: readonly UnitRecord[];
  readonly video: Omit<StationConfig['video'], 'channels'> & { readonly channels: readonly ChannelStatement[] };
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
  const { scene, video } = parsed.data;
  const channels = readList(video.channels, 'video.channels', channelStatementSchema, folder);
  if (!channels.ok) return channels;
  const station: Station = {
    ...parsed.data,
    video: {
      ...video,
      channels: channels.value,
      ...(video.mediaFolder && { mediaFolder: resolve(folder, video.mediaFolder) }),
    },
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
  const channel = firstRepeated(station.video.channels.map(({ id }) => id));
  if (channel) return `video.channels: id ${channel} is used twice`;
  const server = firstRepeated(station.video.mediaServers.map(({ id }) => id));
  if (server) return `video.mediaServers: id ${server} is used twice`;
  const unit = firstRepeated(station.units.map(({ id }) => id));
  if (unit) return `units: id ${unit} is used twice`;
  const terminal = firstRepeated(
    station.units.flatMap(({ id, terminal: own }) => (own === undefined || own === id ? [id] : [id, own])),
  );
  if (terminal) return `units: terminal ${terminal} belongs to another unit already`;
  return (
    findStrangeUnit(station) ??
    findStrangeSource(station) ??
    findSharedTerminal(station) ??
    findStrayBox(station) ??
    findDeviceClash(station)
  );
}

/** Only a phone speaks for units, and for enrolled ones. */
function findStrangeUnit({ tokens, units }: Station): string | undefined {
  const enrolled = new Set(units.map(({ id }) => id));
  for (const [index, { role, units: named }] of tokens.entries()) {
    if (!named) continue;
    if (role !== 'worker') return `tokens.${index}.units: only a token of role worker speaks for units`;
    const stranger = named.find((id) => !enrolled.has(id));
    if (stranger !== undefined) return `tokens.${index}.units: ${stranger} is no unit of this station`;
  }
  return undefined;
}

/** A source is a door of ours, or a link that does not state its datum itself. */
function findStrangeSource({ positions, links }: Station): string | undefined {
  for (const source of Object.keys(positions.sources)) {
    if (['osmand', 'owntracks', 'worker'].includes(source)) continue;
    const link = links.find(({ id }) => id === source);
    if (!link) return `positions.sources.${source}: no such link, and not osmand, owntracks or worker`;
    if (link.protocol === 'jt808') return `positions.sources.${source}: a jt808 link states its datum itself`;
    if ('datum' in link && link.datum !== undefined)
      return `positions.sources.${source}: that link states its datum itself`;
  }
  return undefined;
}

/** What stands against a device by the rule that the desk and imported lists go by as well. */
function findDeviceClash({ links, devices, units }: Station): string | undefined {
  const book = new DeviceBook(links, units);
  for (const [index, device] of devices.entries()) {
    const clash = book.lineClash(device);
    if (clash) return `${clash.about === 'field' ? `devices.${index}.${clash.field}` : clash.about}: ${clash.en}`;
    book.add(device);
  }
  for (const [index, device] of devices.entries()) {
    const clash = book.sirenClash(device);
    if (clash) return `devices.${index}.siren: ${clash.en}`;
  }
  return undefined;
}

/** A box of a bus must be one that somebody has enrolled. */
function findStrayBox({ links, devices }: Station): string | undefined {
  const keyOf = (link: string, account: string) => `${link} ${account.toUpperCase()}`;
  const enrolled = new Set(devices.map(({ link, account }) => keyOf(link ?? '', account ?? '')));
  for (const record of links) {
    if (record.protocol !== 'modbus') continue;
    const stray = record.boxes.find(({ account }) => !enrolled.has(keyOf(record.id, account)));
    if (stray) return `links: box ${stray.account} on ${record.id} is no device on that link`;
  }
  return undefined;
}

/** Where vehicles call, two units may not be called the same but for leading zeros. */
function findSharedTerminal({ links, units }: Station): string | undefined {
  if (!links.some(({ protocol }) => protocol === 'jt808')) return undefined;
  const unitOf = new Map<string, string>();
  for (const { id, terminal = id } of units) {
    const holder = unitOf.get(terminalKey(terminal));
    if (holder !== undefined) return `units: terminal ${terminal} is that of ${holder} already`;
    unitOf.set(terminalKey(terminal), id);
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

/** One line per bad field. Of the forms a field may have, the one that got farthest is the one that was meant. */
function linesOf(issue: Issue, above: readonly PropertyKey[]): string[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => lineOf([...path, key], NO_SUCH_FIELD));
  if (issue.code === 'invalid_union') {
    const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path: inner }) => inner.length));
    const meant = issue.errors.toSorted((left, right) => depth(right) - depth(left))[0];
    if (meant && meant.length > 0) return meant.flatMap((inner) => linesOf(inner, path));
  }
  return [lineOf(path, requirementOf(issue))];
}

const lineOf = (path: readonly PropertyKey[], { zh, en }: Bilingual) =>
  `${path.join('.') || '(root)'}: ${zh === en ? zh : `${zh} (${en})`}`;
