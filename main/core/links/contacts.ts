/** When each device was last heard, and who has fallen silent. "Lost" is said once, "restored" once. */
import type { LinkNews } from '#shared/wire/signal.ts';
import type { LinkedDevice } from './contract.ts';

interface Contact {
  /** Silence is counted from here: last sign of life, or when watching began. */
  countedFrom: number;
  lastSeenAt: number | null;
  isLost: boolean;
}

export interface ContactState {
  readonly deviceId: string;
  readonly lastSeenAt: number | null;
  readonly isLost: boolean;
}

export class Contacts {
  readonly #contacts = new Map<string, Contact>();

  /** A believable sign of life. News when it is the first since start, or the end of a silence. */
  heard(device: LinkedDevice, at: number): LinkNews | null {
    const contact = this.#of(device.id, at);
    const { isLost, lastSeenAt } = contact;
    contact.lastSeenAt = Math.max(at, lastSeenAt ?? at);
    contact.countedFrom = contact.lastSeenAt;
    contact.isLost = false;
    if (!isLost && lastSeenAt !== null) return null;
    const silentMs = lastSeenAt === null ? null : at - lastSeenAt;
    return { kind: isLost ? 'restored' : 'firstContact', linkId: device.link, deviceId: device.id, at, silentMs };
  }

  /** Asked and silent: lost now, whatever its supervision time. Null when that is known. */
  lose(device: LinkedDevice, at: number): LinkNews | null {
    const contact = this.#of(device.id, at);
    if (contact.isLost) return null;
    contact.isLost = true;
    const { lastSeenAt } = contact;
    const supervisionSeconds = device.supervisionSeconds ?? 0;
    return { kind: 'lostContact', linkId: device.link, deviceId: device.id, at, lastSeenAt, supervisionSeconds };
  }

  /** Devices silent beyond their time and not yet said to be lost. A device never seen counts from its first check. */
  supervise(devices: Iterable<LinkedDevice>, graceSeconds: number, now: number): LinkNews[] {
    const lost: LinkNews[] = [];
    const enrolled = new Set<string>();
    for (const device of devices) {
      enrolled.add(device.id);
      const contact = this.#of(device.id, now);
      if (!device.supervisionSeconds || contact.isLost) continue;
      if (now - contact.countedFrom <= (device.supervisionSeconds + graceSeconds) * 1_000) continue;
      contact.isLost = true;
      lost.push({
        kind: 'lostContact',
        linkId: device.link,
        deviceId: device.id,
        at: now,
        lastSeenAt: contact.lastSeenAt,
        supervisionSeconds: device.supervisionSeconds,
      });
    }
    for (const deviceId of this.#contacts.keys()) if (!enrolled.has(deviceId)) this.#contacts.delete(deviceId);
    return lost;
  }

  /** The wall clock was set: silences keep their length. */
  shift(byMs: number): void {
    for (const contact of this.#contacts.values()) {
      contact.countedFrom += byMs;
      if (contact.lastSeenAt !== null) contact.lastSeenAt += byMs;
    }
  }

  list(): ContactState[] {
    return [...this.#contacts].map(([deviceId, { lastSeenAt, isLost }]) => ({ deviceId, lastSeenAt, isLost }));
  }

  #of(deviceId: string, now: number): Contact {
    const known = this.#contacts.get(deviceId);
    if (known) return known;
    const contact: Contact = { countedFrom: now, lastSeenAt: null, isLost: false };
    this.#contacts.set(deviceId, contact);
    return contact;
  }
}
