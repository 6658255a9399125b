import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Realm } from '#shared/domain/event.ts';
import type { Refusal } from '#shared/kit/result.ts';
import { APPLICATION_ID, openReader, type ReadHandle } from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';

interface Expectation {
  station: string;
  realm: Realm;
  /** The last seq that anchors.log has signed off. */
  anchoredSeq: number;
}

const NEWEST_SCHEMA = MIGRATIONS.at(-1)!.number;

/**
 * Looks at journal.db without changing a byte of it, before anything is opened for writing.
 * Returns why this build must not write to it, or undefined when it may (or when there is no journal yet).
 */
export function inspectFile(path: string, expectation: Expectation): Refusal | undefined {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) {
    if (expectation.anchoredSeq === 0) return undefined;
    return {
      code: 'journalMissing',
      message: `日志文件缺失或为空，但已有 ${expectation.anchoredSeq} 条签核记录，请恢复备份 · journal.db is missing or empty, but anchors.log has signed off ${expectation.anchoredSeq} events: restore a backup, or move anchors.log away to begin anew`,
    };
  }
  try {
    const reader = openReader(path);
    try {
      return inspect(reader, expectation);
    } finally {
      reader.close();
    }
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    return { code: 'damaged', message: `日志文件无法读取，请恢复备份 · journal.db cannot be read: ${error.message}` };
  }
}

function inspect(reader: ReadHandle, { station, realm }: Expectation): Refusal | undefined {
  const { application_id: application } = reader.get<{ application_id: number }>('PRAGMA application_id')!;
  const { user_version: schema } = reader.get<{ user_version: number }>('PRAGMA user_version')!;
  const { tables } = reader.get<{ tables: number }>('SELECT count(*) AS tables FROM sqlite_schema')!;
  // A crash between making the file and its first migration leaves one with nothing in it.
  if (tables === 0) return undefined;
  if (application !== APPLICATION_ID)
    return { code: 'notAJournal', message: `不是平安指挥的日志文件 · journal.db is not a journal of this application` };
  if (schema > NEWEST_SCHEMA)
    return {
      code: 'schemaTooNew',
      message: `该日志由更新的版本写入（结构 ${schema}，本版本支持到 ${NEWEST_SCHEMA}），请升级程序 · This journal was written by a newer version (schema ${schema}, this one knows ${NEWEST_SCHEMA}): update the application`,
    };
  const owner = reader.get<{ station: string; realm: Realm }>('SELECT station, realm FROM journal');
  if (owner && owner.station !== station)
    return {
      code: 'wrongStation',
      message: `该数据目录属于站点 ${owner.station} · This data folder belongs to station ${owner.station}`,
    };
  if (owner && owner.realm !== realm)
    return {
      code: 'wrongRealm',
      message: `该数据目录属于${owner.realm === 'live' ? '实战' : '演练'}环境 · This data folder is for realm ${owner.realm}`,
    };
  return undefined;
}
