/**
 * A bare hash chain does not notice that its end was cut off or that all of it was made anew. So every minute the durable
 * head is signed off in anchors.log, one line `seq hash at`, to be copied off the machine: verify compares chain and anchors.
 */
import { readFileSync, statSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#shared/kit/clock.ts';
import type { Head } from './canonical.ts';

export interface Anchor extends Head {
  at: number;
}

/** What anchors.log says. `damagedLine` is the first complete line that is no anchor, counted from 1. */
export interface AnchorRecord {
  anchors: Anchor[];
  damagedLine?: number;
}

const EVERY_MS = 60_000;
const LINE = /^([1-9]\d{0,15}) ([0-9a-f]{64}) (\d{1,16})$/;

export function readAnchors(path: string): AnchorRecord {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { anchors: [] };
    throw error;
  }
  const record: AnchorRecord = { anchors: [] };
  // The last piece has no line feed: empty, or being written at this moment.
  for (const [index, line] of text.split('\n').slice(0, -1).entries()) {
    const [, seq, hash, at] = LINE.exec(line) ?? [];
    if (seq && hash && at) record.anchors.push({ seq: Number(seq), hash, at: Number(at) });
    else record.damagedLine ??= index + 1;
  }
  return record;
}

export class Anchors {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #onFailure: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #signedSeq: number;
  #last: Promise<void> = Promise.resolve();

  constructor(directory: string, clock: Clock, onFailure: (error: unknown) => void) {
    this.#path = join(directory, 'anchors.log');
    this.#clock = clock;
    this.#onFailure = onFailure;
    dropTornLine(this.#path);
    this.#signedSeq = this.read().anchors.at(-1)?.seq ?? 0;
  }

  read(): AnchorRecord {
    return readAnchors(this.#path);
  }

  start(durableHead: () => Head): void {
    this.#timer = setInterval(() => void this.signOff(durableHead()), EVERY_MS);
    this.#timer.unref();
  }

  /** Appends one line for a head not signed yet. Resolves when it is on disk; a failure is reported, not thrown. */
  signOff(head: Head): Promise<void> {
    if (head.seq > this.#signedSeq) {
      this.#signedSeq = head.seq;
      const line = `${head.seq} ${head.hash} ${this.#clock()}\n`;
      this.#last = this.#last.then(() => appendDurably(this.#path, line)).catch(this.#onFailure);
    }
    return this.#last;
  }

  async stop(head: Head): Promise<void> {
    clearInterval(this.#timer);
    await this.signOff(head);
  }
}

async function appendDurably(path: string, line: string): Promise<void> {
  const file = await open(path, 'a');
  try {
    const { size } = await file.stat();
    try {
      await file.write(line);
      await file.sync();
    } catch (error) {
      await file.truncate(size);
      throw error;
    }
  } finally {
    await file.close();
  }
}

/** Takes away what a crash left half written, so that every remaining line that is no anchor means tampering. */
function dropTornLine(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return;
  const end = readFileSync(path).lastIndexOf(0x0a) + 1;
  if (end < size) truncateSync(path, end);
}
