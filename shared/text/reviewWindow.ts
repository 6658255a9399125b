import type {
  ReviewEvidenceKind,
  ReviewFilm,
  ReviewIntervalName,
  ReviewIntervalState,
  ReviewMarkKind,
} from '../wire/review.ts';
import { bilingual } from './language.ts';

export const REVIEW_TABS = ['intervals', 'decisions', 'seats', 'evidence', 'score', 'marks', 'entries'] as const;
export type ReviewTab = (typeof REVIEW_TABS)[number];

/** Keys of the review window, in the order they are listed. */
export const REVIEW_KEYS = [
  'play',
  'back',
  'forward',
  'previous',
  'next',
  'ends',
  'slower',
  'faster',
  'zoom',
  'mark',
  'comment',
  'tabs',
  'update',
  'choose',
  'report',
  'help',
] as const;
export type ReviewKey = (typeof REVIEW_KEYS)[number];

interface ReviewWindowText {
  title: string;
  kind: Record<ReviewFilm['kind'], string>;
  tab: Record<ReviewTab, string>;
  tabs: string;
  interval: Record<ReviewIntervalName, string>;
  answerAgain: string;
  intervalState: Record<ReviewIntervalState, string>;
  choose: {
    title: string;
    lead: string;
    all: string;
    kinds: string;
    search: string;
    day: string;
    earlier: string;
    later: string;
    today: string;
    lastDays: (days: number) => string;
    loading: string;
    none: string;
    noMatch: string;
    cut: string;
    failed: (why: string) => string;
    again: string;
    ongoing: string;
    span: string;
    openSpan: string;
    back: string;
    open: string;
    list: string;
  };
  loading: string;
  failed: (why: string) => string;
  unreachable: string;
  notOver: string;
  news: (count: number) => string;
  newsFailed: (count: number) => string;
  cut: string;
  mark: string;
  realm: string;
  from: (from: string, to: string) => string;
  transport: string;
  play: string;
  pause: string;
  previous: string;
  next: string;
  speed: string;
  slower: string;
  faster: string;
  waiting: string;
  position: string;
  ofLength: (at: string, length: string) => string;
  clock: string;
  timeLine: string;
  zoomIn: string;
  zoomOut: string;
  zoomWhole: string;
  lane: {
    marks: string;
    entries: string;
    incidents: string;
    intervals: (number: string) => string;
    units: string;
    seats: string;
    evidence: string;
    whole: string;
  };
  unitPart: Record<'told' | 'accepted' | 'under way' | 'on scene', string>;
  limit: (span: string) => string;
  took: (span: string) => string;
  over: (span: string) => string;
  runningFor: (span: string) => string;
  noLimit: string;
  goTo: (at: string) => string;
  sight: { incident: (number: string) => string; camera: (name: string) => string; nothing: string };
  map: string;
  focusAll: string;
  focusOn: string;
  follow: string;
  whole: string;
  band: (band: string, took: string) => string;
  bandOpen: (band: string) => string;
  received: string;
  arrived: string;
  intervalsNone: string;
  decisionsNone: string;
  recommended: string;
  nothingRecommended: string;
  opening: string;
  chosen: string;
  automatic: string;
  first: string;
  rank: (rank: number) => string;
  notAmong: string;
  reason: (words: string) => string;
  noReason: string;
  road: (time: string, way: string) => string;
  unknownEta: string;
  seatsNone: string;
  seatsFilter: string;
  everybody: string;
  saw: string;
  did: string;
  nothingDone: string;
  nothingSeen: string;
  atMachine: (name: string) => string;
  evidenceKind: Record<ReviewEvidenceKind, string>;
  evidenceNone: string;
  evidenceLost: string;
  evidenceNow: string;
  heard: string;
  silent: (speed: string) => string;
  still: string;
  enlarge: string;
  digest: (start: string) => string;
  by: (who: string) => string;
  scoreNone: string;
  scoreOf: (points: number, worth: number) => string;
  scorePossible: (possible: number) => string;
  scoreFinal: string;
  scoreOpen: string;
  scoreState: Record<'met' | 'late' | 'missed' | 'notReached' | 'open', string>;
  marksNone: string;
  markKind: Record<ReviewMarkKind, string>;
  markHere: string;
  commentHere: string;
  markAt: (at: string) => string;
  markWords: string;
  markHint: string;
  commentHint: string;
  save: string;
  cancel: string;
  edit: string;
  remove: string;
  removeSure: string;
  removeWhy: string;
  edited: string;
  made: (who: string, at: string) => string;
  entriesNone: string;
  times: (times: number) => string;
  report: string;
  print: string;
  pdf: string;
  html: string;
  reportBusy: string;
  reportDone: string;
  reportFailed: (why: string) => string;
  reportUnread: string;
  reportName: (subject: string) => string;
  alarm: (count: number) => string;
  alarmWhat: (what: string) => string;
  toDesk: string;
  paused: string;
  keys: string;
  keyLine: Record<ReviewKey, readonly [keys: string, what: string]>;
  close: string;
  openReview: string;
}

export const reviewWindowText = bilingual<ReviewWindowText>(
  {
    title: '复盘',
    kind: { incident: '事件', shift: '值班', drill: '演练', span: '时段' },
    tab: {
      ...{ intervals: '用时', decisions: '决策', seats: '席位', evidence: '证据' },
      ...{ score: '评分', marks: '批注', entries: '经过' },
    },
    tabs: '复盘内容',
    interval: { detect: '发现', answer: '受理', order: '派单', accept: '接单', arrive: '到场', close: '结案' },
    answerAgain: '再次受理',
    intervalState: { met: '达标', late: '超时', running: '进行中', none: '无' },
    choose: {
      title: '选择要复盘的内容',
      lead: '选一起事件、一个班次或一次演练，按当时的时钟重看全过程。',
      all: '全部',
      kinds: '类别',
      search: '编号、地点或名称',
      day: '日期',
      earlier: '前一天',
      later: '后一天',
      today: '今天',
      lastDays: (days) => `最近 ${days} 天`,
      loading: '正在读取…',
      none: '这一天没有事件、班次或演练。可以换一天，或在下方指定时段。',
      noMatch: '没有符合的内容，请换个编号或地点。',
      cut: '内容太多，只列出最近的部分，请用搜索缩小范围。',
      failed: (why) => `读取失败：${why}`,
      again: '重试',
      ongoing: '进行中',
      span: '任意时段（不超过 24 小时）',
      openSpan: '复盘这个时段',
      back: '返回复盘',
      open: '复盘',
      list: '可以复盘的内容',
    },
    loading: '正在整理全过程…',
    failed: (why) => `无法打开复盘：${why}`,
    unreachable: '指挥核心没有应答',
    notOver: '尚未结束，只到最后一条记录',
    news: (count) => `新内容 ${count} 条 · 更新`,
    newsFailed: (count) => `新内容 ${count} 条 · 更新失败，重试`,
    cut: '内容过多，最晚的部分未列出',
    mark: '复盘',
    realm: '演练',
    from: (from, to) => `${from} 至 ${to}`,
    transport: '播放控制',
    play: '播放',
    pause: '暂停',
    previous: '上一步',
    next: '下一步',
    speed: '速度',
    slower: '放慢',
    faster: '加快',
    waiting: '正在读取这一刻…',
    position: '播放位置',
    ofLength: (at, length) => `${at} / ${length}`,
    clock: '当时时间',
    timeLine: '时间线',
    zoomIn: '放大时间线',
    zoomOut: '缩小时间线',
    zoomWhole: '全长',
    lane: {
      marks: '批注',
      entries: '经过',
      incidents: '事件',
      intervals: (number) => `六段用时 ${number}`,
      units: '力量',
      seats: '席位',
      evidence: '证据',
      whole: '全部事件',
    },
    unitPart: { told: '等待接单', accepted: '已接单', 'under way': '途中', 'on scene': '在场' },
    limit: (span) => `时限 ${span}`,
    took: (span) => `用时 ${span}`,
    over: (span) => `超 ${span}`,
    runningFor: (span) => `已 ${span}`,
    noLimit: '无时限',
    goTo: (at) => `跳到 ${at}`,
    sight: {
      incident: (number) => (number === '' ? '其他事件' : `事件 ${number}`),
      camera: (name) => `摄像机 ${name}`,
      nothing: '未看事件',
    },
    map: '当时的地图',
    focusAll: '全部事件',
    focusOn: '只看这起',
    follow: '地图跟随',
    whole: '看全貌',
    band: (band, took) => `${band} ${took}`,
    bandOpen: (band) => `${band} 未到场`,
    received: '接警',
    arrived: '到场',
    intervalsNone: '这段时间里没有事件。',
    decisionsNone: '没有派遣。',
    recommended: '当时推荐',
    nothingRecommended: '当时没有推荐记录',
    opening: '按立案时的推荐',
    chosen: '实际派遣',
    automatic: '自动通知',
    first: '采用首选',
    rank: (rank) => `第 ${rank} 位`,
    notAmong: '不在推荐中',
    reason: (words) => `理由：${words}`,
    noReason: '未写理由',
    road: (time, way) => `${time} · ${way}`,
    unknownEta: '行程不详',
    seatsNone: '这段时间没有席位的记录。',
    seatsFilter: '席位',
    everybody: '全部席位',
    saw: '看',
    did: '做',
    nothingDone: '没有操作',
    nothingSeen: '没有看过事件',
    atMachine: (name) => `在 ${name}`,
    evidenceKind: { snapshot: '抓拍', clip: '录像', photo: '照片', voice: '语音', call: '通话' },
    evidenceNone: '没有照片、语音、抓拍或通话录音。',
    evidenceLost: '文件读不到或校验不符',
    evidenceNow: '此刻的证据',
    heard: '同步播放',
    silent: (speed) => `${speed} 倍速不出声`,
    still: '已暂停',
    enlarge: '放大',
    digest: (start) => `SHA-256 ${start}…`,
    by: (who) => `由 ${who}`,
    scoreNone: '这次演练没有评分脚本。',
    scoreOf: (points, worth) => `${points} / ${worth} 分`,
    scorePossible: (possible) => `全部 ${possible} 分`,
    scoreFinal: '最终成绩',
    scoreOpen: '演练未结束',
    scoreState: { met: '按时', late: '超时', missed: '未做', notReached: '未到', open: '待定' },
    marksNone: '还没有批注。按 B 在此刻加书签，按 C 写评论。',
    markKind: { bookmark: '书签', comment: '评论' },
    markHere: '加书签',
    commentHere: '写评论',
    markAt: (at) => `在 ${at}`,
    markWords: '批注内容',
    markHint: '书签名称，例如：转折点',
    commentHint: '这一刻做得怎样，应当怎样',
    save: '保存',
    cancel: '取消',
    edit: '修改',
    remove: '删除',
    removeSure: '确认删除',
    removeWhy: '删除他人批注的原因',
    edited: '已修改',
    made: (who, at) => `${who} · ${at}`,
    entriesNone: '没有记录。',
    times: (times) => `${times} 次`,
    report: '复盘报告',
    print: '打印',
    pdf: '存为 PDF',
    html: '存为 HTML',
    reportBusy: '正在生成报告…',
    reportDone: '报告已生成',
    reportFailed: (why) => `报告没有生成：${why}`,
    reportUnread: '指挥核心没有给出报告',
    reportName: (subject) => `复盘报告 ${subject}`,
    alarm: (count) => `有 ${count} 起新警情等待受理`,
    alarmWhat: (what) => `新警情：${what}`,
    toDesk: '去值班窗口处置',
    paused: '复盘已暂停',
    keys: '按键',
    keyLine: {
      play: ['空格', '播放或暂停'],
      back: ['←', '退 5 秒（Shift 退 1 分钟）'],
      forward: ['→', '进 5 秒（Shift 进 1 分钟）'],
      previous: [',', '上一件事'],
      next: ['.', '下一件事'],
      ends: ['Home End', '片头、片尾'],
      slower: ['[', '放慢'],
      faster: [']', '加快'],
      zoom: ['+ − 0', '放大、缩小时间线，看全长'],
      mark: ['B', '在此刻加书签'],
      comment: ['C', '在此刻写评论'],
      tabs: ['1–7', '切换右侧内容'],
      update: ['U', '尚未结束的，更新到最新'],
      choose: ['O', '选择别的复盘'],
      report: ['P', '打印报告'],
      help: ['?', '按键一览'],
    },
    close: '关闭',
    openReview: '复盘',
  },
  {
    title: 'Review',
    kind: { incident: 'Incident', shift: 'Shift', drill: 'Drill', span: 'Span' },
    tab: {
      ...{ intervals: 'Times', decisions: 'Choices', seats: 'Seats', evidence: 'Evidence' },
      ...{ score: 'Score', marks: 'Notes', entries: 'Events' },
    },
    tabs: 'What the review holds',
    interval: {
      ...{ detect: 'Detect', answer: 'Answer', order: 'Order' },
      ...{ accept: 'Accept', arrive: 'Arrive', close: 'Close' },
    },
    answerAgain: 'Answer again',
    intervalState: { met: 'In time', late: 'Late', running: 'Running', none: 'None' },
    choose: {
      title: 'Choose what to review',
      lead: 'Pick an incident, a shift or a drill, and see all of it again by the clock of that time.',
      all: 'All',
      kinds: 'Kinds',
      search: 'Number, place or name',
      day: 'Day',
      earlier: 'Day before',
      later: 'Day after',
      today: 'Today',
      lastDays: (days) => `Last ${days} days`,
      loading: 'Reading…',
      none: 'No incident, shift or drill on this day. Take another day, or a span of your own below.',
      noMatch: 'Nothing fits. Try another number or place.',
      cut: 'There is too much: only the latest are listed. Narrow it down by searching.',
      failed: (why) => `It could not be read: ${why}`,
      again: 'Try again',
      ongoing: 'going on',
      span: 'Any span (24 hours at most)',
      openSpan: 'Review this span',
      back: 'Back to the review',
      open: 'Review',
      list: 'What can be reviewed',
    },
    loading: 'Putting the film together…',
    failed: (why) => `The review cannot be opened: ${why}`,
    unreachable: 'the core does not answer',
    notOver: 'Not over yet: as far as the last record',
    news: (count) => `${count} new · update`,
    newsFailed: (count) => `${count} new · update failed, try again`,
    cut: 'Too much to list: the latest is missing',
    mark: 'Review',
    realm: 'Drill',
    from: (from, to) => `${from} to ${to}`,
    transport: 'Playing',
    play: 'Play',
    pause: 'Pause',
    previous: 'Previous step',
    next: 'Next step',
    speed: 'Speed',
    slower: 'Slower',
    faster: 'Faster',
    waiting: 'Reading this moment…',
    position: 'Position',
    ofLength: (at, length) => `${at} / ${length}`,
    clock: 'Time then',
    timeLine: 'Time line',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomWhole: 'Whole',
    lane: {
      marks: 'Notes',
      entries: 'Events',
      incidents: 'Incidents',
      intervals: (number) => `Six times of ${number}`,
      units: 'Units',
      seats: 'Seats',
      evidence: 'Evidence',
      whole: 'All incidents',
    },
    unitPart: { told: 'not accepted yet', accepted: 'accepted', 'under way': 'under way', 'on scene': 'on scene' },
    limit: (span) => `limit ${span}`,
    took: (span) => `took ${span}`,
    over: (span) => `${span} over`,
    runningFor: (span) => `${span} so far`,
    noLimit: 'no limit',
    goTo: (at) => `Go to ${at}`,
    sight: {
      incident: (number) => (number === '' ? 'another incident' : `incident ${number}`),
      camera: (name) => `camera ${name}`,
      nothing: 'no incident open',
    },
    map: 'The map then',
    focusAll: 'All incidents',
    focusOn: 'Only this one',
    follow: 'Map follows',
    whole: 'Show all',
    band: (band, took) => `${band} ${took}`,
    bandOpen: (band) => `${band} not reached`,
    received: 'received',
    arrived: 'on scene',
    intervalsNone: 'There was no incident in this time.',
    decisionsNone: 'Nobody was sent.',
    recommended: 'Recommended then',
    nothingRecommended: 'Nothing was kept of a recommendation',
    opening: 'as recommended when it was opened',
    chosen: 'Sent',
    automatic: 'automatic notice',
    first: 'The first was taken',
    rank: (rank) => `No. ${rank} on the list`,
    notAmong: 'Not on the list',
    reason: (words) => `Reason: ${words}`,
    noReason: 'No reason given',
    road: (time, way) => `${time} · ${way}`,
    unknownEta: 'travel time unknown',
    seatsNone: 'Nothing was kept of seats in this time.',
    seatsFilter: 'Seats',
    everybody: 'All seats',
    saw: 'Saw',
    did: 'Did',
    nothingDone: 'did nothing',
    nothingSeen: 'looked at no incident',
    atMachine: (name) => `at ${name}`,
    evidenceKind: { snapshot: 'Snapshot', clip: 'Clip', photo: 'Photo', voice: 'Voice note', call: 'Call' },
    evidenceNone: 'No photo, voice note, snapshot or recorded call.',
    evidenceLost: 'The file cannot be read, or is not the one the journal speaks of',
    evidenceNow: 'Evidence of this moment',
    heard: 'Playing in step',
    silent: (speed) => `Silent at ${speed}×`,
    still: 'Paused',
    enlarge: 'Enlarge',
    digest: (start) => `SHA-256 ${start}…`,
    by: (who) => `by ${who}`,
    scoreNone: 'This drill has no script to be scored against.',
    scoreOf: (points, worth) => `${points} of ${worth} points`,
    scorePossible: (possible) => `${possible} in all`,
    scoreFinal: 'Final',
    scoreOpen: 'The drill is not over',
    scoreState: { met: 'In time', late: 'Late', missed: 'Missed', notReached: 'Not reached', open: 'Open' },
    marksNone: 'No notes yet. B sets a bookmark at this moment, C writes a comment.',
    markKind: { bookmark: 'Bookmark', comment: 'Comment' },
    markHere: 'Bookmark',
    commentHere: 'Comment',
    markAt: (at) => `At ${at}`,
    markWords: 'Words of the note',
    markHint: 'What to call it, such as: turning point',
    commentHint: 'How this moment went, and how it should have',
    save: 'Save',
    cancel: 'Cancel',
    edit: 'Edit',
    remove: 'Remove',
    removeSure: 'Remove it',
    removeWhy: 'Why another’s note is removed',
    edited: 'edited',
    made: (who, at) => `${who} · ${at}`,
    entriesNone: 'Nothing was recorded.',
    times: (times) => `${times} times`,
    report: 'Report',
    print: 'Print',
    pdf: 'Save as PDF',
    html: 'Save as HTML',
    reportBusy: 'Making the report…',
    reportDone: 'The report is made',
    reportFailed: (why) => `No report was made: ${why}`,
    reportUnread: 'the core did not give one',
    reportName: (subject) => `Review ${subject}`,
    alarm: (count) => `${count} new ${count === 1 ? 'alarm waits' : 'alarms wait'} to be accepted`,
    alarmWhat: (what) => `New alarm: ${what}`,
    toDesk: 'Go to the duty window',
    paused: 'The review is paused',
    keys: 'Keys',
    keyLine: {
      play: ['Space', 'Play or pause'],
      back: ['←', '5 seconds back (Shift: 1 minute)'],
      forward: ['→', '5 seconds on (Shift: 1 minute)'],
      previous: [',', 'The thing before'],
      next: ['.', 'The next thing'],
      ends: ['Home End', 'Beginning, end'],
      slower: ['[', 'Slower'],
      faster: [']', 'Faster'],
      zoom: ['+ − 0', 'Zoom the time line in, out, whole'],
      mark: ['B', 'Bookmark this moment'],
      comment: ['C', 'Comment on this moment'],
      tabs: ['1–7', 'What stands on the right'],
      update: ['U', 'Of what goes on: show what is new'],
      choose: ['O', 'Choose another review'],
      report: ['P', 'Print the report'],
      help: ['?', 'These keys'],
    },
    close: 'Close',
    openReview: 'Review',
  },
);
