import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Realm } from '#shared/domain/event.ts';
import { readAnchors } from './anchors.ts';
import { openReader, type ReadHandle } from './database.ts';
import { exportEvents, type Output } from './export.ts';
import { openJournal } from './open.ts';
import { PROJECTIONS } from './projections/index.ts';
import { type Verification, verifyChain } from './verify.ts';

export interface CommandLine {
  say(line: string): void;
  complain(line: string): void;
  /** Standard output, or a new file; an existing file is never overwritten. */
  openOutput(path: string | undefined): Promise<Output>;
}

const USAGE = `usage: journal verify  --data DIR [--anchors FILE]      check the chain against anchors.log, or against a copy of it kept elsewhere
       journal rebuild --data DIR                       drop and refold the tables for search and statistics; the core must be stopped
       journal export  --data DIR [--after SEQ] [--out FILE]   every event as one JSON line`;

/** Exit code: 0 done and sound · 1 not sound, or refused · 2 wrong use. */
export async function runJournalCommand(args: readonly string[], io: CommandLine): Promise<number> {
  const parsed = parseCommand(args);
  if (!parsed) {
    io.complain(USAGE);
    return 2;
  }
  const path = join(parsed.data, 'journal.db');
  if (!statSync(path, { throwIfNoEntry: false })) {
    io.complain(`no journal.db in ${parsed.data}`);
    return 1;
  }
  const reader = openReader(path);
  try {
    switch (parsed.command) {
      case 'verify':
        return await verify(reader, parsed.anchors ?? join(parsed.data, 'anchors.log'), io);
      case 'export':
        return await exportTo(reader, parsed.after, parsed.out, io);
      case 'rebuild':
        return await rebuild(reader, parsed.data, io);
    }
  } catch (error) {
    io.complain(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    reader.close();
  }
}

const COMMANDS = ['verify', 'rebuild', 'export'] as const;

function parseCommand(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        anchors: { type: 'string' },
        after: { type: 'string', default: '0' },
        out: { type: 'string' },
      },
    });
    const command = COMMANDS.find((known) => known === positionals[0]);
    const isWhole = /^\d{1,15}$/.test(values.after);
    if (!command || positionals.length !== 1 || values.data === undefined || !isWhole) return undefined;
    return { command, data: values.data, anchors: values.anchors, after: Number(values.after), out: values.out };
  } catch {
    return undefined;
  }
}

async function verify(reader: ReadHandle, anchorsPath: string, io: CommandLine): Promise<number> {
  const result = await verifyChain(reader, readAnchors(anchorsPath));
  for (const line of describe(result)) io.say(line);
  const damage = integrityFaults(reader);
  for (const line of damage) io.say(`FAULT database: ${line}`);
  const isSound = result.ok && damage.length === 0;
  io.say(isSound ? 'sound' : 'NOT SOUND');
  return isSound ? 0 : 1;
}

function describe(result: Verification): string[] {
  const range = (name: string, part: Verification['anchored']) =>
    `${name}: ${part ? `seq ${part.from} to ${part.to}` : 'none'}`;
  return [
    `station ${result.station}, realm ${result.realm}`,
    `checked: ${result.checked} events, ${result.anchors} anchors`,
    `head: seq ${result.head.seq} ${result.head.hash}`,
    range('anchored', result.anchored),
    range('unanchored', result.unanchored),
    ...result.faults.map(
      (fault) =>
        `FAULT ${fault.kind} at ${fault.kind === 'anchorsDamaged' ? 'line' : 'seq'} ${fault.seq}: ${fault.message}`,
    ),
  ];
}

function integrityFaults(reader: ReadHandle): string[] {
  try {
    const rows = reader.all<{ integrity_check: string }>('PRAGMA integrity_check(10)');
    return rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

async function exportTo(reader: ReadHandle, after: number, out: string | undefined, io: CommandLine): Promise<number> {
  const output = await io.openOutput(out);
  const count = await exportEvents(reader, after, output);
  await output.close();
  if (out !== undefined) io.say(`exported: ${count} events`);
  return 0;
}

async function rebuild(reader: ReadHandle, directory: string, io: CommandLine): Promise<number> {
  const owner = reader.get<{ station: string; realm: Realm }>('SELECT station, realm FROM journal');
  if (!owner) {
    io.complain('the journal is empty');
    return 1;
  }
  const faults: string[] = [];
  const opened = openJournal({
    directory,
    ...owner,
    clock: Date.now,
    onFatal: (error) => faults.push(String(error)),
    onFault: (fault) => faults.push(JSON.stringify(fault)),
  });
  if (!opened.ok) {
    io.complain(opened.failure.message);
    return 1;
  }
  opened.value.rebuild();
  const { seq } = opened.value.head;
  await opened.value.close();
  for (const fault of faults) io.complain(fault);
  if (faults.length > 0) return 1;
  io.say(`rebuilt: ${PROJECTIONS.map((projection) => projection.name).join(', ')} from ${seq} events`);
  return 0;
}
