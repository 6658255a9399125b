import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { appendDurably, noted, openedIn, temporaryFolder } from './journal.fixture.ts';

const program = join(import.meta.dirname, 'cli.ts');

async function run(...args: string[]): Promise<{ code: number; lines: string[]; errors: string }> {
  const command = promisify(execFile)(process.execPath, [program, ...args]);
  const done = await command.then(
    (output) => ({ code: 0, ...output }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  return { code: done.code, lines: done.stdout.split('\n').slice(0, -1), errors: done.stderr };
}

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
  const out = join(directory, 'export.ndjson');

  const verified = await run('verify', '--data', directory);
  const exported = await run('export', '--data', directory, '--after', '1');
  const toFile = await run('export', '--data', directory, '--out', out);
  const twice = await run('export', '--data', directory, '--out', out);
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
    errors: '',
  });
  expect(exported.lines.map((line) => JSON.parse(line) as unknown)).toEqual(events.slice(1));
  expect(toFile.lines).toEqual(['exported: 3 events']);
  expect(
    readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual(events);
  expect({ code: twice.code, errors: twice.errors }).toEqual({ code: 1, errors: expect.stringContaining('EEXIST') });
  expect({ code: rebuilt.code, errors: rebuilt.errors }).toEqual({
    code: 1,
    errors: expect.stringContaining('already using'),
  });
});

test('verify exits 1 and names the event that was edited; rebuild works on a closed folder; wrong use exits 2', async () => {
  const directory = temporaryFolder();
  const journal = openedIn(directory);
  await appendDurably(journal, noted('incident:1', 'one'), noted('unit:7', 'two'));
  await journal.close();
  expect(await run('rebuild', '--data', directory)).toEqual({
    code: 0,
    lines: ['rebuilt: alarms, incidents from 2 events'],
    errors: '',
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
