/**
 * Snapshots shorten the way to the present; losing them costs time, never truth. One file each, written beside and renamed,
 * so a torn one is never seen. A snapshot names the event it belongs to by seq and hash, and is ignored when that event is
 * not in the chain (a restored or replaced journal).
 */
import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Head } from './canonical.ts';

export interface Snapshot {
  seq: number;
  state: unknown;
}

const KEPT = 3;
/** Small enough that a commit of the journal never waits long behind a snapshot on the same disk. */
const BYTES_A_WRITE = 64 * 1024;
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const header = z.object({ seq: z.int(), hash: z.string(), sha256: z.string() });

export class Snapshots {
  readonly #directory: string;
  readonly #onFailure: (error: unknown) => void;
  #last: Promise<void> = Promise.resolve();

  constructor(directory: string, onFailure: (error: unknown) => void) {
    this.#directory = join(directory, 'snapshots');
    this.#onFailure = onFailure;
    mkdirSync(this.#directory, { recursive: true });
  }

  /**
   * Serialised a little each turn and written after `durable`; writes follow one another. What `state` holds must not change
   * afterwards: lists of entities that are replaced and never edited.
   */
  save(name: string, head: Head, state: Readonly<Record<string, unknown>>, durable: Promise<void>): void {
    if (!NAME.test(name)) throw new TypeError(`a snapshot name is lower-case words joined by hyphens: ${name}`);
    this.#last = Promise.all([serialise(state), durable, this.#last])
      .then(([body]) => {
        const place = { seq: head.seq, hash: head.hash, sha256: hash('sha256', body, 'hex') };
        return this.#write(name, head.seq, `${JSON.stringify(place)}\n${body}\n`);
      })
      .catch(this.#onFailure);
  }

  load(name: string, hashAt: (seq: number) => string | undefined): Snapshot | undefined {
    for (const file of this.#files(name)) {
      const [head = '', body = ''] = readFileSync(join(this.#directory, file), 'utf8').split('\n', 2);
      const parsed = header.safeParse(parseJson(head));
      if (!parsed.success || hash('sha256', body, 'hex') !== parsed.data.sha256) continue;
      if (hashAt(parsed.data.seq) === parsed.data.hash)
        return { seq: parsed.data.seq, state: JSON.parse(body) as unknown };
    }
    return undefined;
  }

  settled(): Promise<void> {
    return this.#last;
  }

  async #write(name: string, seq: number, text: string): Promise<void> {
    const path = join(this.#directory, `${name}.${String(seq).padStart(15, '0')}.json`);
    const file = await open(`${path}.part`, 'w');
    try {
      const bytes = Buffer.from(text);
      for (let from = 0; from < bytes.length; from += BYTES_A_WRITE) {
        await file.write(bytes.subarray(from, from + BYTES_A_WRITE));
        await file.datasync();
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
    for (const old of this.#files(name).slice(KEPT)) await rm(join(this.#directory, old), { force: true });
  }

  /** Newest first. */
  #files(name: string): string[] {
    const pattern = new RegExp(`^${name}\\.\\d{15}\\.json$`);
    return readdirSync(this.#directory)
      .filter((file) => pattern.test(file))
      .sort()
      .reverse();
  }
}

const ITEMS_A_TURN = 10;

/** JSON.stringify of an object, with long lists cut into turns so that no alarm waits for a snapshot. */
async function serialise(state: Readonly<Record<string, unknown>>): Promise<string> {
  const fields: string[] = [];
  for (const [name, value] of Object.entries(state)) {
    if (value === undefined) continue;
    fields.push(`${JSON.stringify(name)}:${Array.isArray(value) ? await serialiseList(value) : JSON.stringify(value)}`);
  }
  return `{${fields.join(',')}}`;
}

async function serialiseList(items: readonly unknown[]): Promise<string> {
  const parts: string[] = [];
  for (let from = 0; from < items.length; from += ITEMS_A_TURN) {
    parts.push(JSON.stringify(items.slice(from, from + ITEMS_A_TURN)).slice(1, -1));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return `[${parts.join(',')}]`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
