/** The numbers of the day, at the desk and on the wall. */
import type { DaySpan, LeftOut } from '../domain/dayFigures.ts';
import { bilingual } from './language.ts';

export const DAY_CHOICES = ['today', 'yesterday'] as const;
export type DayChoice = (typeof DAY_CHOICES)[number];

interface NumbersText {
  title: string;
  day: Record<DayChoice, string>;
  rowsLabel: string;
  alarms: string;
  incidents: string;
  closedInDay: string;
  closure: string;
  span: Record<DaySpan, string>;
  /** The limit of 1-3-5, in minutes where it is whole ones. */
  band(seconds: number): string;
  units: string;
  devices: string;
  cameras: string;
  coverage: string;
  /** How far the longest limit reaches: key places. */
  coverageOf(seconds: number, met: number, total: number): string;
  now: string;
  p50: string;
  p90: string;
  counted(count: number): string;
  ofAll(part: number, all: number): string;
  byHour: string;
  byKind: string;
  byClass: string;
  byTown: string;
  spans: string;
  noTown: string;
  /** A column or row of a chart, to whoever cannot see it. */
  hourButton(hour: string, alarms: number, incidents: number): string;
  countButton(name: string, count: number): string;
  spanButton(name: string, p50: string, p90: string, count: number): string;
  met: string;
  missed: string;
  closed: string;
  stillOpen: string;
  leftOut: Record<LeftOut, string>;
  leftOutMark: string;
  unit: Record<'free' | 'busy' | 'stale' | 'offShift', string>;
  device: Record<'online' | 'faulty' | 'lost' | 'unknown', string>;
  camera: Record<'working' | 'failed', string>;
  camerasUnknown: string;
  rows(count: number): string;
  /** The book no longer has a line for each. */
  rowsCut(shown: number, count: number): string;
  more(count: number): string;
  noRows: string;
  none: string;
  isCut: string;
  noIncident: string;
  unknownSource: string;
  past: string;
  back: string;
  pastGone: string;
  pastLoading: string;
  openSheet: string;
}

export const numbersText = bilingual<NumbersText>(
  {
    title: '今日数字',
    day: { today: '今日', yesterday: '昨日' },
    rowsLabel: '数字明细',
    alarms: '报警',
    incidents: '事件',
    closedInDay: '当日结案',
    closure: '结案率',
    span: { answer: '受理用时', order: '派遣用时', arrival: '到场用时' },
    band: (seconds) => (seconds % 60 === 0 ? `${seconds / 60} 分钟到场率` : `${seconds} 秒到场率`),
    units: '值勤力量',
    devices: '设备在线',
    cameras: '摄像机可用',
    coverage: '当前覆盖',
    coverageOf: (seconds, met, total) => `${seconds / 60} 分钟内道路 · 重点场所 ${met}/${total}`,
    now: '此刻',
    p50: '中位',
    p90: '九成',
    counted: (count) => `计 ${count} 起`,
    ofAll: (part, all) => `${part}/${all}`,
    byHour: '按小时：报警与事件',
    byKind: '事件类别',
    byClass: '报警类别',
    byTown: '镇街：报警与事件',
    spans: '响应用时',
    noTown: '区划不明',
    hourButton: (hour, alarms, incidents) => `${hour}：报警 ${alarms} 次，事件 ${incidents} 起，查看明细`,
    countButton: (name, count) => `${name} ${count}，查看明细`,
    spanButton: (name, p50, p90, count) => `${name}：中位 ${p50}，九成 ${p90}，计 ${count} 起，查看明细`,
    met: '按时到场',
    missed: '未按时到场',
    closed: '已结案',
    stillOpen: '未结案',
    leftOut: {
      running: '仍在计时',
      none: '结案时仍未发生',
      notOwed: '无需计时',
      unverifiable: '时限前结案，无到场记录，无法核实',
      duplicate: '并入其他事件或重复',
      notReal: '误报或测试',
    },
    leftOutMark: '未计入',
    unit: { free: '空闲', busy: '在办', stale: '位置失效', offShift: '未值勤' },
    device: { online: '在线', faulty: '有故障', lost: '失联', unknown: '尚未联络' },
    camera: { working: '未见故障', failed: '最近一次检测失败' },
    camerasUnknown: '尚未取得摄像机状态',
    rows: (count) => `${count} 条`,
    rowsCut: (shown, count) => `共 ${count} 次，此处为最近 ${shown} 次，更早的见回放`,
    more: (count) => `另有 ${count} 条`,
    noRows: '没有明细',
    none: '—',
    isCut: '事件过多，最早的一批已不在统计内，实际数字更高',
    noIncident: '未立事件',
    unknownSource: '未登记来源',
    past: '已结案事件',
    back: '返回明细',
    pastGone: '暂时查不到这起事件',
    pastLoading: '正在查询…',
    openSheet: '查看今日数字',
  },
  {
    title: 'Today in numbers',
    day: { today: 'Today', yesterday: 'Yesterday' },
    rowsLabel: 'Rows of the number',
    alarms: 'Alarms',
    incidents: 'Incidents',
    closedInDay: 'Closed in the day',
    closure: 'Closure rate',
    span: { answer: 'Time to answer', order: 'Time to order', arrival: 'Time to arrival' },
    band: (seconds) => (seconds % 60 === 0 ? `Arrived in ${seconds / 60} min` : `Arrived in ${seconds} s`),
    units: 'Units on shift',
    devices: 'Devices online',
    cameras: 'Cameras working',
    coverage: 'Coverage now',
    coverageOf: (seconds, met, total) => `roads in ${seconds / 60} min · places ${met}/${total}`,
    now: 'now',
    p50: 'Half',
    p90: '9 in 10',
    counted: (count) => `of ${count}`,
    ofAll: (part, all) => `${part}/${all}`,
    byHour: 'By hour: alarms and incidents',
    byKind: 'Incidents by kind',
    byClass: 'Alarms by class',
    byTown: 'Alarms and incidents by town',
    spans: 'Response times',
    noTown: 'Area unknown',
    hourButton: (hour, alarms, incidents) =>
      `${hour}: ${alarms} ${alarms === 1 ? 'alarm' : 'alarms'}, ${incidents} ${incidents === 1 ? 'incident' : 'incidents'}, show rows`,
    countButton: (name, count) => `${name} ${count}, show rows`,
    spanButton: (name, p50, p90, count) =>
      `${name}: half within ${p50}, nine in ten within ${p90}, of ${count}, show rows`,
    met: 'In time',
    missed: 'Not in time',
    closed: 'Closed',
    stillOpen: 'Open',
    leftOut: {
      running: 'Still running',
      none: 'Closed before it happened',
      notOwed: 'Nothing was owed',
      unverifiable: 'Closed before the limit, no arrival on record: cannot be verified',
      duplicate: 'Merged into another, or a duplicate',
      notReal: 'False, or a test',
    },
    leftOutMark: 'Left out',
    unit: { free: 'Free', busy: 'Busy', stale: 'Position stale', offShift: 'Off shift' },
    device: { online: 'Online', faulty: 'Faulty', lost: 'Lost', unknown: 'Never heard' },
    camera: { working: 'No fault known', failed: 'The last check failed' },
    camerasUnknown: 'The state of the cameras is not known yet',
    rows: (count) => (count === 1 ? '1 row' : `${count} rows`),
    rowsCut: (shown, count) => `${count} in all; these are the last ${shown}, earlier ones are in the replay`,
    more: (count) => `${count} more`,
    noRows: 'No rows',
    none: '—',
    isCut: 'So many incidents that the earliest are no longer counted: the true numbers are higher',
    noIncident: 'No incident',
    unknownSource: 'Source not enrolled',
    past: 'Closed incident',
    back: 'Back to the rows',
    pastGone: 'This incident cannot be looked up now',
    pastLoading: 'Looking it up…',
    openSheet: 'Show today in numbers',
  },
);
