import type { WalkTestResult } from '../domain/walkTest.ts';
import { bilingual } from './language.ts';

interface WalkTestText {
  intro: string;
  noneChosen: string;
  chosen(count: number): string;
  tooMany(limit: number): string;
  byLink: string;
  byLinkHint: string;
  order: string;
  orderHint: string;
  name: string;
  defaultName(date: string): string;
  window: string;
  minutes(minutes: number): string;
  start(count: number): string;
  running: string;
  finished: string;
  none: string;
  progress(proved: number, all: number): string;
  pressNow: string;
  nextUp: string;
  noneArmed: string;
  noneArmedHint: string;
  left: string;
  arm: string;
  armAgain: string;
  skip: string;
  skipReason: string;
  skipQuick: readonly string[];
  finish: string;
  finishEarly(waiting: number): string;
  result: Record<WalkTestResult, string>;
  armed: string;
  startedBy(who: string, at: string): string;
  finishedBy(who: string, at: string): string;
  otherPresses: string;
  print: string;
  toList: string;
  open: string;
  leaveOut(name: string): string;
  sheet: {
    title: string;
    station: string;
    name: string;
    startedAt: string;
    finishedAt: string;
    notFinished: string;
    by: string;
    summary(all: number, proved: number, missed: number, skipped: number, waiting: number): string;
    columns: Record<'number' | 'device' | 'id' | 'account' | 'result' | 'time' | 'skew' | 'remark', string>;
    code(code: string): string;
    skewNone: string;
    skew(seconds: string): string;
    signWalker: string;
    signDesk: string;
    signDate: string;
    printedAt(at: string): string;
  };
}

/** Walk tests, on the screen and on the sheet that is signed. */
export const walkTestText = bilingual<WalkTestText>(
  {
    intro:
      '一人沿线逐杆按下报警键，本窗口逐一验证。只有正在等待的那一杆、在时限内的第一次按下算测试；其他任何按下都照常报警。',
    noneChosen: '先选设备：在清单中勾选，或按链路选一整排',
    chosen: (count) => `${count} 台设备，按以下顺序`,
    tooMany: (limit) => `一次最多 ${limit} 台，请分段步测`,
    byLink: '选这一排',
    byLinkHint: '该链路上的全部报警杆和一键报警',
    order: '按路线排序',
    orderHint: '由一端起，每次走向最近的一台',
    name: '名称',
    defaultName: (date) => `${date} 步测`,
    window: '每杆等待',
    minutes: (minutes) => `${minutes} 分钟`,
    start: (count) => `开始步测 ${count} 台`,
    running: '进行中',
    finished: '已结束',
    none: '还没有步测',
    progress: (proved, all) => `已测通 ${proved} / ${all}`,
    pressNow: '请按下',
    nextUp: '随后',
    noneArmed: '没有在等待的设备',
    noneArmedHint: '在下面选一台点“等待”，或结束步测。',
    left: '剩余',
    arm: '等待这台',
    armAgain: '重测',
    skip: '跳过',
    skipReason: '跳过的原因',
    skipQuick: ['现场无法到达', '设备已拆除', '断电检修中'],
    finish: '结束步测',
    finishEarly: (waiting) => `结束步测（${waiting} 台未测）`,
    result: { waiting: '未测', proved: '测通', missed: '未收到', skipped: '跳过' },
    armed: '等待中',
    startedBy: (who, at) => `${who} 于 ${at} 开始`,
    finishedBy: (who, at) => `${who} 于 ${at} 结束`,
    otherPresses: '同一杆再按一次就是真警。',
    print: '打印记录表',
    toList: '全部步测',
    open: '打开',
    leaveOut: (name) => `不测 ${name}`,
    sheet: {
      title: '报警设备步测记录表',
      station: '单位',
      name: '步测',
      startedAt: '开始',
      finishedAt: '结束',
      notFinished: '尚未结束',
      by: '值班席',
      summary: (all, proved, missed, skipped, waiting) =>
        `共 ${all} 台：测通 ${proved}，未收到 ${missed}，跳过 ${skipped}，未测 ${waiting}`,
      columns: {
        number: '序号',
        device: '设备',
        id: '编号',
        account: '账号',
        result: '结果',
        time: '时间',
        skew: '时钟偏差',
        remark: '备注',
      },
      code: (code) => `代码 ${code}`,
      skewNone: '未报时间',
      skew: (seconds) => `${seconds} 秒`,
      signWalker: '步测人（签字）',
      signDesk: '值班员（签字）',
      signDate: '日期',
      printedAt: (at) => `打印于 ${at}`,
    },
  },
  {
    intro:
      'Somebody walks the row and presses each button; each is proved here. Only the first press of the awaited pole, within its time, is taken as the test: every other press is an alarm as ever.',
    noneChosen: 'Choose devices first: tick them in the list, or take a whole row by its link',
    chosen: (count) => (count === 1 ? '1 device' : `${count} devices, in this order`),
    tooMany: (limit) => `At most ${limit} at a time: walk in sections`,
    byLink: 'Take this row',
    byLinkHint: 'Every alarm pole and one-key button of this link',
    order: 'Order along the way',
    orderHint: 'From one end, always on to the nearest',
    name: 'Name',
    defaultName: (date) => `Walk test of ${date}`,
    window: 'Wait for each',
    minutes: (minutes) => `${minutes} min`,
    start: (count) => (count === 1 ? 'Start the test of 1 device' : `Start the test of ${count} devices`),
    running: 'Running',
    finished: 'Finished',
    none: 'No walk test yet',
    progress: (proved, all) => `${proved} of ${all} proved`,
    pressNow: 'Press now',
    nextUp: 'Then',
    noneArmed: 'No device is awaited',
    noneArmedHint: 'Choose one below with “Await”, or finish the test.',
    left: 'Left',
    arm: 'Await',
    armAgain: 'Test again',
    skip: 'Skip',
    skipReason: 'Why it is skipped',
    skipQuick: ['Cannot be reached', 'Taken down', 'Without power'],
    finish: 'Finish the test',
    finishEarly: (waiting) => `Finish (${waiting} not tested)`,
    result: { waiting: 'Not tested', proved: 'Proved', missed: 'Nothing came', skipped: 'Skipped' },
    armed: 'Awaited',
    startedBy: (who, at) => `Started by ${who} at ${at}`,
    finishedBy: (who, at) => `Finished by ${who} at ${at}`,
    otherPresses: 'A second press of the same pole is a real alarm.',
    print: 'Print the record',
    toList: 'All walk tests',
    open: 'Open',
    leaveOut: (name) => `Leave out ${name}`,
    sheet: {
      title: 'Walk test record of alarm devices',
      station: 'Station',
      name: 'Walk test',
      startedAt: 'Started',
      finishedAt: 'Finished',
      notFinished: 'Not finished',
      by: 'Desk',
      summary: (all, proved, missed, skipped, waiting) =>
        `${all} in all: ${proved} proved, ${missed} without a signal, ${skipped} skipped, ${waiting} not tested`,
      columns: {
        number: 'No.',
        device: 'Device',
        id: 'Id',
        account: 'Account',
        result: 'Result',
        time: 'Time',
        skew: 'Clock',
        remark: 'Remark',
      },
      code: (code) => `Code ${code}`,
      skewNone: 'No time sent',
      skew: (seconds) => `${seconds} s`,
      signWalker: 'Walked by (signature)',
      signDesk: 'Duty officer (signature)',
      signDate: 'Date',
      printedAt: (at) => `Printed ${at}`,
    },
  },
);
