import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SoundReport } from '#shared/wire/sound.ts';
import { lookForSound, type SoundPlaces } from './audioOutputs.ts';
import { whySoundIsBroken } from './judgeSound.ts';

const good: SoundReport = { requestId: 1, context: 'running', peak: 0.7, outputs: 1 };
const noOutput = {
  zh: '本机没有可用的声音输出（声卡或声音服务）',
  en: 'This machine has no audio output (sound card or sound server)',
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pingan-sound-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function machine(overrides: Partial<SoundPlaces> = {}, cards = '--- no soundcards ---\n') {
  const cardsFile = join(folder, 'cards');
  writeFileSync(cardsFile, cards);
  return lookForSound({ platform: 'linux', cardsFile, sockets: [], hasServerAddress: false, ...overrides });
}

test('a running context with a signal and an output is sound', () => {
  expect(whySoundIsBroken(good, { hasOutput: true })).toBe(null);
  expect(whySoundIsBroken(good, { hasOutput: null })).toBe(null);
});

test('each way of being broken has its own words', () => {
  const reasons = [
    whySoundIsBroken(null, { hasOutput: true }),
    whySoundIsBroken(good, { hasOutput: false }),
    whySoundIsBroken({ ...good, outputs: 0 }, { hasOutput: null }),
    whySoundIsBroken({ ...good, context: 'suspended' }, { hasOutput: true }),
    whySoundIsBroken({ ...good, peak: 0 }, { hasOutput: true }),
  ];
  expect(reasons).toEqual([
    { zh: '声音进程没有响应', en: 'The sound process does not answer' },
    noOutput,
    noOutput,
    { zh: '声音没有运行（suspended）', en: 'Audio is not running (suspended)' },
    { zh: '测试音没有信号', en: 'The test tone gave no signal' },
  ]);
});

test('on Linux a card, a sound server on a socket or one elsewhere is an output, and nothing is none', () => {
  const card =
    ' 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0xf7d10000 irq 33\n';
  expect([
    machine(),
    machine({ cardsFile: join(folder, 'absent') }),
    machine({}, card),
    machine({ sockets: [join(folder, 'absent'), folder] }),
    machine({ hasServerAddress: true }),
  ]).toEqual([
    { hasOutput: false },
    { hasOutput: false },
    { hasOutput: true },
    { hasOutput: true },
    { hasOutput: true },
  ]);
});

test('elsewhere only the browser can tell', () => {
  expect(machine({ platform: 'win32' })).toEqual({ hasOutput: null });
});
