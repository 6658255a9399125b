/**
 * The process that the fault tests kill. Prints one line per answer, `seq id`, at the moment a device would be answered:
 *   journal        after the commit, as the core does
 *   hasty          before the commit: a control that must lose
 *   normal         after a commit into a WAL file opened without saying how (synchronous=NORMAL): a control that must lose
 * `after` ends the process with SIGKILL in the turn of that many answers; 0 goes on until killed.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openJournal } from '#main/core/journal/index.ts';
import type { Draft } from '#shared/domain/event.ts';

const [mode = '', directory = '', after = '0'] = process.argv.slice(2);
const stopAfter = Number(after);
const PAYLOAD = 'ab'.repeat(100);
let answered = 0;

/** Straight to the pipe: what is printed is with the parent, whatever happens to this process next. */
function say(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      // The pipe is full and does not block: the parent is reading.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

function answer(seq: number, id: string): void {
  say(`${seq} ${id}`);
  answered++;
  if (answered === stopAfter) process.kill(process.pid, 'SIGKILL');
}

function alarmDraft(): Draft {
  const alarmId = crypto.randomUUID();
  const body = {
    alarmId,
    deviceId: null,
    linkId: 'poles',
    protocol: 'dc09',
    class: 'panic',
    code: '120',
    receivedAt: Date.now(),
    raw: PAYLOAD,
  };
  return { stream: `alarm:${alarmId}`, kind: 'alarm.received', body };
}

async function runJournal(isHasty: boolean): Promise<void> {
  const opened = openJournal({
    directory,
    station: 'shifan',
    realm: 'live',
    clock: Date.now,
    onFatal: (error) => say(`fatal ${(error as { code: string }).code}`),
    onFault: (fault) => say(`fault ${fault.code}`),
  });
  if (!opened.ok) {
    say(`refused ${opened.failure.code}`);
    process.exit(3);
  }
  say('ready');
  for (;;) {
    const appended = [1, 2, 3].map(() =>
      opened.value.append({ drafts: [alarmDraft()], actor: { kind: 'device', id: 'd' }, at: Date.now() }),
    );
    for (const one of appended) {
      if (!one.ok) {
        say(`stopped ${one.failure.code}`);
        await opened.value.close();
        say('closed');
        return;
      }
      const [event] = one.value.events;
      if (!isHasty) {
        const isDurable = await one.value.durable.then(
          () => true,
          () => false,
        );
        if (!isDurable) continue;
      }
      answer(event!.seq, event!.id);
    }
    if (isHasty) await new Promise((resolve) => setImmediate(resolve));
  }
}

async function runNormal(): Promise<void> {
  const path = join(directory, 'journal.db');
  const made = new Database(path);
  made.pragma('journal_mode = WAL');
  made.pragma('synchronous = FULL');
  made.exec('CREATE TABLE events (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL)');
  made.close();
  const db = new Database(path);
  db.pragma('wal_autocheckpoint = 0');
  const insert = db.prepare('INSERT INTO events (id, body) VALUES (?, ?)');
  say('ready');
  for (;;) {
    const id = crypto.randomUUID();
    answer(Number(insert.run(id, PAYLOAD).lastInsertRowid), id);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

await (mode === 'normal' ? runNormal() : runJournal(mode === 'hasty'));
