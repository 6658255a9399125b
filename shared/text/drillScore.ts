/** One sentence for each line of a drill's score: who was to do what within how long, what was done, and what it is worth. */
import { INCIDENT_KIND_CATALOG } from '../catalog/incidentKinds.ts';
import { sopStep } from '../catalog/sopSteps.ts';
import { UNIT_KIND_NAMES, type UnitKind } from '../catalog/unitKinds.ts';
import type { ScoreLine } from '../domain/drillScore.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import type { ExpectedItem } from '../wire/scenario.ts';
import type { ExpectedAction } from '../wire/scenarioActions.ts';
import { linkageText } from './linkage.ts';
import { actorName } from './system.ts';
import { words } from './words.ts';

const [ZH, EN] = [words['zh-CN'], words.en];

/** `of`: the inject, as its title says. */
export function explainScore(expected: ExpectedItem, of: Bilingual, line: ScoreLine): Bilingual {
  const what = actionWords(expected.action);
  const limit = { zh: `限 ${lasted(line.limitSeconds, 'zh')}`, en: `limit ${lasted(line.limitSeconds, 'en')}` };
  const worth = {
    zh: `得 ${line.points} 分（满分 ${line.worth} 分）`,
    en: `${line.points} of ${line.worth} points`,
  };
  const head = { zh: `「${of.zh}」${what.zh}`, en: `"${of.en}": ${what.en}` };
  const by = line.by === null ? '' : `${line.by}，`;
  const byEn = line.by === null ? '' : ` by ${actorName(line.by, 'en')}`;
  const share =
    line.incidents.all > 1
      ? {
          zh: `，${line.incidents.all} 起中 ${line.incidents.inTime} 起按时`,
          en: `, ${line.incidents.inTime} of ${line.incidents.all} incidents in time`,
        }
      : { zh: '', en: '' };
  switch (line.state) {
    case 'met':
      return {
        zh: `${head.zh}：${by}用时 ${lasted(line.tookSeconds ?? 0, 'zh')}，${limit.zh}${share.zh}，${worth.zh}。`,
        en: `${head.en}: done${byEn} in ${lasted(line.tookSeconds ?? 0, 'en')} (${limit.en})${share.en}, ${worth.en}.`,
      };
    case 'late': {
      const late = line.lateSeconds ?? 0;
      const half = line.points > 0;
      return {
        zh: `${head.zh}：${by}用时 ${lasted(line.tookSeconds ?? 0, 'zh')}，${limit.zh}，超时 ${lasted(late, 'zh')}${share.zh}，${half ? '减半' : '超过限时一倍，不计分'}，${worth.zh}。`,
        en: `${head.en}: done${byEn} in ${lasted(line.tookSeconds ?? 0, 'en')} (${limit.en}), ${lasted(late, 'en')} late${share.en}: ${half ? 'half' : 'more than the limit again, nothing'}, ${worth.en}.`,
      };
    }
    case 'missed':
      return {
        zh: `${head.zh}：${limit.zh}，未完成${share.zh}，${worth.zh}。`,
        en: `${head.en}: not done (${limit.en})${share.en}, ${worth.en}.`,
      };
    case 'notReached':
      return {
        zh: `${head.zh}：演练未进行到这一步，不计分。`,
        en: `${head.en}: the drill did not get that far; it does not count.`,
      };
    case 'open':
      return {
        zh: `${head.zh}：${limit.zh}，尚在限时内或尚未开始。`,
        en: `${head.en}: ${limit.en}; there is still time, or it has not begun.`,
      };
  }
}

/** What the desk was to do, in a few words. */
export function actionWords(action: ExpectedAction): Bilingual {
  switch (action.kind) {
    case 'open':
      return { zh: `登记${kindsOf(action.as, 'zh')}事件`, en: `open the incident${kindsOf(action.as, 'en')}` };
    case 'acknowledge':
      return { zh: '受理警情', en: 'acknowledge the alarm' };
    case 'verify':
      return action.verdict === undefined
        ? { zh: '核实警情', en: 'verify the alarm' }
        : {
            zh: `核实为${ZH.verdict[action.verdict]}`,
            en: `verify it as ${EN.verdict[action.verdict].toLowerCase()}`,
          };
    case 'classify': {
      const level = action.level === undefined ? '' : ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'][action.level - 1];
      return {
        zh: `定性为${kindsOf(action.as, 'zh')}${level && `${level}级`}`,
        en: `classify it${kindsOf(action.as, 'en')}${level && `, level ${level}`}`,
      };
    }
    case 'dispatch': {
      const many = action.count > 1;
      return {
        zh: `派遣${forcesOf(action.forces, 'zh')}${many ? ` ${action.count} 组` : ''}`,
        en: `dispatch ${forcesOf(action.forces, 'en')}${many ? `, ${action.count} units` : ''}`,
      };
    }
    case 'arrive':
      return { zh: `${forcesOf(action.forces, 'zh')}到场`, en: `${forcesOf(action.forces, 'en')} on scene` };
    case 'link':
      return {
        zh: `通报${linkageText['zh-CN'].groupKind[action.group]}`,
        en: `tell ${linkageText.en.groupKind[action.group].toLowerCase()}`,
      };
    case 'step': {
      const step = sopStep(action.step);
      return { zh: `完成步骤「${step?.zh ?? action.step}」`, en: `tick "${step?.en ?? action.step}"` };
    }
    case 'merge':
      return { zh: '并案', en: 'merge the two' };
    case 'transfer':
      return { zh: '移交', en: 'transfer it' };
    case 'feedback':
      return { zh: '记录处置结果', en: 'record the outcome' };
    case 'close':
      return {
        zh: `以「${action.reasons.map((reason) => ZH.closeReason[reason]).join('/')}」结案`,
        en: `close it as ${action.reasons.map((reason) => EN.closeReason[reason].toLowerCase()).join(' or ')}`,
      };
    case 'broadcast':
      return { zh: '向周边力量群发', en: 'broadcast to the field' };
    case 'closeRoad':
      return { zh: '登记道路封控', en: 'close the road at the desk' };
    case 'sealHandOver':
      return { zh: '封存交接包并以文件移交', en: 'seal the hand-over packet and pass it on as a file' };
  }
}

const kindsOf = (kinds: readonly (keyof typeof INCIDENT_KIND_CATALOG)[], language: 'zh' | 'en'): string => {
  const names = kinds.map((kind) => INCIDENT_KIND_CATALOG[kind]);
  if (language === 'zh') return names.map(({ zh }) => `「${zh}」`).join('或');
  return names.length === 0 ? '' : ` as ${names.map(({ en }) => en.toLowerCase()).join(' or ')}`;
};

const forcesOf = (forces: readonly UnitKind[], language: 'zh' | 'en'): string => {
  if (forces.length === 0) return language === 'zh' ? '力量' : 'a unit';
  const names = forces.map((force) => UNIT_KIND_NAMES[force]);
  return language === 'zh' ? names.map(({ zh }) => zh).join('/') : names.map(({ en }) => en.toLowerCase()).join(' or ');
};

function lasted(seconds: number, language: 'zh' | 'en'): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (language === 'zh') return minutes === 0 ? `${rest} 秒` : `${minutes} 分${rest === 0 ? '钟' : ` ${rest} 秒`}`;
  return minutes === 0 ? `${rest} s` : `${minutes} min${rest === 0 ? '' : ` ${rest} s`}`;
}
