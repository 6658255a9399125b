/** Messages that come in several frames (PROTOCOLS §4.4). One per connection; bounded in sets, bytes and time. */
import type { Message } from './header.ts';

/** A message being put together. */
interface Parts {
  readonly startedAt: number;
  readonly total: number;
  readonly bodies: Map<number, Buffer>;
}

/** Half-received messages a connection may have at once, and what they may hold together. */
const SETS = 8;
const BYTES = 256 * 1024;

export type Added =
  | { readonly kind: 'whole'; readonly message: Message }
  | { readonly kind: 'waiting' }
  /** No room: the terminal starts more than it finishes. */
  | { readonly kind: 'refused' };

export class Reassembly {
  readonly #timeoutMs: number;
  readonly #sets = new Map<string, Parts>();
  #bytes = 0;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** The whole message has the header of the part that finished it: that is the one to be answered. */
  add(message: Message, at: number): Added {
    const { part } = message.header;
    if (!part) return { kind: 'whole', message };
    this.expire(at);
    const key = keyOf(message);
    const known = this.#sets.get(key);
    if (known && known.total !== part.total) this.#forget(key);
    const parts = this.#sets.get(key) ?? { startedAt: at, total: part.total, bodies: new Map() };
    const repeated = parts.bodies.get(part.index)?.length ?? 0;
    const isFull = !this.#sets.has(key) && this.#sets.size >= SETS;
    if (isFull || this.#bytes - repeated + message.body.length > BYTES) return { kind: 'refused' };
    this.#sets.set(key, parts);
    this.#bytes += message.body.length - repeated;
    parts.bodies.set(part.index, message.body);
    if (parts.bodies.size < parts.total) return { kind: 'waiting' };
    this.#forget(key);
    const bodies = Array.from({ length: parts.total }, (_, index) => parts.bodies.get(index + 1)!);
    return { kind: 'whole', message: { header: { ...message.header, part: null }, body: Buffer.concat(bodies) } };
  }

  /** Gives up what was not finished in time; says how many messages that were. */
  expire(now: number): number {
    const late = [...this.#sets].filter(([, { startedAt }]) => Math.abs(now - startedAt) > this.#timeoutMs);
    for (const [key] of late) this.#forget(key);
    return late.length;
  }

  #forget(key: string): void {
    for (const body of this.#sets.get(key)?.bodies.values() ?? []) this.#bytes -= body.length;
    this.#sets.delete(key);
  }
}

/** Parts are numbered on: the serial of the first is what they have in common. */
function keyOf({ header }: Message): string {
  const first = (header.serial - header.part!.index + 1) & 0xffff;
  return `${header.terminalHex} ${header.messageId} ${first}`;
}
