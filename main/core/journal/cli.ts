/** `npm run journal -- verify|rebuild|export --data DIR`: the auditor's and the administrator's way to the journal. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { runJournalCommand } from './command-line.ts';

process.exitCode = await runJournalCommand(process.argv.slice(2), {
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  openOutput: (path) => {
    const stream = path === undefined ? process.stdout : createWriteStream(path, { flags: 'wx' });
    return {
      async write(text) {
        if (!stream.write(text)) await once(stream, 'drain');
      },
      async close() {
        if (path === undefined) return;
        stream.end();
        await once(stream, 'finish');
      },
    };
  },
});
