/** A recording that is played round and round: which picture is due at which moment, with a clock that never goes back. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '#shared/kit/result.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import { type AccessUnit, TICKS_A_SECOND } from '../h264/accessUnit.ts';
import { demuxTs } from './tsDemuxer.ts';

const MOST_BYTES = 64 * 1024 * 1024;
const DEFAULT_STEP = TICKS_A_SECOND / 25;

export class Loop {
  readonly #units: readonly AccessUnit[];
  /** Ticks from the first picture, in order of decoding. */
  readonly #offsets: readonly number[];
  readonly periodTicks: number;

  /** `units` begin with a key picture. */
  constructor(units: readonly AccessUnit[]) {
    this.#units = units;
    const first = units[0]!.ticks;
    this.#offsets = units.map(({ ticks }) => ticks - first);
    const last = Math.max(...this.#offsets);
    const step = units.length > 1 ? last / (units.length - 1) : 0;
    // The picture after the last is the first of the next round, as far behind it as pictures are apart.
    this.periodTicks = last + Math.max(1, Math.round(step || DEFAULT_STEP));
  }

  get length(): number {
    return this.#units.length;
  }

  /** The number of the picture shown at a moment; pictures are numbered on through all rounds. */
  indexAt(ticks: number): number {
    const round = Math.floor(ticks / this.periodTicks);
    const within = ticks - round * this.periodTicks;
    let index = this.#offsets.length - 1;
    while (index > 0 && this.#offsets[index]! > within) index -= 1;
    return round * this.#units.length + index;
  }

  unitAt(index: number): AccessUnit {
    const { round, place } = this.#place(index);
    return { ...this.#units[place]!, ticks: round * this.periodTicks + this.#offsets[place]! };
  }

  /** The last key picture at or before it. */
  keyBefore(index: number): number {
    let key = index;
    while (!this.#units[this.#place(key).place]!.isKey) key -= 1;
    return key;
  }

  #place(index: number) {
    const round = Math.floor(index / this.#units.length);
    return { round, place: index - round * this.#units.length };
  }
}

/** A file that changed is read again; those in use are kept once however many cameras show them. */
const kept = new Map<string, { readonly changedAt: number; readonly loop: Loop }>();
const MOST_KEPT = 32;

/** Refuses `notFound` when no folder has it, `notAllowed` when it is too long to be a loop, and what its content is refused for. */
export async function readLoop(folders: readonly string[], name: string): Promise<Result<Loop, MediaFault>> {
  for (const folder of folders) {
    const path = join(folder, name);
    const facts = await stat(path).catch(() => null);
    if (!facts?.isFile()) continue;
    const known = kept.get(path);
    if (known?.changedAt === facts.mtimeMs) return ok(known.loop);
    if (facts.size > MOST_BYTES) return mediaFault('notAllowed', `${name} is longer than ${MOST_BYTES} bytes`);
    const units = demuxTs(await readFile(path));
    if (!units.ok) return units;
    const loop = new Loop(units.value);
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(path, { changedAt: facts.mtimeMs, loop });
    return ok(loop);
  }
  return mediaFault('notFound', `no media folder has ${name}`);
}
