import type { EvidenceKind } from '../domain/evidence.ts';
import type { FieldTaskKind, ItemResult, PointOrder, TaskState, Unproved } from '../domain/task.ts';
import { fieldTalkText } from './fieldTalk.ts';
import { bilingual } from './language.ts';
import { taskFormsText } from './taskForms.ts';

export const TASK_FILTERS = ['open', 'overdue', 'waiting', 'underway', 'suspended', 'ended'] as const;
export type TaskFilter = (typeof TASK_FILTERS)[number];

interface TaskListText {
  title: string;
  tabs: Record<'tasks' | 'routes' | 'reports', string>;
  kind: Record<FieldTaskKind, string>;
  /** One character for a list: a shape beside the colour. */
  mark: Record<FieldTaskKind, string>;
  state: Record<TaskState, string>;
  filter: Record<TaskFilter, string>;
  anyKind: string;
  search: string;
  none: string;
  noneOfFilter: string;
  publish: string;
  newRoute: string;
  back: string;
  overdue: string;
  overdueBy(span: string): string;
  dueIn(span: string): string;
  endedAt(time: string): string;
  startsAt(time: string): string;
  suspendedBy(incident: string): string;
  automatic: string;
  offered(count: number): string;
  nobody: string;
  points(done: number, all: number): string;
  items(done: number, all: number): string;
  hazards(count: number): string;
  unproved(count: number): string;
  facts: Record<'state' | 'who' | 'place' | 'time' | 'note' | 'by' | 'recheckOf' | 'endNote', string>;
  window(from: string, until: string): string;
  pointsTitle: string;
  orderOf: Record<PointOrder, string>;
  notYet: string;
  proved(distance: string): string;
  byHand(reason: string): string;
  whyUnproved: Record<Unproved, string>;
  away(distance: string): string;
  queued(span: string): string;
  itemsTitle: string;
  itemPending: string;
  must: string;
  result: Record<ItemResult, string>;
  evidenceTitle: string;
  evidenceNone: string;
  evidenceKind: Record<EvidenceKind, string>;
  evidenceFailed: string;
  refusalsTitle: string;
  refusedBy(name: string, reason: string): string;
  showOnMap: string;
  assign: string;
  assignTo: string;
  chooseUnit: string;
  cancel: string;
  cancelReason: string;
  confirmCancel: string;
}

const listText = bilingual<TaskListText>(
  {
    title: '外勤',
    tabs: { tasks: '任务', routes: '巡逻路线', reports: '一线上报' },
    kind: { patrol: '巡逻', visit: '走访', inspection: '检查', errand: '任务' },
    mark: { patrol: '巡', visit: '访', inspection: '检', errand: '务' },
    state: {
      open: '待领取',
      assigned: '待接受',
      refused: '被拒绝',
      accepted: '已接受',
      underway: '执行中',
      suspended: '事件中断',
      finished: '已完成',
      cancelled: '已取消',
    },
    filter: {
      open: '全部未结',
      overdue: '超时',
      waiting: '待领待接',
      underway: '执行中',
      suspended: '中断',
      ended: '已结',
    },
    anyKind: '全部类别',
    search: '任务、力量或网格',
    none: '还没有任务。发布给网格、队伍或指定力量。',
    noneOfFilter: '没有符合条件的任务。',
    publish: '发布任务',
    newRoute: '新建路线',
    back: '返回列表',
    overdue: '超时',
    overdueBy: (span) => `超时 ${span}`,
    dueIn: (span) => `剩 ${span}`,
    endedAt: (time) => `${time} 结束`,
    startsAt: (time) => `${time} 起`,
    suspendedBy: (incident) => `因事件 ${incident} 中断`,
    automatic: '自动',
    offered: (count) => `发布给 ${count} 支力量`,
    nobody: '无人领取',
    points: (done, all) => `签到 ${done}/${all}`,
    items: (done, all) => `检查 ${done}/${all}`,
    hazards: (count) => `隐患 ${count}`,
    unproved: (count) => `未证实 ${count}`,
    facts: {
      state: '状态',
      who: '力量',
      place: '地点',
      time: '时间',
      note: '要求',
      by: '发布',
      recheckOf: '复查',
      endNote: '说明',
    },
    window: (from, until) => `${from} 至 ${until}`,
    pointsTitle: '签到点',
    orderOf: { free: '顺序不限', fixed: '按顺序' },
    notYet: '未签到',
    proved: (distance) => `到点已证实，距 ${distance}`,
    byHand: (reason) => `手动签到，未证实：${reason}`,
    whyUnproved: {
      noFix: '无定位',
      staleFix: '定位过期或不准',
      tooFar: '不在范围内',
      tooEarly: '早于时段',
      tooLate: '晚于时段',
    },
    away: (distance) => `距点 ${distance}`,
    queued: (span) => `离线，${span}后送达`,
    itemsTitle: '检查项',
    itemPending: '未做',
    must: '必做',
    result: { passed: '正常', hazard: '隐患', notApplicable: '不适用' },
    evidenceTitle: '照片与录音',
    evidenceNone: '没有照片或录音。',
    evidenceKind: { photo: '照片', voice: '录音', film: '录像' },
    evidenceFailed: '附件读取失败',
    refusalsTitle: '拒绝记录',
    refusedBy: (name, reason) => `${name}：${reason}`,
    showOnMap: '在地图上看',
    assign: '指派',
    assignTo: '改派给',
    chooseUnit: '选择力量',
    cancel: '取消任务',
    cancelReason: '取消原因',
    confirmCancel: '确认取消',
  },
  {
    title: 'Field work',
    tabs: { tasks: 'Tasks', routes: 'Patrol routes', reports: 'Field reports' },
    kind: { patrol: 'Patrol', visit: 'Visit', inspection: 'Inspection', errand: 'Errand' },
    mark: { patrol: 'P', visit: 'V', inspection: 'I', errand: 'E' },
    state: {
      open: 'Unclaimed',
      assigned: 'Not yet accepted',
      refused: 'Refused',
      accepted: 'Accepted',
      underway: 'Under way',
      suspended: 'Held by incident',
      finished: 'Finished',
      cancelled: 'Cancelled',
    },
    filter: {
      open: 'All open',
      overdue: 'Overdue',
      waiting: 'Waiting',
      underway: 'Under way',
      suspended: 'Held',
      ended: 'Ended',
    },
    anyKind: 'Every kind',
    search: 'Task, unit or grid',
    none: 'No tasks yet. Publish one to a grid, a team or one unit.',
    noneOfFilter: 'No task matches.',
    publish: 'Publish task',
    newRoute: 'New route',
    back: 'Back to the list',
    overdue: 'Overdue',
    overdueBy: (span) => `Overdue by ${span}`,
    dueIn: (span) => `${span} left`,
    endedAt: (time) => `Ended ${time}`,
    startsAt: (time) => `From ${time}`,
    suspendedBy: (incident) => `Held by incident ${incident}`,
    automatic: 'Automatic',
    offered: (count) => (count === 1 ? 'Offered to 1 unit' : `Offered to ${count} units`),
    nobody: 'Nobody has it',
    points: (done, all) => `Check-ins ${done}/${all}`,
    items: (done, all) => `Items ${done}/${all}`,
    hazards: (count) => (count === 1 ? '1 hazard' : `${count} hazards`),
    unproved: (count) => `${count} unproved`,
    facts: {
      state: 'State',
      who: 'Unit',
      place: 'Place',
      time: 'Time',
      note: 'Asked for',
      by: 'Published by',
      recheckOf: 'Re-check of',
      endNote: 'Words',
    },
    window: (from, until) => `${from} to ${until}`,
    pointsTitle: 'Check-points',
    orderOf: { free: 'any order', fixed: 'fixed order' },
    notYet: 'Not yet',
    proved: (distance) => `Place proved, ${distance} away`,
    byHand: (reason) => `By hand, unproved: ${reason}`,
    whyUnproved: {
      noFix: 'no position',
      staleFix: 'position old or unsure',
      tooFar: 'out of range',
      tooEarly: 'before its time',
      tooLate: 'after its time',
    },
    away: (distance) => `${distance} from the point`,
    queued: (span) => `offline, arrived ${span} later`,
    itemsTitle: 'Items',
    itemPending: 'Not done',
    must: 'must',
    result: { passed: 'Fine', hazard: 'Hazard', notApplicable: 'Does not apply' },
    evidenceTitle: 'Photos and voice notes',
    evidenceNone: 'No photos or voice notes.',
    evidenceKind: { photo: 'Photo', voice: 'Voice note', film: 'Recording' },
    evidenceFailed: 'The file could not be read',
    refusalsTitle: 'Refusals',
    refusedBy: (name, reason) => `${name}: ${reason}`,
    showOnMap: 'Show on the map',
    assign: 'Assign',
    assignTo: 'Give it to',
    chooseUnit: 'Choose a unit',
    cancel: 'Cancel task',
    cancelReason: 'Why it is cancelled',
    confirmCancel: 'Cancel it',
  },
);

/** Field work at the desk: the list, its forms, and what the field says. */
export const tasksText = {
  'zh-CN': { ...listText['zh-CN'], ...taskFormsText['zh-CN'], ...fieldTalkText['zh-CN'] },
  en: { ...listText.en, ...taskFormsText.en, ...fieldTalkText.en },
} as const;
