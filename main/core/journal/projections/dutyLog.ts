import { type DutyLogCategory, type DutyLogLine, dutyLogCategory } from '#shared/domain/dutyLog.ts';
import { nameOfActor, type StoredEvent } from '#shared/domain/event.ts';
import type { ReadHandle } from '../database.ts';
import type { Projection, ProjectionWriter, SqlValue } from '../projection.ts';

export const DUTY_LINES_PER_PAGE = 1_000;

/** Lists and lines that only a machine reads. */
const NOT_READ: ReadonlySet<string> = new Set([
  ...['recommendation', 'route', 'clock', 'stepIds', 'items', 'alarms', 'dispatches', 'notes', 'limits', 'line'],
  ...['callerWords', 'reporter', 'points', 'split', 'advice'],
]);

/** What happened, line by line, with the name of what it happened to as it was then. */
export const dutyLog: Projection = {
  name: 'dutyLog',
  version: 1,
  tables: ['duty_log', 'duty_names'],
  create: `
    CREATE TABLE duty_log (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      category TEXT NOT NULL,
      kind TEXT NOT NULL,
      actor TEXT NOT NULL,
      subject TEXT NOT NULL,
      facts TEXT NOT NULL
    ) STRICT;
    CREATE INDEX duty_log_by_time ON duty_log (at, seq);
    CREATE TABLE duty_names (stream TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  apply(event, db) {
    const name = nameGiven(event);
    if (name !== undefined) db.run('INSERT OR REPLACE INTO duty_names VALUES (?, ?)', event.stream, name);
    const category = dutyLogCategory(event.kind);
    // What a configuration states at every start is no news of a shift.
    if (category === undefined || (category === 'settings' && event.actor.kind === 'system')) return;
    db.run(
      'INSERT INTO duty_log VALUES (?, ?, ?, ?, ?, ?, ?)',
      event.seq,
      event.at,
      category,
      event.kind,
      nameOfActor(event.actor),
      name ?? nameKept(event.stream, db),
      JSON.stringify(readable(event.body)),
    );
  },
};

function nameKept(stream: string, db: ProjectionWriter): string {
  return db.get<{ name: string }>('SELECT name FROM duty_names WHERE stream = ?', stream)?.name ?? '';
}

type Named = { readonly name?: unknown; readonly title?: unknown };

/** By the events that say what something is called. */
function nameGiven({ kind, body }: StoredEvent): string | undefined {
  const said = body as Named & Readonly<Record<string, Named | undefined>> & { readonly number?: unknown };
  const named: Readonly<Record<string, unknown>> = {
    'incident.opened': said.number,
    'device.enrolled': said.device?.name,
    'account.created': said.name,
    'account.changed': said.name,
    'link.configured':
      (said.link as (Named & { id?: unknown }) | undefined)?.name ?? (said.link as { id?: unknown })?.id,
    'machine.invited': said.name,
    'machine.renamed': said.name,
    'walkTest.started': said.name,
    'task.published': said.task?.title,
    'route.saved': said.route?.name,
    'group.saved': said.group?.name,
    'fieldReport.received': (said as { unitName?: unknown }).unitName,
    'shift.planned': said.name,
  };
  const name = named[kind];
  return typeof name === 'string' ? name : undefined;
}

const readable = (body: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body as object).filter(([key]) => !NOT_READ.has(key)));

export interface DutyLogSearch {
  /** From (inclusive) and before, UTC epoch ms. */
  readonly fromAt: number;
  readonly untilAt: number;
  readonly categories?: readonly DutyLogCategory[] | undefined;
  readonly afterSeq?: number | undefined;
  readonly limit?: number | undefined;
}

/** In the order of the journal; at most DUTY_LINES_PER_PAGE. */
export function dutyLinesOf(reader: ReadHandle, search: DutyLogSearch): DutyLogLine[] {
  const values: SqlValue[] = [search.fromAt, search.untilAt, search.afterSeq ?? 0];
  const categories = search.categories ?? [];
  const named = categories.length > 0 ? `AND category IN (${categories.map(() => '?').join(', ')})` : '';
  const rows = reader.all<Omit<DutyLogLine, 'facts' | 'by'> & { facts: string; by: string }>(
    `SELECT seq, at, category, kind, actor AS by, subject, facts FROM duty_log
     WHERE at >= ? AND at < ? AND seq > ? ${named} ORDER BY seq LIMIT ?`,
    ...values,
    ...categories,
    Math.min(search.limit ?? DUTY_LINES_PER_PAGE, DUTY_LINES_PER_PAGE),
  );
  return rows.map((row) => ({ ...row, facts: JSON.parse(row.facts) as DutyLogLine['facts'] }));
}
