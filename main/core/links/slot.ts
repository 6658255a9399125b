/**
 * One link that should run: open, or down with its fault and tried again. A link that closed itself because of a bug is opened
 * afresh the same way.
 */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/kit/result.ts';
import type { LinkReport } from '#shared/wire/link.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import type { Counters } from './counters.ts';
import type { Link, LinkSurroundings } from './link.ts';
import { openLink } from './openLink.ts';

/** Between attempts to open a link: first and longest wait; each is twice the one before. */
export interface Patience {
  readonly firstMs: number;
  readonly lastMs: number;
}

export const PATIENCE: Patience = { firstMs: 1_000, lastMs: 60_000 };
/** Open so long, a link that breaks again is taken for a new accident. */
const STEADY_MS = 60_000;

export interface SlotOptions {
  readonly record: LinkRecord;
  /** The port its devices know, where the record lets the system pick one; else 0. */
  readonly port: number;
  readonly around: LinkSurroundings;
  readonly counters: Counters;
  readonly patience: Patience;
}

export class LinkSlot implements Disposable {
  readonly record: LinkRecord;
  readonly #options: SlotOptions;
  #link: Link | null = null;
  #fault: Bilingual | null = null;
  #retry: NodeJS.Timeout | undefined;
  #waitMs: number;
  #openedAt = 0;
  #port: number;
  #isEnded = false;

  constructor(options: SlotOptions) {
    this.record = options.record;
    this.#options = options;
    this.#waitMs = options.patience.firstMs;
    this.#port = options.port;
  }

  get link(): Link | null {
    return this.#link;
  }

  /** What it listens on, or did last; 0 before it was ever open. */
  get port(): number {
    return this.#port;
  }

  /** Once. Refused, nothing is left open and nothing is tried again. */
  async open(): Promise<Result<LinkSlot>> {
    const { record, around, counters } = this.#options;
    const opened = await openLink(withPort(record, this.#port), around, {
      counters,
      onBroken: (fault) => this.#afterBreak(fault),
    });
    if (!opened.ok) return opened;
    if (this.#isEnded) {
      opened.value.dispose();
      return refuse('closing', `链路 ${record.id}：核心正在关闭`);
    }
    this.#link = opened.value;
    this.#port = opened.value.port;
    this.#openedAt = around.clock();
    return ok(this);
  }

  /** Now, and again until it is open or the slot is ended. */
  async openPatiently(): Promise<void> {
    if (this.#isEnded) return;
    const opened = await this.open();
    if (!opened.ok) this.#waitFor(faultOf(opened.failure));
  }

  health(now: number): LinkReport {
    if (this.#link) return this.#link.health(now);
    const { record, counters } = this.#options;
    const counts = counters.read();
    return {
      ...counts,
      id: record.id,
      protocol: record.protocol,
      transport: record.transport.kind,
      address: addressOf(record.transport),
      isUp: false,
      fault: this.#fault,
      answered: counts.acked + counts.naked + counts.duh,
      kernelDrops: null,
      receiveBufferBytes: 0,
      connections: null,
      isOverloaded: false,
      inFlight: 0,
    };
  }

  /** Takes nothing more in and is tried no more; resolves when everything taken in has been answered. */
  async drain(): Promise<void> {
    this.#isEnded = true;
    clearTimeout(this.#retry);
    await this.#link?.drain();
  }

  dispose(): void {
    this.#isEnded = true;
    clearTimeout(this.#retry);
    this.#link?.dispose();
  }

  #afterBreak(fault: Bilingual): void {
    const { around, patience } = this.#options;
    if (around.clock() - this.#openedAt > STEADY_MS) this.#waitMs = patience.firstMs;
    this.#link = null;
    if (this.#waitMs === patience.firstMs) around.desk.broke?.(this.record.id, fault);
    this.#waitFor(fault);
  }

  #waitFor(fault: Bilingual): void {
    this.#fault = fault;
    if (this.#isEnded) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.openPatiently(), this.#waitMs);
    this.#waitMs = Math.min(this.#waitMs * 2, this.#options.patience.lastMs);
  }
}

function faultOf({ message, problems }: Refusal): Bilingual {
  const [first] = problems ?? [];
  return first ? { zh: first.zh, en: first.en } : { zh: message, en: message };
}

function addressOf(transport: LinkRecord['transport']): string {
  return transport.kind === 'serial' ? transport.path : `${transport.host}:${transport.port}`;
}

/** Devices know the port that the system once picked. */
function withPort(record: LinkRecord, port: number): LinkRecord {
  const { transport } = record;
  if (!('port' in transport) || transport.port !== 0) return record;
  return { ...record, transport: { ...transport, port } } as LinkRecord;
}
