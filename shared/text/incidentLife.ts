import { bilingual } from './language.ts';

/** In the order menus have them: the forms of every day, then those of two incidents, then those of closed ones. */
export const LIFE_ACTIONS = [
  'verify',
  'classify',
  'feedback',
  'check',
  'urge',
  'transfer',
  'acceptTransfer',
  'returnTransfer',
  'merge',
  'split',
  'relate',
  'reopen',
  'evaluate',
] as const;
/** What is done with an incident beside sending units, each with a form of its own. */
export type LifeAction = (typeof LIFE_ACTIONS)[number];

interface IncidentLifeText {
  menu: string;
  menuTitle(number: string): string;
  /** Nothing of the kind can be done now. */
  menuEmpty: string;
  formHint: string;
  formTitle: Record<LifeAction, (number: string) => string>;
  confirm: Record<LifeAction, string>;
  verdict: string;
  means: string;
  kind: string;
  level: string;
  reason: string;
  text: string;
  note: string;
  result: string;
  response: string;
  urgeText: string;
  feedbackFrom: string;
  feedbackDesk: string;
  due: string;
  dueIn: Record<'hour' | 'halfDay' | 'day' | 'threeDays', string>;
  ticksStay: string;
  transferTo: string;
  transferUp: string;
  transferFound: string;
  transferChosen: string;
  transferSearch: string;
  transferNone: string;
  transferFrom: string;
  mergeInto: string;
  mergeNear(distance: string, ago: string): string;
  mergeNone: string;
  mergeSearch: string;
  mergeHint: string;
  relateWith: string;
  splitChoose: string;
  splitHint: string;
  splitKind: string;
  acceptAsk(area: string, due: string): string;
  returnAsk(area: string): string;
  reopenHint(until: string): string;
  forceReason: string;
  forcePlaceholder: string;
  forceConfirm(reason: string): string;
  gapsTitle: string;
  gap: Record<'transfer' | 'urge' | 'checkFailed' | 'checkMissing' | 'verdict', string>;
  gapStep(step: string): string;
  claim: {
    mine: string;
    theirs(name: string): string;
    nobody: string;
    take: string;
    ask: string;
    asked(seconds: number): string;
    wanted(name: string, seconds: number): string;
    keep: string;
    release: string;
    watching(names: string): string;
    heldTag(name: string): string;
    watchedTag(names: string): string;
  };
  section: string;
  caller: string;
  reporter: string;
  verified(verdict: string, means: string, took: string): string;
  mergedInto(number: string): string;
  absorbed: string;
  splitFrom: string;
  splitOff: string;
  related: string;
  transferPending(area: string, due: string): string;
  transferAccepted(area: string, due: string): string;
  transferReturned(area: string, reason: string): string;
  pingPong: string;
  overdue: string;
  urge(text: string, due: string): string;
  urgeAnswered: string;
  feedback(who: string): string;
  checked(result: string, means: string): string;
  reopened(times: number): string;
  evaluated(result: string, response: string): string;
  forced(reason: string): string;
  queueTransfer(area: string): string;
  queueUrged: string;
  queueOverdue: string;
  queuePingPong: string;
  queueReopened: string;
  closedSearch: string;
  closedNone: string;
  stepRequired: string;
  sourceField: string;
  callerWords: string;
  callerWordsPlaceholder: string;
  reporterName: string;
  reporterPhone: string;
  reporterHint: string;
  pickOnMap: string;
  findPlace: string;
  more: string;
}

export const incidentLifeText = bilingual<IncidentLifeText>(
  {
    menu: '处置…',
    menuTitle: (number) => `处置 ${number}`,
    menuEmpty: '当前没有可做的操作。',
    formHint: '数字键选择，Ctrl+回车提交，Esc 取消',
    formTitle: {
      verify: (number) => `核实 ${number}`,
      classify: (number) => `改类别、等级 ${number}`,
      feedback: (number) => `反馈 ${number}`,
      check: (number) => `核查 ${number}`,
      urge: (number) => `督办 ${number}`,
      transfer: (number) => `移交 ${number}`,
      acceptTransfer: (number) => `接收移交 ${number}`,
      returnTransfer: (number) => `退回移交 ${number}`,
      merge: (number) => `合并 ${number}`,
      split: (number) => `拆分 ${number}`,
      relate: (number) => `关联 ${number}`,
      reopen: (number) => `重新打开 ${number}`,
      evaluate: (number) => `评价 ${number}`,
    },
    confirm: {
      verify: '记下核实结论',
      classify: '改为此类',
      feedback: '提交反馈',
      check: '记下核查结果',
      urge: '发出督办',
      transfer: '移交',
      acceptTransfer: '接收',
      returnTransfer: '退回',
      merge: '合并到所选事件',
      split: '拆成新事件',
      relate: '关联',
      reopen: '重新打开',
      evaluate: '提交评价',
    },
    verdict: '结论',
    means: '方式',
    kind: '类别',
    level: '等级',
    reason: '原因',
    text: '内容',
    note: '说明（可留空）',
    result: '处置结果',
    response: '响应速度',
    urgeText: '督办要求',
    feedbackFrom: '由谁反馈',
    feedbackDesk: '值班席',
    due: '期限',
    dueIn: { hour: '1 小时内', halfDay: '4 小时内', day: '24 小时内', threeDays: '3 天内' },
    ticksStay: '步骤和时限随新类别改变，已办的步骤保留。',
    transferTo: '移交给',
    transferUp: '上一级',
    transferFound: '查到的区划',
    transferChosen: '接收单位',
    transferSearch: '输入镇街、社区名称或编码查找',
    transferNone: '没有找到，请换个名称，或输入区划编码',
    transferFrom: '当前承办',
    mergeInto: '并入哪一起',
    mergeNear: (distance, ago) => `相距 ${distance} · 相隔 ${ago}`,
    mergeNone: '没有别的未结事件。',
    mergeSearch: '按编号、类别或地址查找',
    mergeHint: '报警、派遣和记录并入所选事件，本事件结束，可从两边互相查到。',
    relateWith: '与哪一起关联',
    splitChoose: '选出要拆走的报警',
    splitHint: '所选报警成为一起新事件，时限从其中第一次报警起算。至少给本事件留下一条。',
    splitKind: '新事件类别',
    acceptAsk: (area, due) => `以 ${area} 的名义接收，限 ${due} 前办结。`,
    returnAsk: (area) => `以 ${area} 的名义退回，须写明原因。`,
    reopenHint: (until) => `可在 ${until} 前重新打开。原时限继续计算，不另起。`,
    forceReason: '仍要结案的原因',
    forcePlaceholder: '写明为何不等这些办完',
    forceConfirm: (reason) => `强制结案：${reason}`,
    gapsTitle: '结案前还缺',
    gap: {
      transfer: '移交还没有答复',
      urge: '督办还没有反馈',
      checkFailed: '上次核查没有通过',
      checkMissing: '还没有核查',
      verdict: '与核实结论不符',
    },
    gapStep: (step) => `步骤“${step}”还没有办`,
    claim: {
      mine: '由您处理',
      theirs: (name) => `由 ${name} 处理`,
      nobody: '还没有人接手',
      take: '接手',
      ask: '请求接管',
      asked: (seconds) => `已请求接管，对方 ${seconds} 秒内不答复即转给您`,
      wanted: (name, seconds) => `${name} 请求接管，${seconds} 秒后转给对方`,
      keep: '继续由我处理',
      release: '放手',
      watching: (names) => `${names} 也在看`,
      heldTag: (name) => `${name} 处理`,
      watchedTag: (names) => `${names} 在看`,
    },
    section: '处置情况',
    caller: '来电内容',
    reporter: '报告人',
    verified: (verdict, means, took) => `核实${verdict}（${means}，受理后 ${took}）`,
    mergedInto: (number) => `已并入 ${number}`,
    absorbed: '并入了',
    splitFrom: '拆自',
    splitOff: '拆出',
    related: '关联',
    transferPending: (area, due) => `已移交 ${area}，待接收，限 ${due}`,
    transferAccepted: (area, due) => `${area} 承办，限 ${due}`,
    transferReturned: (area, reason) => `${area} 退回：${reason}`,
    pingPong: '两次退回，疑似推诿：请带班领导指定承办',
    overdue: '已逾期',
    urge: (text, due) => `督办：${text}（限 ${due}）`,
    urgeAnswered: '已反馈',
    feedback: (who) => `${who} 反馈`,
    checked: (result, means) => `核查${result}（${means}）`,
    reopened: (times) => `重新打开过 ${times} 次，时限连续计算`,
    evaluated: (result, response) => `评价：处置${result}，响应${response}`,
    forced: (reason) => `强制结案，原因：${reason}`,
    queueTransfer: (area) => `移交 ${area}`,
    queueUrged: '督办',
    queueOverdue: '逾期',
    queuePingPong: '推诿',
    queueReopened: '重开',
    closedSearch: '查最近结案：编号、类别、地址',
    closedNone: '没有符合的已结事件。',
    stepRequired: '必办',
    sourceField: '来源',
    callerWords: '来电内容',
    callerWordsPlaceholder: '照对方原话记',
    reporterName: '报告人姓名',
    reporterPhone: '报告人电话',
    reporterHint: '封存保管，各处只显示掩码；查看须写明理由。',
    pickOnMap: '在地图上点选',
    findPlace: '按名称查找地点、网格、设备',
    more: '处置',
  },
  {
    menu: 'Handle…',
    menuTitle: (number) => `Handle ${number}`,
    menuEmpty: 'Nothing to do here now.',
    formHint: 'Digits choose, Ctrl+Enter sends, Esc cancels',
    formTitle: {
      verify: (number) => `Verify ${number}`,
      classify: (number) => `Change kind or level of ${number}`,
      feedback: (number) => `Feedback on ${number}`,
      check: (number) => `Check back on ${number}`,
      urge: (number) => `Urge ${number}`,
      transfer: (number) => `Transfer ${number}`,
      acceptTransfer: (number) => `Take over ${number}`,
      returnTransfer: (number) => `Give back ${number}`,
      merge: (number) => `Merge ${number}`,
      split: (number) => `Split ${number}`,
      relate: (number) => `Link ${number}`,
      reopen: (number) => `Open ${number} again`,
      evaluate: (number) => `Evaluate ${number}`,
    },
    confirm: {
      verify: 'Record the verdict',
      classify: 'Make it so',
      feedback: 'Send feedback',
      check: 'Record the check',
      urge: 'Urge',
      transfer: 'Transfer',
      acceptTransfer: 'Take over',
      returnTransfer: 'Give back',
      merge: 'Merge into the chosen one',
      split: 'Make a new incident',
      relate: 'Link',
      reopen: 'Open again',
      evaluate: 'Save evaluation',
    },
    verdict: 'Verdict',
    means: 'Found out',
    kind: 'Kind',
    level: 'Level',
    reason: 'Reason',
    text: 'Text',
    note: 'Note (may be empty)',
    result: 'Result',
    response: 'Response',
    urgeText: 'What is demanded',
    feedbackFrom: 'Whose words',
    feedbackDesk: 'The desk',
    due: 'Deadline',
    dueIn: { hour: 'In 1 hour', halfDay: 'In 4 hours', day: 'In 24 hours', threeDays: 'In 3 days' },
    ticksStay: 'Steps and limits follow the new kind; what is ticked stays ticked.',
    transferTo: 'Transfer to',
    transferUp: 'Level above',
    transferFound: 'Areas found',
    transferChosen: 'Receiver',
    transferSearch: 'Name or code of a town or community',
    transferNone: 'Not found: try another name, or type a division code',
    transferFrom: 'Now with',
    mergeInto: 'Into which one',
    mergeNear: (distance, ago) => `${distance} away · ${ago} apart`,
    mergeNone: 'No other incident is open.',
    mergeSearch: 'Number, kind or address',
    mergeHint: 'Alarms, dispatches and notes go on in the chosen one; this one ends. Each shows the other.',
    relateWith: 'With which one',
    splitChoose: 'Alarms that are to go',
    splitHint: 'They become an incident of their own, timed from the first of them. At least one stays here.',
    splitKind: 'Kind of the new incident',
    acceptAsk: (area, due) => `Taken over on behalf of ${area}, to be settled by ${due}.`,
    returnAsk: (area) => `Given back on behalf of ${area}; say why.`,
    reopenHint: (until) => `Possible until ${until}. Its limits run on; no new clock starts.`,
    forceReason: 'Why close it all the same',
    forcePlaceholder: 'Why these are not waited for',
    forceConfirm: (reason) => `Close by force as: ${reason}`,
    gapsTitle: 'Still missing',
    gap: {
      transfer: 'the transfer has not been answered',
      urge: 'a demand has not been answered',
      checkFailed: 'the last check did not pass',
      checkMissing: 'nobody has checked back',
      verdict: 'it goes against the verdict',
    },
    gapStep: (step) => `step “${step}” is open`,
    claim: {
      mine: 'In your hands',
      theirs: (name) => `In the hands of ${name}`,
      nobody: 'Nobody has taken it in hand',
      take: 'Take in hand',
      ask: 'Ask to take over',
      asked: (seconds) => `Asked; yours in ${seconds} s unless it is kept`,
      wanted: (name, seconds) => `${name} asks to take over, and has it in ${seconds} s`,
      keep: 'Keep it',
      release: 'Let go',
      watching: (names) => `${names} looking too`,
      heldTag: (name) => `held by ${name}`,
      watchedTag: (names) => `${names} looking`,
    },
    section: 'Handling',
    caller: 'The caller said',
    reporter: 'Reporter',
    verified: (verdict, means, took) => `Verified: ${verdict} (${means}, ${took} after acceptance)`,
    mergedInto: (number) => `Merged into ${number}`,
    absorbed: 'Merged in',
    splitFrom: 'Split from',
    splitOff: 'Split off',
    related: 'Linked',
    transferPending: (area, due) => `Offered to ${area}, not answered yet, due ${due}`,
    transferAccepted: (area, due) => `With ${area}, due ${due}`,
    transferReturned: (area, reason) => `${area} gave it back: ${reason}`,
    pingPong: 'Given back twice: the shift leader is asked to say whose it is',
    overdue: 'Overdue',
    urge: (text, due) => `Urged: ${text} (due ${due})`,
    urgeAnswered: 'answered',
    feedback: (who) => `Feedback of ${who}`,
    checked: (result, means) => `Check back: ${result} (${means})`,
    reopened: (times) =>
      times === 1 ? 'Opened again once; limits ran on' : `Opened again ${times} times; limits ran on`,
    evaluated: (result, response) => `Evaluated: result ${result}, response ${response}`,
    forced: (reason) => `Closed by force: ${reason}`,
    queueTransfer: (area) => `to ${area}`,
    queueUrged: 'urged',
    queueOverdue: 'overdue',
    queuePingPong: 'bounced',
    queueReopened: 'reopened',
    closedSearch: 'Find closed: number, kind, address',
    closedNone: 'No closed incident answers to this.',
    stepRequired: 'must',
    sourceField: 'Source',
    callerWords: 'What the caller said',
    callerWordsPlaceholder: 'Word for word',
    reporterName: 'Name of the reporter',
    reporterPhone: 'Phone of the reporter',
    reporterHint: 'Kept sealed and shown masked everywhere; to see it one must say why.',
    pickOnMap: 'Pick on the map',
    findPlace: 'Find a place, grid or device by name',
    more: 'Handling',
  },
);
