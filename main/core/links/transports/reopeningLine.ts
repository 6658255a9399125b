/**
 * One line that we open ourselves, a serial port or a call to a receiver: opened again with growing patience whenever it
 * ends, fails or falls silent. That it is not there is a fault to show, never a reason not to start.
 */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { StreamHandlers, StreamReader, StreamSocket, Transport } from './transport.ts';

/** What the line reports while it is being used. After `ended` nothing more comes. */
export interface LineEvents {
  opened(): void;
  data(chunk: Buffer): void;
  /** Why, for the officer, without the address. */
  ended(reason: Bilingual): void;
}

/** One attempt, from opening to its end. */
export interface OpenedLine {
  /** False when there was no room or no line. */
  write(bytes: Buffer): boolean;
  pause(): void;
  resume(): void;
  /** Ends it; `ended` is then called, or has been. */
  end(): void;
}

export interface LineDriver {
  readonly remote: StreamSocket['remote'];
  /** As a person finds it. */
  readonly address: string;
  /** Never throws: what fails is told by `ended`. */
  open(events: LineEvents): OpenedLine;
}

export interface Patience {
  readonly firstMs: number;
  readonly lastMs: number;
}

const PATIENCE: Patience = { firstMs: 1_000, lastMs: 30_000 };

export interface ReopeningOptions {
  readonly driver: LineDriver;
  readonly handlers: StreamHandlers;
  /** Without a byte for so long the line is opened afresh: some drivers never say that the plug was pulled. 0 never. */
  readonly silenceMs: number;
  readonly patience?: Patience;
}

export function openReopeningLine(options: ReopeningOptions): Transport {
  return new ReopeningLine(options);
}

class ReopeningLine implements Transport {
  readonly port: number;
  readonly receiveBufferBytes = 0;
  readonly #options: ReopeningOptions;
  readonly #patience: Patience;
  #line: OpenedLine | null = null;
  #reader: StreamReader | null = null;
  #waitMs: number;
  #retry: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;
  #endedBecause: Bilingual | null = null;
  #isSilent = false;
  #isDisposed = false;

  constructor(options: ReopeningOptions) {
    this.#options = options;
    this.#patience = options.patience ?? PATIENCE;
    this.#waitMs = this.#patience.firstMs;
    this.port = options.driver.remote.port;
    this.#open();
  }

  get address(): string {
    return this.#options.driver.address;
  }

  get isUp(): boolean {
    return this.#reader !== null;
  }

  get connections(): number {
    return this.#reader ? 1 : 0;
  }

  get fault(): Bilingual | null {
    if (!this.#reader) return this.#endedBecause ?? this.#say({ zh: '正在打开', en: 'opening' });
    return this.#isSilent ? this.#silenceText() : null;
  }

  readKernelDrops = async () => null;

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#silence);
    this.#line?.end();
  }

  #open(): void {
    const { driver, handlers } = this.#options;
    let isOver = false;
    const events: LineEvents = {
      opened: () => {
        if (isOver) return;
        this.#reader = handlers.onOpen(this.#socketOf(line));
        this.#watchSilence(line);
      },
      data: (chunk) => {
        if (isOver || !this.#reader) return;
        this.#isSilent = false;
        this.#waitMs = this.#patience.firstMs;
        this.#silence?.refresh();
        this.#reader.receive(chunk);
      },
      ended: (reason) => {
        if (isOver) return;
        isOver = true;
        this.#afterEnd(reason);
      },
    };
    const line = driver.open(events);
    this.#line = line;
  }

  #socketOf(line: OpenedLine): StreamSocket {
    const { driver, handlers } = this.#options;
    return {
      remote: driver.remote,
      send: (bytes) => {
        const isSent = this.#line === line && line.write(bytes);
        if (!isSent) handlers.onFault(this.#say({ zh: '应答发不出去', en: 'an answer could not be sent' }));
        return isSent;
      },
      close: () => line.end(),
      pause: () => line.pause(),
      resume: () => line.resume(),
      markAlive: () => undefined,
    };
  }

  #watchSilence(line: OpenedLine): void {
    const { silenceMs } = this.#options;
    clearTimeout(this.#silence);
    if (silenceMs === 0) return;
    this.#silence = setTimeout(() => {
      this.#isSilent = true;
      line.end();
    }, silenceMs);
  }

  #afterEnd(reason: Bilingual): void {
    clearTimeout(this.#silence);
    const reader = this.#reader;
    this.#line = null;
    this.#reader = null;
    this.#endedBecause = this.#isSilent ? this.#silenceText() : this.#say(reason);
    reader?.closed();
    if (this.#isDisposed) return;
    this.#retry = setTimeout(() => this.#open(), this.#waitMs);
    this.#waitMs = Math.min(this.#waitMs * 2, this.#patience.lastMs);
  }

  #silenceText(): Bilingual {
    const seconds = Math.round(this.#options.silenceMs / 1_000);
    return this.#say({ zh: `${seconds} 秒没有收到数据`, en: `no data for ${seconds} s` });
  }

  #say({ zh, en }: Bilingual): Bilingual {
    return { zh: `${this.address}：${zh}`, en: `${this.address}: ${en}` };
  }
}
