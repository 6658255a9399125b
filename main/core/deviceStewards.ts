/**
 * Commands about devices that touch more than the journal: a key goes to the disk first, a list is enrolled in slices. One
 * statement at a time, so that what a list was held against is still so when its last slice is recorded.
 */
import { setImmediate } from 'node:timers/promises';
import { type DeviceRecord, decideDevice, toDeviceFacts } from '#shared/domain/device.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { ExecuteContext, Outcome, Sender } from './desk/command.ts';
import type { Desk } from './desk/desk.ts';
import { parseDeviceBody, saveDevice } from './desk/registry.ts';
import { type DeviceKey, type DeviceKeys, isSameKey } from './deviceKeys.ts';
import { type DeviceImports, type ImportedDevice, slicesOf } from './devices/imports.ts';

type Prepared = Promise<Result<() => Result<Outcome>>>;

export class DeviceStewards {
  readonly #desk: Desk;
  readonly #keys: DeviceKeys;
  readonly #imports: DeviceImports;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(desk: Desk, keys: DeviceKeys, imports: DeviceImports) {
    this.#desk = desk;
    this.#keys = keys;
    this.#imports = imports;
  }

  readonly stewards: ExecuteContext['stewards'] = {
    'device.save': (input) => this.#alone(() => this.#save(input)),
    'device.import': (input, sender) => this.#alone(() => this.#import(input, sender)),
  };

  async #save(input: unknown): Prepared {
    const body = parseDeviceBody('device.save', input);
    if (!body.ok) return body;
    const { device, keepsKey } = body.value;
    const { key, isKeyNew } = this.#keyAfter(device, keepsKey);
    const { world } = this.#desk;
    const save = () => saveDevice(world, device, { hasKey: key !== undefined, isKeyNew });
    // Decided before anything is written: a refused statement must leave the key that counts where it is.
    const tried = save();
    if (!tried.ok) return tried;
    if (key && tried.value.drafts.length > 0 && !this.#keys.keep([[device.id, key]])) return KEY_NOT_KEPT;
    return ok(save);
  }

  /** Slices are recorded here; the answer, with the last of them, by whoever carries the command out. */
  async #import(input: unknown, sender: Sender): Prepared {
    const body = parseDeviceBody('device.import', input);
    if (!body.ok) return body;
    const found = await this.#imports.statements(body.value.previewId);
    if (!found.ok) return found;
    const { devices, counts } = found.value;
    const keyed = devices.map((device) => ({ ...device, ...this.#keyAfter(device.record, !device.record.key) }));
    const keys = keyed.flatMap(({ record, key }) => (key ? [[record.id, key] as const] : []));
    if (keys.length > 0 && !this.#keys.keep(keys)) return KEY_NOT_KEPT;
    const slices = [...slicesOf(keyed)];
    for (const slice of slices.slice(0, -1)) {
      await this.#desk.record(this.#draftsOf(slice), sender.actor).published;
      await setImmediate();
    }
    return ok(() => {
      this.#imports.forget(body.value.previewId);
      return ok({ drafts: this.#draftsOf(slices.at(-1) ?? []), imported: counts });
    });
  }

  #draftsOf(slice: readonly (ImportedDevice & { key: DeviceKey | undefined })[]): Outcome['drafts'] {
    return slice.flatMap(({ record, key, isKeyNew }) => {
      const device = { ...toDeviceFacts(record), hasKey: key !== undefined };
      const state = this.#desk.world.devices.get(record.id);
      const decided = decideDevice(state, { kind: 'device.enroll', device, statedBy: 'desk', isKeyNew });
      return decided.ok ? decided.value : [];
    });
  }

  /** The key a device has once it is stated, and whether that is another one than it has now. */
  #keyAfter({ id, key }: Pick<DeviceRecord, 'id' | 'key'>, keepsKey: boolean) {
    const state = this.#desk.world.devices.get(id);
    const before = state && this.#keys.keyOf(state);
    if (keepsKey) return { key: before, isKeyNew: false };
    return { key, isKeyNew: state !== undefined && key !== undefined && !isSameKey(key, before) };
  }

  async #alone<Value>(run: () => Promise<Value>): Promise<Value> {
    const mine = this.#turn.then(run);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

const KEY_NOT_KEPT = refuse('keyNotKept', '密钥无法写入数据目录，未保存');
