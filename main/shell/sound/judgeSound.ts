/** Whether what the sound page measured counts as sound. Returns why not, in words, or null when it does. */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { SoundReport } from '#shared/wire/sound.ts';
import type { MachineSound } from './audioOutputs.ts';

const LEAST_PEAK = 0.05;

export function whySoundIsBroken(report: SoundReport | null, machine: MachineSound): Bilingual | null {
  if (report === null) return { zh: '声音进程没有响应', en: 'The sound process does not answer' };
  if (machine.hasOutput === false || report.outputs === 0) {
    return {
      zh: '本机没有可用的声音输出（声卡或声音服务）',
      en: 'This machine has no audio output (sound card or sound server)',
    };
  }
  if (report.context !== 'running') {
    return { zh: `声音没有运行（${report.context}）`, en: `Audio is not running (${report.context})` };
  }
  if (report.peak < LEAST_PEAK) return { zh: '测试音没有信号', en: 'The test tone gave no signal' };
  return null;
}
