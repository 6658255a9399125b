/**
 * What simulated phones do when they are called: they ring as a phone does, and after some seconds say what they are. Nobody stands
 * there with a camera, and a made-up picture of a scene would teach an officer to believe one.
 */
import type { Socket } from 'socket.io-client';
import type { Clock } from '#shared/kit/clock.ts';
import type { ServerToWorker, WorkerToServer } from '#shared/wire/worker.ts';
import type { Chance } from './chance.ts';

export const NO_PICTURE = '演练终端无画面';
/** As long as somebody needs to take a phone out. */
const RINGS_MS = [3_000, 8_000] as const;

export class FieldCalls {
  readonly #socket: Socket<ServerToWorker, WorkerToServer>;
  readonly #rung = new Map<string, { readonly callId: string; readonly answersAt: number }>();

  constructor(socket: Socket<ServerToWorker, WorkerToServer>, chance: Chance, clock: Clock) {
    this.#socket = socket;
    socket.on('call', ({ unitId, callId, call }, taken) => {
      taken(true);
      const isRung = call?.state === 'called' || call?.state === 'ringing';
      if (!isRung) this.#rung.delete(unitId);
      else if (this.#rung.get(unitId)?.callId !== callId)
        this.#rung.set(unitId, { callId, answersAt: clock() + chance.between(...RINGS_MS) });
    });
  }

  tick(now: number): void {
    for (const [unitId, { callId, answersAt }] of this.#rung) {
      if (now < answersAt) continue;
      this.#rung.delete(unitId);
      const body = { callId, reason: NO_PICTURE };
      const request = { commandId: crypto.randomUUID(), unitId, kind: 'call.refuse' as const, body };
      // Unheard it rings on, and the core says in the end that nobody answered.
      this.#socket.timeout(8_000).emit('command', request, () => undefined);
    }
  }
}
