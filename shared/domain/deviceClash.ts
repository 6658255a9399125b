/**
 * What no single field of a device can show: a link that does not exist, an account that two devices would answer to, a siren
 * that cannot sound. One rule for station.json, the desk and imported lists.
 */
import type { Bilingual } from '../kit/bilingual.ts';
import type { LinkRecord } from '../wire/links/index.ts';
import type { DeviceRecord } from './device.ts';
import type { UnitRecord } from './unit.ts';

/** The part of a device that can stand against another. */
export type ClashingDevice = Pick<DeviceRecord, 'id' | 'link' | 'account' | 'siren'>;

export interface DeviceClash extends Bilingual {
  readonly field: 'link' | 'account' | 'siren';
  /** What the sentence speaks of: this field, or a list in which two entries meet. */
  readonly about: 'field' | 'devices' | 'units';
}

/** Vehicle terminals pad their number with zeros as they like. */
export function terminalKey(digits: string): string {
  return /^\d+$/.test(digits) ? digits.replace(/^0+(?=\d)/, '') : digits.toLowerCase();
}

const keyOf = (link: string, account: string) => `${link} ${account.toUpperCase()}`;

/** Who is called what on which link. Adding and asking cost the same however many devices there are. */
export class DeviceBook {
  readonly #links: ReadonlySet<string>;
  /** Links on which accounts are numbers of vehicle terminals. */
  readonly #vehicleLinks: ReadonlySet<string>;
  /** Accounts of boxes with a siren. */
  readonly #sirenBoxes: ReadonlySet<string>;
  readonly #unitOfTerminal = new Map<string, { id: string; terminal: string }>();
  readonly #devices = new Map<string, ClashingDevice>();
  readonly #holders = new Map<string, string>();
  readonly #terminals = new Map<string, string>();

  constructor(links: readonly LinkRecord[], units: Iterable<Pick<UnitRecord, 'id' | 'terminal'>>) {
    this.#links = new Set(links.map(({ id }) => id));
    this.#vehicleLinks = new Set(links.filter(({ protocol }) => protocol === 'jt808').map(({ id }) => id));
    const boxes = links.flatMap((link) =>
      link.protocol === 'modbus' ? link.boxes.map((box) => ({ link: link.id, box })) : [],
    );
    const sounding = boxes.filter(({ box }) => box.siren !== undefined);
    this.#sirenBoxes = new Set(sounding.map(({ link, box }) => keyOf(link, box.account)));
    for (const { id, terminal = id } of units) this.#unitOfTerminal.set(terminalKey(terminal), { id, terminal });
  }

  /** Replaces what was known under this id. */
  add(device: ClashingDevice): void {
    this.remove(device.id);
    this.#devices.set(device.id, device);
    const { link, account } = device;
    if (link === undefined || account === undefined) return;
    this.#holders.set(keyOf(link, account), device.id);
    if (this.#vehicleLinks.has(link)) this.#terminals.set(`${link} ${terminalKey(account)}`, device.id);
  }

  remove(id: string): void {
    const { link, account } = this.#devices.get(id) ?? {};
    this.#devices.delete(id);
    if (link === undefined || account === undefined) return;
    const [holder, terminal] = [keyOf(link, account), `${link} ${terminalKey(account)}`];
    if (this.#holders.get(holder) === id) this.#holders.delete(holder);
    if (this.#terminals.get(terminal) === id) this.#terminals.delete(terminal);
  }

  /** What stands against its line; the device itself may be in the book already. */
  lineClash({ id, link, account }: ClashingDevice): DeviceClash | undefined {
    if (link === undefined) return undefined;
    if (!this.#links.has(link)) {
      return { field: 'link', about: 'field', zh: `没有链路 ${link}`, en: `there is no link ${link}` };
    }
    if (account === undefined) {
      return { field: 'account', about: 'field', zh: '接入链路的设备要有账号', en: 'a device on a link needs one' };
    }
    const holder = this.#holders.get(keyOf(link, account));
    if (holder !== undefined && holder !== id) {
      const zh = `链路 ${link} 上的账号 ${account} 已属于设备 ${holder}`;
      return { field: 'account', about: 'devices', zh, en: `account ${link} #${account.toUpperCase()} is used twice` };
    }
    return this.#vehicleLinks.has(link) ? this.#terminalClash(id, link, account) : undefined;
  }

  /** Ask when every device is in the book: a list may name a siren before the siren itself. */
  sirenClash({ siren }: ClashingDevice): DeviceClash | undefined {
    if (siren === undefined) return undefined;
    const { link, account } = this.#devices.get(siren) ?? {};
    if (link !== undefined && account !== undefined && this.#sirenBoxes.has(keyOf(link, account))) return undefined;
    const zh = `${siren} 不是按钮盒链路（modbus）上的警号`;
    return { field: 'siren', about: 'field', zh, en: `${siren} has no siren on a modbus link` };
  }

  /** A vehicle terminal is a unit's or a device's, and its number may be written with leading zeros or without. */
  #terminalClash(id: string, link: string, account: string): DeviceClash | undefined {
    const holder = this.#terminals.get(`${link} ${terminalKey(account)}`);
    if (holder !== undefined && holder !== id) {
      const zh = `账号 ${account} 与设备 ${holder} 的终端号相同`;
      return { field: 'account', about: 'devices', zh, en: `account ${account} of ${id} is that of ${holder} already` };
    }
    const unit = this.#unitOfTerminal.get(terminalKey(account));
    if (unit === undefined) return undefined;
    const zh = `账号 ${account} 是力量 ${unit.id} 的终端号`;
    const en = `terminal ${unit.terminal} is device ${id} on link ${link} already`;
    return { field: 'account', about: 'units', zh, en };
  }
}
