// Takes in positions for ever, the core's whole way from a fix to its file, until tests/faults/trackKill.test.ts kills it. Its clock
// is its own: it moves on only when the history has written what was handed to it, so that a slow disk or a busy machine stretches
// the run and not the age of what is waiting. Says `receivedAt number` of every fix before the clock moves on.
import { writeSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { History } from '#main/core/tracks/history/index.ts';
import { PositionIngest } from '#main/core/tracks/ingest.ts';
import { LatestPositions } from '#main/core/tracks/latest.ts';
import { seeded } from '#tests/simulators/seeded.ts';
import { fixNumbered, WRITER_UNITS } from './trackWriter.ts';

const [directory = '', from = '0', first = '0', seed = '0', flushMs = ''] = process.argv.slice(2);
const random = seeded(Number(seed));
let now = Number(from);
let number = Number(first);

const history = new History({ directory, keepDays: 30, now, ...(flushMs !== '' && { flushMs: Number(flushMs) }) });
const ingest = new PositionIngest({
  latest: new LatestPositions(directory),
  keep: (fix, isLate) => history.append(fix, isLate),
  modeOf: () => 'ebike',
  isOnShift: () => true,
  onMoved: () => {},
  datumOf: () => undefined,
});

/** Straight to the pipe: what is said is with the test, whatever happens to this process next. */
function say(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      // The pipe is full and does not block: the test is reading.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

for (;;) {
  for (let arriving = 1 + random.below(WRITER_UNITS / 2); arriving > 0; arriving--) {
    const outcome = ingest.accept(fixNumbered(number, now));
    if (outcome !== 'live') throw new Error(`fix ${number} is ${outcome}`);
    say(`${now} ${number}`);
    number++;
  }
  do await turn();
  while (history.stats().waiting > history.stats().held);
  now += 20 + random.below(100);
}
