/**
 * Keys of devices that were entered at the desk. They lie in `keys.json` in the data folder, readable by the core's user only,
 * and enter no event, no answer and no log. Beside them lies a mark of the key that station.json gave last: the file says
 * something new when it gives another.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type DeviceRecord, type DeviceState, deviceKeySchema } from '#shared/domain/device.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { writeFileAtomically } from './tracks/atomicFile.ts';

export type DeviceKey = NonNullable<DeviceRecord['key']>;

const FILE = 'keys.json';
const fileSchema = z.strictObject({
  keys: z.record(z.string(), deviceKeySchema),
  stationMarks: z.record(z.string(), z.string()),
});

export class DeviceKeys {
  readonly #directory: string;
  readonly #ofStation: ReadonlyMap<string, DeviceKey>;
  #keys: ReadonlyMap<string, DeviceKey>;
  #marks: ReadonlyMap<string, string>;

  private constructor(directory: string, records: readonly DeviceRecord[], kept: z.infer<typeof fileSchema>) {
    this.#directory = directory;
    this.#ofStation = new Map(records.flatMap(({ id, key }) => (key ? [[id, key]] : [])));
    this.#keys = new Map(Object.entries(kept.keys));
    this.#marks = new Map(Object.entries(kept.stationMarks));
  }

  /** `records`: those of station.json. Fails with `keys` for a file that cannot be read: without keys, poles go unheard. */
  static open(directory: string, records: readonly DeviceRecord[]): Result<DeviceKeys> {
    const path = join(directory, FILE);
    if (!existsSync(path)) return ok(new DeviceKeys(directory, records, { keys: {}, stationMarks: {} }));
    try {
      const kept = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
      return ok(new DeviceKeys(directory, records, kept));
    } catch {
      // What is wrong with it may quote what is in it.
      return refuse('keys', `${path} 无法读取，设备密钥不可用 · ${path} cannot be read: the keys of devices are in it`);
    }
  }

  /** The key that counts for a device, by whose statement counts. */
  keyOf({
    id,
    hasKey,
    statedBy,
  }: {
    id: string;
    hasKey: boolean;
    statedBy: 'station' | 'desk';
  }): DeviceKey | undefined {
    if (!hasKey) return undefined;
    return statedBy === 'station' ? this.#ofStation.get(id) : this.#keys.get(id);
  }

  /** On disk when it returns. False when the disk takes nothing: nothing has changed then. */
  keep(keys: Iterable<readonly [deviceId: string, key: DeviceKey]>): boolean {
    const next = new Map(this.#keys);
    for (const [deviceId, key] of keys) next.set(deviceId, key);
    return this.#write(next, this.#marks);
  }

  /** Keys of devices that are gone. */
  #forget(deviceIds: readonly string[]): void {
    const next = new Map(this.#keys);
    for (const deviceId of deviceIds) next.delete(deviceId);
    // One too many in the file does no harm, so nobody is told when it cannot be written.
    if (next.size < this.#keys.size) this.#write(next, this.#marks);
  }

  /** At a start: keys that no statement of the desk counts on. Later, an import may have keys here before its events. */
  sweep(devices: ReadonlyMap<string, Pick<DeviceState, 'hasKey' | 'statedBy'>>): void {
    const isUsed = (id: string) => devices.get(id)?.hasKey === true && devices.get(id)?.statedBy === 'desk';
    this.#forget([...this.#keys.keys()].filter((id) => !isUsed(id)));
  }

  /** Durable events, in order, as the desk tells them. */
  onEvents(events: readonly StoredEvent[]): void {
    const retired = events.filter(({ kind }) => kind === 'device.retired');
    if (retired.length > 0) this.#forget(retired.map(({ body }) => (body as { deviceId: string }).deviceId));
  }

  /** station.json gives this device another key than it gave at the last start. */
  isNewOfStation(deviceId: string): boolean {
    const mark = this.#marks.get(deviceId);
    return mark !== undefined && mark !== markOf(this.#ofStation.get(deviceId));
  }

  /** To be called when what station.json says has been taken over. */
  markStation(deviceIds: readonly string[]): void {
    const marks = new Map(deviceIds.map((id) => [id, markOf(this.#ofStation.get(id))]));
    const isSame = marks.size === this.#marks.size && [...marks].every(([id, mark]) => this.#marks.get(id) === mark);
    if (!isSame) this.#write(this.#keys, marks);
  }

  #write(keys: ReadonlyMap<string, DeviceKey>, marks: ReadonlyMap<string, string>): boolean {
    const content = { keys: Object.fromEntries(keys), stationMarks: Object.fromEntries(marks) };
    try {
      writeFileAtomically(join(this.#directory, FILE), `${JSON.stringify(content)}\n`, 0o600);
      syncFolder(this.#directory);
    } catch {
      return false;
    }
    this.#keys = keys;
    this.#marks = marks;
    return true;
  }
}

export function isSameKey(left: DeviceKey | undefined, right: DeviceKey | undefined): boolean {
  return left?.encoding === right?.encoding && left?.value === right?.value;
}

/** Tells another key, and nothing of it. */
function markOf(key: DeviceKey | undefined): string {
  return key ? createHash('sha256').update(`${key.encoding}:${key.value}`).digest('hex') : 'none';
}

/** The new name is on disk too: a rename alone may be forgotten by a power cut. Windows cannot open a folder, and need not. */
function syncFolder(directory: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(directory, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
