import { INCIDENT_KIND_CATALOG } from '../catalog/incidentKinds.ts';
import { sopStep } from '../catalog/sopSteps.ts';
import type { IncidentEventBody, IncidentEventKind, TimelineEntry } from '../domain/incident.ts';
import { ESCALATION_WORDS, limitName } from './escalation.ts';
import { bilingual, type Language, pick } from './language.ts';
import { answeredBy, linkReason, linkState } from './linkageWords.ts';
import { actorName, reasonWords } from './system.ts';
import { formatClockSpan, formatDayTime, formatLateness } from './time.ts';
import { words } from './words.ts';

/** A timeline line keeps the event's own body, less what is bulky (domain/incidentEvolve.ts). */
type Facts<Kind extends IncidentEventKind> = Omit<
  IncidentEventBody[Kind],
  | 'incidentId'
  | 'route'
  | 'recommendation'
  | 'advice'
  | 'clock'
  | 'limits'
  | 'stepIds'
  | 'place'
  | 'reporter'
  | 'split'
  | 'alarms'
  | 'members'
  | 'dispatches'
  | 'notes'
>;
type Sentences = { [Kind in IncidentEventKind]: (facts: Facts<Kind>, stepName: string) => string };

const zhWords = words['zh-CN'];
const enWords = words.en;
const becauseZh = (reason: string | null) => (reason ? `：${reasonWords(reason, 'zh-CN')}` : '');
const becauseEn = (reason: string | null) => (reason ? `: ${reasonWords(reason, 'en')}` : '');
const seatEn = (name: string) => actorName(name, 'en');

/** One sentence for every kind of event an incident can have: a new kind without one does not compile. */
export const timelineSentences = bilingual<Sentences>(
  {
    'incident.opened': ({ source, kind, title, alarm, isSilent }) =>
      source !== 'alarm'
        ? `${zhWords.openedBy[source]}${INCIDENT_KIND_CATALOG[kind].zh}事件${title && `“${title}”`}`
        : `${isSilent ? '静默报警' : '报警'}到达：${alarm?.title.zh ?? title}`,
    'incident.alarmJoined': ({ alarm, renews }) => {
      if (alarm.restore) return `设备报告已恢复：${alarm.title.zh}`;
      const what = alarm.joined === 'nearby' ? '附近设备佐证' : '同一设备再次报警';
      return renews ? `${what}，重新鸣响：${alarm.title.zh}` : `${what}：${alarm.title.zh}`;
    },
    'incident.acknowledged': () => '受理',
    'incident.recommended': () => '按道路行程测算推荐力量',
    'incident.dispatched': ({ unitName, isAutomatic, etaSeconds, task, target, choiceReason }) => {
      const eta = etaSeconds === null ? '' : `，预计 ${formatClockSpan(etaSeconds * 1_000)}`;
      const where = target ? `至${target.name}` : '';
      const why = choiceReason ? `（${choiceReason}）` : '';
      return `${isAutomatic ? '自动通知' : '派遣'} ${unitName} ${zhWords.task[task]}${where}${eta}${why}`;
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
    'incident.reportAttached': ({ words: said, attachment: { isAutomatic, distanceM, apartMs } }) =>
      isAutomatic
        ? `公众上报佐证（相距 ${distanceM ?? 0} 米、${Math.round((apartMs ?? 0) / 60_000)} 分钟内）：${said}`
        : `挂接公众上报：${said}`,
    'incident.reportDetached': () => '公众上报已取消挂接',
    'incident.limitWarned': ({ limit }) => `${limitName(limit).zh}将到`,
    'incident.limitMissed': ({ limit }) => `${limitName(limit).zh}已过`,
    'incident.escalated': ({ to, why }) => `${ESCALATION_WORDS.why[why].zh}，升级至${ESCALATION_WORDS.to[to].zh}`,
    'incident.escalationAcknowledged': ({ to }) => `${ESCALATION_WORDS.to[to].zh}确认收到升级`,
    'incident.arrivalForecast': ({ seconds, isLate, lateBySeconds, unitName, proposal }) =>
      isLate
        ? `${unitName} 可能晚到 ${formatLateness(lateBySeconds * 1_000, 'zh-CN')}（${seconds / 60} 分钟时限）${proposal ? `，可加派 ${proposal.unitName}` : ''}`
        : `${unitName} 预计可按时到达（${seconds / 60} 分钟时限）`,
    'incident.clockWarned': ({ seconds }) => `${seconds / 60} 分钟时限将到`,
    'incident.clockMissed': ({ seconds }) => `${seconds / 60} 分钟时限已过，无合格力量到场`,
    'incident.verified': ({ verdict, means, tookSeconds, note }) =>
      `核实：${zhWords.verdict[verdict]}（${zhWords.means[means]}，受理后 ${formatClockSpan(tookSeconds * 1_000)}）${note ? `：${note}` : ''}`,
    'incident.classified': ({ fromKind, fromLevel, kind, level, reason }) =>
      `改为${INCIDENT_KIND_CATALOG[kind].zh} ${zhWords.level[level]}（原${INCIDENT_KIND_CATALOG[fromKind].zh} ${zhWords.level[fromLevel]}）：${reason}`,
    'incident.merged': ({ intoNumber, reason }) => `并入事件 ${intoNumber}：${reason}`,
    'incident.absorbed': ({ fromNumber, reason }) => `并入了事件 ${fromNumber} 的报警、派遣和记录：${reason}`,
    'incident.splitOff': ({ newNumber, alarmIds, reason }) =>
      `拆出 ${alarmIds.length} 条报警为事件 ${newNumber}：${reason}`,
    'incident.related': ({ otherNumber, note }) => `关联事件 ${otherNumber}${note ? `：${note}` : ''}`,
    'incident.transferred': ({ to, dueAt, reason }) => `移交 ${to.name}，限 ${formatDayTime(dueAt)} 前办结：${reason}`,
    'incident.transferAccepted': ({ to }) => `${to.name} 接收移交`,
    'incident.transferReturned': ({ to, reason }) => `${to.name} 退回：${reason}`,
    'incident.transferOverdue': ({ to }) => `${to.name} 逾期未办结`,
    'incident.pingPongFlagged': ({ returns }) => `已被退回 ${returns} 次，疑似推诿，请带班领导指定承办`,
    'incident.urged': ({ text, dueAt }) => `督办，限 ${formatDayTime(dueAt)} 前反馈：${text}`,
    'incident.urgeOverdue': ({ text }) => `督办逾期未反馈：${text}`,
    'incident.fedBack': ({ text, unitName }) => `${unitName ? `${unitName} ` : ''}反馈：${text}`,
    'incident.checked': ({ result, means, text }) =>
      `核查${zhWords.checkResult[result]}（${zhWords.means[means]}）${text ? `：${text}` : ''}`,
    'incident.reopened': ({ reason }) => `重新打开：${reason}`,
    'incident.evaluated': ({ result, response, note }) =>
      `评价：处置${zhWords.grade[result]}，响应${zhWords.grade[response]}${note ? `：${note}` : ''}`,
    'incident.linked': ({ groupName, reasons }) =>
      `联动通知 ${groupName}${becauseZh(reasons.map((reason) => linkReason(reason, 'zh-CN')).join('，'))}`,
    'incident.linkAnswered': ({ groupName, memberName, state, via, saidBy, reason }) =>
      `${groupName}${memberName ? ` ${memberName}` : ''} ${linkState(state, 'zh-CN')}${answeredBy(via, saidBy, 'zh-CN')}${becauseZh(reason)}`,
    'incident.linkSilent': ({ groupName, seconds, memberNames = [] }) =>
      `${[groupName, memberNames.join('、')].filter(Boolean).join('：')} ${seconds} 秒未应答，请改用其他方式联系`,
    'incident.claimed': ({ name, from }) => (from ? `${name} 从 ${from.name} 接管` : `${name} 开始处理`),
    'incident.takeOverAsked': ({ name, holder }) => `${name} 向 ${holder.name} 请求接管`,
    'incident.takeOverKept': ({ wantedBy }) => `未交给 ${wantedBy.name}，继续处理`,
    'incident.claimReleased': ({ holder, reason, returns }) =>
      `${holder.name} 不再处理${becauseZh(reason)}${returns ? '；事件回到待受理' : ''}`,
    'incident.closed': ({ reason, note, forced }) =>
      `${forced ? '强制结案' : '结案'}：${zhWords.closeReason[reason]}${note ? `（${note}）` : ''}${forced ? `；原因：${forced.reason}` : ''}`,
  },
  {
    'incident.opened': ({ source, kind, title, alarm, isSilent }) =>
      source !== 'alarm'
        ? `${enWords.openedBy[source]} as ${INCIDENT_KIND_CATALOG[kind].en.toLowerCase()}${title && `: “${title}”`}`
        : `${isSilent ? 'Silent alarm' : 'Alarm'} received: ${alarm?.title.en ?? title}`,
    'incident.alarmJoined': ({ alarm, renews }) => {
      if (alarm.restore) return `Device reports that it is over: ${alarm.title.en}`;
      const what = alarm.joined === 'nearby' ? 'A device nearby agrees' : 'Same device again';
      return renews ? `${what}, sounding anew: ${alarm.title.en}` : `${what}: ${alarm.title.en}`;
    },
    'incident.acknowledged': () => 'Accepted',
    'incident.recommended': () => 'Recommended units worked out by road time',
    'incident.dispatched': ({ unitName, isAutomatic, etaSeconds, task, target, choiceReason }) => {
      const why = choiceReason ? ` (${choiceReason})` : '';
      const eta = etaSeconds === null ? '' : `, ETA ${formatClockSpan(etaSeconds * 1_000)}`;
      const where = target ? ` to ${target.nameEn ?? target.name}` : '';
      return `${isAutomatic ? 'Automatically notified' : 'Dispatched'} ${unitName}: ${enWords.task[task].toLowerCase()}${where}${eta}${why}`;
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
    'incident.reportAttached': ({ words: said, attachment: { isAutomatic, distanceM, apartMs } }) =>
      isAutomatic
        ? `A citizen says so too (${distanceM ?? 0} m away, within ${Math.round((apartMs ?? 0) / 60_000)} min): ${said}`
        : `Public report attached: ${said}`,
    'incident.reportDetached': () => 'A public report was taken off again',
    'incident.limitWarned': ({ limit }) => `${limitName(limit).en} is near`,
    'incident.limitMissed': ({ limit }) => `${limitName(limit).en} has passed`,
    'incident.escalated': ({ to, why }) => `${ESCALATION_WORDS.why[why].en}: raised to ${ESCALATION_WORDS.to[to].en}`,
    'incident.escalationAcknowledged': ({ to }) => `Read by ${ESCALATION_WORDS.to[to].en}`,
    'incident.arrivalForecast': ({ seconds, isLate, lateBySeconds, unitName, proposal }) =>
      isLate
        ? `${unitName} is likely late by ${formatLateness(lateBySeconds * 1_000, 'en')} (${seconds / 60}-minute limit)${proposal ? `; ${proposal.unitName} could be sent too` : ''}`
        : `${unitName} is expected in time again (${seconds / 60}-minute limit)`,
    'incident.clockWarned': ({ seconds }) => `The ${seconds / 60}-minute limit is near`,
    'incident.clockMissed': ({ seconds }) => `The ${seconds / 60}-minute limit passed with no eligible unit on scene`,
    'incident.verified': ({ verdict, means, tookSeconds, note }) =>
      `Verified: ${enWords.verdict[verdict].toLowerCase()} (${enWords.means[means].toLowerCase()}, ${formatClockSpan(tookSeconds * 1_000)} after acceptance)${note ? `: ${note}` : ''}`,
    'incident.classified': ({ fromKind, fromLevel, kind, level, reason }) =>
      `Now ${INCIDENT_KIND_CATALOG[kind].en.toLowerCase()}, ${enWords.level[level]} (was ${INCIDENT_KIND_CATALOG[fromKind].en.toLowerCase()}, ${enWords.level[fromLevel]}): ${reason}`,
    'incident.merged': ({ intoNumber, reason }) => `Merged into incident ${intoNumber}: ${reason}`,
    'incident.absorbed': ({ fromNumber, reason }) =>
      `Took over the alarms, dispatches and notes of incident ${fromNumber}: ${reason}`,
    'incident.splitOff': ({ newNumber, alarmIds, reason }) =>
      `Split off as incident ${newNumber}, with alarms: ${alarmIds.length}: ${reason}`,
    'incident.related': ({ otherNumber, note }) => `Linked with incident ${otherNumber}${note ? `: ${note}` : ''}`,
    'incident.transferred': ({ to, dueAt, reason }) =>
      `Transferred to ${to.name}, to be settled by ${formatDayTime(dueAt)}: ${reason}`,
    'incident.transferAccepted': ({ to }) => `${to.name} took it over`,
    'incident.transferReturned': ({ to, reason }) => `${to.name} gave it back: ${reason}`,
    'incident.transferOverdue': ({ to }) => `${to.name} has not settled it in time`,
    'incident.pingPongFlagged': ({ returns }) =>
      `Given back ${returns} times: the shift leader is asked to say whose it is`,
    'incident.urged': ({ text, dueAt }) => `Urged, answer due ${formatDayTime(dueAt)}: ${text}`,
    'incident.urgeOverdue': ({ text }) => `Urged and not answered in time: ${text}`,
    'incident.fedBack': ({ text, unitName }) => `Feedback${unitName ? ` of ${unitName}` : ''}: ${text}`,
    'incident.checked': ({ result, means, text }) =>
      `Check back ${enWords.checkResult[result].toLowerCase()} (${enWords.means[means].toLowerCase()})${text ? `: ${text}` : ''}`,
    'incident.reopened': ({ reason }) => `Opened again: ${reason}`,
    'incident.evaluated': ({ result, response, note }) =>
      `Evaluated: result ${enWords.grade[result].toLowerCase()}, response ${enWords.grade[response].toLowerCase()}${note ? `: ${note}` : ''}`,
    'incident.linked': ({ groupName, reasons }) =>
      `Told ${groupName}${becauseEn(reasons.map((reason) => linkReason(reason, 'en')).join(', '))}`,
    'incident.linkAnswered': ({ groupName, memberName, state, via, saidBy, reason }) =>
      `${groupName}${memberName ? `, ${memberName}` : ''}: ${linkState(state, 'en').toLowerCase()}${answeredBy(via, saidBy, 'en')}${becauseEn(reason)}`,
    'incident.linkSilent': ({ groupName, seconds, memberNames = [] }) =>
      `No answer for ${seconds} s from ${[groupName, memberNames.join(', ')].filter(Boolean).join(': ')}; reach them another way`,
    'incident.claimed': ({ name, from }) =>
      from ? `${seatEn(name)} took it over from ${seatEn(from.name)}` : `${seatEn(name)} has it in hand`,
    'incident.takeOverAsked': ({ name, holder }) => `${seatEn(name)} asked ${seatEn(holder.name)} to hand it over`,
    'incident.takeOverKept': ({ wantedBy }) => `Kept, not handed to ${seatEn(wantedBy.name)}`,
    'incident.claimReleased': ({ holder, reason, returns }) =>
      `${seatEn(holder.name)} let go of it${becauseEn(reason)}${returns ? '; unanswered again' : ''}`,
    'incident.closed': ({ reason, note, forced }) =>
      `${forced ? 'Closed by force' : 'Closed'}: ${enWords.closeReason[reason]}${note ? ` (${note})` : ''}${forced ? `; because ${forced.reason}` : ''}`,
  },
);

/** The sentence of one line. A kind this window does not know yet is shown by its own name rather than dropped. */
export function timelineSentence(entry: TimelineEntry, language: Language): string {
  const sentences: Partial<Record<string, (facts: never, stepName: string) => string>> = timelineSentences[language];
  const sentence = sentences[entry.kind];
  if (!sentence) return entry.kind;
  const { stepId, holder, fromNumber } = entry.facts;
  const step = sopStep(String(stepId ?? ''));
  const said = sentence(entry.facts as never, step ? pick(step, language) : String(stepId ?? ''));
  const carried = entry.kind === 'incident.noted' && typeof fromNumber === 'string' ? fromNumber : null;
  const beside = typeof holder === 'string' ? holder : null;
  return language === 'en'
    ? `${said}${carried ? ` (from ${carried})` : ''}${beside ? ` (held by ${seatEn(beside)})` : ''}`
    : `${said}${carried ? `（来自 ${carried}）` : ''}${beside ? `（${beside} 处理中）` : ''}`;
}
