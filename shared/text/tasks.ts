import type { FieldTaskKind, ItemResult, PointOrder, TaskState, Unproved } from '../domain/task.ts';
import { bilingual } from './language.ts';

export const TASK_FILTERS = ['open', 'overdue', 'waiting', 'underway', 'suspended', 'ended'] as const;
export type TaskFilter = (typeof TASK_FILTERS)[number];

interface TasksText {
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
  evidenceKind: Record<'photo' | 'voice', string>;
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
  form: {
    new: string;
    kind: string;
    title: string;
    titlePlaceholder: string;
    note: string;
    audience: string;
    audiences: Record<'unit' | 'team' | 'grid' | 'radius', string>;
    audienceHint: Record<'unit' | 'team' | 'grid' | 'radius', string>;
    unit: string;
    team: string;
    teamCount(count: number): string;
    grid: string;
    gridPlaceholder: string;
    gridChosen(name: string): string;
    centre: string;
    radius: string;
    pick: string;
    picked(lon: string, lat: string): string;
    due: string;
    minutes(count: number): string;
    hours(count: number): string;
    route: string;
    noRoute: string;
    place: string;
    placeNone: string;
    points: string;
    pointsHint: string;
    addPoints: string;
    items: string;
    itemsHint: string;
    recheckDays: string;
    days: string;
    confirm: string;
    missing: string;
  };
  route: {
    none: string;
    edit: string;
    new: string;
    name: string;
    order: string;
    pointName: string;
    radiusM: string;
    defaultPoint(number: number): string;
    up: string;
    down: string;
    remove: string;
    save: string;
    drop: string;
    confirmDrop: string;
    walked(ago: string): string;
    neverWalked: string;
    walking: string;
    facts(points: number, length: string): string;
    needPoints: string;
    aim: string;
    aimDone: string;
  };
  reports: {
    none: string;
    from(name: string): string;
    open: string;
    dismiss: string;
    dismissReason: string;
    confirmDismiss: string;
    opened(number: string): string;
    dismissed(reason: string): string;
  };
  unit: {
    messages: string;
    noMessages: string;
    write: string;
    send: string;
    sent: string;
    delivered: string;
    read: string;
    unread(count: number): string;
  };
  notice: {
    overdue(title: string): string;
    report(name: string): string;
    message(name: string): string;
  };
}

export const tasksText = bilingual<TasksText>(
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
    evidenceKind: { photo: '照片', voice: '录音' },
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
    form: {
      new: '发布任务',
      kind: '类别',
      title: '名称',
      titlePlaceholder: '如：东溪小学放学护校',
      note: '要求',
      audience: '发布给',
      audiences: { unit: '指定力量', team: '队伍', grid: '网格', radius: '周边' },
      audienceHint: {
        unit: '直接指派，可接受或说明原因拒绝。',
        team: '先领取者得。',
        grid: '该网格、社区或街道内的力量，先领取者得。',
        radius: '范围内的力量，先领取者得。',
      },
      unit: '力量',
      team: '队伍成员',
      teamCount: (count) => `已选 ${count} 支`,
      grid: '网格',
      gridPlaceholder: '网格名称、编码或拼音',
      gridChosen: (name) => `已选 ${name}`,
      centre: '中心',
      radius: '半径（米）',
      pick: '在地图上选点',
      picked: (lon, lat) => `${lon}，${lat}`,
      due: '时限',
      minutes: (count) => `${count} 分钟`,
      hours: (count) => `${count} 小时`,
      route: '巡逻路线',
      noRoute: '不用路线',
      place: '地点',
      placeNone: '未选',
      points: '签到点',
      pointsHint: '在地图上逐个点选，到点定位即证实。',
      addPoints: '在地图上加点',
      items: '检查项',
      itemsHint: '每行一项。巡逻与走访自带五必。',
      recheckDays: '隐患复查',
      days: '天后',
      confirm: '发布',
      missing: '请填写名称并选定发布对象',
    },
    route: {
      none: '还没有巡逻路线。新建后可派给力量，也可由系统派给空闲力量。',
      edit: '编辑路线',
      new: '新建路线',
      name: '路线名称',
      order: '签到顺序',
      pointName: '签到点名称',
      radiusM: '半径（米）',
      defaultPoint: (number) => `签到点 ${number}`,
      up: '上移',
      down: '下移',
      remove: '移除',
      save: '保存路线',
      drop: '删除路线',
      confirmDrop: '确认删除',
      walked: (ago) => `${ago}走完`,
      neverWalked: '尚未走过',
      walking: '正在巡逻',
      facts: (points, length) => `${points} 个签到点，${length}`,
      needPoints: '请填写名称并至少选一个签到点',
      aim: '逐个点击签到点，按顺序编号',
      aimDone: '选好了',
    },
    reports: {
      none: '没有一线上报。',
      from: (name) => `${name}上报`,
      open: '立为事件',
      dismiss: '不立',
      dismissReason: '不立原因',
      confirmDismiss: '确认不立',
      opened: (number) => `已立为事件 ${number}`,
      dismissed: (reason) => `未立：${reason}`,
    },
    unit: {
      messages: '消息',
      noMessages: '还没有消息。',
      write: '给该力量发消息',
      send: '发送',
      sent: '已发出',
      delivered: '已送达',
      read: '已读',
      unread: (count) => `未读 ${count}`,
    },
    notice: {
      overdue: (title) => `任务超时：${title}`,
      report: (name) => `${name} 上报`,
      message: (name) => `${name} 来信`,
    },
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
    evidenceKind: { photo: 'Photo', voice: 'Voice note' },
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
    form: {
      new: 'Publish a task',
      kind: 'Kind',
      title: 'Name',
      titlePlaceholder: 'e.g. School crossing at Dongxi',
      note: 'What is asked for',
      audience: 'Publish to',
      audiences: { unit: 'One unit', team: 'Team', grid: 'Grid', radius: 'Radius' },
      audienceHint: {
        unit: 'Assigned: it may accept, or refuse with a reason.',
        team: 'The first claim has it.',
        grid: 'Units of that grid, community or town; the first claim has it.',
        radius: 'Units inside the radius; the first claim has it.',
      },
      unit: 'Unit',
      team: 'Members',
      teamCount: (count) => `${count} chosen`,
      grid: 'Grid',
      gridPlaceholder: 'Name, code or pinyin of a grid',
      gridChosen: (name) => `Chosen: ${name}`,
      centre: 'Centre',
      radius: 'Radius (m)',
      pick: 'Pick on the map',
      picked: (lon, lat) => `${lon}, ${lat}`,
      due: 'Due within',
      minutes: (count) => `${count} min`,
      hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
      route: 'Patrol route',
      noRoute: 'No route',
      place: 'Place',
      placeNone: 'None chosen',
      points: 'Check-points',
      pointsHint: 'Click them on the map one by one; a position there proves the place.',
      addPoints: 'Add on the map',
      items: 'Items',
      itemsHint: 'One a line. Patrols and visits carry the five musts.',
      recheckDays: 'Look at a hazard again',
      days: 'days later',
      confirm: 'Publish',
      missing: 'Give it a name and choose whom it is for',
    },
    route: {
      none: 'No patrol routes yet. Routes can be given to units, or by the system to idle ones.',
      edit: 'Edit route',
      new: 'New route',
      name: 'Name of the route',
      order: 'Order',
      pointName: 'Name of the check-point',
      radiusM: 'Radius (m)',
      defaultPoint: (number) => `Check-point ${number}`,
      up: 'Up',
      down: 'Down',
      remove: 'Remove',
      save: 'Save route',
      drop: 'Delete route',
      confirmDrop: 'Delete it',
      walked: (ago) => `Walked ${ago}`,
      neverWalked: 'Never walked',
      walking: 'Being walked',
      facts: (points, length) => (points === 1 ? `1 check-point, ${length}` : `${points} check-points, ${length}`),
      needPoints: 'Give it a name and at least one check-point',
      aim: 'Click the check-points one by one; they are numbered in order',
      aimDone: 'Done',
    },
    reports: {
      none: 'No field reports.',
      from: (name) => `Reported by ${name}`,
      open: 'Open incident',
      dismiss: 'Set aside',
      dismissReason: 'Why it is set aside',
      confirmDismiss: 'Set it aside',
      opened: (number) => `Opened as incident ${number}`,
      dismissed: (reason) => `Set aside: ${reason}`,
    },
    unit: {
      messages: 'Messages',
      noMessages: 'No messages yet.',
      write: 'Write to this unit',
      send: 'Send',
      sent: 'Sent',
      delivered: 'Delivered',
      read: 'Read',
      unread: (count) => `${count} unread`,
    },
    notice: {
      overdue: (title) => `Task overdue: ${title}`,
      report: (name) => `${name} reports`,
      message: (name) => `${name} writes`,
    },
  },
);
