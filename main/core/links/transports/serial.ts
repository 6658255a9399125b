/**
 * A serial port. Pulling a plug is noticed three ways, because drivers differ: the port says so, its path is gone or leads
 * elsewhere (by-id links move), or nothing comes any more (ReopeningLine).
 */
import { realpath } from 'node:fs/promises';
import type { SerialPort } from 'serialport';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { SerialTransport } from '#shared/wire/links/transports.ts';
import {
  type LineDriver,
  type LineEvents,
  type OpenedLine,
  openReopeningLine,
  type Patience,
} from './reopeningLine.ts';
import type { StreamHandlers, Transport } from './transport.ts';

/** Answers are a byte or two: more than this unsent, and the other end is not reading. */
const UNSENT_LIMIT_BYTES = 4_096;
const PATH_CHECK_MS = 1_000;

export function openSerial(record: SerialTransport, handlers: StreamHandlers, patience?: Patience): Transport {
  const silenceMs = record.silenceSeconds * 1_000;
  return openReopeningLine({ driver: portOf(record), handlers, silenceMs, ...(patience && { patience }) });
}

function portOf(record: SerialTransport): LineDriver {
  return {
    address: record.path,
    remote: { address: record.path, port: 0 },
    open: (events) => new SerialLine(record, events),
  };
}

class SerialLine implements OpenedLine {
  readonly #record: SerialTransport;
  readonly #events: LineEvents;
  #port: SerialPort | null = null;
  #pathCheck: NodeJS.Timeout | undefined;
  #isEnded = false;

  constructor(record: SerialTransport, events: LineEvents) {
    this.#record = record;
    this.#events = events;
    this.#open().catch((error: unknown) =>
      this.#finish({ zh: `无法打开（${wordsOf(error)}）`, en: `cannot be opened (${wordsOf(error)})` }),
    );
  }

  write(bytes: Buffer): boolean {
    const port = this.#port;
    if (!port?.isOpen || this.#isEnded || port.writableLength > UNSENT_LIMIT_BYTES) return false;
    port.write(bytes);
    return true;
  }

  pause(): void {
    this.#port?.pause();
  }

  resume(): void {
    this.#port?.resume();
  }

  end(): void {
    this.#finish(CLOSED);
  }

  async #open(): Promise<void> {
    // Loaded when a port is wanted: a station without one must not depend on a native part.
    const { SerialPort } = await import('serialport');
    if (this.#isEnded) return;
    const { path, baudRate, dataBits, parity, stopBits, rtscts } = this.#record;
    const port = new SerialPort({ path, baudRate, dataBits, parity, stopBits, rtscts, autoOpen: false });
    this.#port = port;
    port.on('data', (chunk: Buffer) => this.#events.data(chunk));
    port.on('error', ({ message }) => this.#finish({ zh: `串口错误（${message}）`, en: `serial error (${message})` }));
    port.on('close', (error?: Error | null) => this.#finish(error ? brokenBy(error) : CLOSED));
    await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
    if (this.#isEnded) return closeQuietly(port);
    this.#watchPath();
    this.#events.opened();
  }

  /** Windows names are not paths of the file system: there the port itself must say. */
  #watchPath(): void {
    const { path } = this.#record;
    if (!path.startsWith('/')) return;
    const openedAs = realpath(path).catch(() => null);
    this.#pathCheck = setInterval(async () => {
      const [before, now] = await Promise.all([openedAs, realpath(path).catch(() => null)]);
      if (now === null) this.#finish({ zh: '已拔出', en: 'unplugged' });
      else if (now !== before) this.#finish({ zh: '换了接口', en: 'plugged in elsewhere' });
    }, PATH_CHECK_MS);
  }

  #finish(reason: Bilingual): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    clearInterval(this.#pathCheck);
    if (this.#port) closeQuietly(this.#port);
    this.#events.ended(reason);
  }
}

/** A port that was pulled cannot be closed in good order, and its late errors say nothing new. */
function closeQuietly(port: SerialPort): void {
  port.removeAllListeners('error');
  port.on('error', () => undefined);
  if (port.isOpen) port.close(() => undefined);
}

const CLOSED: Bilingual = { zh: '已关闭', en: 'closed' };

const brokenBy = ({ message }: Error): Bilingual => ({ zh: `已断开（${message}）`, en: `lost (${message})` });

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
