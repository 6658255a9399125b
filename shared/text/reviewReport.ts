import type { ReviewEvidenceKind, ReviewFilm, ReviewIntervalName, ReviewIntervalState } from '../wire/review.ts';
import { bilingual } from './language.ts';

interface ReviewReportText {
  kind: Record<ReviewFilm['kind'], string>;
  drill: string;
  drillNote: string;
  madeFrom(fromSeq: number, toSeq: number): string;
  zone: string;
  cut: string;
  goesOn: string;
  section: Record<
    'summary' | 'intervals' | 'map' | 'decisions' | 'timeline' | 'seats' | 'evidence' | 'score' | 'marks',
    string
  >;
  span: string;
  incidents: string;
  sent: string;
  onTime(met: number, of: number): string;
  scored(points: number, worth: number, possible: number): string;
  interval: Record<ReviewIntervalName, string>;
  answerAgain: string;
  state: Record<ReviewIntervalState, string>;
  head: Record<
    | 'interval'
    | 'from'
    | 'to'
    | 'took'
    | 'limit'
    | 'state'
    | 'source'
    | 'band'
    | 'time'
    | 'what'
    | 'by'
    | 'unit'
    | 'number'
    | 'where'
    | 'level'
    | 'result'
    | 'chosen'
    | 'recommended'
    | 'reason'
    | 'seat'
    | 'looked'
    | 'file'
    | 'kind'
    | 'line'
    | 'points'
    | 'text',
    string
  >;
  none: Record<'incidents' | 'decisions' | 'seats' | 'evidence' | 'marks' | 'timeline', string>;
  level(numeral: string): string;
  silent: string;
  open: string;
  overview: string;
  close: string;
  noMap: string;
  mapsCut(count: number): string;
  legend: string;
  /** Between what stands side by side. */
  gap: string;
  unit(name: string, kind: string): string;
  candidate(name: string, facts: readonly string[]): string;
  automatic: string;
  byHand: string;
  first: string;
  other(rank: string): string;
  notAmong: string;
  noReason: string;
  atSending: string;
  opening: string;
  nobody: string;
  eta(took: string): string;
  unknownEta: string;
  until(at: string): string;
  looking: string;
  nothing: string;
  did: string;
  evidence: Record<ReviewEvidenceKind, string>;
  notShown: string;
  bookmark: string;
  comment: string;
  edited: string;
  metres(count: number): string;
  tooLarge: string;
}

/** The printed report of a review. */
export const reviewReportText = bilingual<ReviewReportText>(
  {
    kind: { incident: '事件复盘报告', shift: '值班复盘报告', drill: '演练复盘报告', span: '时段复盘报告' },
    drill: '演练',
    drillNote: '本报告记录的是演练，不是实际警情。',
    madeFrom: (fromSeq, toSeq) => `依据日志第 ${fromSeq} 至 ${toSeq} 条生成，末条校验值`,
    zone: '时间均为北京时间（UTC+8）。',
    cut: '内容过多，超出部分未列出，请按更短的时段复盘。',
    goesOn: '尚未结束，本报告截至日志末条。',
    section: {
      summary: '概要',
      intervals: '六段时长',
      map: '现场图',
      decisions: '推荐与决定',
      timeline: '经过',
      seats: '席位所见所为',
      evidence: '证据',
      score: '演练评分',
      marks: '标记与评语',
    },
    span: '起止',
    incidents: '事件',
    sent: '派遣',
    onTime: (met, of) => `有时限且已见结果 ${of} 段，按时 ${met} 段`,
    scored: (points, worth, possible) => `得 ${points} 分 / 已评 ${worth} 分（满分 ${possible} 分）`,
    interval: { detect: '发现', answer: '受理', order: '派遣', accept: '接受', arrive: '到场', close: '结案' },
    answerAgain: '再次受理',
    state: { met: '✓ 按时', late: '✗ 超时', running: '… 进行中', none: '— 无' },
    head: {
      ...{ interval: '时段', from: '起', to: '止', took: '用时', limit: '时限', state: '结果', source: '依据' },
      ...{ band: '响应圈', time: '时间', what: '情况', by: '经办', unit: '力量', number: '编号', where: '地点' },
      ...{ level: '级别', result: '结论', chosen: '派出', recommended: '当时推荐', reason: '理由', seat: '席位' },
      ...{ looked: '所见', file: '文件', kind: '类别', line: '评分项', points: '得分', text: '内容' },
    },
    none: {
      incidents: '没有事件。',
      decisions: '没有派遣。',
      seats: '没有席位记录。',
      evidence: '没有证据。',
      marks: '没有标记。',
      timeline: '没有记录。',
    },
    level: (numeral) => `${numeral}级`,
    silent: '静默',
    open: '未结案',
    overview: '全貌',
    close: '现场',
    noMap: '场景包没有可画的图层。',
    mapsCut: (count) => `只画前 ${count} 起事件。`,
    legend: '■ 事件　字母：力量出发处　○ 到场处　◇ 摄像机　实线：实际行迹　虚线：派遣时的路线',
    gap: '　',
    unit: (name, kind) => `${name}（${kind}）`,
    candidate: (name, facts) => `${name}：${facts.join('；')}`,
    automatic: '自动通知',
    byHand: '人工派遣',
    first: '取首选',
    other: (rank) => `取第 ${rank} 位`,
    notAmong: '不在推荐之列',
    noReason: '未写明理由',
    atSending: '派遣当时',
    opening: '立案时',
    nobody: '无人可推荐',
    eta: (took) => `预计 ${took}`,
    unknownEta: '无法估算',
    until: (at) => `至 ${at}`,
    looking: '查看',
    nothing: '未看事件',
    did: '操作',
    evidence: { snapshot: '视频截图', clip: '录像', photo: '照片', voice: '录音', call: '通话录制' },
    notShown: '见证据文件',
    bookmark: '书签',
    comment: '评语',
    edited: '（已修改）',
    metres: (count) => `${count} 米`,
    tooLarge: '报告过长，无法打印：请按更短的时段复盘',
  },
  {
    kind: { incident: 'Incident review', shift: 'Shift review', drill: 'Drill review', span: 'Review' },
    drill: 'DRILL',
    drillNote: 'This is the record of a drill, not of real incidents.',
    madeFrom: (fromSeq, toSeq) => `Made from journal entries ${fromSeq} to ${toSeq}; hash of the last`,
    zone: 'All times are Beijing time (UTC+8).',
    cut: 'There is more than is listed here: review a shorter time.',
    goesOn: 'It still goes on: this is how it stood at the last journal entry.',
    section: {
      summary: 'Summary',
      intervals: 'Six intervals',
      map: 'On the map',
      decisions: 'Recommended and chosen',
      timeline: 'What happened',
      seats: 'What each seat saw and did',
      evidence: 'Evidence',
      score: 'Score of the drill',
      marks: 'Bookmarks and comments',
    },
    span: 'From – to',
    incidents: 'Incidents',
    sent: 'Sent',
    onTime: (met, of) => `${met} of ${of} intervals that met or missed a limit were in time`,
    scored: (points, worth, possible) => `${points} of ${worth} points settled (${possible} possible)`,
    interval: {
      detect: 'Detect',
      answer: 'Answer',
      order: 'Order',
      accept: 'Accept',
      arrive: 'Arrive',
      close: 'Close',
    },
    answerAgain: 'Answer again',
    state: { met: '✓ in time', late: '✗ late', running: '… running', none: '— none' },
    head: {
      ...{ interval: 'Interval', from: 'From', to: 'To', took: 'Took', limit: 'Limit', state: 'Result' },
      ...{ source: 'By', band: 'Band', time: 'Time', what: 'What', by: 'Who', unit: 'Unit', number: 'Number' },
      ...{ where: 'Where', level: 'Level', result: 'Result', chosen: 'Sent', recommended: 'Recommended' },
      ...{ reason: 'Reason', seat: 'Seat', looked: 'Saw', file: 'File', kind: 'Kind', line: 'Line' },
      ...{ points: 'Points', text: 'Text' },
    },
    none: {
      incidents: 'No incidents.',
      decisions: 'Nobody was sent.',
      seats: 'Nothing is recorded of seats.',
      evidence: 'No evidence.',
      marks: 'No marks.',
      timeline: 'Nothing is recorded.',
    },
    level: (numeral) => `Level ${numeral}`,
    silent: 'silent',
    open: 'open',
    overview: 'Overview',
    close: 'The scene',
    noMap: 'The scene pack has no layer to draw.',
    mapsCut: (count) => `Only the first ${count} incidents are drawn.`,
    legend: '■ incident, letter: where a unit came from, ○ arrival, ◇ camera, line: way gone, dashes: way planned',
    gap: ' · ',
    unit: (name, kind) => `${name} (${kind})`,
    candidate: (name, facts) => `${name}: ${facts.join('; ')}`,
    automatic: 'Automatic notice',
    byHand: 'By hand',
    first: 'The first was taken',
    other: (rank) => `Number ${rank} was taken`,
    notAmong: 'Not among those recommended',
    noReason: 'No reason given',
    atSending: 'at that moment',
    opening: 'at opening',
    nobody: 'nobody could be recommended',
    eta: (took) => `ETA ${took}`,
    unknownEta: 'no estimate',
    until: (at) => `until ${at}`,
    looking: 'Looked at',
    nothing: 'No incident',
    did: 'Did',
    evidence: { snapshot: 'Still', clip: 'Film', photo: 'Photo', voice: 'Voice', call: 'Recorded call' },
    notShown: 'in the evidence files',
    bookmark: 'Bookmark',
    comment: 'Comment',
    edited: ' (edited)',
    metres: (count) => `${count} m`,
    tooLarge: 'This report is too long to print: review a shorter time',
  },
);
