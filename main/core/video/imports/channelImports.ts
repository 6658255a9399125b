/**
 * Lists of channels from outside: read for a preview, kept a while, and made to count when somebody says so. What counts is one
 * file named by its checksum; the journal says which.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ExecuteContext, Outcome } from '#main/core/desk/command.ts';
import { readTable } from '#main/core/devices/readTable.ts';
import { pause } from '#main/core/devices/table.ts';
import { type ChannelStatement, channelStatementSchema } from '#shared/domain/channel.ts';
import {
  CHANNEL_COMMAND_BODIES,
  CHANNELS_STREAM,
  type ChannelEventBody,
  type ImportMode,
} from '#shared/domain/channelEvents.ts';
import type { Datum } from '#shared/geo/datum.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { ChannelImportPreview, ChannelImportRow } from '#shared/wire/channelImport.ts';
import type { VideoSources } from '#shared/wire/video.ts';
import type { ChannelRegistry } from '../registry/registry.ts';
import { columnsOf } from './columns.ts';
import { rowReader, type StatedRow } from './rows.ts';

const MOST_ROWS = 50_000;
const KEPT_MS = 15 * 60_000;
const MOST_KEPT = 4;
const ROWS_A_SLICE = 250;
const BAD_SHOWN = 500;
const OTHERS_SHOWN = 200;
const SPEAKER = { origin: 'import', name: 'list' } as const;

const keptSchema = z.array(channelStatementSchema).max(MOST_ROWS * 2);

export interface ChannelImportsParts {
  /** Where lists that count are kept, one file each, readable by the station alone: they hold logins. */
  readonly folder: string;
  readonly registry: ChannelRegistry;
  readonly clock: Clock;
  newId(): string;
  /** Durable when it returns; whole or not at all. */
  write(path: string, content: string): void;
}

interface Kept {
  readonly fileName: string;
  readonly statements: readonly ChannelStatement[];
  readonly validUntilAt: number;
}

export class ChannelImports {
  readonly #parts: ChannelImportsParts;
  readonly #previews = new Map<string, Kept>();
  #counting: ReadonlyMap<string, ChannelStatement> = new Map();
  #problem: string | null = null;

  constructor(parts: ChannelImportsParts) {
    this.#parts = parts;
  }

  /** The list that counts, or why it does not; null where none was ever imported. */
  get state(): VideoSources['imported'] {
    if (this.#counting.size === 0 && this.#problem === null) return null;
    return { total: this.#counting.size, problem: this.#problem };
  }

  /** At the start: the list the journal names, if it is still the one that was imported. */
  open(hash: string): void {
    const read = this.#read(hash);
    if (read.ok) this.#count(read.value);
    else this.#problem = read.failure.message;
  }

  /** Refused with what `readTable` refuses. */
  async preview(file: {
    readonly name: string;
    readonly bytes: Buffer;
    readonly datum: Datum;
  }): Promise<Result<ChannelImportPreview>> {
    const { registry, clock, newId } = this.#parts;
    const read = await readTable(file.bytes, MOST_ROWS);
    if (!read.ok) return read;
    const table = read.value;
    const mapping = columnsOf(table.columns);
    const readRow = rowReader(table, mapping, file.datum, (id) => registry.get(id) !== undefined);
    const rows: (StatedRow & Pick<ChannelImportRow, 'state'>)[] = [];
    const firstOf = new Map<string, number>();
    for (const [at, row] of table.rows.entries()) {
      if (at % ROWS_A_SLICE === 0) await pause();
      const stated = readRow(row);
      const first = stated.statement && firstOf.get(stated.statement.id);
      if (typeof first === 'number') rows.push({ ...twice(stated, first), state: 'bad' });
      else rows.push({ ...stated, state: this.#stateOf(stated.statement) });
      if (stated.statement && first === undefined) firstOf.set(stated.statement.id, stated.row);
    }
    const now = clock();
    for (const [id, { validUntilAt }] of this.#previews) if (now > validUntilAt) this.#previews.delete(id);
    const previewId = newId();
    const validUntilAt = now + KEPT_MS;
    const statements = rows.flatMap(({ statement }) => (statement ? [statement] : []));
    this.#previews.set(previewId, { fileName: file.name, statements, validUntilAt });
    for (const oldest of [...this.#previews.keys()].slice(0, -MOST_KEPT)) this.#previews.delete(oldest);
    const counts = { new: 0, changed: 0, same: 0, bad: 0 };
    for (const { state } of rows) counts[state] += 1;
    return ok({
      ...{ previewId, fileName: file.name, format: table.format, columns: table.columns, mapping, counts },
      rows: shownOf(rows),
      isCut: table.isCut,
      validUntilAt,
    });
  }

  readonly stewards: ExecuteContext['stewards'] = {
    'channels.import': async (input) => {
      const body = CHANNEL_COMMAND_BODIES['channels.import'].safeParse(input);
      if (!body.success) return refuse('badBody', describeIssue(body.error));
      const { previewId, mode } = body.data;
      const kept = this.#previews.get(previewId);
      if (!kept || this.#parts.clock() > kept.validUntilAt)
        return refuse('unknownPreview', '预览已过期或不存在，请重新选择文件');
      return ok(() => this.#commit(previewId, kept, mode));
    },
  };

  /** On disk before it is told; the registry has it before the answer. */
  #commit(previewId: string, { fileName, statements }: Kept, mode: ImportMode): Result<Outcome> {
    const before = mode === 'add' ? this.#counting : new Map<string, ChannelStatement>();
    const changed = statements.filter(({ id }) => before.has(id)).length;
    const after = new Map(before);
    for (const statement of statements) after.set(statement.id, { ...before.get(statement.id), ...statement });
    const content = JSON.stringify([...after.values()]);
    const hash = createHash('sha256').update(content).digest('hex');
    this.#parts.write(this.#pathOf(hash), content);
    this.#count([...after.values()]);
    this.#previews.delete(previewId);
    const counts = { total: after.size, added: statements.length - changed, changed };
    const body: ChannelEventBody['channels.imported'] = { hash, fileName, mode, ...counts };
    return ok({ drafts: [{ stream: CHANNELS_STREAM, kind: 'channels.imported', body }] });
  }

  #count(statements: readonly ChannelStatement[]): void {
    this.#counting = new Map(statements.map((statement) => [statement.id, statement]));
    this.#problem = null;
    this.#parts.registry.state(SPEAKER, statements);
  }

  #read(hash: string): Result<ChannelStatement[]> {
    let content: string;
    try {
      content = readFileSync(this.#pathOf(hash), 'utf8');
    } catch {
      return refuse('importMissing', `导入的通道表不在数据目录中（${hash.slice(0, 12)}）：请重新导入`);
    }
    if (createHash('sha256').update(content).digest('hex') !== hash)
      return refuse('importChanged', `导入的通道表与日志中的校验值不符（${hash.slice(0, 12)}）：请重新导入`);
    const parsed = keptSchema.safeParse(JSON.parse(content));
    return parsed.success ? ok(parsed.data) : refuse('importBroken', `导入的通道表无法读取（${hash.slice(0, 12)}）`);
  }

  #pathOf = (hash: string) => join(this.#parts.folder, `channels-${hash}.json`);

  #stateOf(statement: ChannelStatement | null): ChannelImportRow['state'] {
    if (!statement) return 'bad';
    const before = this.#counting.get(statement.id);
    if (!before) return this.#parts.registry.get(statement.id) ? 'changed' : 'new';
    const isSame = JSON.stringify({ ...before, ...statement }) === JSON.stringify(before);
    return isSame ? 'same' : 'changed';
  }
}

const twice = (stated: StatedRow, first: number): StatedRow => ({
  ...stated,
  statement: null,
  problems: [
    { field: 'id', value: stated.id, words: { zh: `编号与第 ${first} 行相同`, en: `row ${first} has the same id` } },
  ],
});

/** Bad rows first in number, all in the order of the file. */
function shownOf(rows: readonly (StatedRow & Pick<ChannelImportRow, 'state'>)[]): ChannelImportRow[] {
  let [bad, others] = [0, 0];
  return rows
    .filter(({ state }) => (state === 'bad' ? bad++ < BAD_SHOWN : others++ < OTHERS_SHOWN))
    .map(({ row, id, state, problems }) => ({ row, channelId: id, state, problems }));
}
