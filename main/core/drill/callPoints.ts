/** The alarm poles and buttons of a drill: they heartbeat, die and are pressed, over real DC-09 to the real port. */
import { Dc09Sender, type Outgoing } from '#main/core/links/protocols/dc09/sender.ts';
import type { DeviceRecord } from '#shared/domain/device.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { Chance } from './chance.ts';

const HEARTBEAT_MS = 40_000;
const TICK_MS = 250;

export interface CallPointsOptions {
  readonly host: string;
  /** Of the link as it is now: one that was shut and opened again may listen elsewhere. */
  port(): number;
  readonly devices: readonly DeviceRecord[];
  readonly chance: Chance;
  /** The station's own: a pole that goes by another time would be told so. */
  readonly clock: Clock;
}

interface Point {
  readonly sender: Dc09Sender;
  heartbeatAt: number;
}

export class CallPoints implements Disposable {
  readonly #points = new Map<string, Point>();
  readonly #dead = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor({ host, port, devices, chance, clock }: CallPointsOptions) {
    const now = clock();
    for (const { id, account, key } of devices) {
      if (account === undefined) continue;
      const sender = new Dc09Sender({
        ...{ host, account, line: '0', clock, ...(key && { key }) },
        get port() {
          return port();
        },
      });
      this.#points.set(id, { sender, heartbeatAt: now + chance.between(500, HEARTBEAT_MS / 4) });
    }
    this.#timer = setInterval(() => this.#tick(clock()), TICK_MS);
  }

  has(deviceId: string): boolean {
    return this.#points.has(deviceId);
  }

  /** Those that live. */
  get alive(): readonly string[] {
    return [...this.#points.keys()].filter((id) => !this.#dead.has(id));
  }

  /** A dead one says nothing, neither by itself nor when it is pressed. */
  setDead(deviceId: string, isDead: boolean): void {
    if (isDead) this.#dead.add(deviceId);
    else this.#dead.delete(deviceId);
  }

  reviveAll(): void {
    this.#dead.clear();
  }

  /** Resolves with whether the station took it; false for one that is dead or unknown. */
  async press(deviceId: string, code: string, zone: string): Promise<boolean> {
    const point = this.#points.get(deviceId);
    if (!point || this.#dead.has(deviceId)) return false;
    const contactId = { qualifier: 1 as const, code, partition: '01', zone };
    return (await this.#send(point, { contactId, hasTime: true })) === 'ack';
  }

  dispose(): void {
    clearInterval(this.#timer);
    for (const { sender } of this.#points.values()) sender.dispose();
  }

  #tick(now: number): void {
    for (const [id, point] of this.#points) {
      if (now < point.heartbeatAt || this.#dead.has(id)) continue;
      point.heartbeatAt = now + HEARTBEAT_MS;
      void this.#send(point, {});
    }
  }

  /** A device that gets no answer sends again by itself; here it is only told that there was none. */
  async #send({ sender }: Point, message: Outgoing): Promise<string> {
    return sender.send(message).then(
      ({ kind }) => kind,
      () => 'silence',
    );
  }
}
