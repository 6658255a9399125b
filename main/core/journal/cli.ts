/** `npm run journal -- verify|rebuild|export --data DIR`: the auditor's and the administrator's way to the journal. */
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { runJournalCommand } from './command-line.ts';
import type { Output } from './export.ts';

const standardOutput: Output = {
  async write(text) {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  },
  close: () => Promise.resolve(),
};

async function newFile(path: string): Promise<Output> {
  const file = await open(path, 'wx');
  return { write: (text) => file.appendFile(text), close: () => file.close() };
}

process.exitCode = await runJournalCommand(process.argv.slice(2), {
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  openOutput: async (path) => (path === undefined ? standardOutput : newFile(path)),
});
