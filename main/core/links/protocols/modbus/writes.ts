/**
 * What is due to be written to a box: a siren that is wanted or no longer wanted, latches to release. Each keeps trying
 * until the box has done it. Made only with a permit: without one nothing here exists.
 */
import type { ModbusSirenRecord } from '#shared/wire/links/modbus.ts';
import type { OutputPermit } from '../../outputPermit.ts';
import { type BoxAnswer, type Request, readBits, writeCoil, writeRegister } from './pdu.ts';

/** Steps done one after the other, ahead of polls; the first that is not accepted ends it. */
export interface WriteTask {
  readonly steps: readonly WriteStep[];
  settle(outcome: WriteOutcome, now: number): void;
}

export interface WriteStep {
  readonly request: Request;
  isAccepted(answer: BoxAnswer): boolean;
}

/** `silent`: no answer; `refused`: an exception; `mismatch`: read back, the coil is not what was written. */
export type WriteOutcome = 'done' | 'silent' | 'refused' | 'mismatch';

const RETRY_MS = 1_000;
/** A box that answers and does not do it this often in a row has a fault. */
const FAULT_AFTER = 3;

const isWritten = (answer: BoxAnswer) => answer.kind === 'written';

export class Siren {
  readonly #permit: OutputPermit;
  readonly #unit: number;
  readonly #record: ModbusSirenRecord;
  #wantedUntil: number | null = null;
  /** When something is due to be written; null while the box does what it should. */
  #dueAt: number | null = null;
  #writtenAt = Number.NEGATIVE_INFINITY;
  #failures = 0;

  constructor(permit: OutputPermit, unit: number, record: ModbusSirenRecord) {
    this.#permit = permit;
    this.#unit = unit;
    this.#record = record;
  }

  /** It answers, and does not do what it is told. */
  get isFaulty(): boolean {
    return this.#failures >= FAULT_AFTER;
  }

  /** Wanted again, it sounds its full time from now. Switching off is written whatever is believed of the coil. */
  want(isOn: boolean, now: number): void {
    const isRenewed = isOn && this.#wantedUntil !== null;
    this.#wantedUntil = isOn ? now + this.#record.maxSeconds * 1_000 : null;
    // A stuck button renews fifty times a second; the bus is for the other buttons.
    this.#dueAt = isRenewed ? Math.max(now, this.#writtenAt + RETRY_MS) : now;
  }

  takeTask(now: number): WriteTask | null {
    if (this.#wantedUntil !== null && now >= this.#wantedUntil) this.want(false, now);
    if (this.#dueAt === null || now < this.#dueAt) return null;
    const until = this.#wantedUntil;
    // Until it settles; what is wanted meanwhile is due again at once.
    this.#dueAt = null;
    this.#writtenAt = now;
    return {
      steps: this.#stepsTo(until === null ? 0 : until - now),
      settle: (outcome, settledAt) => this.#settle(outcome, until, settledAt),
    };
  }

  #stepsTo(leftMs: number): WriteStep[] {
    const { coil, watchdog } = this.#record;
    const isOn = leftMs > 0;
    const steps: WriteStep[] = [];
    if (isOn && watchdog.kind === 'register') {
      // Before the coil: from the first moment it sounds, the box knows when to stop.
      const counts = Math.max(1, Math.ceil(leftMs / watchdog.unitMs));
      const request = writeRegister(this.#permit, this.#unit, watchdog.address, counts);
      steps.push({ request, isAccepted: isWritten });
    }
    steps.push({ request: writeCoil(this.#permit, this.#unit, coil, isOn), isAccepted: isWritten });
    steps.push({
      request: readBits(this.#unit, 'coils', coil, 1),
      isAccepted: (answer) => answer.kind === 'bits' && answer.bits[0] === isOn,
    });
    return steps;
  }

  #settle(outcome: WriteOutcome, until: number | null, now: number): void {
    if (outcome === 'done') this.#failures = 0;
    else if (outcome !== 'silent') this.#failures += 1;
    // Wanted otherwise meanwhile: that is due already, or has been done by now.
    if (this.#dueAt !== null || until !== this.#wantedUntil) return;
    const { watchdog } = this.#record;
    if (outcome !== 'done') this.#dueAt = now + RETRY_MS;
    else if (until !== null && watchdog.kind === 'timedCoil') this.#dueAt = now + watchdog.holdSeconds * 500;
  }
}

/** Latches whose alarm is on disk. */
export class Latches {
  readonly #permit: OutputPermit;
  readonly #unit: number;
  readonly #dueAt = new Map<number, number>();

  constructor(permit: OutputPermit, unit: number) {
    this.#permit = permit;
    this.#unit = unit;
  }

  release(coil: number, now: number): void {
    this.#dueAt.set(coil, now);
  }

  takeTask(now: number): WriteTask | null {
    for (const [coil, dueAt] of this.#dueAt) {
      if (now < dueAt) continue;
      this.#dueAt.delete(coil);
      return {
        steps: [{ request: writeCoil(this.#permit, this.#unit, coil, true), isAccepted: isWritten }],
        settle: (outcome, settledAt) => {
          if (outcome !== 'done') this.#dueAt.set(coil, settledAt + RETRY_MS);
        },
      };
    }
    return null;
  }
}
