import type { DutyLogCategory } from '../domain/dutyLog.ts';
import type { ShiftPost } from '../domain/shift.ts';
import { bilingual } from './language.ts';

interface ShiftText {
  title: string;
  tabs: Record<'now' | 'handOver' | 'log' | 'roster', string>;
  // Top bar.
  cell: string;
  nobody: string;
  left(span: string): string;
  // Now.
  onDuty: string;
  nobodyOnDuty: string;
  since(at: string, ago: string): string;
  late(minutes: number): string;
  beginNamed(shift: string): string;
  beginAdHoc: string;
  end: string;
  beside: Record<'shift.begin' | 'shift.end', string>;
  besideWhy: string;
  planned: string;
  noPlan: string;
  post: Record<ShiftPost, string>;
  notes: string;
  noNotes: string;
  noteLabel: string;
  notePlaceholder: string;
  mustHandOver: string;
  add: string;
  settle: string;
  // Log.
  earlier: string;
  later: string;
  search: string;
  categories: Record<DutyLogCategory, string>;
  logEmpty: string;
  logFailed: string;
  logLoading: string;
  more: string;
  print: string;
  pdf: string;
  printDone: string;
  printFailed(reason: string): string;
  whichShift: string;
  // Roster.
  week(from: string, to: string): string;
  copyLast: string;
  addShift: string;
  save: string;
  discard: string;
  name: string;
  from: string;
  to: string;
  remove: string;
  addPerson: string;
  rosterEmpty: string;
  rosterNotYours: string;
  twice(name: string, shifts: string, at: string): string;
  gap(from: string, to: string): string;
  empty(shift: string, at: string): string;
  // Hand-over.
  open: string;
  openWhy: string;
  toWhom: string;
  anybody: string;
  owed(count: number): string;
  nothingOwed: string;
  underWay(giver: string, taker: string): string;
  sealedBy(giver: string, at: string): string;
  belongsToGiver(giver: string): string;
  seen: string;
  taken: string;
  ask: string;
  question: string;
  answer: string;
  send: string;
  unanswered: string;
  notSeen(count: number): string;
  allTouched: string;
  sign: string;
  signBeside: string;
  signedBy(name: string, at: string): string;
  notSigned(name: string): string;
  signatureVoid: string;
  loginName: string;
  password: string;
  seal: string;
  sealWhy: string;
  cancel: string;
  file: string;
  importFile: string;
  last(giver: string, taker: string, at: string): string;
  // A file of another machine.
  lookTitle(station: string): string;
  lookWho(giver: string, shift: string, count: number): string;
  fingerprint: string;
  fingerprintWhy: string;
  compared: string;
  openHere: string;
  openHereWhy: string;
  takeIn: string;
  tookIn: string;
  readFailed: string;
  ownFingerprint: string;
  keys: string;
}

export const shiftText = bilingual<ShiftText>(
  {
    title: '值班与交接班',
    tabs: { now: '当前值班', handOver: '交接班', log: '值班日志', roster: '排班' },
    cell: '值班',
    nobody: '无人签到',
    left: (span) => `剩 ${span}`,
    onDuty: '在班人员',
    nobodyOnDuty: '现在没有人签到。警情照常接收、响铃、处置；签到后值班日志和交接才有名字。',
    since: (at, ago) => `${at} 签到（${ago}）`,
    late: (minutes) => `迟到 ${minutes} 分钟`,
    beginNamed: (shift) => `签到：${shift}`,
    beginAdHoc: '签到（临时班次）',
    end: '签退',
    beside: { 'shift.begin': '旁边的人签到', 'shift.end': '旁边的人签退' },
    besideWhy: '同一席位的第二人输入自己的登录名和密码。席位仍以已登录的人操作；换人操作请先退出再登录。',
    planned: '本班安排',
    noPlan: '现在没有排班。',
    post: { duty: '值班员', leader: '带班领导' },
    notes: '备注',
    noNotes: '没有未办结的须交接备注。',
    noteLabel: '写一条备注',
    notePlaceholder: '写入值班日志，例如：二号楼电梯维修至 20:00',
    mustHandOver: '须交接',
    add: '记入日志',
    settle: '办结',
    earlier: '前一天',
    later: '后一天',
    search: '查找',
    categories: {
      incident: '事件',
      field: '任务与上报',
      device: '设备',
      people: '登录与拒绝',
      settings: '设置',
      shift: '值班',
    },
    logEmpty: '这一天没有符合条件的记录。',
    logFailed: '日志暂时读不到，请稍后再试。',
    logLoading: '正在读取日志…',
    more: '继续往后',
    print: '打印',
    pdf: '存为 PDF',
    printDone: '已完成。',
    printFailed: (reason) => `没有打印出来：${reason}`,
    whichShift: '打印哪一班',
    week: (from, to) => `${from} 至 ${to}`,
    copyLast: '照抄上周',
    addShift: '加一班',
    save: '保存排班',
    discard: '放弃修改',
    name: '班次',
    from: '开始',
    to: '结束',
    remove: '删去',
    addPerson: '加人…',
    rosterEmpty: '这一周还没有排班。可照抄上周，或加一班。',
    rosterNotYours: '这一周还没有排班，由带班领导或管理员安排。',
    twice: (name, shifts, at) => `${name} 同时排在 ${shifts}（${at}）`,
    gap: (from, to) => `${from} 至 ${to} 无人值班`,
    empty: (shift, at) => `${shift}（${at}）没有值班员`,
    open: '开始交班',
    openWhy: '逐项列出未了事项，由接班人过目后双方签字。签字前一切仍由交班人负责。',
    toWhom: '交给',
    anybody: '任何接班人',
    owed: (count) => `现有 ${count} 项须交接`,
    nothingOwed: '没有未了事项。',
    underWay: (giver, taker) => `${giver} 交班，${taker} 接班`,
    sealedBy: (giver, at) => `${giver} 于 ${at} 封存，等待接班`,
    belongsToGiver: (giver) => `签字完成前，新警情仍由 ${giver} 负责`,
    seen: '已阅',
    taken: '接手',
    ask: '询问',
    question: '问交班人',
    answer: '答复',
    send: '发出',
    unanswered: '等待答复',
    notSeen: (count) => `还有 ${count} 项未过目`,
    allTouched: '各项均已过目，可以签字',
    sign: '签字',
    signBeside: '旁边的人签字',
    signedBy: (name, at) => `${name} 已签字 ${at}`,
    notSigned: (name) => `${name} 未签字`,
    signatureVoid: '内容有变，须重签',
    loginName: '登录名',
    password: '密码',
    seal: '封存并下班',
    sealWhy: '接班人不在场时用：内容封存，下一位须先接班才能签到。',
    cancel: '撤销交接',
    file: '导出文件',
    importFile: '接入文件…',
    last: (giver, taker, at) => `上次交接：${giver} 交 ${taker}，${at}`,
    lookTitle: (station) => `${station} 的交接文件`,
    lookWho: (giver, shift, count) => `交班人 ${giver} · ${shift} · ${count} 项 · 签名有效`,
    fingerprint: '签名指纹',
    fingerprintWhy: '请与对方站“交接班”页下方的指纹当面或电话核对，一致才能接入。',
    compared: '已核对一致',
    openHere: '在本站立案',
    openHereWhy: '勾选的事件在本站立案，按其规则自动通知力量；其余记为须交接备注。',
    takeIn: '接入',
    tookIn: '已接入。',
    readFailed: '核心没有应答，文件没有读成。',
    ownFingerprint: '本站签名指纹',
    keys: '↑↓ 选择　Space 已阅　Enter 接手　? 询问',
  },
  {
    title: 'Shift and hand-over',
    tabs: { now: 'On duty', handOver: 'Hand-over', log: 'Duty log', roster: 'Roster' },
    cell: 'Shift',
    nobody: 'nobody',
    left: (span) => `${span} left`,
    onDuty: 'On duty now',
    nobodyOnDuty:
      'Nobody is on duty. Alarms are received, sounded and dealt with as ever; the log and the hand-over need a name.',
    since: (at, ago) => `since ${at} (${ago})`,
    late: (minutes) => `${minutes} min late`,
    beginNamed: (shift) => `Come on duty: ${shift}`,
    beginAdHoc: 'Come on duty (unplanned)',
    end: 'Go off duty',
    beside: { 'shift.begin': 'Second officer on', 'shift.end': 'Second officer off' },
    besideWhy:
      'The second officer of this seat types name and password. What is done here stays in the name of who is signed in; to change that, sign out and in.',
    planned: 'Down for this shift',
    noPlan: 'No shift is planned for now.',
    post: { duty: 'duty officer', leader: 'shift leader' },
    notes: 'Notes',
    noNotes: 'No note waits to be handed over.',
    noteLabel: 'Write a note',
    notePlaceholder: 'Goes into the duty log: lift of block 2 under repair until 20:00',
    mustHandOver: 'Hand over',
    add: 'Add to the log',
    settle: 'Settled',
    earlier: 'Day before',
    later: 'Day after',
    search: 'Search',
    categories: {
      incident: 'Incidents',
      field: 'Tasks and reports',
      device: 'Devices',
      people: 'Sign-ins and refusals',
      settings: 'Settings',
      shift: 'Shift',
    },
    logEmpty: 'Nothing of that day fits.',
    logFailed: 'The log cannot be read now; try again in a moment.',
    logLoading: 'Reading the log…',
    more: 'Go on',
    print: 'Print',
    pdf: 'Save as PDF',
    printDone: 'Done.',
    printFailed: (reason) => `Not printed: ${reason}`,
    whichShift: 'Shift to print',
    week: (from, to) => `${from} to ${to}`,
    copyLast: 'Copy last week',
    addShift: 'Add a shift',
    save: 'Save the roster',
    discard: 'Discard changes',
    name: 'Shift',
    from: 'From',
    to: 'To',
    remove: 'Remove',
    addPerson: 'Add…',
    rosterEmpty: 'Nothing is planned for this week. Copy last week, or add a shift.',
    rosterNotYours: 'Nothing is planned for this week; a shift leader or an administrator does that.',
    twice: (name, shifts, at) => `${name} is in ${shifts} at once (${at})`,
    gap: (from, to) => `Nobody from ${from} to ${to}`,
    empty: (shift, at) => `${shift} (${at}) has no duty officer`,
    open: 'Begin the hand-over',
    openWhy: "Lists what is open. The taker looks at each item, then both sign. Until then everything is the giver's.",
    toWhom: 'To',
    anybody: 'whoever comes',
    owed: (count) => `${count} to be handed over now`,
    nothingOwed: 'Nothing is open.',
    underWay: (giver, taker) => `${giver} hands over to ${taker}`,
    sealedBy: (giver, at) => `Sealed by ${giver} at ${at}; waits for the next`,
    belongsToGiver: (giver) => `Until both have signed, new alarms are ${giver}'s`,
    seen: 'Read',
    taken: 'Take',
    ask: 'Ask',
    question: 'Ask the giver',
    answer: 'Answer',
    send: 'Send',
    unanswered: 'waits for an answer',
    notSeen: (count) => `${count} not looked at yet`,
    allTouched: 'Everything has been looked at: ready to sign',
    sign: 'Sign',
    signBeside: 'Sign beside',
    signedBy: (name, at) => `${name} signed ${at}`,
    notSigned: (name) => `${name} has not signed`,
    signatureVoid: 'changed since: sign again',
    loginName: 'Sign-in name',
    password: 'Password',
    seal: 'Seal and go off duty',
    sealWhy: 'When nobody is there to take it: it is sealed, and the next one takes it before coming on duty.',
    cancel: 'Cancel',
    file: 'Save as file',
    importFile: 'Take in a file…',
    last: (giver, taker, at) => `Last: ${giver} to ${taker}, ${at}`,
    lookTitle: (station) => `Hand-over of ${station}`,
    lookWho: (giver, shift, count) => `given by ${giver} · ${shift} · ${count} items · signature valid`,
    fingerprint: 'Fingerprint of the signature',
    fingerprintWhy: 'Compare it with the one the other station shows on its hand-over page, face to face or by phone.',
    compared: 'Compared, the same',
    openHere: 'Open here',
    openHereWhy: 'Chosen incidents are opened here and notify units by their rule; the rest become notes to hand over.',
    takeIn: 'Take in',
    tookIn: 'Taken in.',
    readFailed: 'The core did not answer; the file was not read.',
    ownFingerprint: 'Fingerprint of this station',
    keys: '↑↓ choose   Space read   Enter take   ? ask',
  },
);
