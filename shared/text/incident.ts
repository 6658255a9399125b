import { bilingual } from './language.ts';

interface IncidentText {
  panel: string;
  nothingOpen: string;
  nothingOpenHint: string;
  /** Nothing is open at all: nothing to choose. */
  calm: string;
  calmHint: string;
  gone: string;
  age: string;
  /** How long it took, of a closed one. */
  took: string;
  acknowledgedBy(name: string, at: string): string;
  /** While no seat has accepted: what the system or a unit has done meanwhile. */
  unaccepted: {
    told(unit: string): string;
    unit(unit: string, state: string): string;
    nobodyTold: string;
  };
  closedBy(name: string, at: string, reason: string): string;
  clock: string;
  bandLeft(left: string): string;
  bandOver(over: string): string;
  bandMet(after: string): string;
  bandMetLate(after: string): string;
  /** Of a closed incident nobody arrived at within this limit's time. */
  bandClosedBefore: string;
  bandClosedOver(over: string): string;
  dispatches: string;
  automatic: string;
  eta(clock: string): string;
  noEta: string;
  onBehalf: string;
  reports: Record<'accept' | 'depart' | 'arrive' | 'finish' | 'refuse' | 'withdraw', string>;
  reportsFor: Record<'accept' | 'depart' | 'arrive' | 'finish' | 'refuse' | 'withdraw', (unit: string) => string>;
  recommended: string;
  choiceReason: string;
  choiceOptional: string;
  /** Offered while it is typed. */
  choiceUsual: readonly string[];
  recommendedAt(ago: string): string;
  recommending: string;
  noCandidates: string;
  recommendFailed: string;
  recommendStale: string;
  dispatch: string;
  dispatchUnit(unit: string): string;
  confirmUnit: string;
  passedOver(count: number): string;
  passedOverLine(distance: string): string;
  alarms: string;
  noAlarms: string;
  account(account: string): string;
  repeats(count: number): string;
  encrypted: string;
  clear: string;
  code(code: string): string;
  restored: string;
  joined: Record<'opened' | 'sameDevice' | 'nearby', string>;
  lastTest(ago: string): string;
  neverTested: string;
  raw: string;
  hideRaw: string;
  notHeld: string;
  unknownDevice: string;
  verification: string;
  steps: string;
  stepsDone(done: number, all: number): string;
  tick: string;
  tickStep(step: string): string;
  skip: string;
  skipStep(step: string): string;
  skipReason: string;
  stepBy(name: string, at: string): string;
  stepSkippedBy(name: string, reason: string): string;
  timeline: string;
  noTimeline: string;
  times(count: number): string;
  note: string;
  notePlaceholder: string;
  addNote: string;
  grid(name: string, code: string): string;
  next: {
    acknowledge: string;
    dispatchFirst(unit: string, eta: string): string;
    /** The unit has been told automatically and is made the officer's own. */
    confirmFirst(unit: string, eta: string): string;
    waitCandidate: string;
    close: string;
  };
  more: string;
  flyTo: string;
  close: string;
}

export const incidentText = bilingual<IncidentText>(
  {
    panel: '事件详情',
    nothingOpen: '没有选中事件',
    nothingOpenHint: '在左侧队列或地图上选择一起事件，或按 J 选择下一起。',
    calm: '没有未结事件',
    calmHint: '新报警到达时会在这里打开；需要时按 O 登记事件。',
    gone: '这起事件已不在当前列表中，可在日志中查阅。',
    age: '已过',
    took: '历时',
    acknowledgedBy: (name, at) => `${name} 于 ${at} 受理`,
    unaccepted: {
      told: (unit) => `系统已自动通知 ${unit}，尚无应答；还没有值班员受理`,
      unit: (unit, state) => `${unit} ${state}；还没有值班员受理`,
      nobodyTold: '尚未通知任何力量；还没有值班员受理',
    },
    closedBy: (name, at, reason) => `${name} 于 ${at} 结案：${reason}`,
    clock: '1-3-5 时限',
    bandLeft: (left) => `剩 ${left}`,
    bandOver: (over) => `超时 ${over}`,
    bandMet: (after) => `${after} 到场`,
    bandMetLate: (after) => `${after} 到场，已超限`,
    bandClosedBefore: '限内结案',
    bandClosedOver: (over) => `结案时超 ${over}`,
    dispatches: '派遣',
    automatic: '自动',
    eta: (clock) => `预计 ${clock}`,
    noEta: '无道路预计',
    onBehalf: '代报（电台）',
    reports: { accept: '接单', depart: '出发', arrive: '到场', finish: '完成', refuse: '拒绝', withdraw: '撤回' },
    reportsFor: {
      accept: (unit) => `代 ${unit} 报接单`,
      depart: (unit) => `代 ${unit} 报出发`,
      arrive: (unit) => `代 ${unit} 报到场`,
      finish: (unit) => `代 ${unit} 报完成`,
      refuse: (unit) => `代 ${unit} 报拒绝`,
      withdraw: (unit) => `撤回 ${unit}`,
    },
    recommended: '推荐力量',
    choiceReason: '不派首选的理由',
    choiceOptional: '可不填，复盘时可见',
    choiceUsual: ['熟悉现场', '装备更合适', '首选联系不上', '首选另有任务', '需要多派一组'],
    recommendedAt: (ago) => `${ago}测算`,
    recommending: '正在按道路行程测算…',
    noCandidates: '没有可派力量：适合的力量都在处置、定位过期或无路可达。',
    recommendFailed: '暂时无法测算推荐，可在地图上选择力量直接派遣。',
    recommendStale: '推荐已不是最新',
    dispatch: '派遣',
    dispatchUnit: (unit) => `派遣 ${unit}`,
    confirmUnit: '确认派遣',
    passedOver: (count) => `未推荐的较近力量 ${count}`,
    passedOverLine: (distance) => `直线 ${distance}`,
    alarms: '报警与设备',
    noAlarms: '本事件由值班员登记，没有设备报警。',
    account: (account) => `账号 ${account}`,
    repeats: (count) => `共 ${count} 次`,
    encrypted: '加密认证',
    clear: '明文，未认证',
    code: (code) => `代码 ${code}`,
    restored: '已恢复',
    joined: { opened: '首次报警', sameDevice: '同一设备', nearby: '附近设备佐证' },
    lastTest: (ago) => `最近测试 ${ago}`,
    neverTested: '近期没有测试记录',
    raw: '原始报文',
    hideRaw: '收起报文',
    notHeld: '原文在日志中',
    unknownDevice: '未登记设备',
    verification: '复核地址',
    steps: '处置步骤',
    stepsDone: (done, all) => `${done}/${all}`,
    tick: '办结',
    tickStep: (step) => `办结：${step}`,
    skip: '跳过',
    skipStep: (step) => `跳过：${step}`,
    skipReason: '跳过原因',
    stepBy: (name, at) => `${name} ${at}`,
    stepSkippedBy: (name, reason) => `${name} 跳过：${reason}`,
    timeline: '经过',
    noTimeline: '还没有记录。',
    times: (count) => `×${count}`,
    note: '记录',
    notePlaceholder: '写入记录，回车保存',
    addNote: '记录',
    grid: (name, code) => `${name}（${code}）`,
    next: {
      acknowledge: '受理',
      dispatchFirst: (unit, eta) => `派遣 ${unit}（${eta}）`,
      confirmFirst: (unit, eta) => `确认派遣 ${unit}（${eta}）`,
      waitCandidate: '等待推荐',
      close: '结案',
    },
    more: '更多',
    flyTo: '定位',
    close: '结案',
  },
  {
    panel: 'Incident',
    nothingOpen: 'No incident selected',
    nothingOpenHint: 'Choose one in the queue or on the map, or press J for the next.',
    calm: 'No open incidents',
    calmHint: 'The next alarm opens here by itself; press O to open an incident by hand.',
    gone: 'This incident is no longer in the list; it is in the journal.',
    age: 'Age',
    took: 'Took',
    acknowledgedBy: (name, at) => `Accepted by ${name} at ${at}`,
    unaccepted: {
      told: (unit) => `System told ${unit}, no answer yet; no officer has accepted`,
      unit: (unit, state) => `${unit}: ${state}; no officer has accepted`,
      nobodyTold: 'No unit has been told; no officer has accepted',
    },
    closedBy: (name, at, reason) => `Closed by ${name} at ${at}: ${reason}`,
    clock: '1-3-5 clock',
    bandLeft: (left) => `${left} left`,
    bandOver: (over) => `Over by ${over}`,
    bandMet: (after) => `Arrived after ${after}`,
    bandMetLate: (after) => `Arrived after ${after}, late`,
    bandClosedBefore: 'Closed within it',
    bandClosedOver: (over) => `Closed ${over} over`,
    dispatches: 'Dispatches',
    automatic: 'Auto',
    eta: (clock) => `ETA ${clock}`,
    noEta: 'No ETA by road',
    onBehalf: 'Report by radio',
    reports: {
      accept: 'Accepts',
      depart: 'Departs',
      arrive: 'Arrives',
      finish: 'Done',
      refuse: 'Refuses',
      withdraw: 'Withdraw',
    },
    reportsFor: {
      accept: (unit) => `Report that ${unit} accepts`,
      depart: (unit) => `Report that ${unit} departs`,
      arrive: (unit) => `Report that ${unit} arrives`,
      finish: (unit) => `Report that ${unit} is done`,
      refuse: (unit) => `Report that ${unit} refuses`,
      withdraw: (unit) => `Withdraw ${unit}`,
    },
    recommended: 'Recommended units',
    choiceReason: 'Why not the first',
    choiceOptional: 'optional, shown in the review',
    choiceUsual: [
      'knows the place',
      'better equipped',
      'first cannot be reached',
      'first is needed elsewhere',
      'one team more is needed',
    ],
    recommendedAt: (ago) => `worked out ${ago}`,
    recommending: 'Working out road times…',
    noCandidates: 'Nobody to send: every suitable unit is busy, out of date or cut off by road.',
    recommendFailed: 'No recommendation for now; choose a unit on the map to send it directly.',
    recommendStale: 'Recommendation is out of date',
    dispatch: 'Dispatch',
    dispatchUnit: (unit) => `Dispatch ${unit}`,
    confirmUnit: 'Confirm',
    passedOver: (count) => `Nearer units passed over: ${count}`,
    passedOverLine: (distance) => `${distance} straight`,
    alarms: 'Alarms and device',
    noAlarms: 'Opened by an officer; no device alarm.',
    account: (account) => `Account ${account}`,
    repeats: (count) => `${count} in all`,
    encrypted: 'Encrypted, authenticated',
    clear: 'Clear, not authenticated',
    code: (code) => `Code ${code}`,
    restored: 'Restored',
    joined: { opened: 'First alarm', sameDevice: 'Same device', nearby: 'Device nearby agrees' },
    lastTest: (ago) => `Last test ${ago}`,
    neverTested: 'No recent test on record',
    raw: 'Raw frame',
    hideRaw: 'Hide frame',
    notHeld: 'The frame is in the journal',
    unknownDevice: 'Device not enrolled',
    verification: 'Verification address',
    steps: 'Procedure',
    stepsDone: (done, all) => `${done} of ${all}`,
    tick: 'Done',
    tickStep: (step) => `Done: ${step}`,
    skip: 'Skip',
    skipStep: (step) => `Skip: ${step}`,
    skipReason: 'Why it is skipped',
    stepBy: (name, at) => `${name} ${at}`,
    stepSkippedBy: (name, reason) => `Skipped by ${name}: ${reason}`,
    timeline: 'Timeline',
    noTimeline: 'Nothing on record yet.',
    times: (count) => `×${count}`,
    note: 'Note',
    notePlaceholder: 'Write a note, Enter saves it',
    addNote: 'Save',
    grid: (name, code) => `${name} (${code})`,
    next: {
      acknowledge: 'Accept',
      dispatchFirst: (unit, eta) => `Dispatch ${unit} (${eta})`,
      confirmFirst: (unit, eta) => `Confirm ${unit} (${eta})`,
      waitCandidate: 'Waiting for a recommendation',
      close: 'Close',
    },
    more: 'More',
    flyTo: 'Locate',
    close: 'Close',
  },
);
