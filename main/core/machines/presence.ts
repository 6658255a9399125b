import type { Clock } from '#shared/kit/clock.ts';
import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';
import type { MachineReport } from '#shared/wire/machines.ts';

interface Seen {
  connections: number;
  lastSeenAt: number;
  address: string;
}

/** Which joined machines are heard at this moment, from where, and when the others were heard last. In memory only. */
export class MachinePresence {
  readonly #clock: Clock;
  readonly #seen = new Map<string, Seen>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Until it is disposed, the machine is connected. */
  connect(machineId: string, address: string): Disposable {
    const seen = this.#seen.get(machineId) ?? { connections: 0, lastSeenAt: 0, address };
    seen.connections += 1;
    seen.address = address;
    seen.lastSeenAt = this.#clock();
    this.#seen.set(machineId, seen);
    let isOver = false;
    return toDisposable(() => {
      if (isOver) return;
      isOver = true;
      seen.connections -= 1;
      seen.lastSeenAt = this.#clock();
    });
  }

  report(machineId: string): MachineReport {
    const seen = this.#seen.get(machineId);
    const isConnected = (seen?.connections ?? 0) > 0;
    return {
      machineId,
      isConnected,
      lastSeenAt: isConnected ? this.#clock() : (seen?.lastSeenAt ?? null),
      address: seen?.address ?? null,
    };
  }
}
