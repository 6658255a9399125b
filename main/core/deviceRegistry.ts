import type { LinkedDevice, LinkedDevices } from '#main/core/links/index.ts';
import type { DeviceRecord } from '#shared/domain/device.ts';

/** The configured devices as links look them up: by link and account, case aside. Holds the keys; nothing else does. */
export class DeviceRegistry implements LinkedDevices {
  readonly #byAccount = new Map<string, LinkedDevice>();

  constructor(records: readonly DeviceRecord[]) {
    for (const { id, name, kind, link, account, key, requireEncryption, supervisionSeconds } of records) {
      if (link === undefined || account === undefined) continue;
      const device = { id, name, kind, link, account, key, requireEncryption, supervisionSeconds };
      this.#byAccount.set(keyOf(link, account), device);
    }
  }

  findByAccount(linkId: string, account: string): LinkedDevice | undefined {
    return this.#byAccount.get(keyOf(linkId, account));
  }

  list(): Iterable<LinkedDevice> {
    return this.#byAccount.values();
  }
}

const keyOf = (linkId: string, account: string) => `${linkId} ${account.toUpperCase()}`;
