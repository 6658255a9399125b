/** Parts of recorded calls on their way to the core: in order, and again until they are kept. */
import type { RecordingAnswer } from '#shared/wire/calls.ts';
import type { DeskSource } from './deskSource.ts';
import { Observable } from './observable.ts';

export interface PartToKeep {
  readonly callId: string;
  readonly blob: Blob;
  readonly fromAt: number;
  readonly untilAt: number;
}

const AGAIN_MS = 4_000;
/** Refusals that another try does not change. */
const FINAL_STATUS: ReadonlySet<number> = new Set([400, 403, 404, 409, 413, 415]);

export class RecordingKeeper {
  readonly changes = new Observable();
  readonly #source: () => DeskSource['door'];
  readonly #waiting: PartToKeep[] = [];
  #kept = 0;
  #lost = 0;
  #isTrying = false;
  #isBusy = false;

  constructor(source: () => DeskSource['door']) {
    this.#source = source;
  }

  /** `isTrying`: the last try came to nothing. `lost`: the core will not have them. */
  get state() {
    return { waiting: this.#waiting.length, kept: this.#kept, lost: this.#lost, isTrying: this.#isTrying };
  }

  keep(part: PartToKeep): void {
    this.#waiting.push(part);
    this.changes.changed();
    void this.#send();
  }

  /** What went well has been read. */
  forget(): void {
    this.#kept = 0;
    this.#lost = 0;
    this.changes.changed();
  }

  async #send(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let part = this.#waiting[0]; part; part = this.#waiting[0]) {
      const outcome = await this.#try(part);
      if (outcome !== 'again') {
        this.#waiting.shift();
        if (outcome === 'kept') this.#kept += 1;
        else this.#lost += 1;
      }
      this.#isTrying = outcome === 'again';
      this.changes.changed();
      if (outcome === 'again') await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
    this.#isBusy = false;
  }

  async #try({ callId, blob, fromAt, untilAt }: PartToKeep): Promise<'kept' | 'lost' | 'again'> {
    const door = this.#source();
    if (!door) return 'again';
    const span = new URLSearchParams({ fromAt: String(Math.round(fromAt)), untilAt: String(Math.round(untilAt)) });
    try {
      const response = await fetch(`${door.url}/api/calls/${encodeURIComponent(callId)}/recordings?${span}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${door.token}`, 'content-type': 'video/webm' },
        body: blob,
      });
      if (response.ok) return ((await response.json()) as RecordingAnswer).ok ? 'kept' : 'again';
      return FINAL_STATUS.has(response.status) ? 'lost' : 'again';
    } catch {
      return 'again';
    }
  }
}
