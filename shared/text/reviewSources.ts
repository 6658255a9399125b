/** Where the limit of an interval comes from, or why there is nothing to measure: whole sentences for film and report. */
import type { Bilingual } from '../kit/bilingual.ts';

const seconds = (ms: number) => Math.round(Math.abs(ms) / 1_000);

export const reviewSources = {
  receiving: (limit: number): Bilingual => ({
    zh: `GA/T 368：有线 2 秒、无线 3 秒内到达；链路介质未登记，按 ${limit} 秒衡量。`,
    en: `GA/T 368: received within 2 s by wire, 3 s by radio; the medium is not recorded, measured against ${limit} s.`,
  }),
  wordsSent: {
    zh: '从发送到收到，无统一时限。',
    en: 'From sending to receipt; there is no common limit.',
  },
  enteredByHand: {
    zh: '由席位录入，发生时刻无设备记录。',
    en: 'Entered at a seat: no device recorded when it happened.',
  },
  noOwnTime: {
    zh: '对方未随信号给出自己的时刻，无法计算。',
    en: 'No own time came with the signal, so it cannot be told.',
  },
  clockOff: (skewMs: number): Bilingual => ({
    zh: `对方时钟与本站相差 ${seconds(skewMs)} 秒，无法计算。`,
    en: `Its clock and the station's are ${seconds(skewMs)} s apart, so it cannot be told.`,
  }),
  dutyLimit: {
    zh: '本站响应方案的席位时限，自收到起算。',
    en: 'Desk limit of the response profile of this station, from receipt.',
  },
  nobodyWaited: {
    zh: '由读过内容的人登记或拆分而来，无人等待受理。',
    en: 'Entered or split off by somebody who had read it: nobody waited for an answer.',
  },
  calledAgain: {
    zh: '再次报警，按同一时限另计；首次受理用时不变。',
    en: 'Somebody called again: counted by itself against the same limit; the first answer stays what it was.',
  },
  givenBack: {
    zh: '受理人释放认领，按同一时限另计；首次受理用时不变。',
    en: 'Whoever had it let it go: counted by itself against the same limit; the first answer stays what it was.',
  },
  silence: (limit: number): Bilingual => ({
    zh: `通知后 ${limit} 秒无应答即转下一力量；人工派遣按同一时限衡量。`,
    en: `A notice unanswered for ${limit} s goes to the next unit; orders by hand are measured alike.`,
  }),
  nobodySent: { zh: '没有派遣任何力量。', en: 'No unit was sent.' },
  band: (label: Bilingual): Bilingual => ({
    zh: `首到力量适用的响应圈：${label.zh}，自收到起算。`,
    en: `Response band of the first on scene: ${label.en}; from receipt.`,
  }),
  handling: {
    zh: '该类事件的处置时限，自收到至反馈结果或结案。',
    en: 'Handling limit of this kind, from receipt until somebody says what came of it, or it is closed.',
  },
  noLimit: { zh: '本事件没有这项时限。', en: 'This incident has no such limit.' },
} as const;
