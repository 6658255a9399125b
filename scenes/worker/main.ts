/**
 * The program that works on scene packs apart from the application: `--job FILE` holds one job (shared/wire/scenes.ts), the
 * steps and the answer go to the parent's message port. It may be ended at any moment: whoever started it clears its folder.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { calibratePack } from '#main/pack/index.ts';
import type { SceneJob, SceneJobAnswer, WorkerWord } from '#shared/wire/scenes.ts';
import { sceneJobSchema } from '#shared/wire/scenes.ts';
import { ImportRefused } from '../import/formats/read.ts';
import { preparePack } from '../import/importPack.ts';
import { inspectPack } from './inspect.ts';
import { lookAt } from './look.ts';
import { openParent } from './parent.ts';

const parent = openParent(() => process.exit(0));

const tell = (word: WorkerWord) => parent.send(word);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { job: { type: 'string' } } });
  const job = sceneJobSchema.parse(JSON.parse(await readFile(values.job ?? '', 'utf8')));
  try {
    tell({ kind: 'answer', value: await done(job) });
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    tell({ kind: 'refused', code: error.code, said: error.said });
  }
}

function done(job: SceneJob): Promise<SceneJobAnswer<SceneJob['kind']>> {
  const step = (now: Extract<WorkerWord, { kind: 'step' }>['step']) => tell({ kind: 'step', step: now });
  if (job.kind === 'look') return lookAt(job.paths, step);
  if (job.kind === 'import') return preparePack(job.request, job.directory, step);
  if (job.kind === 'inspect') return inspectPack(job.directory, job.verifies);
  return calibrated(job);
}

async function calibrated({ source, directory, calibration }: Extract<SceneJob, { kind: 'calibrate' }>) {
  const made = await calibratePack(source, directory, calibration);
  if (made.ok) return made.value;
  throw new ImportRefused(made.failure.code, made.failure.message);
}

await main();
