import { INCIDENT_KIND_CATALOG } from '../catalog/incidentKinds.ts';
import type { IncidentEventBody, IncidentEventKind, TimelineEntry } from '../domain/incident.ts';
import { bilingual, type Language, pick } from './language.ts';
import { reasonWords } from './system.ts';
import { formatClockSpan } from './time.ts';
import { words } from './words.ts';

/** A timeline line keeps the event's own body, less what is bulky (domain/incidentEvolve.ts). */
type Facts<Kind extends IncidentEventKind> = Omit<
  IncidentEventBody[Kind],
  'incidentId' | 'route' | 'recommendation' | 'clock' | 'stepIds' | 'place'
>;
type Sentences = { [Kind in IncidentEventKind]: (facts: Facts<Kind>, stepName: string) => string };

const zhWords = words['zh-CN'];
const enWords = words.en;
const becauseZh = (reason: string | null) => (reason ? `：${reasonWords(reason, 'zh-CN')}` : '');
const becauseEn = (reason: string | null) => (reason ? `: ${reasonWords(reason, 'en')}` : '');

/** One sentence for every kind of event an incident can have: a new kind without one does not compile. */
export const timelineSentences = bilingual<Sentences>(
  {
    'incident.opened': ({ source, kind, title, alarm, isSilent }) =>
      source === 'officer'
        ? `值班员登记${INCIDENT_KIND_CATALOG[kind].zh}事件“${title}”`
        : `${isSilent ? '静默报警' : '报警'}到达：${alarm?.title.zh ?? title}`,
    'incident.alarmJoined': ({ alarm, renews }) => {
      if (alarm.restore) return `设备报告已恢复：${alarm.title.zh}`;
      const what = alarm.joined === 'nearby' ? '附近设备佐证' : '同一设备再次报警';
      return renews ? `${what}，重新鸣响：${alarm.title.zh}` : `${what}：${alarm.title.zh}`;
    },
    'incident.acknowledged': () => '受理',
    'incident.recommended': () => '按道路行程测算推荐力量',
    'incident.dispatched': ({ unitName, isAutomatic, etaSeconds, task, target }) => {
      const eta = etaSeconds === null ? '' : `，预计 ${formatClockSpan(etaSeconds * 1_000)}`;
      const where = target ? `至${target.name}` : '';
      return `${isAutomatic ? '自动通知' : '派遣'} ${unitName} ${zhWords.task[task]}${where}${eta}`;
    },
    'incident.dispatchConfirmed': ({ unitName }) => `确认派遣 ${unitName}（原为自动通知）`,
    'incident.dispatchMoved': ({ unitName, to, reason }) =>
      `${unitName} ${zhWords.dispatchState[to]}${becauseZh(reason)}`,
    'incident.noticeAnswered': ({ unitName, isTaken }) =>
      isTaken ? `派遣已送达 ${unitName} 的终端` : `${unitName} 的终端未能显示派遣，请改用其他方式通知`,
    'incident.noticeExhausted': ({ reason }) => `自动通知无人可派${becauseZh(reason)}`,
    'incident.stepMarked': ({ state, reason }, stepName) =>
      state === 'done' ? `步骤办结：${stepName}` : `步骤跳过：${stepName}${reason ? `（${reason}）` : ''}`,
    'incident.noted': ({ text }) => `记录：${text}`,
    'incident.clockWarned': ({ seconds }) => `${seconds / 60} 分钟时限将到`,
    'incident.clockMissed': ({ seconds }) => `${seconds / 60} 分钟时限已过，无合格力量到场`,
    'incident.closed': ({ reason, note }) => `结案：${zhWords.closeReason[reason]}${note ? `（${note}）` : ''}`,
  },
  {
    'incident.opened': ({ source, kind, title, alarm, isSilent }) =>
      source === 'officer'
        ? `Opened by hand as ${INCIDENT_KIND_CATALOG[kind].en.toLowerCase()}: “${title}”`
        : `${isSilent ? 'Silent alarm' : 'Alarm'} received: ${alarm?.title.en ?? title}`,
    'incident.alarmJoined': ({ alarm, renews }) => {
      if (alarm.restore) return `Device reports that it is over: ${alarm.title.en}`;
      const what = alarm.joined === 'nearby' ? 'A device nearby agrees' : 'Same device again';
      return renews ? `${what}, sounding anew: ${alarm.title.en}` : `${what}: ${alarm.title.en}`;
    },
    'incident.acknowledged': () => 'Accepted',
    'incident.recommended': () => 'Recommended units worked out by road time',
    'incident.dispatched': ({ unitName, isAutomatic, etaSeconds, task, target }) => {
      const eta = etaSeconds === null ? '' : `, ETA ${formatClockSpan(etaSeconds * 1_000)}`;
      const where = target ? ` to ${target.name}` : '';
      return `${isAutomatic ? 'Automatically notified' : 'Dispatched'} ${unitName}: ${enWords.task[task].toLowerCase()}${where}${eta}`;
    },
    'incident.dispatchConfirmed': ({ unitName }) => `Confirmed ${unitName}, who had been notified automatically`,
    'incident.dispatchMoved': ({ unitName, to, reason }) =>
      `${unitName}: ${enWords.dispatchState[to].toLowerCase()}${becauseEn(reason)}`,
    'incident.noticeAnswered': ({ unitName, isTaken }) =>
      isTaken
        ? `The terminal of ${unitName} has the order`
        : `The terminal of ${unitName} could not show the order: tell them another way`,
    'incident.noticeExhausted': ({ reason }) => `Automatic notice found nobody to send${becauseEn(reason)}`,
    'incident.stepMarked': ({ state, reason }, stepName) =>
      state === 'done' ? `Step done: ${stepName}` : `Step skipped: ${stepName}${reason ? ` (${reason})` : ''}`,
    'incident.noted': ({ text }) => `Note: ${text}`,
    'incident.clockWarned': ({ seconds }) => `The ${seconds / 60}-minute limit is near`,
    'incident.clockMissed': ({ seconds }) => `The ${seconds / 60}-minute limit passed with no eligible unit on scene`,
    'incident.closed': ({ reason, note }) => `Closed: ${enWords.closeReason[reason]}${note ? ` (${note})` : ''}`,
  },
);

/** The sentence of one line. A kind this window does not know yet is shown by its own name rather than dropped. */
export function timelineSentence(
  entry: TimelineEntry,
  incidentKind: keyof typeof INCIDENT_KIND_CATALOG,
  language: Language,
): string {
  const sentences: Partial<Record<string, (facts: never, stepName: string) => string>> = timelineSentences[language];
  const sentence = sentences[entry.kind];
  if (!sentence) return entry.kind;
  const step = INCIDENT_KIND_CATALOG[incidentKind].steps.find((candidate) => candidate.id === entry.facts.stepId);
  return sentence(entry.facts as never, step ? pick(step, language) : String(entry.facts.stepId ?? ''));
}
