/** The duty log in plain sentences: one for each kind of event it is made of. */
import type { DutyLogLine } from '../domain/dutyLog.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import { type Language, pick } from './language.ts';
import { refusalSentence } from './refusals.ts';
import { actorName } from './system.ts';
import { formatDayTime } from './time.ts';
import { timelineSentence } from './timeline.ts';

type Said = Readonly<Record<string, unknown>>;
type Sentence = (line: DutyLogLine, language: Language) => string;

const both =
  (zh: (said: Said, subject: string) => string, en: (said: Said, subject: string) => string): Sentence =>
  ({ facts, subject }, language) =>
    (language === 'en' ? en : zh)(facts, subject);
const text = (said: Said, key: string): string => (typeof said[key] === 'string' ? said[key] : '');
const person = (said: Said, key = 'person'): string => (said[key] as { name?: string } | null | undefined)?.name ?? '';
const time = (said: Said, key: string): string => formatDayTime(Number(said[key]));

const ENDS: Readonly<Record<string, Bilingual>> = {
  signOut: { zh: '退出', en: 'signed out' },
  idle: { zh: '久未操作，自动退出', en: 'signed out after a long silence' },
  revoked: { zh: '登录被注销', en: 'sign-in revoked' },
  changed: { zh: '账号变更后退出', en: 'signed out: the account was changed' },
  locked: { zh: '账号锁定后退出', en: 'signed out: the account was locked' },
  removed: { zh: '账号删除后退出', en: 'signed out: the account was removed' },
  passwordSet: { zh: '改密码后退出', en: 'signed out: the password was changed' },
};

const SENTENCES: Readonly<Record<string, Sentence>> = {
  'channel.consentGiven': both(
    (said) => `业主同意接入视频“${text(said, 'name')}”：${text(said, 'reason')}`,
    (said) => `The owner of camera “${text(said, 'name')}” consented: ${text(said, 'reason')}`,
  ),
  'channel.consentWithdrawn': both(
    (said) => `业主撤回视频“${text(said, 'name')}”的同意：${text(said, 'reason')}`,
    (said) => `The owner of camera “${text(said, 'name')}” withdrew his consent: ${text(said, 'reason')}`,
  ),
  'channels.imported': both(
    (said) => `导入视频通道表 ${text(said, 'fileName')}，共 ${Number(said.total)} 路`,
    (said) => `Camera list ${text(said, 'fileName')} imported, ${Number(said.total)} channels`,
  ),
  'evidence.exported': both(
    (said) => `导出证据文件 ${Number(said.files)} 份`,
    (said) => `${Number(said.files)} files of evidence exported`,
  ),
  'task.published': both(
    (_said, subject) => `发布任务：${subject}`,
    (_said, subject) => `Task published: ${subject}`,
  ),
  'task.refused': both(
    (said, subject) => `${text(said, 'unitName')} 未接任务“${subject}”：${text(said, 'reason')}`,
    (said, subject) => `${text(said, 'unitName')} refused the task “${subject}”: ${text(said, 'reason')}`,
  ),
  'task.overdue': both(
    (_said, subject) => `任务超时：${subject}`,
    (_said, subject) => `Task overdue: ${subject}`,
  ),
  'task.finished': both(
    (_said, subject) => `任务完成：${subject}`,
    (_said, subject) => `Task finished: ${subject}`,
  ),
  'task.cancelled': both(
    (said, subject) => `取消任务“${subject}”：${text(said, 'reason')}`,
    (said, subject) => `Task “${subject}” cancelled: ${text(said, 'reason')}`,
  ),
  'fieldReport.received': both(
    (said) => `${text(said, 'unitName')} 上报：${text(said, 'text')}`,
    (said) => `${text(said, 'unitName')} reported: ${text(said, 'text')}`,
  ),
  'fieldReport.dismissed': both(
    (said, subject) => `${subject} 的上报不予立案：${text(said, 'reason')}`,
    (said, subject) => `The report of ${subject} was set aside: ${text(said, 'reason')}`,
  ),
  'publicReport.received': both(
    (said) => `收到公众上报：${text(said, 'words') || '（无文字）'}`,
    (said) => `A citizen reported: ${text(said, 'words') || '(no words)'}`,
  ),
  'publicReport.setAside': both(
    (said) => `公众上报不予立案${text(said, 'note') ? `：${text(said, 'note')}` : ''}`,
    (said) => `A public report was set aside${text(said, 'note') ? `: ${text(said, 'note')}` : ''}`,
  ),
  'device.contactLost': both(
    (_said, subject) => `设备失联：${subject}`,
    (_said, subject) => `Device lost: ${subject}`,
  ),
  'device.contactMade': both(
    (_said, subject) => `设备恢复联系：${subject}`,
    (_said, subject) => `Device heard again: ${subject}`,
  ),
  'device.maintenanceStarted': both(
    (said, subject) => `${subject} 转入检修，至 ${time(said, 'untilAt')}：${text(said, 'reason')}`,
    (said, subject) => `${subject} in maintenance until ${time(said, 'untilAt')}: ${text(said, 'reason')}`,
  ),
  'device.maintenanceEnded': both(
    (said, subject) => `${subject} 检修${said.isDue ? '到时' : ''}结束`,
    (said, subject) => `Maintenance of ${subject} ended${said.isDue ? ' at its time' : ''}`,
  ),
  'device.shelved': both(
    (said, subject) => `${subject} 报警搁置，至 ${time(said, 'untilAt')}：${text(said, 'reason')}`,
    (said, subject) => `Alarms of ${subject} shelved until ${time(said, 'untilAt')}: ${text(said, 'reason')}`,
  ),
  'device.unshelved': both(
    (said, subject) => `${subject} 取消搁置，其间 ${Number(said.count ?? 0)} 条`,
    (said, subject) => `${subject} off the shelf; ${Number(said.count ?? 0)} alarms meanwhile`,
  ),
  'walkTest.started': both(
    (_said, subject) => `步测开始：${subject}`,
    (_said, subject) => `Walk test started: ${subject}`,
  ),
  'walkTest.finished': both(
    (_said, subject) => `步测结束：${subject}`,
    (_said, subject) => `Walk test finished: ${subject}`,
  ),
  'link.broke': (line, language) => {
    const reason = line.facts.reason as Bilingual | undefined;
    const why = reason ? pick(reason, language) : '';
    return language === 'en' ? `Link ${line.subject} broke: ${why}` : `链路 ${line.subject} 中断：${why}`;
  },
  'account.signedIn': both(
    (_said, subject) => `${subject} 登录`,
    (_said, subject) => `${subject} signed in`,
  ),
  'account.signedOut': ({ facts, subject }, language) => {
    const end = ENDS[text(facts, 'because')];
    return `${subject} ${end ? pick(end, language) : ''}`.trim();
  },
  'account.signInRefused': both(
    (said, subject) => `${subject || '未知账号'} 登录被拒 ${Number(said.times ?? 1)} 次`,
    (said, subject) => `Sign-in of ${subject || 'an unknown name'} refused ${Number(said.times ?? 1)}×`,
  ),
  'access.refused': ({ facts, by }, language) => {
    const code = text(facts, 'code');
    const why = refusalSentence({ code, message: code }, language);
    const times = Number(facts.times ?? 1) > 1 ? ` ×${Number(facts.times)}` : '';
    return language === 'en'
      ? `Refused to ${actorName(by, language)}: ${text(facts, 'what')} (${why})${times}`
      : `拒绝 ${actorName(by, language)} 的操作 ${text(facts, 'what')}：${why}${times}`;
  },
  'person.revealed': both(
    (said) => `查看报警人信息：${text(said, 'reason')}`,
    (said) => `A reporter's data were shown: ${text(said, 'reason')}`,
  ),
  'person.held': both(
    (said) => `个人信息停止清除：${text(said, 'reason')}`,
    (said) => `A person's data put on hold: ${text(said, 'reason')}`,
  ),
  'person.released': both(
    (said) => `个人信息恢复清除：${text(said, 'reason')}`,
    (said) => `A person's data released: ${text(said, 'reason')}`,
  ),
  'account.created': both(
    (said) => `新建账号：${text(said, 'name')}`,
    (said) => `Account made: ${text(said, 'name')}`,
  ),
  'account.changed': both(
    (said) => `修改账号：${text(said, 'name')}`,
    (said) => `Account changed: ${text(said, 'name')}`,
  ),
  'account.locked': both(
    (said, subject) => `锁定账号 ${subject}：${text(said, 'reason')}`,
    (said, subject) => `Account ${subject} locked: ${text(said, 'reason')}`,
  ),
  'account.unlocked': both(
    (_said, subject) => `解锁账号 ${subject}`,
    (_said, subject) => `Account ${subject} unlocked`,
  ),
  'account.removed': both(
    (_said, subject) => `删除账号 ${subject}`,
    (_said, subject) => `Account ${subject} removed`,
  ),
  'account.passwordSet': both(
    (_said, subject) => `${subject} 的密码已设置`,
    (_said, subject) => `Password of ${subject} set`,
  ),
  'account.secondFactorSet': both(
    (_said, subject) => `${subject} 开启二次验证`,
    (_said, subject) => `Second factor of ${subject} turned on`,
  ),
  'account.secondFactorRemoved': both(
    (said, subject) => `${subject} 的二次验证已关闭${said.reason ? `：${text(said, 'reason')}` : ''}`,
    (said, subject) => `Second factor of ${subject} turned off${said.reason ? `: ${text(said, 'reason')}` : ''}`,
  ),
  'link.configured': both(
    (_said, subject) => `链路设置：${subject}`,
    (_said, subject) => `Link set up: ${subject}`,
  ),
  'link.stopped': both(
    (said, subject) => `停用链路 ${subject}：${text(said, 'reason')}`,
    (said, subject) => `Link ${subject} stopped: ${text(said, 'reason')}`,
  ),
  'link.started': both(
    (_said, subject) => `启用链路 ${subject}`,
    (_said, subject) => `Link ${subject} started`,
  ),
  'link.removed': both(
    (_said, subject) => `删除链路 ${subject}`,
    (_said, subject) => `Link ${subject} removed`,
  ),
  'lan.opened': both(
    () => '开放局域网接入',
    () => 'The LAN was opened',
  ),
  'lan.closed': both(
    () => '关闭局域网接入',
    () => 'The LAN was closed',
  ),
  'lan.certificateRenewed': both(
    () => '更换主机证书：各席位机须重新加入',
    () => 'The certificate of the host was renewed: every machine joins again',
  ),
  'lan.joinBlocked': both(
    (said) => `${text(said, 'address')} 多次输错加入码，暂停受理`,
    (said) => `${text(said, 'address')} typed too many wrong join codes and is not heard for a while`,
  ),
  'machine.renamed': both(
    (said) => `席位机改名为 ${text(said, 'name')}`,
    (said) => `A machine is called ${text(said, 'name')} now`,
  ),
  'machine.invited': both(
    (_said, subject) => `发出接入码：${subject}`,
    (_said, subject) => `Machine invited: ${subject}`,
  ),
  'machine.joined': both(
    (_said, subject) => `机器接入：${subject}`,
    (_said, subject) => `Machine joined: ${subject}`,
  ),
  'machine.revoked': both(
    (said, subject) => `注销机器 ${subject}：${text(said, 'reason')}`,
    (said, subject) => `Machine ${subject} revoked: ${text(said, 'reason')}`,
  ),
  'device.enrolled': both(
    (_said, subject) => `登记设备：${subject}`,
    (_said, subject) => `Device recorded: ${subject}`,
  ),
  'device.retired': both(
    (_said, subject) => `设备退役：${subject}`,
    (_said, subject) => `Device retired: ${subject}`,
  ),
  'group.saved': both(
    (_said, subject) => `联动单位设置：${subject}`,
    (_said, subject) => `Group set up: ${subject}`,
  ),
  'group.removed': both(
    (_said, subject) => `删除联动单位：${subject}`,
    (_said, subject) => `Group removed: ${subject}`,
  ),
  'route.saved': both(
    (_said, subject) => `巡逻路线设置：${subject}`,
    (_said, subject) => `Patrol route set up: ${subject}`,
  ),
  'route.removed': both(
    (_said, subject) => `删除巡逻路线：${subject}`,
    (_said, subject) => `Patrol route removed: ${subject}`,
  ),
  'shift.planned': both(
    (said, subject) =>
      said.isAdHoc ? '开始临时班次' : `排班：${subject}，${time(said, 'startAt')} 至 ${time(said, 'endAt')}`,
    (said, subject) =>
      said.isAdHoc
        ? 'An unplanned shift began'
        : `Rostered: ${subject}, ${time(said, 'startAt')} to ${time(said, 'endAt')}`,
  ),
  'shift.cancelled': both(
    (_said, subject) => `取消班次：${subject}`,
    (_said, subject) => `Shift cancelled: ${subject}`,
  ),
  'shift.begun': both(
    (said) =>
      `${person(said)} 上班签到${Number(said.lateMinutes) > 0 ? `，迟到 ${Number(said.lateMinutes)} 分钟` : ''}`,
    (said) =>
      `${person(said)} came on duty${Number(said.lateMinutes) > 0 ? `, ${Number(said.lateMinutes)} min late` : ''}`,
  ),
  'shift.ended': both(
    (said) =>
      `${person(said)} 下班${said.because === 'handedOver' ? '（已交班）' : said.because === 'sealed' ? '（已封存交接）' : ''}`,
    (said) =>
      `${person(said)} went off duty${said.because === 'handedOver' ? ' (handed over)' : said.because === 'sealed' ? ' (hand-over sealed)' : ''}`,
  ),
  'shift.noted': both(
    (said) => `${said.mustHandOver ? '【须交接】' : ''}${text(said, 'text')}`,
    (said) => `${said.mustHandOver ? '[to be handed over] ' : ''}${text(said, 'text')}`,
  ),
  'shift.noteSettled': both(
    (said) => `办结：${text(said, 'text')}`,
    (said) => `Settled: ${text(said, 'text')}`,
  ),
  'handOver.opened': both(
    (said) => `${person(said, 'giver')} 开始交班${person(said, 'to') ? `，交 ${person(said, 'to')}` : ''}`,
    (said) => `${person(said, 'giver')} began to hand over${person(said, 'to') ? ` to ${person(said, 'to')}` : ''}`,
  ),
  'handOver.asked': both(
    (said) => `${person(said, 'taker')} 询问：${text(said, 'text')}`,
    (said) => `${person(said, 'taker')} asked: ${text(said, 'text')}`,
  ),
  'handOver.answered': both(
    (said) => `答复：${text(said, 'text')}`,
    (said) => `Answered: ${text(said, 'text')}`,
  ),
  'handOver.signed': both(
    (said) => `${person(said, 'signer')} 在交接上签字（${said.as === 'giver' ? '交班' : '接班'}）`,
    (said) => `${person(said, 'signer')} signed the hand-over as the ${said.as === 'giver' ? 'giver' : 'taker'}`,
  ),
  'handOver.sealed': both(
    (said) => `交接封存，摘要 ${text(said, 'hash').slice(0, 12)}`,
    (said) => `Hand-over sealed, digest ${text(said, 'hash').slice(0, 12)}`,
  ),
  'handOver.completed': both(
    (said) => `交接完成：${person(said, 'giver')} 交 ${person(said, 'taker')}，摘要 ${text(said, 'hash').slice(0, 12)}`,
    (said) =>
      `Handed over: ${person(said, 'giver')} to ${person(said, 'taker')}, digest ${text(said, 'hash').slice(0, 12)}`,
  ),
  'handOver.cancelled': both(
    (said) => `撤销交接：${text(said, 'reason')}`,
    (said) => `Hand-over cancelled: ${text(said, 'reason')}`,
  ),
  'handOver.imported': both(
    (said) => `接入 ${person(said, 'station')} 的交接文件，${Number(said.items)} 项`,
    (said) => `Hand-over file of ${person(said, 'station')} taken in: ${Number(said.items)} items`,
  ),
};

/** A kind this build has no words for is shown by its name rather than dropped. */
export function dutySentence(line: DutyLogLine, language: Language): string {
  if (line.category === 'incident') {
    const said = timelineSentence({ ...line, times: 1 }, language);
    return line.subject ? `${line.subject} ${said}` : said;
  }
  return SENTENCES[line.kind]?.(line, language) ?? line.kind;
}

/** Whether a person who looks for these words would look for this line. */
export function matchesDutyLine(line: DutyLogLine, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return true;
  const said = [dutySentence(line, 'zh-CN'), dutySentence(line, 'en'), line.by];
  return said.some((each) => each.toLowerCase().includes(wanted));
}
