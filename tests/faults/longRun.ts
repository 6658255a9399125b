/**
 * `npm run poles [-- --frames 1000000 --seed 20261]`: the yard of noisyPoles.test.ts for as long as it takes. The
 * real core runs as a process of its own; this one holds the twenty poles and reads the journal when the core has ended.
 * Exit 0 when nothing was lost, doubled, invented or left unanswered.
 */
import { parseArgs } from 'node:util';
import { startCoreProcess } from './kit/coreProcess.ts';
import { faultStation } from './kit/faultStation.ts';
import { framesOfAlarms, runYard, yardDevices } from './kit/poleYard.ts';

const { values } = parseArgs({
  options: { frames: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '20261' } },
});
const startedAt = performance.now();
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const seconds = () => Math.round((performance.now() - startedAt) / 1_000);

const station = await faultStation(yardDevices());
const core = startCoreProcess(station);
try {
  await core.ready;
  const { book, ...counts } = await runYard(station, {
    frames: Number(values.frames),
    seed: Number(values.seed),
    onProgress: (sent) => say({ sent, seconds: seconds() }),
  });
  const exitCode = await core.stop();
  const { frames, verification } = await framesOfAlarms(station.dataDirectory);
  const { lost, repeated, invented, unanswered, ...balance } = book.compare(frames);
  const wrong = {
    lost: lost.length,
    repeated: repeated.length,
    invented: invented.length,
    unanswered: unanswered.length,
  };
  say({ ...counts, ...balance, ...wrong, isChainWhole: verification.ok, exitCode, seconds: seconds() });
  const isRight = Object.values(wrong).every((count) => count === 0) && balance.stored === balance.sent;
  process.exitCode = isRight && verification.ok && exitCode === 0 ? 0 : 1;
} finally {
  await core.kill();
  station.remove();
}
