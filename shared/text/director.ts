/** The director's window: the desk a drill is led from. */
import type { DrillPhase, SuspendReason } from '../domain/drill.ts';
import type { ScoreState } from '../domain/drillScore.ts';
import type { InjectState } from '../wire/drill.ts';
import type { DirectorKeyId } from './directorKeys.ts';
import { bilingual } from './language.ts';

interface DirectorText {
  windowTitle: string;
  pages: string;
  page: Record<'stage' | 'library' | 'roles' | 'score', string>;
  realm: Record<'drill' | 'live', string>;
  noDrill: string;
  phase: Record<DrillPhase, string>;
  suspended: Record<SuspendReason, string>;
  suspendedBy(name: string): string;
  clock: string;
  clockOf(now: string, length: string): string;
  stationClock: string;
  pace: string;
  paceOf(pace: number): string;
  pause: string;
  resume: string;
  suspend: string;
  end: string;
  endTitle: string;
  endMeans: string;
  endSure: string;
  suspendTitle: string;
  suspendMeans: string;
  suspendNote: string;
  cancel: string;
  shortcuts: string;
  keys: Record<DirectorKeyId, string>;
  notDirecting(role: string): string;
  notDirectingHint: string;
  scriptHidden: string;
  scriptHiddenHint: string;
  isLive: string;
  isLiveHint: string;
  reading: string;
  readFailed: string;
  /** The library. */
  library: string;
  source: Record<'builtIn' | 'own', string>;
  injectCount(count: number): string;
  pointCount(count: number): string;
  expectedCount(count: number): string;
  fits: string;
  misfits(count: number): string;
  misfitsTitle: string;
  story: string;
  outline: string;
  rolesTitle: string;
  rolesNone: string;
  field: Record<'simulated' | 'people', string>;
  fieldLabel: string;
  seed: string;
  seedHint: string;
  badSeed: string;
  launchPace: string;
  peoplePace: string;
  launch: string;
  launchOpen(title: string): string;
  newOne: string;
  importFile: string;
  exportFile: string;
  copy: string;
  edit: string;
  remove: string;
  removeSure: string;
  choose: string;
  imported(title: string): string;
  tooLarge(bytes: number): string;
  importBad: string;
  importReplaces(id: string): string;
  replace: string;
  /** The script. */
  script: string;
  scriptEmpty: string;
  state: Record<InjectState | 'inForce', string>;
  inSpan(span: string): string;
  next: string;
  onCondition: string;
  byHand: string;
  playedAt(at: string): string;
  playedByHand(at: string): string;
  failed(detail: string): string;
  incidents: string;
  incident(number: string): string;
  injectNow: string;
  injectAgain: string;
  jumpHere: string;
  jumpNot: string;
  note: string;
  playedBy(role: string): string;
  speak(role: string): string;
  speakSoon(role: string, span: string): string;
  speakDirector: string;
  spoken: string;
  /** Seats. */
  seats: string;
  seatsNone: string;
  seatState: Record<'there' | 'slow' | 'gone', string>;
  silentFor(span: string): string;
  goneSince(at: string): string;
  here: string;
  joined(at: string): string;
  looksAt(number: string): string;
  looksAtNothing: string;
  did(ago: string, what: string): string;
  didNothing: string;
  didRefused(what: string, why: string): string;
  someCommand: string;
  /** Expected actions. */
  expected: string;
  expectedNone: string;
  total(points: number, worth: number, possible: number): string;
  score: Record<ScoreState, string>;
  left(span: string): string;
  over(span: string): string;
  notBegun: string;
  limit(span: string): string;
  pointsOf(points: number, worth: number): string;
  /** Log. */
  log: string;
  logAll: string;
  logStation: string;
  logEmpty: string;
  logFilter: string;
  drillEvent: Record<'launched' | 'injected' | 'handInjected' | 'ended' | 'finished', (what: string) => string>;
  /** Map. */
  map: string;
  openIncidents: string;
  incidentsNone: string;
  units(count: number): string;
  unitsFree(free: number, all: number): string;
  fromInject(title: string): string;
  /** Score sheet. */
  scoreTitle: string;
  scoreNone: string;
  scoreRunning: string;
  scoreFinal: string;
  outOf(possible: number): string;
  ofSettled(percent: number): string;
  why(words: string): string;
  by: string;
  review: string;
  seedWas(seed: number): string;
  hashWas(hash: string): string;
  endedHow: Record<'finished' | 'hand', string>;
  /** Role cards. */
  rolesPage: string;
  rolesPick: string;
  rolesOf(title: string): string;
  cardTask: string;
  cardLines: string;
  cardNothing: string;
  cardExpected: string;
  print: string;
  printPdf: string;
  printed: string;
  printFailed(why: string): string;
  drillOnly: string;
}

export const directorText = bilingual<DirectorText>(
  {
    windowTitle: '平安指挥 · 演练导调',
    pages: '导调台的页面',
    page: { stage: '导调台', library: '脚本库', roles: '角色卡', score: '成绩单' },
    realm: { drill: '演练', live: '实战' },
    noDrill: '没有正在进行的演练',
    phase: { running: '进行中', paused: '已暂停', suspended: '已中止', ended: '已结束' },
    suspended: { liveAlarm: '真实警情', restart: '核心重启', other: '人工中止' },
    suspendedBy: (name) => `由 ${name} 中止`,
    clock: '脚本时间',
    clockOf: (now, length) => `脚本时间 ${now}，全长 ${length}`,
    stationClock: '站内时间',
    pace: '时间倍速',
    paceOf: (pace) => `${pace} 倍速`,
    pause: '暂停',
    resume: '继续',
    suspend: '中止',
    end: '结束',
    endTitle: '结束这场演练？',
    endMeans: '道路、链路、设备和摄像机恢复原状，成绩就此定下；不能再继续。',
    endSure: '结束演练',
    suspendTitle: '中止演练',
    suspendMeans: '时间立即停住，各席位都会看到原因；之后可以继续。',
    suspendNote: '原因',
    cancel: '取消',
    shortcuts: '快捷键',
    keys: {
      toggle: '暂停 / 继续',
      slower: '慢一档',
      faster: '快一档',
      suspend: '中止',
      end: '结束',
      inject: '立即注入选中的一步',
      jump: '跳到选中的一步',
      next: '选中下一步要进行的',
      spoken: '已交代：收起要念的话',
      stage: '导调台',
      library: '脚本库',
      roles: '角色卡',
      score: '成绩单',
      home: '地图回到全景',
      save: '保存正在编辑的脚本',
      shortcuts: '快捷键',
      language: '切换语言',
      dismiss: '收起、取消',
      rows: '在列表中移动',
    },
    notDirecting: (role) => `本席位的角色是${role}，不能导调演练`,
    scriptHidden: '演练进行中，脚本和评分暂不公开',
    scriptHiddenHint:
      '带班领导可能也在受训：演练结束前，只有导调员、管理员和启动演练的人看得到脚本、预期动作和评分。上方仍可暂停、中止和结束演练。',
    notDirectingHint:
      '脚本、预期动作和评分只给导调员、带班领导和管理员看：受训席位看到就失去意义。可以看到演练是否在进行；如发现真实警情，请在值班席中止演练。',
    isLive: '本站为实战，不能在这里进行演练',
    isLiveHint: '演练在单独的核心中进行。请在演练站，或从值班席打开本机的演练室。',
    reading: '正在读取…',
    readFailed: '读不到演练的情况：核心没有回答',
    library: '演练脚本',
    source: { builtIn: '内置', own: '自有' },
    injectCount: (count) => `${count} 步`,
    pointCount: (count) => `${count} 分`,
    expectedCount: (count) => `${count} 项预期动作`,
    fits: '本站可以进行',
    misfits: (count) => `缺 ${count} 项`,
    misfitsTitle: '本站缺少脚本提到的下列内容，不能启动',
    story: '情况',
    outline: '脚本概要',
    rolesTitle: '角色',
    rolesNone: '没有另设角色：由值班席独立应对。',
    field: { simulated: '力量由程序扮演', people: '力量由人持手机扮演' },
    fieldLabel: '现场',
    seed: '随机种子',
    seedHint: '同一种子，同一场演练',
    badSeed: '应为 0 到 4294967295 的整数',
    launchPace: '启动倍速',
    peoplePace: '有人持手机参加：请用 1 倍速。',
    launch: '启动演练',
    launchOpen: (title) => `演练《${title}》尚未结束`,
    newOne: '新建',
    importFile: '导入文件…',
    exportFile: '导出文件',
    copy: '复制并编辑',
    edit: '编辑',
    remove: '删除',
    removeSure: '确认删除',
    choose: '从左侧选一个脚本',
    imported: (title) => `已导入《${title}》`,
    tooLarge: (bytes) => `文件过大：最多 ${bytes / 1_000} KB`,
    importBad: '文件没有导入，请改正后再试：',
    importReplaces: (id) => `自有脚本 ${id} 已存在，内容不同。`,
    replace: '替换它',
    script: '脚本',
    scriptEmpty: '脚本已读不到，只能看到各席位的动作。',
    state: { waiting: '待进行', played: '已进行', failed: '未成', skipped: '已跳过', inForce: '持续中' },
    inSpan: (span) => `还有 ${span}`,
    next: '下一步',
    onCondition: '视条件',
    byHand: '手动',
    playedAt: (at) => `${at} 进行`,
    playedByHand: (at) => `${at} 手动注入`,
    failed: (detail) => `没有做成：${detail}`,
    incidents: '引出的事件',
    incident: (number) => `事件 ${number}`,
    injectNow: '立即注入',
    injectAgain: '再次注入',
    jumpHere: '跳到这里',
    jumpNot: '只能跳到还没到时间的一步',
    note: '留意',
    playedBy: (role) => `由${role}扮演`,
    speak: (role) => `请${role}现在说`,
    speakSoon: (role, span) => `${span} 后由${role}说`,
    speakDirector: '导调员',
    spoken: '已交代',
    seats: '席位',
    seatsNone: '还没有席位接入。',
    seatState: { there: '在线', slow: '迟缓', gone: '离线' },
    silentFor: (span) => `${span}没有回应`,
    goneSince: (at) => `${at} 离开`,
    here: '本机',
    joined: (at) => `${at} 接入`,
    looksAt: (number) => `在看 ${number}`,
    looksAtNothing: '没有打开事件',
    did: (ago, what) => `${ago} ${what}`,
    didNothing: '还没有动作',
    didRefused: (what, why) => `${what}，被拒：${why}`,
    someCommand: '操作',
    expected: '预期动作',
    expectedNone: '脚本没有写预期动作，不评分。',
    total: (points, worth, possible) => `${points} / ${worth} 已判 · 满分 ${possible}`,
    score: { met: '按时', late: '超时', missed: '未做', notReached: '未到', open: '待完成' },
    left: (span) => `余 ${span}`,
    over: (span) => `超 ${span}`,
    notBegun: '未开始计时',
    limit: (span) => `限 ${span}`,
    pointsOf: (points, worth) => `${points} / ${worth} 分`,
    log: '席位动作',
    logAll: '全部席位',
    logStation: '站内与现场',
    logEmpty: '还没有动作。',
    logFilter: '只看谁',
    drillEvent: {
      launched: (what) => `启动演练《${what}》`,
      injected: (what) => `按脚本进行「${what}」`,
      handInjected: (what) => `手动注入「${what}」`,
      ended: () => '结束演练',
      finished: () => '演练到时结束',
    },
    map: '演练地图',
    openIncidents: '事件',
    incidentsNone: '还没有事件。',
    units: (count) => `力量 ${count}`,
    unitsFree: (free, all) => `力量 ${all}，可派 ${free}`,
    fromInject: (title) => `来自「${title}」`,
    scoreTitle: '成绩单',
    scoreNone: '还没有进行过演练：从脚本库启动一个。',
    scoreRunning: '演练还在进行，成绩会变',
    scoreFinal: '最后成绩',
    outOf: (possible) => `满分 ${possible}`,
    ofSettled: (percent) => `已判各项得分率 ${percent}%`,
    why: (words) => `目的：${words}`,
    by: '谁做的',
    review: '复盘',
    seedWas: (seed) => `种子 ${seed}`,
    hashWas: (hash) => `脚本校验 ${hash}`,
    endedHow: { finished: '到时结束', hand: '人工结束' },
    rolesPage: '角色卡',
    rolesPick: '脚本',
    rolesOf: (title) => `《${title}》角色卡`,
    cardTask: '任务',
    cardLines: '要说、要做的，按先后',
    cardNothing: '没有要念的话：按任务行事。',
    cardExpected: '期待这个角色做到',
    print: '打印',
    printPdf: '存为 PDF',
    printed: '已交给打印',
    printFailed: (why) => `没有打印成：${why}`,
    drillOnly: '演练用，非真实警情',
  },
  {
    windowTitle: "Ping'an Command · Drill director",
    pages: 'Pages of the director',
    page: { stage: 'Stage', library: 'Scenarios', roles: 'Role cards', score: 'Score' },
    realm: { drill: 'Drill', live: 'Live' },
    noDrill: 'No drill is going on',
    phase: { running: 'running', paused: 'paused', suspended: 'suspended', ended: 'ended' },
    suspended: { liveAlarm: 'a real alarm', restart: 'the core was restarted', other: 'by hand' },
    suspendedBy: (name) => `suspended by ${name}`,
    clock: 'Scenario time',
    clockOf: (now, length) => `Scenario time ${now} of ${length}`,
    stationClock: 'Station time',
    pace: 'Pace of time',
    paceOf: (pace) => `${pace} times as fast`,
    pause: 'Pause',
    resume: 'Go on',
    suspend: 'Suspend',
    end: 'End',
    endTitle: 'End this drill?',
    endMeans: 'Roads, links, devices and cameras are given back and the score is settled; it cannot go on.',
    endSure: 'End the drill',
    suspendTitle: 'Suspend the drill',
    suspendMeans: 'Time stops at once and every seat sees why; it can go on afterwards.',
    suspendNote: 'Reason',
    cancel: 'Cancel',
    shortcuts: 'Shortcuts',
    keys: {
      toggle: 'Pause / go on',
      slower: 'Slower',
      faster: 'Faster',
      suspend: 'Suspend',
      end: 'End',
      inject: 'Inject the chosen line now',
      jump: 'Jump to the chosen line',
      next: 'Choose what comes next',
      spoken: 'Said: put the words away',
      stage: 'Stage',
      library: 'Scenarios',
      roles: 'Role cards',
      score: 'Score',
      home: 'Whole map',
      save: 'Save the scenario being edited',
      shortcuts: 'Shortcuts',
      language: 'Switch language',
      dismiss: 'Close, cancel',
      rows: 'Move within a list',
    },
    notDirecting: (role) => `This seat's role is ${role}; it does not lead drills`,
    scriptHidden: 'A drill goes on: its script and score are not shown to you',
    scriptHiddenHint:
      'A leader may be among those who are trained: until it has ended only directors, administrators and whoever launched it read script, expected actions and score. Above you may still pause, suspend and end it.',
    notDirectingHint:
      'Script, expected actions and score are for directors, leaders and administrators only: whoever is trained must not know them. Whether a drill goes on is shown; if there is a real emergency, suspend the drill at the duty desk.',
    isLive: 'This station is live: no drill can be played here',
    isLiveHint:
      'A drill runs in a core of its own. Use a drill station, or open the drill room of this machine from the desk.',
    reading: 'Reading…',
    readFailed: 'The drill cannot be read: the core did not answer',
    library: 'Scenarios',
    source: { builtIn: 'built in', own: 'own' },
    injectCount: (count) => `${count} injects`,
    pointCount: (count) => `${count} points`,
    expectedCount: (count) => `${count} expected actions`,
    fits: 'Can be played here',
    misfits: (count) => `${count} missing`,
    misfitsTitle: 'It cannot be launched: this station lacks what the scenario speaks of',
    story: 'Situation',
    outline: 'Outline',
    rolesTitle: 'Roles',
    rolesNone: 'No other roles: the desk is on its own.',
    field: { simulated: 'units are simulated', people: 'people with phones play the units' },
    fieldLabel: 'Field',
    seed: 'Seed',
    seedHint: 'The same seed, the same drill',
    badSeed: 'must be a whole number from 0 to 4294967295',
    launchPace: 'Pace at the launch',
    peoplePace: 'People carry phones: leave it at 1×.',
    launch: 'Launch the drill',
    launchOpen: (title) => `The drill "${title}" has not ended`,
    newOne: 'New',
    importFile: 'Import a file…',
    exportFile: 'Export a file',
    copy: 'Copy and edit',
    edit: 'Edit',
    remove: 'Remove',
    removeSure: 'Really remove',
    choose: 'Choose a scenario on the left',
    imported: (title) => `"${title}" was imported`,
    tooLarge: (bytes) => `The file is too large: ${bytes / 1_000} KB at most`,
    importBad: 'The file was not imported. Put this right and try again:',
    importReplaces: (id) => `There is an own scenario ${id} that says something else.`,
    replace: 'Replace it',
    script: 'Script',
    scriptEmpty: 'The script cannot be read any more; only what seats do is seen.',
    state: { waiting: 'waiting', played: 'played', failed: 'failed', skipped: 'skipped', inForce: 'in force' },
    inSpan: (span) => `in ${span}`,
    next: 'Next',
    onCondition: 'if',
    byHand: 'by hand',
    playedAt: (at) => `played at ${at}`,
    playedByHand: (at) => `injected by hand at ${at}`,
    failed: (detail) => `It did not happen: ${detail}`,
    incidents: 'Incidents it brought about',
    incident: (number) => `incident ${number}`,
    injectNow: 'Inject now',
    injectAgain: 'Inject again',
    jumpHere: 'Jump here',
    jumpNot: 'Only a timed line that is still to come can be jumped to',
    note: 'Look out for',
    playedBy: (role) => `played by ${role}`,
    speak: (role) => `${role} says now`,
    speakSoon: (role, span) => `in ${span}, ${role} says`,
    speakDirector: 'the director',
    spoken: 'Said',
    seats: 'Seats',
    seatsNone: 'No seat is connected yet.',
    seatState: { there: 'there', slow: 'behind', gone: 'gone' },
    silentFor: (span) => `not heard for ${span}`,
    goneSince: (at) => `left at ${at}`,
    here: 'this machine',
    joined: (at) => `here since ${at}`,
    looksAt: (number) => `looks at ${number}`,
    looksAtNothing: 'no incident open',
    did: (ago, what) => `${ago}: ${what}`,
    didNothing: 'has done nothing yet',
    didRefused: (what, why) => `${what}, refused: ${why}`,
    someCommand: 'a command',
    expected: 'Expected actions',
    expectedNone: 'The script expects nothing; there is no score.',
    total: (points, worth, possible) => `${points} of ${worth} settled · ${possible} possible`,
    score: { met: 'in time', late: 'late', missed: 'missed', notReached: 'not reached', open: 'open' },
    left: (span) => `${span} left`,
    over: (span) => `${span} over`,
    notBegun: 'not begun',
    limit: (span) => `limit ${span}`,
    pointsOf: (points, worth) => `${points} of ${worth}`,
    log: 'What seats do',
    logAll: 'All seats',
    logStation: 'Station and field',
    logEmpty: 'Nothing yet.',
    logFilter: 'Whose',
    drillEvent: {
      launched: (what) => `launched the drill "${what}"`,
      injected: (what) => `played "${what}" by the script`,
      handInjected: (what) => `injected "${what}" by hand`,
      ended: () => 'ended the drill',
      finished: () => 'the drill ended at its time',
    },
    map: 'Map of the drill',
    openIncidents: 'Incidents',
    incidentsNone: 'No incidents yet.',
    units: (count) => `${count} units`,
    unitsFree: (free, all) => `${all} units, ${free} free`,
    fromInject: (title) => `from "${title}"`,
    scoreTitle: 'Score',
    scoreNone: 'No drill was played yet: launch one from the scenarios.',
    scoreRunning: 'The drill goes on; the score changes',
    scoreFinal: 'Final score',
    outOf: (possible) => `of ${possible}`,
    ofSettled: (percent) => `${percent}% of what is settled`,
    why: (words) => `For: ${words}`,
    by: 'Done by',
    review: 'Review',
    seedWas: (seed) => `seed ${seed}`,
    hashWas: (hash) => `scenario hash ${hash}`,
    endedHow: { finished: 'ended at its time', hand: 'ended by hand' },
    rolesPage: 'Role cards',
    rolesPick: 'Scenario',
    rolesOf: (title) => `Role cards of "${title}"`,
    cardTask: 'Task',
    cardLines: 'To say and do, in order',
    cardNothing: 'Nothing to be read out: act by the task.',
    cardExpected: 'Expected of this role',
    print: 'Print',
    printPdf: 'Keep as PDF',
    printed: 'Handed to the printer',
    printFailed: (why) => `It was not printed: ${why}`,
    drillOnly: 'For a drill, not a real alarm',
  },
);
