import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { runJournalCommand } from './command-line.ts';
import { appendDurably, noted, openedIn, temporaryFolder } from './journal.fixture.ts';

/** The command in this process: what it said, line by line, and the files it made. */
async function run(...args: string[]) {
  const lines: string[] = [];
  const errors: string[] = [];
  const files = new Map<string, string>();
  const code = await runJournalCommand(args, {
    say: (line) => void lines.push(line),
    complain: (line) => void errors.push(line),
    openOutput: async (path = 'standard output') => ({
      write: async (text) => void files.set(path, (files.get(path) ?? '') + text),
      close: async () => {},
    }),
  });
  return { code, lines, errors, files };
}

const eventsIn = (text: string | undefined) =>
  text!
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

test('the program itself exports to a new file, never over an old one, and ends with the exit code', async () => {
  const directory = temporaryFolder();
  const events = await appendDurably(openedIn(directory), noted('incident:1', '一'), noted('unit:7', 'two'));
  const program = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...args]);
  const out = join(directory, 'export.ndjson');
  const exported = await program('export', '--data', directory, '--out', out);
  expect(exported).toEqual({ stdout: 'exported: 2 events\n', stderr: '' });
  expect(eventsIn(readFileSync(out, 'utf8'))).toEqual(events);
  await expect(program('export', '--data', directory, '--out', out)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('EEXIST'),
  });
}, 60_000);

test('verify and export work while the core runs, rebuild does not', async () => {
  const directory = temporaryFolder();
  const journal = openedIn(directory);
  const events = await appendDurably(
    journal,
    noted('incident:1', '一'),
    noted('unit:7', 'two'),
    noted('unit:8', 'three'),
  );
  await journal.anchor();

  const verified = await run('verify', '--data', directory);
  const exported = await run('export', '--data', directory, '--after', '1');
  const toFile = await run('export', '--data', directory, '--out', 'events.ndjson');
  const rebuilt = await run('rebuild', '--data', directory);

  expect(verified).toEqual({
    code: 0,
    lines: [
      'station shifan, realm live',
      'checked: 3 events, 1 anchors',
      `head: seq 3 ${events[2]!.hash}`,
      'anchored: seq 1 to 3',
      'unanchored: none',
      'sound',
    ],
    errors: [],
    files: new Map(),
  });
  expect(eventsIn(exported.files.get('standard output'))).toEqual(events.slice(1));
  expect({ lines: toFile.lines, events: eventsIn(toFile.files.get('events.ndjson')) }).toEqual({
    lines: ['exported: 3 events'],
    events,
  });
  expect({ code: rebuilt.code, errors: rebuilt.errors }).toEqual({
    code: 1,
    errors: [expect.stringContaining('already using')],
  });
});

test('verify exits 1 and names the event that was edited; rebuild works on a closed folder; wrong use exits 2', async () => {
  const directory = temporaryFolder();
  const journal = openedIn(directory);
  await appendDurably(journal, noted('incident:1', 'one'), noted('unit:7', 'two'));
  await journal.close();
  expect(await run('rebuild', '--data', directory)).toEqual({
    code: 0,
    lines: ['rebuilt: alarms, incidents, dutyLog, video from 2 events'],
    errors: [],
    files: new Map(),
  });

  const db = new Database(join(directory, 'journal.db'));
  db.exec(`DROP TRIGGER events_are_never_changed; UPDATE events SET body = '{"text":"2"}' WHERE seq = 2`);
  db.close();
  const verified = await run('verify', '--data', directory);
  expect({ code: verified.code, end: verified.lines.slice(-2) }).toEqual({
    code: 1,
    end: [expect.stringContaining('FAULT edited at seq 2'), 'NOT SOUND'],
  });
  expect((await run('verify')).code).toBe(2);
  expect((await run('burn', '--data', directory)).code).toBe(2);
  expect((await run('verify', '--data', join(directory, 'nowhere'))).code).toBe(1);
});
