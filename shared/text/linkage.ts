import { bilingual } from './language.ts';

interface LinkageText {
  section: string;
  /** Beside the heading: how many have answered. */
  answered(count: number, of: number): string;
  /** On the row of a group whose members all have to answer. */
  membersAnswered(count: number, of: number): string;
  overdue(seconds: number): string;
  waiting: string;
  onBehalfOf(member: string): string;
  moreMembers(count: number): string;
  none: string;
  noGroups: string;
  tell: string;
  tellAgain: string;
  choose: string;
  chooseTitle: string;
  chooseHint: string;
  confirm(count: number): string;
  confirmNone: string;
  proposed: string;
  notProposed: string;
  told: string;
  silent(seconds: number): string;
  unreached: string;
  members(count: number): string;
  hideMembers: string;
  channel: Record<'seat' | 'phone' | 'terminal' | 'webhook' | 'printer' | 'voice', string>;
  groupKind: Record<'police' | 'community' | 'property' | 'fire' | 'hospital' | 'utility' | 'other', string>;
  reason: Record<string, string>;
  reveal: string;
  onBehalf: string;
  saidBy: string;
  answer: Record<'acknowledged' | 'onTheWay' | 'onScene' | 'done' | 'refused', string>;
  refuseReason: string;
  cancel: string;
  /** On the queue's row. */
  queue(answered: number, of: number): string;
  queueLoud: string;
  /** Of the bar that calls a group's own seat. */
  callTitle(group: string): string;
  callState(state: string): string;
}

export const linkageText = bilingual<LinkageText>(
  {
    section: '联动',
    answered: (count, of) => `${of} 家已通知，${count} 家应答`,
    membersAnswered: (count, of) => `${count}/${of} 已应答`,
    overdue: (seconds) => `${seconds} 秒未应答`,
    waiting: '待应答',
    onBehalfOf: (member) => `代报 ${member}`,
    moreMembers: (count) => `另有 ${count} 名`,
    none: '尚未通知联动单位',
    noGroups: '没有登记联动单位：按 Ctrl+; 登记',
    tell: '联动通知',
    tellAgain: '再次通知',
    choose: '选择单位',
    chooseTitle: '联动通知',
    chooseHint: '已勾选的是按事件类别和所在网格推荐的单位',
    confirm: (count) => `通知 ${count} 家单位`,
    confirmNone: '请至少选一家',
    proposed: '推荐',
    notProposed: '未推荐',
    told: '已通知',
    silent: (seconds) => `${seconds} 秒未应答`,
    unreached: '未送达',
    members: (count) => `成员 ${count}`,
    hideMembers: '收起',
    channel: { seat: '席位', phone: '手机', terminal: '车载终端', webhook: '对接平台', printer: '打印', voice: '电话' },
    groupKind: {
      police: '派出所',
      community: '社区',
      property: '物业',
      fire: '消防',
      hospital: '医院',
      utility: '抢修',
      other: '其他',
    },
    reason: {
      offline: '不在线',
      unreachable: '连接不上',
      timedOut: '超时',
      badStatus: '对方拒收',
      redirected: '对方要求转址，未跟随',
      notAllowed: '地址不在允许名单',
      certificate: '证书不可信',
      notShown: '终端未能显示',
      noSiren: '警号不可控',
      notWritten: '无法写入打印目录',
      incidentOver: '事件已结束',
      expired: '已过期',
      superseded: '已被新通知取代',
      drill: '演练不外发',
      fault: '内部错误',
    },
    reveal: '查看号码',
    onBehalf: '代报',
    saidBy: '谁说的（如 王警官）',
    answer: { acknowledged: '应答', onTheWay: '出发', onScene: '到场', done: '办结', refused: '不能到场' },
    refuseReason: '不能到场的原因',
    cancel: '取消',
    queue: (answered, of) => `联动 ${answered}/${of}`,
    queueLoud: '联动未应答',
    callTitle: (group) => `需贵单位联动 · ${group}`,
    callState: (state) => `当前：${state}`,
  },
  {
    section: 'Linked groups',
    answered: (count, of) => `${of} told, ${count} answered`,
    membersAnswered: (count, of) => `${count}/${of} answered`,
    overdue: (seconds) => `No answer for ${seconds} s`,
    waiting: 'Waiting',
    onBehalfOf: (member) => `Enter answer of ${member}`,
    moreMembers: (count) => `and ${count} more`,
    none: 'No group has been told yet',
    noGroups: 'No group is on record: Ctrl+; to add one',
    tell: 'Tell groups',
    tellAgain: 'Tell again',
    choose: 'Choose groups',
    chooseTitle: 'Tell groups',
    chooseHint: 'Ticked are those proposed by the kind of incident and its grid',
    confirm: (count) => `Tell ${count} ${count === 1 ? 'group' : 'groups'}`,
    confirmNone: 'Choose at least one',
    proposed: 'Proposed',
    notProposed: 'Not proposed',
    told: 'Told',
    silent: (seconds) => `No answer for ${seconds} s`,
    unreached: 'Not reached',
    members: (count) => `Members ${count}`,
    hideMembers: 'Hide',
    channel: { seat: 'Seat', phone: 'Phone', terminal: 'Terminal', webhook: 'System', printer: 'Print', voice: 'Call' },
    groupKind: {
      police: 'Police',
      community: 'Community',
      property: 'Property',
      fire: 'Fire',
      hospital: 'Hospital',
      utility: 'Utility',
      other: 'Other',
    },
    reason: {
      offline: 'offline',
      unreachable: 'cannot be reached',
      timedOut: 'timed out',
      badStatus: 'refused by the other side',
      redirected: 'redirected, not followed',
      notAllowed: 'address not on the list',
      certificate: 'certificate not trusted',
      notShown: 'terminal could not show it',
      noSiren: 'siren cannot be driven',
      notWritten: 'print folder cannot be written',
      incidentOver: 'incident is over',
      expired: 'expired',
      superseded: 'superseded',
      drill: 'a drill says nothing outside',
      fault: 'internal fault',
    },
    reveal: 'Show number',
    onBehalf: 'Enter answer',
    saidBy: 'Who said so',
    answer: {
      acknowledged: 'Acknowledge',
      onTheWay: 'On the way',
      onScene: 'On scene',
      done: 'Done',
      refused: 'Cannot come',
    },
    refuseReason: 'Why they cannot come',
    cancel: 'Cancel',
    queue: (answered, of) => `Linked ${answered}/${of}`,
    queueLoud: 'Linked group silent',
    callTitle: (group) => `Your group is called · ${group}`,
    callState: (state) => `Now: ${state.toLowerCase()}`,
  },
);
