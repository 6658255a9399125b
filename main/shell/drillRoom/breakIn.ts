/**
 * When a real alarm breaks into the drill room. Pure of Electron: hears the live core and the drill core, and says what is to be done.
 * The drill is suspended again with every word of either core until it says that it stands for the alarm that is named: one lost
 * request changes nothing.
 */

import type { Clock } from '#shared/kit/clock.ts';
import type { BrokenIn } from '#shared/wire/drillRoom.ts';
import type { PulsedDrill, UnansweredAlarm } from '#shared/wire/host.ts';

export interface BreakInOptions {
  /** Epoch ms. */
  readonly now: Clock;
  /** Asks the drill core to suspend its drill for this alarm. */
  readonly suspend: (note: string) => void;
  /** Tells the drill core whether its drill may go on. */
  readonly tellDrill: (isUnanswered: boolean) => void;
  /** An alarm came that was not there before. */
  readonly onAlarm: () => void;
  readonly onChange: () => void;
}

/** Which alarm the windows name. */
interface Named extends BrokenIn {
  readonly incidentId: string;
}

export class BreakIn {
  readonly #options: BreakInOptions;
  #alarms: readonly UnansweredAlarm[] = [];
  /** When each of them was first heard of here. */
  #heardAt: ReadonlyMap<string, number> = new Map();
  #drill: PulsedDrill | null = null;
  #named: Named | null = null;

  constructor(options: BreakInOptions) {
    this.#options = options;
  }

  get state(): BrokenIn | null {
    if (this.#named === null) return null;
    const { incidentId: _, ...broken } = this.#named;
    return broken;
  }

  get isUnanswered(): boolean {
    return this.#alarms.length > 0;
  }

  /** With every pulse of the live core, gravest first. */
  hearStation(alarms: readonly UnansweredAlarm[]): void {
    const known = this.#heardAt;
    const now = this.#options.now();
    const wasUnanswered = this.isUnanswered;
    this.#alarms = alarms;
    this.#heardAt = new Map(alarms.map(({ incidentId }) => [incidentId, known.get(incidentId) ?? now]));
    if (this.isUnanswered !== wasUnanswered) this.#options.tellDrill(this.isUnanswered);
    this.#settle();
    if (alarms.some(({ incidentId }) => !known.has(incidentId))) this.#options.onAlarm();
  }

  /** With every pulse of the drill core. */
  hearDrill(drill: PulsedDrill | null): void {
    this.#drill = drill;
    this.#settle();
  }

  /** Its core has come up, for the first time or again: it knows of nothing. */
  drillIsUp(): void {
    this.#options.tellDrill(this.isUnanswered);
  }

  #settle(): void {
    const suspended = this.#drill?.suspended ?? null;
    const stands = suspended?.reason === 'liveAlarm';
    const before = this.#named;
    const next = this.#next(stands);
    this.#named = next;
    // The journal of the drill says the same alarm as its windows do.
    const isSaid = stands && suspended.note === next?.note.trim();
    if (this.isUnanswered && next && this.#drill !== null && !isSaid) this.#options.suspend(next.note);
    if (next?.isUnanswered === before?.isUnanswered && next?.at === before?.at && next?.note === before?.note) return;
    this.#options.onChange();
  }

  /** One alarm stays named until it is answered or a graver one comes; the last one, until the drill goes on. */
  #next(stands: boolean): Named | null {
    const [first] = this.#alarms;
    if (!first) return this.#named && stands ? { ...this.#named, isUnanswered: false } : null;
    const same = this.#alarms.find(({ incidentId }) => incidentId === this.#named?.incidentId);
    const { incidentId, note } = same && same.level <= first.level ? same : first;
    return { incidentId, at: this.#heardAt.get(incidentId)!, note, isUnanswered: true };
  }
}
