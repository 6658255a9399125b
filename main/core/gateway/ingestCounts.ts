import type { LinkHealth } from '#shared/wire/link.ts';

/** HTTP doors that take something in. The name is the link id under which they are shown. */
export type IngestDoor = 'osmand' | 'owntracks' | 'api' | 'wechat' | 'form';

interface Count {
  received: number;
  answered: number;
  lastFrameAt: number;
  readonly refused: Map<string, number>;
}

/**
 * What came in over HTTP and what became of it, shown beside the links: a phone that nobody enrolled must be seen by somebody
 * although it is answered like the others. A door appears when it has been used.
 */
export class IngestCounts {
  readonly #counts = new Map<IngestDoor, Count>();

  /** One request; `reason` says why nothing (or not everything) was made of it. */
  count(door: IngestDoor, at: number, reason?: string): void {
    const known = this.#counts.get(door);
    const count = known ?? { received: 0, answered: 0, lastFrameAt: at, refused: new Map() };
    if (!known) this.#counts.set(door, count);
    count.received += 1;
    count.lastFrameAt = at;
    if (reason === undefined) count.answered += 1;
    else count.refused.set(reason, (count.refused.get(reason) ?? 0) + 1);
  }

  health(address: string): LinkHealth[] {
    return [...this.#counts].map(([door, { received, answered, lastFrameAt, refused }]) => ({
      id: door,
      protocol: door,
      transport: 'http',
      address,
      isUp: true,
      fault: null,
      lastFrameAt,
      received,
      answered,
      refused: Object.fromEntries(refused),
      kernelDrops: null,
      isOverloaded: false,
    }));
  }
}
