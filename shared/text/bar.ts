import { bilingual } from './language.ts';

/** Verbs and moves as renderer/commands/bar/words.ts names them. */
type Verb =
  | 'unit'
  | 'dispatch'
  | 'go'
  | 'open'
  | 'acknowledge'
  | 'note'
  | 'message'
  | 'task'
  | 'close'
  | 'review'
  | 'shelve'
  | 'layer'
  | 'find'
  | 'help';
type Move = 'accept' | 'depart' | 'arrive' | 'finish' | 'refuse' | 'withdraw';

interface BarText {
  /** What a verb does, for the help. */
  verb: Record<Verb, string>;
  /** How it is written, after the slash and the verb. */
  /** What follows the word; nothing follows `help`. */
  form: Record<Exclude<Verb, 'help'>, string>;
  move: Record<Move, string>;
  here: string;
  on: string;
  off: string;
  /** What Enter will do, in one sentence. */
  deed: {
    showUnit(unit: string): string;
    move(unit: string, move: string, incident: string): string;
    moveBecause(unit: string, move: string, incident: string, reason: string): string;
    dispatch(unit: string, incident: string): string;
    confirm(unit: string, incident: string): string;
    go(place: string): string;
    goPoint(lat: string, lon: string): string;
    open(kind: string, place: string): string;
    acknowledge(incident: string): string;
    note(incident: string): string;
    message(units: string): string;
    task(unit: string, hours: number): string;
    close(incident: string, reason: string): string;
    review(incident: string): string;
    shelve(device: string, minutes: number): string;
    layer(name: string, isVisible: boolean): string;
    help: string;
  };
  /** Why it cannot be done as it stands, or what is missing. */
  problem: {
    unknownVerb(word: string): string;
    needUnit: string;
    noUnit(word: string): string;
    many(word: string, names: string): string;
    needMove(unit: string): string;
    noMove(word: string): string;
    needReason(move: string): string;
    unitIdle(unit: string): string;
    cannotMove(unit: string, state: string, move: string): string;
    unitBusy(unit: string, incident: string): string;
    needIncident: string;
    noIncident(word: string): string;
    noSuchIncident(word: string): string;
    noReviews: string;
    alreadyAccepted(incident: string): string;
    needPlace: string;
    searching(word: string): string;
    noPlace(word: string): string;
    nothingHere: string;
    needKind: string;
    noKind(word: string): string;
    needText: string;
    tooLong(limit: number): string;
    needReasonToClose: string;
    noCloseReason(word: string): string;
    needDevice: string;
    noDevice(word: string): string;
    nothingToShelve(device: string): string;
    needSpan: string;
    needReasonToShelve: string;
    needLayer: string;
    noLayer(word: string): string;
    noMap: string;
    needOnOff: string;
    mayNot: string;
  };
  /** Between names in a sentence. */
  and: string;
  preview: { title: string; kind: string; level: string; place: string; point: string; words: string; told: string };
  toldAtOnce: string;
  toldByDesk: string;
  addressByScene: string;
  commands: string;
  choices: string;
  waiting: string;
  enter: string;
  tab: string;
  history: string;
}

export const barText = bilingual<BarText>(
  {
    verb: {
      unit: '代报力量状态，或只看这支力量',
      dispatch: '派遣力量到事件',
      go: '地图飞到地点、网格、力量、设备或坐标',
      open: '登记一起事件',
      acknowledge: '受理事件',
      note: '给手上的事件写记录',
      message: '给力量发消息',
      task: '给力量派一项两小时内完成的任务',
      close: '结案',
      review: '复盘一起事件，已结的也可以',
      shelve: '搁置设备的误报一段时间',
      layer: '开关地图图层',
      find: '查找',
      help: '全部命令',
    },
    form: {
      unit: '力量 接单/出发/到场/完成/拒绝 原因/撤回 原因',
      dispatch: '力量 [事件]',
      go: '地点、编码或 纬度,经度',
      open: '类别 地点/坐标/@力量/此处 [情况]',
      acknowledge: '[事件]',
      note: '文字',
      message: '力量[,力量…] 文字',
      task: '力量 任务',
      close: '[事件] 属实/误报/测试/重复/未发现 [说明]',
      review: '[事件]',
      shelve: '设备 30分/2小时 原因',
      layer: '图层 [开/关]',
      find: '名称、编码或拼音',
    },
    move: { accept: '接单', depart: '出发', arrive: '到场', finish: '完成', refuse: '拒绝', withdraw: '撤回' },
    here: '此处',
    on: '开',
    off: '关',
    deed: {
      showUnit: (unit) => `在地图上看 ${unit}`,
      move: (unit, move, incident) => `代报 ${unit} ${move}（${incident}）`,
      moveBecause: (unit, move, incident, reason) => `${unit} ${move}（${incident}），原因：${reason}`,
      dispatch: (unit, incident) => `派 ${unit} 前往 ${incident}`,
      confirm: (unit, incident) => `确认 ${unit} 前往 ${incident}`,
      go: (place) => `地图飞到 ${place}`,
      goPoint: (lat, lon) => `地图飞到北纬 ${lat}、东经 ${lon}`,
      open: (kind, place) => `登记“${kind}”，地点 ${place}`,
      acknowledge: (incident) => `受理 ${incident}`,
      note: (incident) => `给 ${incident} 写记录`,
      message: (units) => `给 ${units} 发消息`,
      task: (unit, hours) => `给 ${unit} 派任务，${hours} 小时内完成`,
      close: (incident, reason) => `以“${reason}”结案 ${incident}`,
      review: (incident) => `打开 ${incident} 的复盘`,
      shelve: (device, minutes) => `搁置 ${device} 的误报 ${minutes} 分钟`,
      layer: (name, isVisible) => (isVisible ? `显示图层 ${name}` : `隐藏图层 ${name}`),
      help: '列出全部命令',
    },
    problem: {
      unknownVerb: (word) => `没有命令 /${word}；下面按查找列出`,
      needUnit: '哪支力量？可写编号、名称或拼音首字母',
      noUnit: (word) => `没有力量“${word}”`,
      many: (word, names) => `“${word}”不止一个：${names}`,
      needMove: (unit) => `${unit} 怎么了？接单、出发、到场、完成、拒绝或撤回`,
      noMove: (word) => `没有状态“${word}”`,
      needReason: (move) => `${move}要写原因`,
      unitIdle: (unit) => `${unit} 没有在办的事件`,
      cannotMove: (unit, state, move) => `${unit} 现在是“${state}”，不能报${move}`,
      unitBusy: (unit, incident) => `${unit} 正在处置 ${incident}`,
      needIncident: '哪起事件？先选一起，或写编号末三位',
      noIncident: (word) => `没有未结事件“${word}”`,
      noSuchIncident: (word) => `没有事件“${word}”；较早的请写完整编号`,
      noReviews: '复盘窗口只能在值班电脑上打开',
      alreadyAccepted: (incident) => `${incident} 已受理`,
      needPlace: '在哪里？地点、网格、坐标、@力量，或“此处”',
      searching: (word) => `正在查找“${word}”`,
      noPlace: (word) => `没有找到“${word}”`,
      nothingHere: '没有选中带位置的东西',
      needKind: '什么类别？可写名称或拼音首字母',
      noKind: (word) => `没有类别“${word}”`,
      needText: '请写内容',
      tooLong: (limit) => `最多 ${limit} 字`,
      needReasonToClose: '结案原因？属实、误报、测试、重复或未发现',
      noCloseReason: (word) => `没有结案原因“${word}”`,
      needDevice: '哪台设备？可写名称、编码或账号',
      noDevice: (word) => `没有设备“${word}”`,
      nothingToShelve: (device) => `${device} 没有可搁置的报警；求助和火警从不搁置`,
      needSpan: '搁置多久？如 30分、2小时，最长 8 小时',
      needReasonToShelve: '搁置要写原因',
      needLayer: '哪个图层？',
      noLayer: (word) => `没有图层“${word}”`,
      noMap: '地图还没有打开',
      needOnOff: '开还是关？',
      mayNot: '您的角色不能执行此操作',
    },
    and: '、',
    preview: {
      title: '将要登记',
      kind: '类别',
      level: '等级',
      place: '地点',
      point: '坐标',
      words: '情况',
      told: '派遣',
    },
    toldAtOnce: '登记后自动通知最近的合适力量',
    toldByDesk: '由值班员派遣',
    addressByScene: '按坐标由地图描述',
    commands: '命令',
    choices: '可选',
    waiting: '正在执行…',
    enter: '回车执行',
    tab: 'Tab 补全',
    history: '↑ 上一条',
  },
  {
    verb: {
      unit: 'Report the status of a unit, or just show it',
      dispatch: 'Send a unit to an incident',
      go: 'Fly the map to a place, grid, unit, device or coordinates',
      open: 'Open an incident',
      acknowledge: 'Accept an incident',
      note: 'Write a note on the incident in hand',
      message: 'Send a message to a unit',
      task: 'Give a unit a task due within two hours',
      close: 'Close an incident',
      review: 'Look back at an incident, closed ones too',
      shelve: 'Shelve the nuisance alarms of a device for a while',
      layer: 'Switch a map layer',
      find: 'Find',
      help: 'All commands',
    },
    form: {
      unit: 'unit accept/depart/arrive/finish/refuse why/withdraw why',
      dispatch: 'unit [incident]',
      go: 'place, code or lat,lon',
      open: 'kind place/coordinates/@unit/here [words]',
      acknowledge: '[incident]',
      note: 'words',
      message: 'unit[,unit…] words',
      task: 'unit task',
      close: '[incident] real/false/test/duplicate/noTrace [note]',
      review: '[incident]',
      shelve: 'device 30m/2h why',
      layer: 'layer [on/off]',
      find: 'name, code or pinyin',
    },
    move: {
      accept: 'accepts',
      depart: 'departs',
      arrive: 'arrives',
      finish: 'is done',
      refuse: 'refuses',
      withdraw: 'withdrawn',
    },
    here: 'here',
    on: 'on',
    off: 'off',
    deed: {
      showUnit: (unit) => `Show ${unit} on the map`,
      move: (unit, move, incident) => `Report: ${unit} ${move} (${incident})`,
      moveBecause: (unit, move, incident, reason) => `${unit} ${move} (${incident}): ${reason}`,
      dispatch: (unit, incident) => `Send ${unit} to ${incident}`,
      confirm: (unit, incident) => `Confirm ${unit} for ${incident}`,
      go: (place) => `Fly to ${place}`,
      goPoint: (lat, lon) => `Fly to ${lat} N, ${lon} E`,
      open: (kind, place) => `Open “${kind}” at ${place}`,
      acknowledge: (incident) => `Accept ${incident}`,
      note: (incident) => `Write a note on ${incident}`,
      message: (units) => `Send a message to ${units}`,
      task: (unit, hours) => `Give ${unit} a task, due in ${hours} h`,
      close: (incident, reason) => `Close ${incident} as “${reason}”`,
      review: (incident) => `Open the review of ${incident}`,
      shelve: (device, minutes) => `Shelve the nuisance alarms of ${device} for ${minutes} min`,
      layer: (name, isVisible) => (isVisible ? `Show the layer ${name}` : `Hide the layer ${name}`),
      help: 'List all commands',
    },
    problem: {
      unknownVerb: (word) => `There is no command /${word}; below is what was found`,
      needUnit: 'Which unit? Its number, name or pinyin initials',
      noUnit: (word) => `There is no unit “${word}”`,
      many: (word, names) => `“${word}” is more than one: ${names}`,
      needMove: (unit) => `What of ${unit}? accept, depart, arrive, finish, refuse or withdraw`,
      noMove: (word) => `There is no status “${word}”`,
      needReason: (move) => `“${move}” needs a reason`,
      unitIdle: (unit) => `${unit} is on no incident`,
      cannotMove: (unit, state, move) => `${unit} is “${state}” and cannot be reported as “${move}”`,
      unitBusy: (unit, incident) => `${unit} is on ${incident}`,
      needIncident: 'Which incident? Choose one first, or type its last digits',
      noIncident: (word) => `There is no open incident “${word}”`,
      noSuchIncident: (word) => `There is no incident “${word}”; type the whole number of an earlier one`,
      noReviews: 'A review opens only at a computer of the desk',
      alreadyAccepted: (incident) => `${incident} has been accepted`,
      needPlace: 'Where? A place, grid, coordinates, @unit or “here”',
      searching: (word) => `Looking for “${word}”`,
      noPlace: (word) => `“${word}” was not found`,
      nothingHere: 'Nothing with a place is selected',
      needKind: 'What kind? Its name or pinyin initials',
      noKind: (word) => `There is no kind “${word}”`,
      needText: 'Type the words',
      tooLong: (limit) => `${limit} characters at most`,
      needReasonToClose: 'Why? real, false, test, duplicate or noTrace',
      noCloseReason: (word) => `There is no closing reason “${word}”`,
      needDevice: 'Which device? Its name, code or account',
      noDevice: (word) => `There is no device “${word}”`,
      nothingToShelve: (device) => `${device} has sent nothing that may be shelved; calls for help and fire never are`,
      needSpan: 'For how long? 30m or 2h, eight hours at most',
      needReasonToShelve: 'Shelving needs a reason',
      needLayer: 'Which layer?',
      noLayer: (word) => `There is no layer “${word}”`,
      noMap: 'The map is not open yet',
      needOnOff: 'On or off?',
      mayNot: 'Your role may not do this',
    },
    and: ', ',
    preview: {
      title: 'To be opened',
      kind: 'Kind',
      level: 'Level',
      place: 'Place',
      point: 'Point',
      words: 'Words',
      told: 'Dispatch',
    },
    toldAtOnce: 'the nearest suited unit is told at once',
    toldByDesk: 'by the officer',
    addressByScene: 'as the map describes the point',
    commands: 'Commands',
    choices: 'Choices',
    waiting: 'Working…',
    enter: 'Enter does it',
    tab: 'Tab completes',
    history: '↑ earlier',
  },
);
