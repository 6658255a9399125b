/** What the pages of the wall say. What the desk says about them stands in wallDesk.ts. */
import type { WallRegionKind } from '../domain/wallRegion.ts';
import { bilingual } from './language.ts';

interface WallText {
  pageTitle: string;
  region: Record<WallRegionKind, string>;
  /** Data stopped growing. */
  stale(ago: string): string;
  waits: string;
  sentBy(name: string): string;
  sentUntil(at: string): string;
  calm: string;
  calmSince(at: string): string;
  reported(at: string): string;
  unaccepted: string;
  acceptedBy(name: string): string;
  units: string;
  noUnits: string;
  eta(span: string): string;
  clockMet(span: string): string;
  clockMetLate(span: string): string;
  clockOver: string;
  queueEmpty: string;
  queueMore(count: number): string;
  unanswered: string;
  working: string;
  closedToday: string;
  alarmsToday: string;
  incidentsToday: string;
  trendPeak(count: number, hour: string): string;
  trendNone: string;
  tickerEmpty: string;
  onDuty: string;
  nobodyOnDuty: string;
  until(at: string): string;
  unitKind: string;
  free: string;
  busy: string;
  stalePosition: string;
  offShift: string;
  engaged: string;
  nobodyEngaged: string;
  engagedMore(count: number): string;
  coverageStarting: string;
  coverageUnavailable: string;
  coveragePlaces(met: number, total: number): string;
  coverageGrids(met: number, total: number): string;
  coverageRoads: string;
  computed(ago: string): string;
  noCameras: string;
  noSight: string;
  videoIncident(number: string): string;
  households: string;
  population: string;
  devices: string;
  cameras: string;
  openIncidents: string;
  unitsHere: string;
  elapsed: string;
}

export const wallText = bilingual<WallText>(
  {
    pageTitle: '平安指挥 · 大屏',
    region: {
      map: '态势图',
      video: '视频',
      queue: '事件队列',
      incident: '当前事件',
      numbers: '今日数字',
      trend: '逐时警情',
      response: '响应时效',
      breakdown: '类别与镇街',
      ticker: '最新动态',
      roster: '值班与力量',
      coverage: '1-3-5 覆盖',
      clock: '时间',
    },
    stale: (ago) => `以下为 ${ago}的数据`,
    waits: '正在连接指挥核心…',
    sentBy: (name) => `${name} 送上`,
    sentUntil: (at) => `至 ${at}`,
    calm: '辖区平稳，没有未结警情',
    calmSince: (at) => `最近一起于 ${at} 结案`,
    reported: (at) => `${at} 报警`,
    unaccepted: '尚未受理',
    acceptedBy: (name) => `${name} 受理`,
    units: '处置力量',
    noUnits: '尚未派出力量',
    eta: (span) => `预计 ${span}`,
    clockMet: (span) => `${span} 达成`,
    clockMetLate: (span) => `${span} 超时达成`,
    clockOver: '超时',
    queueEmpty: '没有未结事件',
    queueMore: (count) => `另有 ${count} 起`,
    unanswered: '待受理',
    working: '处理中',
    closedToday: '今日结案',
    alarmsToday: '今日报警',
    incidentsToday: '今日事件',
    trendPeak: (count, hour) => `报警最多 ${hour}：${count} 次`,
    trendNone: '今日还没有报警和事件',
    tickerEmpty: '今日还没有动态',
    onDuty: '值班',
    nobodyOnDuty: '无人签到',
    until: (at) => `至 ${at}`,
    unitKind: '力量',
    free: '空闲',
    busy: '在办',
    stalePosition: '失效',
    offShift: '未值勤',
    engaged: '正在处置',
    nobodyEngaged: '没有力量在办',
    engagedMore: (count) => `另有 ${count} 个`,
    coverageStarting: '正在测算覆盖…',
    coverageUnavailable: '覆盖测算暂停，正在恢复',
    coveragePlaces: (met, total) => `重点场所 ${met}/${total}`,
    coverageGrids: (met, total) => `网格 ${met}/${total}`,
    coverageRoads: '道路',
    computed: (ago) => `${ago}测算`,
    noCameras: '没有可播放的摄像机',
    noSight: '没有摄像机能看到这里',
    videoIncident: (number) => `事件 ${number} 周边`,
    households: '户数',
    population: '人口',
    devices: '设备',
    cameras: '摄像机',
    openIncidents: '未结事件',
    unitsHere: '力量',
    elapsed: '已过',
  },
  {
    pageTitle: 'Ping’an Command · Wall',
    region: {
      map: 'Map',
      video: 'Cameras',
      queue: 'Incident queue',
      incident: 'Incident',
      numbers: 'Today in numbers',
      trend: 'By the hour',
      response: 'Response today',
      breakdown: 'Kinds and towns',
      ticker: 'Latest',
      roster: 'Duty and units',
      coverage: '1-3-5 coverage',
      clock: 'Time',
    },
    stale: (ago) => `what you see is of ${ago}`,
    waits: 'Connecting to the core…',
    sentBy: (name) => `sent by ${name}`,
    sentUntil: (at) => `until ${at}`,
    calm: 'All calm: no open incident',
    calmSince: (at) => `the last one was closed at ${at}`,
    reported: (at) => `reported ${at}`,
    unaccepted: 'Nobody has accepted it',
    acceptedBy: (name) => `accepted by ${name}`,
    units: 'Units',
    noUnits: 'Nobody has been sent',
    eta: (span) => `ETA ${span}`,
    clockMet: (span) => `met in ${span}`,
    clockMetLate: (span) => `late, ${span}`,
    clockOver: 'over',
    queueEmpty: 'No open incidents',
    queueMore: (count) => `${count} more`,
    unanswered: 'Unanswered',
    working: 'Under way',
    closedToday: 'Closed today',
    alarmsToday: 'Alarms today',
    incidentsToday: 'Incidents today',
    trendPeak: (count, hour) => `most alarms at ${hour}: ${count}`,
    trendNone: 'No alarm and no incident today',
    tickerEmpty: 'Nothing has happened today',
    onDuty: 'On duty',
    nobodyOnDuty: 'nobody has signed in',
    until: (at) => `until ${at}`,
    unitKind: 'Units',
    free: 'Free',
    busy: 'Busy',
    stalePosition: 'Stale',
    offShift: 'Off shift',
    engaged: 'Under way now',
    nobodyEngaged: 'No unit is under way',
    engagedMore: (count) => `${count} more`,
    coverageStarting: 'Working out coverage…',
    coverageUnavailable: 'Coverage is down; it is being started again',
    coveragePlaces: (met, total) => `places ${met}/${total}`,
    coverageGrids: (met, total) => `grids ${met}/${total}`,
    coverageRoads: 'roads',
    computed: (ago) => `worked out ${ago}`,
    noCameras: 'No camera can be played',
    noSight: 'No camera sees this place',
    videoIncident: (number) => `Around incident ${number}`,
    households: 'Households',
    population: 'People',
    devices: 'Devices',
    cameras: 'Cameras',
    openIncidents: 'Open incidents',
    unitsHere: 'Units',
    elapsed: 'Elapsed',
  },
);
