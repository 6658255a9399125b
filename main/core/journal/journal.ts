/**
 * The station's journal: the only writer of events. Deciding is elsewhere; this gives events their place, makes them durable
 * and hands them back. Nothing may be answered to a device or a seat before `durable` has resolved.
 */
import type { Actor, Draft, Realm, StoredEvent } from '#shared/domain/event.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { uuidV7 } from '#shared/kit/ids.ts';
import { fail, ok, type Refusal, type Result, refuse } from '#shared/kit/result.ts';
import type { Anchors } from './anchors.ts';
import type { Append, Appended, VersionConflict } from './append.ts';
import { Batch, type BatchWriter, createBatchWriter } from './batch.ts';
import { assertPlain, type EventRow, type Head, rowHash } from './canonical.ts';
import { Checkpointer } from './checkpoint.ts';
import { type ReadHandle, WAL_SIZE_LIMIT_BYTES, type WriteHandle } from './database.ts';
import { JournalError, toJournalError } from './error.ts';
import type { JournalFault } from './fault.ts';
import type { FolderLock } from './lock.ts';
import type { ProjectionSet } from './projection-set.ts';
import { createRandomPool } from './random.ts';
import { giveUpReserve } from './reserve.ts';
import { EVENT_COLUMNS, eventOfRow } from './rows.ts';
import { type Snapshot, Snapshots } from './snapshots.ts';
import { type Verification, verifyChain } from './verify.ts';

export interface JournalParts {
  directory: string;
  station: string;
  realm: Realm;
  clock: Clock;
  db: WriteHandle;
  reader: ReadHandle;
  lock: FolderLock;
  projections: ProjectionSet;
  anchors: Anchors;
  head: Head;
  onFatal(error: unknown): void;
  onFault(fault: JournalFault): void;
}

/** Versions kept in memory; beyond it the index in the database answers. */
const CACHED_STREAMS = 100_000;

export class Journal {
  readonly #parts: JournalParts;
  readonly #writer: BatchWriter;
  readonly #versions = new Map<string, number>();
  readonly #snapshots: Snapshots;
  readonly #checkpointer: Checkpointer;
  readonly #randomBytes = createRandomPool();
  readonly #selectFirst;
  readonly #selectVersion;
  readonly #selectAnswer;
  readonly #selectAfter;
  readonly #selectStream;
  readonly #selectHash;
  #head: Head;
  #durableHead: Head;
  #pending: Batch | undefined;
  #stopped: Refusal | undefined;
  #closing: Promise<void> | undefined;

  /** Made by openJournal, which has taken the lock and brought the schema up to date. */
  constructor(parts: JournalParts) {
    this.#parts = parts;
    this.#head = parts.head;
    this.#durableHead = parts.head;
    const { db } = parts;
    this.#writer = createBatchWriter(db, parts.projections);
    this.#selectFirst = db.prepare<[string]>('SELECT 1 FROM events WHERE stream = ? AND version = 1').pluck();
    this.#selectVersion = db
      .prepare<[string], number | null>('SELECT max(version) FROM events WHERE stream = ?')
      .pluck();
    this.#selectAnswer = db.prepare<[string], { answer: string }>('SELECT answer FROM commands WHERE command_id = ?');
    this.#selectAfter = db.prepare<[number, number], EventRow>(
      `SELECT ${EVENT_COLUMNS} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`,
    );
    this.#selectStream = db.prepare<[string], EventRow>(
      `SELECT ${EVENT_COLUMNS} FROM events WHERE stream = ? ORDER BY version`,
    );
    this.#selectHash = db.prepare<[number], { hash: string }>('SELECT hash FROM events WHERE seq = ?');
    this.#snapshots = new Snapshots(parts.directory, (error) => parts.onFault({ code: 'snapshotFailed', error }));
    this.#checkpointer = new Checkpointer(parts.directory, WAL_SIZE_LIMIT_BYTES, {
      onFailure: (error) => parts.onFault({ code: 'checkpointFailed', error }),
      onLargeLog: (bytes) => parts.onFault({ code: 'logLarge', bytes }),
    });
    parts.anchors.start(() => this.#durableHead);
  }

  /** Where the next event goes: includes what is appended and not yet durable. */
  get head(): Head {
    return this.#head;
  }

  /** The last event that is on disk: the only head to show outside. */
  get durableHead(): Head {
    return this.#durableHead;
  }

  /** Why nothing is taken in any more: a failed commit, an abandoned turn, or that it is closed. */
  get stopped(): Refusal | undefined {
    return this.#stopped;
  }

  /**
   * Gives the drafts their seq, version and hash at once and makes them durable together with everything else of this turn.
   * Refuses with `versionConflict` (a VersionConflict), `commandRepeated`, or the code of the failure that stopped the journal.
   * Throws for a body that is not JSON, or a stream or kind that is not plain text: those are bugs.
   */
  append({ drafts, actor, at, expected, command }: Append): Result<Appended> {
    const batch = this.#openBatch();
    if (!batch) return fail(this.#stopped!);
    if (command && this.answerOf(command.id) !== undefined)
      return refuse('commandRepeated', `该指令已有答复 · This command has been answered: ${command.id}`);
    const conflict = expected && this.#conflictOf(expected);
    if (conflict) return fail(conflict);

    const actorText = jsonText('actor', actor);
    const bodies = drafts.map((draft) => {
      assertPlain('stream', draft.stream);
      assertPlain('kind', draft.kind);
      return jsonText('body', draft.body);
    });
    const answerText = command && jsonText('answer', command.answer);
    if (!Number.isSafeInteger(at)) throw new TypeError(`at must be whole epoch milliseconds: ${at}`);

    const events = drafts.map((draft, index) => this.#place(batch, draft, bodies[index]!, actor, actorText, at));
    if (command)
      batch.commands.set(command.id, { id: command.id, answer: command.answer, answerText: answerText!, at });
    return ok({ events, durable: batch.durable });
  }

  /**
   * Takes nothing of this turn to disk and stops, as after a failed commit: whoever folds the events could not, and a start that
   * read them again could not either. What came in this turn was not answered, so its senders send it again.
   */
  abandon(cause: unknown): void {
    const batch = this.#pending;
    this.#pending = undefined;
    this.#writer.cancel();
    const error = new JournalError('foldFailed', cause);
    batch?.failed(error);
    this.#fail(error);
  }

  /** The version of the last event of a stream, 0 when there is none; counts what is not yet durable. */
  versionOf(stream: string): number {
    let version = this.#versions.get(stream);
    if (version === undefined) {
      // Most streams asked for here are new (every alarm has its own), and looking for their first event costs SQLite a
      // quarter of looking for the last one.
      version = this.#selectFirst.get(stream) === undefined ? 0 : (this.#selectVersion.get(stream) ?? 0);
      this.#versions.set(stream, version);
    }
    return version;
  }

  /**
   * The first answer to a command, also when it is not yet durable: await `settled()` before repeating it to anyone.
   * `undefined`: never answered.
   */
  answerOf(commandId: string): unknown {
    const pending = this.#pending?.commands.get(commandId);
    if (pending) return pending.answer;
    const row = this.#selectAnswer.get(commandId);
    return row && (JSON.parse(row.answer) as unknown);
  }

  /** Keeps the answer to a command that changed nothing (a refusal). Resolves when durable; an earlier answer stays. */
  rememberAnswer(commandId: string, answer: unknown): Promise<void> {
    const answerText = jsonText('answer', answer);
    const batch = this.#openBatch();
    if (!batch) return Promise.reject(new Error(this.#stopped!.message));
    if (this.answerOf(commandId) === undefined)
      batch.commands.set(commandId, { id: commandId, answer, answerText, at: this.#parts.clock() });
    return batch.durable;
  }

  /** Resolves when everything appended so far is durable. */
  settled(): Promise<void> {
    return this.#pending?.durable ?? Promise.resolve();
  }

  /** Durable events after `afterSeq`, ascending, at most `limit`. */
  read(afterSeq: number, limit: number): StoredEvent[] {
    return this.#selectAfter.all(afterSeq, limit).map(eventOfRow);
  }

  /** The durable events of one stream, in order. */
  readStream(stream: string): StoredEvent[] {
    return this.#selectStream.all(stream).map(eventOfRow);
  }

  /** Keeps `state` (JSON), which must be the fold of everything up to `head`; written once that head is durable. */
  saveSnapshot(name: string, state: Readonly<Record<string, unknown>>): void {
    if (this.#stopped) return;
    this.#snapshots.save(name, this.#head, state, this.settled());
  }

  /** The newest snapshot that belongs to this chain, if any. */
  loadSnapshot(name: string): Snapshot | undefined {
    return this.#snapshots.load(name, (seq) => (seq === 0 ? this.#parts.head.hash : this.#selectHash.get(seq)?.hash));
  }

  /** Checks the whole chain and the anchors from disk, a page at a time, without holding up appends. */
  verify(options: { afterSeq?: number } = {}): Promise<Verification> {
    return verifyChain(this.#parts.reader, this.#parts.anchors.read(), options);
  }

  /** Signs off the durable head in anchors.log now (it also happens every minute, and at closing). */
  anchor(): Promise<void> {
    return this.#parts.anchors.signOff(this.#durableHead);
  }

  /** The read-only connection for queries over events and projections. Closed with the journal. */
  query(): ReadHandle {
    return this.#parts.reader;
  }

  /** Drops and refolds every projection. Blocks; for tools. */
  rebuild(): void {
    this.#flush();
    this.#parts.projections.rebuild();
  }

  /** Makes everything durable, signs off the head and releases the folder. Safe to call more than once. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#flush();
    this.#stopped ??= { code: 'journalClosed', message: '核心正在停止 · The core is stopping' };
    const { anchors, db, reader, lock } = this.#parts;
    await this.#snapshots.settled();
    await anchors.stop(this.#durableHead);
    await this.#checkpointer.stop();
    reader.close();
    db.close();
    lock.release();
  }

  #place(batch: Batch, draft: Draft, body: string, actor: Actor, actorText: string, at: number): StoredEvent {
    const { station, realm } = this.#parts;
    const { stream, kind } = draft;
    const seq = this.#head.seq + 1;
    const version = this.versionOf(stream) + 1;
    const id = uuidV7(at, this.#randomBytes);
    const row: EventRow = { seq, id, stream, version, station, at, actor: actorText, realm, kind, body, hash: '' };
    const hash = rowHash(this.#head.hash, row);
    row.hash = hash;
    const event: StoredEvent = { seq, id, stream, version, station, at, actor, realm, kind, body: draft.body, hash };
    batch.rows.push(row);
    batch.events.push(event);
    this.#versions.set(stream, version);
    this.#head = { seq, hash };
    return event;
  }

  #conflictOf(expected: ReadonlyMap<string, number>): VersionConflict | undefined {
    for (const [stream, version] of expected) {
      const actual = this.versionOf(stream);
      if (actual !== version)
        return {
          code: 'versionConflict',
          message: `数据已被他人更新，请重试 · ${stream} is at version ${actual}, not ${version}`,
          stream,
          expected: version,
          actual,
        };
    }
    return undefined;
  }

  /** The batch of this turn, or undefined when the journal has stopped. A batch that stays empty commits nothing. */
  #openBatch(): Batch | undefined {
    if (this.#stopped) return undefined;
    if (!this.#pending) {
      try {
        this.#writer.begin();
      } catch (error) {
        this.#fail(toJournalError(error));
        return undefined;
      }
      this.#pending = new Batch();
      setImmediate(() => this.#flush());
    }
    return this.#pending;
  }

  #flush(): void {
    const batch = this.#pending;
    if (!batch) return;
    this.#pending = undefined;
    try {
      this.#writer.commit(batch);
    } catch (error) {
      batch.failed(this.#fail(toJournalError(error)));
      return;
    }
    this.#durableHead = this.#head;
    if (this.#versions.size > CACHED_STREAMS) this.#versions.clear();
    this.#checkpointer.afterCommit();
    batch.committed();
  }

  /** A failed commit is never retried into a success: the page cache may already have forgotten what was not written. */
  #fail(error: JournalError): JournalError {
    this.#stopped = {
      code: error.code,
      message: `日志无法写入，已停止应答 · The journal cannot be written: ${error.message}`,
    };
    if (error.code === 'diskFull') giveUpReserve(this.#parts.directory);
    this.#parts.onFatal(error);
    return error;
  }
}

/** JSON text, or a TypeError for what JSON cannot say: undefined, a function, a bigint, a cycle. */
function jsonText(field: string, value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`${field} must be JSON`);
  return text;
}
