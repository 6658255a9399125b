/** The alarm poles and buttons of a drill: they heartbeat and are pressed, over real DC-09 to the real port. */
import { Dc09Sender, type Outgoing } from '#main/core/links/protocols/dc09/sender.ts';
import type { DeviceRecord } from '#shared/domain/device.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { Chance } from './chance.ts';

const HEARTBEAT_MS = 40_000;
const TICK_MS = 250;
const FIRST_PRESS_MS = 6_000;
/** Between presses, while fewer than MOST_OPEN incidents are open. */
const PRESS_AFTER_MS = [45_000, 110_000] as const;
const MOST_OPEN = 7;
/** Devices that have died: they never heartbeat, so that lost contact is seen in the drill. */
const DEAD_SHARE = 0.03;

/** What is pressed or goes wrong, and how often against the others. Contact ID codes of PROTOCOLS §2.2. */
const CAUSES: readonly { share: number; code: string; zone: string }[] = [
  { share: 10, code: '120', zone: '001' },
  { share: 2, code: '110', zone: '002' },
  { share: 2, code: '100', zone: '003' },
  { share: 1, code: '137', zone: '009' },
  { share: 1, code: '302', zone: '000' },
];

/** Each cause as often as its share. */
const LOTS = CAUSES.flatMap((cause) => Array<(typeof CAUSES)[number]>(cause.share).fill(cause));

export interface CallPointsOptions {
  readonly host: string;
  readonly port: number;
  readonly devices: readonly DeviceRecord[];
  readonly chance: Chance;
  /** Open incidents at the desk: a drill does not drown its trainees. */
  openIncidents(): number;
}

export class CallPoints implements Disposable {
  readonly #options: CallPointsOptions;
  readonly #points: { sender: Dc09Sender; heartbeatAt: number }[];
  readonly #timer: NodeJS.Timeout;
  #pressAt = Date.now() + FIRST_PRESS_MS;

  constructor(options: CallPointsOptions) {
    this.#options = options;
    const { host, port, chance } = options;
    const now = Date.now();
    this.#points = options.devices
      .filter((device) => device.account !== undefined && !chance.happens(DEAD_SHARE))
      .map(({ account, key }) => ({
        sender: new Dc09Sender({ host, port, account: account!, line: '0', ...(key && { key }) }),
        heartbeatAt: now + chance.between(500, HEARTBEAT_MS / 4),
      }));
    this.#timer = setInterval(() => this.#tick(Date.now()), TICK_MS);
  }

  dispose(): void {
    clearInterval(this.#timer);
    for (const { sender } of this.#points) sender.dispose();
  }

  #tick(now: number): void {
    for (const point of this.#points) {
      if (now < point.heartbeatAt) continue;
      point.heartbeatAt = now + HEARTBEAT_MS;
      this.#send(point.sender, {});
    }
    if (now < this.#pressAt || this.#points.length === 0) return;
    const { chance } = this.#options;
    this.#pressAt = now + chance.between(...PRESS_AFTER_MS);
    if (this.#options.openIncidents() >= MOST_OPEN) return;
    const cause = chance.pick(LOTS);
    const contactId = { qualifier: 1 as const, code: cause.code, partition: '01', zone: cause.zone };
    this.#send(chance.pick(this.#points).sender, { contactId, hasTime: true });
  }

  /** A device that gets no answer sends again by itself; nothing here waits for it. */
  #send(sender: Dc09Sender, message: Outgoing): void {
    void sender.send(message).catch(() => undefined);
  }
}
