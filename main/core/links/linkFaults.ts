import type { Bilingual } from '#shared/kit/bilingual.ts';

/** A fault of the moment stays in view this long after it last happened. */
const SHOWN_MS = 60_000;

/** What is wrong with one link, and since when. Times are epoch ms by the core's clock. */
export class LinkFaults {
  /** It has closed itself and will not go on. */
  broken: Bilingual | null = null;
  #store: Bilingual | null = null;
  #socket: { readonly at: number; readonly fault: Bilingual } | null = null;
  #kernelDrops: number | null = null;
  #overloadedAt: number | null = null;

  noteSocket(fault: Bilingual, at: number): void {
    this.#socket = { at, fault };
  }

  noteOverload(at: number): void {
    this.#overloadedAt = at;
  }

  /** Datagrams the kernel threw away since the port was opened; null where it does not say. */
  noteKernelDrops(drops: number | null, at: number): void {
    if (drops !== null && drops > (this.#kernelDrops ?? 0)) this.#overloadedAt = at;
    this.#kernelDrops = drops;
  }

  noteStored(): void {
    this.#store = null;
  }

  noteNotStored(error: unknown): void {
    const words = error instanceof Error ? error.message : String(error);
    this.#store = {
      zh: `报警无法入库，设备未获应答：${words}`,
      en: `alarms cannot be stored and devices are not answered: ${words}`,
    };
  }

  /** `ofTransport` and `ofSession` are their own standing faults; the gravest is the one that is shown. */
  report(now: number, ofTransport: Bilingual | null | undefined, ofSession: Bilingual | null | undefined) {
    const isRecent = (at: number | undefined | null) => at != null && Math.abs(now - at) < SHOWN_MS;
    const isOverloaded = isRecent(this.#overloadedAt);
    const kernelDrops = this.#kernelDrops;
    const overload = isOverloaded
      ? {
          zh: `接收过载，内核已丢弃 ${kernelDrops ?? 0} 个报文`,
          en: `the receiver is overloaded; ${kernelDrops ?? 0} datagrams were dropped`,
        }
      : null;
    const socket = isRecent(this.#socket?.at) ? this.#socket?.fault : null;
    const lasting = this.broken ?? this.#store ?? ofTransport ?? ofSession;
    return { fault: lasting ?? overload ?? socket ?? null, kernelDrops, isOverloaded };
  }
}
