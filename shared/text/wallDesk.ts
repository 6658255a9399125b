/** What a desk says about the wall: its displays, compositions, plans, and what is sent there. */
import type { WallRegionKind } from '../domain/wallRegion.ts';
import type { StandsBy } from '../domain/wallStands.ts';
import type { WallReport } from '../wire/wall.ts';
import type { WallPaintState } from '../wire/wallWindow.ts';
import { bilingual } from './language.ts';

interface WallDeskText {
  title: string;
  tabs: string;
  displays: string;
  presets: string;
  builtIn: Readonly<Record<string, string>>;
  builtInMark: string;
  none: string;
  lookOnly: string;
  state: Record<WallReport['state'] | WallPaintState | 'unseen', string>;
  since(at: string): string;
  by: Record<StandsBy, string>;
  byIncident(number: string): string;
  schema: string;
  schemaSent(kind: string): string;
  show: string;
  showHint: string;
  automatic: string;
  chosenBy(name: string, at: string): string;
  name: string;
  rename: string;
  size(width: number, height: number): string;
  machine(name: string): string;
  plan: string;
  schedule: string;
  scheduleHint: string;
  scheduleNone: string;
  from: string;
  preset: string;
  addLine: string;
  removeLine(at: string): string;
  badTime: string;
  sameTime: string;
  rules: string;
  rulesHint: string;
  ruleOf(level: string): string;
  noRule: string;
  savePlan: string;
  sent: string;
  sentNone: string;
  sentLine(kind: string, region: string, by: string): string;
  sentEnds(at: string): string;
  sentStays: string;
  /** It waits for the preset it was sent to; null: nobody has kept to which. */
  sentUnseen(preset: string | null): string;
  recall: string;
  recallAll: string;
  forget: string;
  forgetMeans: string;
  forgetSure: string;
  local: string;
  localHint: string;
  localDesk: string;
  localAway: string;
  open: string;
  openSpan: string;
  close: string;
  atStart: string;
  atLogin: string;
  newPreset: string;
  copyOf(name: string): string;
  saveCopy: string;
  save: string;
  saved: string;
  remove: string;
  removeSure: string;
  presetName: string;
  grid(columns: number, rows: number): string;
  board: string;
  boardHint: string;
  regionAt(kind: string, column: number, row: number, columns: number, rows: number): string;
  add: string;
  addKind: string;
  noRoom: string;
  region: string;
  kind: string;
  removeRegion: string;
  layout: string;
  tiles(count: number): string;
  followsIncident: string;
  channels: string;
  channelsHint: string;
  badChannels: string;
  tours: string;
  dwell: string;
  seconds(seconds: number): string;
  nameNeeded: string;
  fault: Record<'outside' | 'overlap' | 'sameId', string>;
  readOnly: string;
  send: string;
  sendWhat: string;
  sendTo: string;
  sendRegion: string;
  sendLength: string;
  minutes(count: number): string;
  untilRecalled: string;
  sendNeeds: string;
  sendNoWall: string;
  sendDone: string;
  what: Record<
    | ('incident' | 'map' | 'sight' | 'tiles' | 'view')
    | ('queue' | 'roster' | 'coverage' | 'numbers' | 'response' | 'trend' | 'breakdown'),
    string
  >;
  regionShort: Record<WallRegionKind, string>;
}

export const wallDeskText = bilingual<WallDeskText>(
  {
    title: '大屏',
    tabs: '大屏与预案',
    displays: '显示屏',
    presets: '预案',
    builtIn: {
      overview: '综合态势',
      emergency: '应急',
      videoWall: '视频墙',
      shiftCoverage: '班组与覆盖',
      figures: '今日数字',
      overviewWide: '综合态势（宽屏）',
      emergencyWide: '应急（宽屏）',
    },
    builtInMark: '内置',
    none: '还没有大屏。在下面选一块本机显示屏打开，或在大屏机上以“大屏”身份加入本站。',
    lookOnly: '本席位只能查看大屏，不能改动。',
    state: {
      painting: '画面正常',
      silent: '画面停止更新',
      gone: '已断开',
      frozen: '画面冻结',
      restarting: '正在重新载入',
      unseen: '本次开机后未见',
    },
    since: (at) => `自 ${at}`,
    by: { rule: '警情规则', hand: '人工', schedule: '时间表', usual: '默认' },
    byIncident: (number) => `事件 ${number}`,
    schema: '现在显示',
    schemaSent: (kind) => `${kind}（送上）`,
    show: '切换预案',
    showHint: '人工选定后一直保持；之后新来的警情仍会按规则切到应急，结案后回到这里。',
    automatic: '恢复自动',
    chosenBy: (name, at) => `${name} 于 ${at} 选定`,
    name: '名称',
    rename: '改名',
    size: (width, height) => `${width} × ${height}`,
    machine: (name) => `机器：${name}`,
    plan: '时间表与规则',
    schedule: '时间表',
    scheduleHint: '从这个时刻起显示这个预案，直到下一行；每天重复。',
    scheduleNone: '没有时间表：平时显示综合态势。',
    from: '时刻',
    preset: '预案',
    addLine: '加一行',
    removeLine: (at) => `删除 ${at} 这一行`,
    badTime: '写成 08:30',
    sameTime: '同一时刻写了两次',
    rules: '警情规则',
    rulesHint: '有这个等级或更重的未结事件时切到这个预案，结案后回到原来的画面。',
    ruleOf: (level) => `${level}及以上`,
    noRule: '不切换',
    savePlan: '保存时间表与规则',
    sent: '送上的内容',
    sentNone: '没有送上的内容。',
    sentLine: (kind, region, by) => `${kind} → ${region} · ${by}`,
    sentEnds: (at) => `到 ${at} 自动撤下`,
    sentStays: '一直保持',
    sentUnseen: (preset) => (preset === null ? '现在的画面里不显示' : `属于“${preset}”，现在不显示`),
    recall: '撤下',
    recallAll: '全部撤下',
    forget: '移除这块屏',
    forgetMeans: '名称、时间表和规则一并删除；屏若还在，会以默认画面重新出现。',
    forgetSure: '确认移除',
    local: '本机显示屏',
    localHint: '每块显示屏按自身身份识别：拔插、换口、换分辨率后仍回到原处。',
    localDesk: '值班窗口在这里',
    localAway: '未接上',
    open: '打开大屏',
    openSpan: '全部拼成一幅',
    close: '关闭大屏',
    atStart: '随程序一起打开',
    atLogin: '开机登录后自动启动程序',
    newPreset: '新建预案',
    copyOf: (name) => `${name} 副本`,
    saveCopy: '另存为新预案',
    save: '保存',
    saved: '已保存',
    remove: '删除预案',
    removeSure: '确认删除',
    presetName: '预案名称',
    grid: (columns, rows) => `${columns} × ${rows} 格`,
    board: '区域布局',
    boardHint: '拖动移动，拖右下角改大小；键盘：方向键移动，Shift+方向键改大小，Delete 删除。',
    regionAt: (kind, column, row, columns, rows) => `${kind}：第 ${column} 列第 ${row} 行，宽 ${columns} 高 ${rows}`,
    add: '加区域',
    addKind: '要加的区域',
    noRoom: '没有空位：先缩小或删除一个区域',
    region: '选中的区域',
    kind: '内容',
    removeRegion: '删除区域',
    layout: '画面数',
    tiles: (count) => `${count} 画面`,
    followsIncident: '有警情时改播事件周边摄像机',
    channels: '平时播放的摄像机编号',
    channelsHint: '用空格或换行隔开，按顺序排列；留空则播放本站最先可播的几路。',
    badChannels: '编号最长 40 个字符，最多 25 路',
    tours: '平时缓慢巡览各网格',
    dwell: '每个网格停留',
    seconds: (seconds) => `${seconds} 秒`,
    nameNeeded: '请填写预案名称',
    fault: { outside: '有区域超出边界', overlap: '有区域互相重叠', sameId: '有两个区域编号相同' },
    readOnly: '内置预案不能直接修改：另存为新预案后再改。',
    send: '送大屏',
    sendWhat: '送什么',
    sendTo: '送到哪块屏',
    sendRegion: '放在哪个区域',
    sendLength: '显示多久',
    minutes: (count) => `${count} 分钟`,
    untilRecalled: '直到撤下',
    sendNeeds: '选好屏和区域',
    sendNoWall: '还没有大屏可送。',
    sendDone: '送上',
    what: {
      incident: '当前事件',
      map: '当前事件的位置',
      sight: '当前事件周边视频',
      tiles: '正在看的视频',
      view: '我的地图画面',
      queue: '事件队列',
      roster: '值班与力量',
      coverage: '1-3-5 覆盖',
      numbers: '今日数字',
      response: '响应时效',
      trend: '逐时警情',
      breakdown: '类别与镇街',
    },
    regionShort: {
      map: '态势图',
      video: '视频',
      queue: '队列',
      incident: '当前事件',
      numbers: '数字',
      trend: '逐时',
      response: '时效',
      breakdown: '类别',
      ticker: '动态',
      roster: '力量',
      coverage: '覆盖',
      clock: '时钟',
    },
  },
  {
    title: 'Wall',
    tabs: 'Displays and presets',
    displays: 'Displays',
    presets: 'Presets',
    builtIn: {
      overview: 'Overview',
      emergency: 'Emergency',
      videoWall: 'Video wall',
      shiftCoverage: 'Shift and coverage',
      figures: 'Today in numbers',
      overviewWide: 'Overview (wide)',
      emergencyWide: 'Emergency (wide)',
    },
    builtInMark: 'built in',
    none: 'There is no wall yet. Open one on a display of this machine below, or have a wall PC join this station as a wall.',
    lookOnly: 'This seat may look at the wall and change nothing.',
    state: {
      painting: 'painting',
      silent: 'no longer painting',
      gone: 'disconnected',
      frozen: 'picture frozen',
      restarting: 'loading again',
      unseen: 'not seen since the core started',
    },
    since: (at) => `since ${at}`,
    by: { rule: 'by rule', hand: 'by hand', schedule: 'by schedule', usual: 'as usual' },
    byIncident: (number) => `incident ${number}`,
    schema: 'What stands there now',
    schemaSent: (kind) => `${kind} (sent)`,
    show: 'Show a preset',
    showHint:
      'What is chosen by hand stays. A later alarm still brings up what its rule says, and this stands again when it is closed.',
    automatic: 'Back to automatic',
    chosenBy: (name, at) => `chosen by ${name} at ${at}`,
    name: 'Name',
    rename: 'Rename',
    size: (width, height) => `${width} × ${height}`,
    machine: (name) => `machine: ${name}`,
    plan: 'Schedule and rules',
    schedule: 'Schedule',
    scheduleHint: 'From this time on this preset stands, until the next line; every day.',
    scheduleNone: 'No schedule: the overview stands.',
    from: 'Time',
    preset: 'Preset',
    addLine: 'Add a line',
    removeLine: (at) => `Remove the line of ${at}`,
    badTime: 'as 08:30',
    sameTime: 'the same time twice',
    rules: 'Rules',
    rulesHint:
      'An open incident of this level or a graver one brings up this preset; when it is closed, what stood before is back.',
    ruleOf: (level) => `${level} or graver`,
    noRule: 'nothing',
    savePlan: 'Save schedule and rules',
    sent: 'What was sent there',
    sentNone: 'Nothing was sent.',
    sentLine: (kind, region, by) => `${kind} → ${region} · ${by}`,
    sentEnds: (at) => `ends at ${at}`,
    sentStays: 'stays',
    sentUnseen: (preset) => (preset === null ? 'not shown now' : `of “${preset}”, not shown now`),
    recall: 'Take it off',
    recallAll: 'Take all off',
    forget: 'Remove this display',
    forgetMeans: 'Its name, schedule and rules go with it. If the display is still there, it comes back as a new one.',
    forgetSure: 'Really remove',
    local: 'Displays of this machine',
    localHint:
      'A display is known by itself: unplugged, on another socket or in another resolution, its wall comes back to it.',
    localDesk: 'the duty window stands here',
    localAway: 'not connected',
    open: 'Open the wall',
    openSpan: 'One canvas over all',
    close: 'Close the wall',
    atStart: 'Open with the application',
    atLogin: 'Start the application at log-in',
    newPreset: 'New preset',
    copyOf: (name) => `${name}, copy`,
    saveCopy: 'Save as a new preset',
    save: 'Save',
    saved: 'Saved',
    remove: 'Remove the preset',
    removeSure: 'Really remove',
    presetName: 'Name of the preset',
    grid: (columns, rows) => `${columns} × ${rows} cells`,
    board: 'Regions',
    boardHint: 'Drag to move, drag the corner to resize. Keys: arrows move, Shift+arrows resize, Delete removes.',
    regionAt: (kind, column, row, columns, rows) =>
      `${kind}: column ${column}, row ${row}, ${columns} wide, ${rows} high`,
    add: 'Add region',
    addKind: 'Region to add',
    noRoom: 'no room: make another region smaller, or remove one',
    region: 'Chosen region',
    kind: 'Content',
    removeRegion: 'Remove the region',
    layout: 'Tiles',
    tiles: (count) => (count === 1 ? '1 tile' : `${count} tiles`),
    followsIncident: 'During an incident, the cameras that see it',
    channels: 'Cameras otherwise, by number',
    channelsHint:
      'Separated by spaces or lines, in their order; empty: the first ones of the station that can be played.',
    badChannels: 'a number has 40 characters at most, and there are 25 at most',
    tours: 'A slow tour of the grids otherwise',
    dwell: 'Looks at each grid',
    seconds: (seconds) => `${seconds} s`,
    nameNeeded: 'the preset needs a name',
    fault: { outside: 'a region leaves the grid', overlap: 'regions overlap', sameId: 'two regions have one id' },
    readOnly: 'A built-in preset cannot be changed: save it as a new one first.',
    send: 'Send to the wall',
    sendWhat: 'What',
    sendTo: 'Display',
    sendRegion: 'Region',
    sendLength: 'For how long',
    minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
    untilRecalled: 'until it is taken off',
    sendNeeds: 'choose a display and a region',
    sendNoWall: 'There is no wall to send to yet.',
    sendDone: 'Send',
    what: {
      incident: 'The incident in hand',
      map: 'Where it is',
      sight: 'Cameras that see it',
      tiles: 'The cameras being watched',
      view: 'The map as I see it',
      queue: 'The queue',
      roster: 'Duty and units',
      coverage: '1-3-5 coverage',
      numbers: 'Today in numbers',
      response: 'Response today',
      trend: 'By the hour',
      breakdown: 'Kinds and towns',
    },
    regionShort: {
      map: 'Map',
      video: 'Video',
      queue: 'Queue',
      incident: 'Incident',
      numbers: 'Numbers',
      trend: 'By hour',
      response: 'Response',
      breakdown: 'Kinds',
      ticker: 'Ticker',
      roster: 'Units',
      coverage: 'Coverage',
      clock: 'Clock',
    },
  },
);
