/** The ledger outside the system: what the child answered, held against what the journal has after it died. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { openJournal, type Verification } from '#main/core/journal/index.ts';

export type ChildMode = 'journal' | 'hasty' | 'normal';

export interface Child {
  process: ChildProcess;
  /** Every answer, in the order it was given. */
  answers: { seq: number; id: string }[];
  /** Everything else it said. */
  words: string[];
  /** Resolves when it has given that many answers, or is dead. */
  answered(count: number): Promise<void>;
  /** Resolves when it is dead and everything it said has been read. */
  ended: Promise<void>;
}

export function startChild(mode: ChildMode, directory: string, stopAfter = 0): Child {
  const program = join(import.meta.dirname, 'journal-child.ts');
  const child = spawn(process.execPath, [program, mode, directory, String(stopAfter)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const answers: Child['answers'] = [];
  const words: string[] = [];
  let waiting: { count: number; resolve: () => void } | undefined;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const [seq = '', id = ''] = line.split(' ');
    if (!/^\d+$/.test(seq)) words.push(line);
    else answers.push({ seq: Number(seq), id });
    if (waiting && answers.length >= waiting.count) waiting.resolve();
  });
  const ended = new Promise<void>((resolve) => lines.once('close', resolve));
  return {
    process: child,
    answers,
    words,
    ended,
    answered: (count) =>
      Promise.race([
        ended,
        new Promise<void>((resolve) => {
          waiting = { count, resolve };
          if (answers.length >= count) resolve();
        }),
      ]),
  };
}

/** Answers that are not in the file under the same seq and id. */
export function lostOf(path: string, answers: Child['answers']): Child['answers'] {
  const db = new Database(path, { readonly: true });
  try {
    const find = db.prepare<[number], { id: string }>('SELECT id FROM events WHERE seq = ?');
    return answers.filter(({ seq, id }) => find.get(seq)?.id !== id);
  } finally {
    db.close();
  }
}

/** Opens the journal as the core does after a crash, checks the whole of it and closes it. */
export async function reopened(directory: string): Promise<Verification & { faultsAtOpening: string[] }> {
  const faultsAtOpening: string[] = [];
  const opened = openJournal({
    directory,
    station: 'shifan',
    realm: 'live',
    clock: Date.now,
    onFatal: (error) => {
      throw error;
    },
    onFault: (fault) => faultsAtOpening.push(fault.code),
  });
  if (!opened.ok) throw new Error(opened.failure.message);
  const verification = await opened.value.verify();
  await opened.value.close();
  return { ...verification, faultsAtOpening };
}
