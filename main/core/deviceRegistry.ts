import type { LinkedDevice, LinkedDevices } from '#main/core/links/index.ts';
import type { DeviceState } from '#shared/domain/device.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { DeviceKeys } from './deviceKeys.ts';

/** Events after which a device is called otherwise, or no more. */
const STATEMENTS: ReadonlySet<string> = new Set(['device.enrolled', 'device.retired']);

/**
 * The folded devices as links look them up: by link and account, case aside. Follows the journal, so that a device enrolled,
 * changed or retired at the desk counts from the next frame on.
 */
export class DeviceRegistry implements LinkedDevices {
  readonly #devices: ReadonlyMap<string, DeviceState>;
  readonly #keys: DeviceKeys;
  readonly #byAccount = new Map<string, LinkedDevice>();
  /** Where each device stands in the map above. */
  readonly #placeOf = new Map<string, string>();

  /** `devices`: those of the world, which this only reads. */
  constructor(devices: ReadonlyMap<string, DeviceState>, keys: DeviceKeys) {
    this.#devices = devices;
    this.#keys = keys;
    // Where a newer station.json gives away an account that the desk gave to another device, the file's device answers to it.
    const stated = (by: DeviceState['statedBy']) => [...devices.values()].filter(({ statedBy }) => statedBy === by);
    for (const { id } of [...stated('desk'), ...stated('station')]) this.#place(id);
  }

  findByAccount(linkId: string, account: string): LinkedDevice | undefined {
    return this.#byAccount.get(keyOf(linkId, account));
  }

  list(): Iterable<LinkedDevice> {
    return this.#byAccount.values();
  }

  /** Durable events, in order, as the desk tells them. */
  onEvents(events: readonly StoredEvent[]): void {
    for (const { kind, stream } of events) {
      if (STATEMENTS.has(kind)) this.#place(stream.slice(stream.indexOf(':') + 1));
    }
  }

  #place(id: string): void {
    const before = this.#placeOf.get(id);
    if (before !== undefined && this.#byAccount.get(before)?.id === id) this.#byAccount.delete(before);
    this.#placeOf.delete(id);
    const state = this.#devices.get(id);
    if (state?.link === undefined || state.account === undefined) return;
    const { name, kind, link, account, requireEncryption, supervisionSeconds } = state;
    const key = this.#keys.keyOf(state);
    const place = keyOf(link, account);
    this.#byAccount.set(place, { id, name, kind, link, account, key, requireEncryption, supervisionSeconds });
    this.#placeOf.set(id, place);
  }
}

const keyOf = (link: string, account: string) => `${link} ${account.toUpperCase()}`;
