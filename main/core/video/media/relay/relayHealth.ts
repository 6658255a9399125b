/** How sources are that are only handed through: what the last exchange with their server was. */
import type { StreamHealth } from '../contract.ts';
import type { MediaFault } from '../fault.ts';

/** Asked for nothing this long, nobody watches any more. */
const QUIET_MS = 30_000;
const MOST = 1_024;

export class RelayHealth {
  readonly #entries = new Map<string, { readonly at: number; readonly fault: MediaFault | null }>();

  note(streamId: string, fault: MediaFault | null, at: number): void {
    this.#entries.delete(streamId);
    if (this.#entries.size >= MOST) this.#entries.delete(this.#entries.keys().next().value!);
    this.#entries.set(streamId, { at, fault });
  }

  read(now: number): StreamHealth[] {
    return [...this.#entries].flatMap(([streamId, { at, fault }]): StreamHealth[] => {
      if (now - at > QUIET_MS) return [];
      const state = fault === null ? 'live' : 'backingOff';
      const rates = { framesPerSecond: 0, bitsPerSecond: 0 };
      return [
        { streamId, state, fault: fault?.code ?? null, viewers: 0, lastFrameAt: fault === null ? at : null, ...rates },
      ];
    });
  }
}
