/**
 * The desk: the one place where a command or a signal becomes events. It decides on the world as it will be when
 * everything already accepted is on disk, so that two seats can never both win, and tells the outside only what is.
 */
import type { Journal } from '#main/core/journal/index.ts';
import type { Actor, Draft, StoredEvent } from '#shared/domain/event.ts';
import { emptyWorld, evolveWorld, type PackedWorld, packWorld, unpackWorld, type World } from '#shared/domain/world.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { toDisposable } from '#shared/kit/disposable.ts';
import { uuidV7 } from '#shared/kit/ids.ts';
import type { AlarmReportAnswer } from '#shared/wire/alarmReport.ts';
import type { CommandAnswer } from '#shared/wire/seat.ts';
import { type Complain, RuleFailures } from './ruleFailures.ts';

/** Raise when World or any evolve changes shape: older snapshots are then folded again from the journal. */
export const SNAPSHOT = 'world-16';
const SNAPSHOT_EVERY = 5_000;
const FOLD_PAGE = 2_000;

export type EventsListener = (events: readonly StoredEvent[]) => void;

export interface Recorded {
  readonly events: readonly StoredEvent[];
  /** Resolves when they are on disk; rejects when the journal has failed, which also stops the core. Answer devices here. */
  readonly durable: Promise<void>;
  /** Resolves when every listener has been told too. Answer seats here: who gets an answer has already seen its events. */
  readonly published: Promise<void>;
}

const toErrorOutput: Complain = (line) => void process.stderr.write(`${line}\n`);

export class Desk {
  readonly world: World;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Commands that are being carried out, by their id. */
  readonly underway = new Map<string, Promise<CommandAnswer>>();
  readonly failures: RuleFailures;
  readonly #listeners = new Set<EventsListener>();
  readonly #unpublished: StoredEvent[] = [];
  #publication: Promise<void> | undefined;
  #unsaved = 0;

  /** Folds the world from the newest snapshot and the events after it. */
  constructor(journal: Journal, clock: Clock, complain: Complain = toErrorOutput) {
    this.journal = journal;
    this.clock = clock;
    this.failures = new RuleFailures(journal, complain);
    const snapshot = journal.loadSnapshot(SNAPSHOT);
    this.world = snapshot ? unpackWorld(snapshot.state as PackedWorld) : emptyWorld();
    for (;;) {
      const page = journal.read(this.world.seq, FOLD_PAGE);
      if (page.length === 0) break;
      for (const event of page) evolveWorld(this.world, event);
    }
  }

  newId(): string {
    return uuidV7(this.clock(), (bytes) => crypto.getRandomValues(bytes));
  }

  /** Called with durable events only, in seq order, without gaps. */
  onEvents(listener: EventsListener): Disposable {
    this.#listeners.add(listener);
    return toDisposable(() => this.#listeners.delete(listener));
  }

  /**
   * Records what was decided on the world as it is now. All of it or nothing: one append may touch several streams, each
   * with the version it was decided on. Throws when the journal has stopped, and for drafts no journal takes, which are bugs:
   * then nothing was recorded. An event that cannot be folded leaves a state nobody may decide on: it stops the journal before
   * anything of this turn is on disk, which ends the core.
   */
  record(
    drafts: readonly Draft[],
    actor: Actor,
    command?: { id: string; answer: CommandAnswer | AlarmReportAnswer },
  ): Recorded {
    const expected = new Map(drafts.map((draft) => [draft.stream, this.journal.versionOf(draft.stream)]));
    const appended = this.journal.append({ drafts, actor, at: this.clock(), expected, ...(command && { command }) });
    if (!appended.ok) throw new Error(appended.failure.message);
    const { events, durable } = appended.value;
    this.#fold(events);
    this.#unsaved += events.length;
    for (const event of events) this.#unpublished.push(event);
    const published = durable.then(() => this.#publishSoon());
    // A failed commit reaches onFatal; a caller that does not wait for this one must not turn it into a second failure.
    published.catch(() => undefined);
    return { events, durable, published };
  }

  /** Everything recorded so far is on disk and published. */
  async settled(): Promise<void> {
    await this.journal.settled();
    this.#publish();
  }

  saveSnapshot(): void {
    this.#unsaved = 0;
    this.journal.saveSnapshot(SNAPSHOT, { ...packWorld(this.world) });
  }

  #fold(events: readonly StoredEvent[]): void {
    try {
      for (const event of events) evolveWorld(this.world, event);
    } catch (error) {
      this.journal.abandon(error);
      throw error;
    }
  }

  /** In the turn after the commit: the answers to devices leave before anybody else is told. One telling per commit. */
  #publishSoon(): Promise<void> {
    this.#publication ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#publication = undefined;
        this.#publish();
        resolve();
      });
    });
    return this.#publication;
  }

  #publish(): void {
    const { seq } = this.journal.durableHead;
    const firstPending = this.#unpublished.findIndex((event) => event.seq > seq);
    const events = this.#unpublished.splice(0, firstPending < 0 ? this.#unpublished.length : firstPending);
    if (events.length > 0) for (const listener of this.#listeners) listener(events);
    if (this.#unsaved >= SNAPSHOT_EVERY) this.saveSnapshot();
  }
}
