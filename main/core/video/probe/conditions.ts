/** What each channel was last found to be: by a probe, or by somebody's watching it. Kept over restarts; no event of the journal. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CHANNEL_FAULTS, type Channel, type ChannelFault } from '#shared/domain/channel.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { ChannelCondition } from '#shared/wire/video.ts';

interface Found {
  readonly fault: ChannelFault | null;
  readonly checkedAt: number;
}

const fileSchema = z.record(
  z.string().max(40),
  z.strictObject({ fault: z.enum(CHANNEL_FAULTS).nullable(), checkedAt: z.number() }),
);

export class ChannelConditions {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #found: Map<string, Found>;
  #isDirty = false;
  #version = 0;

  /** `path` may not be there yet. One that cannot be read costs what was known, and nothing else. */
  constructor(path: string, clock: Clock) {
    this.#path = path;
    this.#clock = clock;
    this.#found = readKept(path);
  }

  /** Raised by whatever is noted. */
  get version(): number {
    return this.#version;
  }

  of({ id, sources }: Channel): ChannelCondition {
    const found = this.#found.get(id);
    const checkedAt = found?.checkedAt ?? null;
    if (sources.length === 0) return { state: 'failed', fault: 'noSource', checkedAt };
    if (!found) return { state: 'unknown', checkedAt: null };
    return found.fault === null ? { state: 'playable', checkedAt } : { state: 'failed', fault: found.fault, checkedAt };
  }

  checkedAt(channelId: string): number | null {
    return this.#found.get(channelId)?.checkedAt ?? null;
  }

  /** `null`: a picture came. */
  note(channelId: string, fault: ChannelFault | null): void {
    this.#found.set(channelId, { fault, checkedAt: this.#clock() });
    this.#isDirty = true;
    this.#version += 1;
  }

  /** Writes what changed since; `write` replaces a file as a whole. */
  save(write: (path: string, content: string) => void): void {
    if (!this.#isDirty) return;
    write(this.#path, JSON.stringify(Object.fromEntries(this.#found)));
    this.#isDirty = false;
  }
}

function readKept(path: string): Map<string, Found> {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return new Map(parsed.success ? Object.entries(parsed.data) : []);
  } catch {
    return new Map();
  }
}
