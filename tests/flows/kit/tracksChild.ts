// Appends fixes for ever and says how many are on disk; killed by tests/flows/tracksKill.test.ts.
import { writeSync } from 'node:fs';
import { History } from '#main/core/tracks/history/index.ts';
import { numberedFix } from './numberedFix.ts';

const [directory, first] = process.argv.slice(2);
const history = new History({ directory: directory!, keepDays: 30, now: 0 });
let next = Number(first);
for (;;) {
  for (let fix = 0; fix < 200; fix++) history.append(numberedFix(next++), false);
  await history.flush();
  writeSync(1, `${next}\n`);
}
