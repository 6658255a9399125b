/** A drill's script in words, for whoever leads it and whoever writes it: what happens, when, and who plays it. */
import type { Bilingual } from '../kit/bilingual.ts';
import type { InjectWhen, Moment, Scenario } from '../wire/scenario.ts';
import type { ScenarioAct } from '../wire/scenarioActs.ts';
import { formatClockSpan } from './time.ts';

type ScenarioRole = Scenario['roles'][number]['role'];

export const ACT_NAMES: Readonly<Record<ScenarioAct['do'], Bilingual>> = {
  alarm: { zh: '设备报警', en: 'Device alarm' },
  storm: { zh: '批量报警', en: 'Alarm storm' },
  call: { zh: '群众来电', en: 'Citizen call' },
  deviceDies: { zh: '设备失联', en: 'Device dies' },
  roadClosed: { zh: '道路封闭', en: 'Road closed' },
  unit: { zh: '力量异常', en: 'Unit misbehaves' },
  cameraGone: { zh: '摄像机中断', en: 'Camera gone' },
  networkDead: { zh: '网络中断', en: 'Network dead' },
  cue: { zh: '口头提示', en: 'Spoken cue' },
};

export const MOMENT_NAMES: Readonly<Record<Moment, Bilingual>> = {
  acknowledged: { zh: '受理', en: 'acknowledged' },
  verified: { zh: '核实', en: 'verified' },
  dispatched: { zh: '派遣', en: 'dispatched' },
  accepted: { zh: '接单', en: 'accepted' },
  refused: { zh: '拒绝或未应答', en: 'refused or unanswered' },
  arrived: { zh: '到场', en: 'arrived' },
  closed: { zh: '结案', en: 'closed' },
};

export const SCENARIO_ROLE_NAMES: Readonly<Record<ScenarioRole, Bilingual>> = {
  duty: { zh: '值班员', en: 'Duty officer' },
  leader: { zh: '带班领导', en: 'Leader' },
  policeDesk: { zh: '派出所值班台', en: 'Police desk' },
  community: { zh: '社区', en: 'Community' },
  caller: { zh: '来电人', en: 'Caller' },
  unit: { zh: '现场力量', en: 'Field unit' },
  director: { zh: '导调员', en: 'Director' },
  observer: { zh: '观察员', en: 'Observer' },
};

/** @param titleOf an inject as the script calls it */
export function whenWords({ at, after, without }: InjectWhen, titleOf: (injectId: string) => Bilingual): Bilingual {
  if (at !== undefined) return { zh: `第 ${clock(at)}`, en: `at ${clock(at)}` };
  if (after) {
    const [title, moment] = [titleOf(after.inject), MOMENT_NAMES[after.moment]];
    const later = after.delaySeconds > 0;
    return {
      zh: `「${title.zh}」${moment.zh}后${later ? ` ${clock(after.delaySeconds)}` : '立即'}`,
      en: `${later ? `${clock(after.delaySeconds)} after` : 'as soon as'} "${title.en}" is ${moment.en}`,
    };
  }
  if (without) {
    const [title, moment, span] = [titleOf(without.inject), MOMENT_NAMES[without.moment], clock(without.forSeconds)];
    return {
      zh: `「${title.zh}」${span} 内未${moment.zh}时`,
      en: `if "${title.en}" is not ${moment.en} within ${span}`,
    };
  }
  return { zh: '只由导调员手动注入', en: 'only by the director' };
}

/** What somebody has to say aloud for it; null: nothing. */
export function spokenWords(act: ScenarioAct): Bilingual | null {
  if (act.do === 'cue') return act.words;
  return act.do === 'call' && act.entered === 'desk' ? act.words : null;
}

const clock = (seconds: number) => formatClockSpan(seconds * 1_000);
